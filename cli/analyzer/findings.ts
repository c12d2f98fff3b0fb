/** Turns what a pack reports into findings. */
import type { PreviewResource } from "../inputs/model";
import { parseUrn } from "../inputs/urn";
import type { Finding, PolicyInfo, Undecided } from "../model";
import type { Analysis, Diagnostic } from "./model";

/** What the SDK reports for a policy that read an unknown value. */
const UNREADABLE = /^can't run (?:policy|remediation) '.*?' from policy pack '.*?' during preview: (.*)$/s;

export interface Source {
    pack: string;
    policies: ReadonlyMap<string, PolicyInfo>;
}

/** One diagnostic as a finding on the resource of `urn`; undefined where the policy could not judge. */
export function toFinding(
    source: Source,
    diagnostic: Diagnostic,
    urn: string,
    resource?: Pick<PreviewResource, "source">,
): Finding | undefined {
    if (UNREADABLE.test(diagnostic.message)) {
        return undefined;
    }
    const names = parseUrn(urn);
    const severity = diagnostic.severity ?? source.policies.get(diagnostic.policy)?.severity;
    return {
        pack: source.pack,
        policy: diagnostic.policy,
        // What was to be repaired and still is wrong stops the update.
        level: diagnostic.level === "advisory" ? "advisory" : "mandatory",
        severity,
        urn,
        type: names?.type ?? "",
        name: names?.name ?? "",
        ...parseMessage(diagnostic.message, diagnostic.description),
        source: resource?.source,
    };
}

/** What policies of a pack could not judge. */
export function undecidedOf(
    pack: string,
    { diagnostics, notKnown }: Analysis,
    resource?: { name: string },
): Undecided[] {
    const where = resource ? `${resource.name} ` : "";
    const unreadable = diagnostics.flatMap(({ policy, message }) => {
        const what = UNREADABLE.exec(message)?.[1];
        return what === undefined ? [] : [{ pack, policy, what: `${where}${propertyIn(what)}`.trim() }];
    });
    return [...unreadable, ...notKnown.map((entry) => ({ pack, ...entry }))];
}

/** The property of the SDK's `string value at .vpcId can't be known during preview`. */
function propertyIn(message: string): string {
    return / at \.?(\S+) can't be known/.exec(message)?.[1] ?? message;
}

type Parts = Pick<Finding, "title" | "property" | "problem" | "why" | "fix" | "waiver">;

/**
 * The parts of a message. A pack made with the kit writes a line each: the title, `property: problem`, `Why: …`,
 * `Fix: …`, `Waived until …`. Another pack's message is its description and a free text.
 */
export function parseMessage(message: string, description: string): Parts {
    const title = description.trim() || (message.split("\n", 1)[0] as string);
    const rest = (message.startsWith(title) ? message.slice(title.length) : message).trim();
    const lines = rest.split("\n");
    const why = after("Why: ", lines);
    const fix = after("Fix: ", lines);
    if (why === undefined || fix === undefined) {
        return { title: oneLine(title), problem: rest || oneLine(title) };
    }
    const [, property, problem = lines[0] as string] =
        /^([a-z_][^\s:]*(?: [^:]*?)?): (.*)$/.exec(lines[0] as string) ?? [];
    const [, expires, reason] = /^Waived until (\d{4}-\d{2}-\d{2}): (.*)$/.exec(lines.at(-1) as string) ?? [];
    return {
        title: oneLine(title),
        property,
        problem,
        why,
        fix,
        waiver: expires === undefined ? undefined : { expires, reason: reason ?? "" },
    };
}

function after(label: string, lines: string[]): string | undefined {
    return lines.find((line) => line.startsWith(label))?.slice(label.length);
}

function oneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}
