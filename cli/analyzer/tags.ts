/** What the tags of this project's policies say: their folder, the controls that they serve, the like of them elsewhere. */
import type { AnalyzerPolicy } from "./protocol";

/** The folder that the policy is in, from a tag such as `folder:database`. */
export function folderOf({ tags = [] }: Pick<AnalyzerPolicy, "tags">): string | undefined {
    return tags.find((tag) => tag.startsWith("folder:"))?.slice("folder:".length);
}

/** Begins a tag that names another tool's rules: `same rule in Checkov: CKV_AWS_16, CKV_AWS_96`. */
const SAME_RULE = "same rule in ";

/** A framework with its controls, or a tool with its rules. */
export interface Elsewhere {
    where: string;
    ids: string[];
}

/** The rules of other tools that ask for the same as the policy. */
export function peersOf({ tags = [] }: Pick<AnalyzerPolicy, "tags">): Elsewhere[] {
    return tags.filter((tag) => tag.startsWith(SAME_RULE)).map((tag) => elsewhere(tag.slice(SAME_RULE.length)));
}

/** The controls that the policy serves, wholly or in part. */
export function controlsOf(policy: Pick<AnalyzerPolicy, "tags" | "framework">): Elsewhere[] {
    return frameworksOf(policy).map((text) => elsewhere(text.replaceAll(" (partly)", "")));
}

function elsewhere(text: string): Elsewhere {
    const at = text.indexOf(": ");
    return { where: text.slice(0, at), ids: text.slice(at + 2).split(", ") };
}

/** The frameworks that the policy serves, each with its controls, from tags such as `PCI DSS 4.0.1: 8.6.2`. */
export function frameworksOf({ tags = [], framework }: Pick<AnalyzerPolicy, "tags" | "framework">): string[] {
    const named = tags.filter((tag) => tag.includes(": ") && !tag.startsWith(SAME_RULE));
    if (named.length > 0) {
        return named;
    }
    return framework?.name ? [`${framework.name} ${framework.version}: ${framework.specification}`] : [];
}
