/** Asks a policy pack what it holds, without checking anything. */
import * as fs from "node:fs";
import * as path from "node:path";

import { Analyzer } from "./client";
import { readConfiguration, reconcile } from "./configuration";
import type { AnalyzerInfo, AnalyzerPolicy, PolicyLevel, PolicySettings } from "./protocol";
import { PackProcess, readPackProject } from "./pack";
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
}

/** Starts a pack, asks it what it holds, and stops it. */
export async function describePack(directory: string, timeoutSeconds: number): Promise<PackDescription> {
    const pack = new PackProcess(readPackProject(directory), NO_STACK, timeoutSeconds);
    try {
        const analyzer = await Analyzer.connect(pack, timeoutSeconds);
        try {
            const info = await analyzer.info();
            return { info, profiles: readProfiles(path.join(directory, "profiles"), info) };
        } finally {
            analyzer.close();
        }
    } finally {
        pack.stop();
    }
}

function readProfiles(folder: string, info: AnalyzerInfo): PackDescription["profiles"] {
    const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
    return new Map(
        files.sort().map((file) => {
            const full = path.join(folder, file);
            return [path.basename(file, ".json"), reconcile(info, readConfiguration(full), full)];
        }),
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
