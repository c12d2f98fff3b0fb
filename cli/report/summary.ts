/** What a run comes to, as every report counts it. */
import type { Finding, Pack, PolicyInfo, Run, Severity } from "../results";

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

/** The findings of each resource, resources in the order in which they were found. */
export function byResource(findings: readonly Finding[]): Finding[][] {
    const groups = new Map<string, Finding[]>();
    for (const finding of findings) {
        const group = groups.get(finding.urn);
        if (group) {
            group.push(finding);
        } else {
            groups.set(finding.urn, [finding]);
        }
    }
    return [...groups.values()].map((group) => group.sort(byWeight));
}

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

/** A web address of a pack, where it is one that a page may link to. */
export function linkOf(url: string | undefined): string | undefined {
    return url !== undefined && /^https?:\/\/\S+$/.test(url) ? url : undefined;
}

/** The policy's name; with its pack where there are several, for two may have policies of the same name. */
export function policyName({ packs }: Pick<Run, "packs">, { pack, policy }: Pick<Finding, "pack" | "policy">): string {
    return packs.length > 1 ? `${policy} (${pack})` : policy;
}
