/** docs/controls.md: the controls of AWS Security Hub, and which policy judges each. */
import { readFacts } from "../facts/read";
import type { SecurityHubControls } from "../facts/schemas";
import { frameworksOf, securityHubPage } from "../kit/frameworks";
import type { Listed } from "../policies";

export type Standard = Control["standards"][number];
type Control = SecurityHubControls["controls"][string];

const PARTLY = " (partly)";
const STANDARDS: Record<Standard, string> = { "AWS FSBP 1.0.0": "FSBP", "PCI DSS 4.0.1": "PCI" };

/** The controls of Security Hub that a policy serves, without how far. */
export function controlsServed({ policy }: Listed): string[] {
    return (frameworksOf(policy.definition)["Security Hub"] ?? []).map((control) => control.replace(PARTLY, ""));
}

/** Of which standards a control is. */
export function standardsOf(control: string): readonly Standard[] {
    return controls()[control]?.standards ?? [];
}

/** What Security Hub evaluates, by control. */
export function controls(): Record<string, Control> {
    return readFacts<SecurityHubControls>("security-hub-controls").controls;
}

/** A control, and what the policies do of it. */
interface Row {
    id: string;
    control: Control;
    /** Links to the policies, the ones that serve it wholly first. */
    policies: string[];
    judged: "wholly" | "partly" | "no";
}

export function controlsPage(listed: Listed[]): string {
    const rows = rowsOf(listed);
    const { asOf } = readFacts("security-hub-controls");
    const services = [...new Set(rows.map(({ id }) => serviceOf(id)))];
    return `# Controls of AWS Security Hub

Every control of the standards AWS Foundational Security Best Practices 1.0.0 and PCI DSS 4.0.1 as Security Hub had them on
${asOf}, what of it a preview can judge, and which policies do. Security Hub looks at what is there; a policy looks at what a
program is about to make. So a control that asks for what only the account or the running system knows is none for a preview,
and one that a program's resources decide in part is judged in part.

${counts(rows)}

"Wholly" is what a policy says of itself: with the settings that the profiles
[fsbp and pci](https://github.com/aws-preflight/aws-preflight/tree/main/profiles) give it, it judges everything that the
control asks of a resource in a program. The levels here are the policies' own; the profiles make all of them mandatory. \`preflight list --control S3.1\` finds the policies of a control.

${services.map((service) => section(service, rows)).join("\n\n")}
`;
}

function rowsOf(listed: Listed[]): Row[] {
    const served = listed.flatMap(({ policy }) =>
        (frameworksOf(policy.definition)["Security Hub"] ?? []).map((control) => ({ control, name: policy.name })),
    );
    const link = ({ name }: { name: string }): string => `[${name}](policies/${name}.md)`;
    return Object.entries(controls()).map(([id, control]): Row => {
        const wholly = served.filter((one) => one.control === id).map(link);
        const partly = served.filter((one) => one.control === id + PARTLY).map((one) => `${link(one)} in part`);
        const judged = wholly.length > 0 ? "wholly" : partly.length > 0 ? "partly" : "no";
        return { id, control, policies: [...wholly, ...partly], judged };
    });
}

function counts(rows: Row[]): string {
    const lines = (Object.keys(STANDARDS) as Standard[]).map((standard) => {
        const own = rows.filter(({ control }) => control.standards.includes(standard));
        return `| ${standard} | ${own.length} | ${of(own, "yes")} | ${of(own, "partly")} | ${own.filter(({ control }) => control.judgeable === "no").length} |`;
    });
    const both = `| both, each control once | ${rows.length} | ${of(rows, "yes")} | ${of(rows, "partly")} | ${rows.filter(({ control }) => control.judgeable === "no").length} |`;
    return `| standard | controls | a preview can judge wholly | in part | not |\n|---|---|---|---|---|\n${[...lines, both].join("\n")}`;
}

/** How many of the controls that a preview can judge so far are judged. */
function of(rows: Row[], judgeable: "yes" | "partly"): string {
    const own = rows.filter(({ control }) => control.judgeable === judgeable);
    const count = (judged: Row["judged"]): number => own.filter((row) => row.judged === judged).length;
    return `${own.length}, judged: ${count("wholly")} wholly, ${count("partly")} in part`;
}

function serviceOf(id: string): string {
    return id.split(".", 1)[0] as string;
}

function section(service: string, rows: Row[]): string {
    const lines = rows
        .filter(({ id }) => serviceOf(id) === service)
        .map(({ id, control, policies }) => {
            const standards = control.standards.map((standard) => STANDARDS[standard]).join(", ");
            return `| [${id}](${securityHubPage(id)}) | ${standards} | ${control.severity} | ${policies.join(", ") || unjudged(control)} |`;
        });
    return `## ${service}\n\n| control | standard | severity | judged by |\n|---|---|---|---|\n${lines.join("\n")}`;
}

/** Why no policy judges a control. */
function unjudged({ judgeable, how }: Control): string {
    const what = how.replaceAll("|", "\\|");
    return judgeable === "no"
        ? `a preview cannot: ${what}`
        : `not yet${judgeable === "partly" ? "; a preview can in part" : ""}: ${what}`;
}
