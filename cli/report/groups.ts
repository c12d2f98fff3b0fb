/** Findings by policy, and within it by what is wrong: what is said of many resources is said once. */
import type { Finding } from "../results";
import { byWeight, levelOf } from "./summary";

/** The findings of one policy at one level and severity. */
export interface PolicyGroup {
    /** At least one; the first tells the policy, its level and its severity. */
    findings: Finding[];
    remedies: Remedy[];
}

/** Why and how, and all that it repairs. */
export interface Remedy {
    /** Undefined where the remedy before it has the same. */
    why?: string;
    fix?: string;
    problems: Problem[];
}

/** What is wrong in the same words, and where. */
export interface Problem {
    /** At least one. */
    findings: Finding[];
    property?: string;
    problem: string;
    waiver?: Finding["waiver"];
    deep?: true;
}

/** Groups findings by policy, the heaviest first. */
export function byPolicy(findings: readonly Finding[]): PolicyGroup[] {
    const keyOf = (finding: Finding): unknown[] => {
        return [finding.pack, finding.policy, levelOf(finding), finding.severity];
    };
    return gather(findings, keyOf)
        .map((group) => ({ findings: group, remedies: remediesOf(group) }))
        .sort((a, b) => byWeight(a.findings[0] as Finding, b.findings[0] as Finding));
}

function remediesOf(findings: Finding[]): Remedy[] {
    let said: string | undefined;
    return gather(findings, ({ why, fix }) => [why, ruleOf(fix)]).map((group): Remedy => {
        const [{ why, fix }] = group as [Finding];
        const news = why === said ? undefined : why;
        said = why;
        return { why: news, fix, problems: problemsOf(group) };
    });
}

function problemsOf(findings: Finding[]): Problem[] {
    const keyOf = ({ property, problem, waiver, deep }: Finding): unknown[] => {
        return [property, problem, waiver?.expires, waiver?.reason, deep];
    };
    return gather(findings, keyOf).map((group): Problem => {
        const [{ property, problem, waiver, deep }] = group as [Finding];
        return { findings: group, property, problem, waiver, deep };
    });
}

/** Findings on resources of one type that one line of the program makes, such as one in a loop. */
export function byLine(findings: readonly Finding[]): Finding[][] {
    return gather(findings, ({ type, source }) => [type, source?.file, source?.line]);
}

/** A fix without its example, which differs from one resource to the next: `name it after the environment`. */
function ruleOf(fix: string | undefined): string | undefined {
    return fix?.split(/,? such as /, 1)[0];
}

/** Those with the same key together, in the order in which they come. */
function gather(findings: readonly Finding[], keyOf: (finding: Finding) => unknown[]): Finding[][] {
    const groups = new Map<string, Finding[]>();
    for (const finding of findings) {
        const key = JSON.stringify(keyOf(finding));
        const group = groups.get(key);
        if (group) {
            group.push(finding);
        } else {
            groups.set(key, [finding]);
        }
    }
    return [...groups.values()];
}

/** The findings of each resource, the heaviest first; resources in the order in which they were found. */
export function byResource(findings: readonly Finding[]): Finding[][] {
    return gather(findings, ({ urn }) => [urn]).map((group) => group.sort(byWeight));
}
