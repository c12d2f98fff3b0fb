/** Asks a policy pack what it holds, without checking anything. */
import { RENAMED } from "../../kit/engine/renames";
import { Analyzer } from "./client";
import { reconcile } from "./configuration";
import type { AnalyzerInfo, AnalyzerPolicy, PolicyLevel, PolicySettings } from "./protocol";
import { PackProcess, readPackProject } from "./pack";
import { profileNames, readProfile } from "./parts";
import type { Preview } from "../inputs/stack";
import { UserError } from "../errors";
import type { PolicyInfo } from "../results";

/** A pack that nothing is checked with has no stack. */
const NO_STACK: Preview = { project: "", stack: "", config: {}, secretKeys: [], tags: {}, resources: [], notes: [] };

/** What a pack holds. */
export interface PackDescription {
    info: AnalyzerInfo;
    /** Profile -> policy -> the settings that it puts in force; from the pack's folder `profiles`. */
    profiles: Map<string, Map<string, PolicySettings>>;
    /** Old name of a policy -> its name now; `info` has the policies without the old ones. */
    renamed: ReadonlyMap<string, string>;
}

/** Starts a pack, asks it what it holds, and stops it. */
export async function describePack(directory: string, timeoutSeconds: number): Promise<PackDescription> {
    const pack = new PackProcess(readPackProject(directory), NO_STACK, timeoutSeconds);
    try {
        const analyzer = await Analyzer.connect(pack, timeoutSeconds);
        try {
            const info = await analyzer.info();
            const { policies, renamed } = withoutRenamed(info.policies);
            const profiles = readProfiles(directory, info);
            return { info: { ...info, policies }, profiles, renamed };
        } finally {
            analyzer.close();
        }
    } finally {
        pack.stop();
    }
}

/** The policies under their names now, and the old names that the pack goes on taking configuration under. */
export function withoutRenamed<P extends Pick<AnalyzerPolicy, "name" | "tags">>(
    policies: P[],
): { policies: P[]; renamed: Map<string, string> } {
    const nameNow = ({ tags = [] }: P): string | undefined =>
        tags.find((tag) => tag.startsWith(RENAMED))?.slice(RENAMED.length);
    const old = policies.flatMap((policy) => {
        const now = nameNow(policy);
        return now === undefined ? [] : [[policy.name, now] as const];
    });
    return { policies: policies.filter((policy) => nameNow(policy) === undefined), renamed: new Map(old) };
}

function readProfiles(directory: string, info: AnalyzerInfo): PackDescription["profiles"] {
    return new Map(
        profileNames(directory).map((name) => [name, reconcile(info, [readProfile(directory, name, "profiles")])]),
    );
}

/** The settings under a profile. */
export function profileOf({ info, profiles }: PackDescription, name: string): Map<string, PolicySettings> {
    const profile = profiles.get(name);
    if (!profile) {
        const names = [...profiles.keys()];
        throw new UserError(`${info.name} has no profile "${name}"; its profiles: ${names.join(", ") || "none"}`);
    }
    return profile;
}

/** What reports tell of a policy. */
export function toPolicyInfo(policy: AnalyzerPolicy, level: PolicyLevel): PolicyInfo {
    const { name, displayName, description, severity, url, remediationSteps: fix, framework, tags } = policy;
    return { name, title: displayName || firstLine(description), level, severity, url, fix, framework, tags };
}

function firstLine(text: string): string {
    return text.trim().split("\n", 1)[0] as string;
}
