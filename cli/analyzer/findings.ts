/** Turns what a pack reports into findings. */
import { readMessage } from "../../kit/engine/message";
import type { PreviewResource } from "../inputs/stack";
import { parseUrn } from "../inputs/urn";
import type { Finding, PolicyInfo, Undecided } from "../results";
import type { Analysis, Diagnostic } from "./protocol";

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
        ...readMessage(diagnostic.message, diagnostic.description),
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
        return what === undefined
            ? []
            : [{ policy, what: `${where}${propertyIn(what)}`.trim(), because: "unknown" as const }];
    });
    return [...unreadable, ...notKnown].map((entry) => ({ pack, ...entry }));
}

/** The property of the SDK's `string value at .vpcId can't be known during preview`. */
function propertyIn(message: string): string {
    return / at \.?(\S+) can't be known/.exec(message)?.[1] ?? message;
}
