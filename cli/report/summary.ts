/** What a run comes to, as every report counts it. */
import { parseUrn } from "../inputs/urn";
import type { Finding, Pack, PolicyInfo, Run, Severity } from "../results";
import { plural } from "../text";

/** From the worst. */
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

export interface Summary {
    mandatory: number;
    advisory: number;
    waived: number;
    /** Of the findings that are not waived; `unspecified` where neither pack nor policy gives one. */
    severities: Record<Severity | "unspecified", number>;
}

/** Counts a run's findings; a waived one counts as waived only. */
export function summarize({ findings }: Pick<Run, "findings">): Summary {
    const summary: Summary = {
        mandatory: 0,
        advisory: 0,
        waived: 0,
        severities: { critical: 0, high: 0, medium: 0, low: 0, unspecified: 0 },
    };
    for (const { waiver, level, severity } of findings) {
        if (waiver) {
            summary.waived++;
        } else {
            summary[level]++;
            summary.severities[severity ?? "unspecified"]++;
        }
    }
    return summary;
}

/** What stops the update first, then by severity; what was waived last. */
export function byWeight(a: Finding, b: Finding): number {
    return weight(a) - weight(b);
}

function weight({ level, severity, waiver }: Finding): number {
    const rank = severity ? SEVERITIES.indexOf(severity) : SEVERITIES.length;
    return (level === "mandatory" ? 0 : 10) + rank + (waiver ? 100 : 0);
}

/** The level in force: what was waived is no longer advisory to the reader. */
export function levelOf({ level, waiver }: Pick<Finding, "level" | "waiver">): Finding["level"] | "waived" {
    return waiver ? "waived" : level;
}

/** What every report says of a finding that only a deep run sees. */
export const ONLY_DEEP =
    "Only the deep run sees this: to a preview the value is unknown, since outputs are a part of it.";

/** True for a finding about the stack as a whole. */
export function isWholeStack({ type }: Pick<Finding, "type">): boolean {
    return type === "pulumi:pulumi:Stack";
}

/** What the run knows of a finding's policy. */
export function policyOf(
    { packs }: Pick<Run, "packs">,
    { pack, policy }: Pick<Finding, "pack" | "policy">,
): PolicyInfo | undefined {
    return packs.find(({ name }) => name === pack)?.policies.find(({ name }) => name === policy);
}

/** Each pack with its findings, as two packs may have policies of the same name. */
export function byPack({ packs, findings }: Run): { pack: Pack; findings: Finding[] }[] {
    return packs.map((pack) => ({ pack, findings: findings.filter((finding) => finding.pack === pack.name) }));
}

/** `0 mandatory, 2 advisory, 1 waived`. */
export function countsOf(run: Pick<Run, "findings">): string {
    const { mandatory, advisory, waived } = summarize(run);
    return `${mandatory} mandatory, ${advisory} advisory${waived > 0 ? `, ${waived} waived` : ""}`;
}

/** `1 critical, 3 high`, of the findings that are not waived; empty where there are none. */
export function severitiesOf(run: Pick<Run, "findings">): string {
    const { severities } = summarize(run);
    return [...SEVERITIES, "unspecified" as const]
        .filter((severity) => severities[severity] > 0)
        .map((severity) => `${severities[severity]} ${severity === "unspecified" ? "without severity" : severity}`)
        .join(", ");
}

/** What a policy repaired. */
export interface Repair {
    pack: string;
    policy: string;
    properties: string[];
    urns: string[];
    /** `tagger repaired tags of 33 resources`. */
    sentence: string;
}

/** What each policy repaired, however many resources it touched. */
export function repairsOf({ packs, remediations }: Pick<Run, "packs" | "remediations">): Repair[] {
    const repairs = new Map<string, Omit<Repair, "sentence">>();
    for (const { pack, policy, urn, properties } of remediations) {
        const key = JSON.stringify([pack, policy]);
        const repair = repairs.get(key) ?? { pack, policy, properties: [], urns: [] };
        repair.properties = [...new Set([...repair.properties, ...properties])];
        repair.urns.push(urn);
        repairs.set(key, repair);
    }
    return [...repairs.values()].map((repair) => {
        const { properties, urns } = repair;
        const [first = ""] = urns;
        const where = urns.length === 1 ? (parseUrn(first)?.name ?? first) : plural(urns.length, "resource");
        return {
            ...repair,
            sentence: `${policyName({ packs }, repair)} repaired ${properties.join(", ")} of ${where}`,
        };
    });
}

/** `aws:rds/instance:Instance` as `aws:rds:Instance`, as Pulumi shows it. */
export function shortType(type: string): string {
    return type.replace(/\/[^:]*:/, ":");
}

/** A web address of a pack, where it is one that a page may link to. */
export function linkOf(url: string | undefined): string | undefined {
    return url !== undefined && /^https?:\/\/\S+$/.test(url) ? url : undefined;
}

/** The policy's name; with its pack where there are several, for two may have policies of the same name. */
export function policyName({ packs }: Pick<Run, "packs">, { pack, policy }: Pick<Finding, "pack" | "policy">): string {
    return packs.length > 1 ? `${policy} (${pack})` : policy;
}
