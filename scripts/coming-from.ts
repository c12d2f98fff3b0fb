/** docs/coming-from.md: other tools' rules, and the policies that ask for the same. */
import { readFacts } from "../facts/read";
import type { PeerRules } from "../facts/schemas";
import type { Listed } from "../policies";

export function comingFromPage(listed: Listed[]): string {
    const { tools, policies, asOf } = readFacts<PeerRules>("peer-rules");
    const known = new Set(listed.map(({ policy }) => policy.name));
    const pairs = Object.entries(policies).flatMap(([policy, peers]) =>
        Object.entries(peers).flatMap(([tool, rules]) => rules.map((rule) => ({ tool, rule, policy }))),
    );
    const sections = Object.entries(tools).map(([tool, total]) => {
        const own = pairs.filter((pair) => pair.tool === tool);
        const rules = [...new Set(own.map(({ rule }) => rule))].sort(byNumber);
        const lines = rules.map((rule) => {
            const names = own
                .filter((pair) => pair.rule === rule && known.has(pair.policy))
                .map(({ policy }) => policy);
            return `| \`${rule}\` | ${names.map((name) => `[${name}](policies/${name}.md)`).join(", ") || "none"} |`;
        });
        const heading = `## ${tool}\n\n${extent(rules.length, total)}`;
        return `${heading}\n\n| its rule | policy here |\n|---|---|\n${lines.join("\n")}`;
    });
    const paired = new Set(Object.keys(policies));
    const alone = listed.map(({ policy }) => policy.name).filter((name) => !paired.has(name));
    return `# Coming from another tool

Which policy asks for what a rule of another tool asked for, as read on ${asOf}. \`preflight explain CKV_AWS_16\` tells the
same, for a rule of any of these tools and for a control of [AWS Security Hub](controls.md).

A pair says that both are after the same mistake, not that they find the same: the policy may judge more types than the rule,
or fewer; its page says which. It does not judge what is not known before the update, and it follows references, so that
either may find what the other does not.

What this page does not know: a rule that is not listed may have its like here all the same, because nobody has set the
two beside each other; but reckon with it being the other tool's alone. These tools have rules for services, and for
conventions such as keys of your own for every service, that no policy here asks for. Where a count of a tool's rules stands
below, it is of its rules for AWS; where none stands, nobody counted.

${sections.join("\n\n")}

## Only here

No rule of the tools above is known to ask for what these ask for:

${alone.map((name) => `- [${name}](policies/${name}.md)`).join("\n")}
`;
}

function extent(listed: number, total: number | null): string {
    return total === null
        ? `${listed} of its rules are listed; how many it has was not counted.`
        : `${listed} of its ${total} rules are listed. Of the other ${total - listed} this page knows nothing.`;
}

/** CKV_AWS_2 before CKV_AWS_16. */
function byNumber(a: string, b: string): number {
    return a.localeCompare(b, "en", { numeric: true });
}
