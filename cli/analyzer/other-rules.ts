/** Policies by the name that another tool, or a standard, has for what they ask. */
import type { PackDescription } from "./describe-pack";
import type { AnalyzerPolicy } from "./protocol";
import { controlsOf, peersOf } from "./tags";

/** A rule of another tool, or a control of a standard, and the policies that ask for the same. */
export interface OtherRule {
    id: string;
    /** The tools and standards that have a rule of this name. */
    of: string[];
    policies: AnalyzerPolicy[];
}

/** What Trivy once put before an id, and cdk-nag puts before a rule of one of its packs. */
const PREFIX = /^(avd-(?=aws-)|hipaa\.security-|nist\.800\.53\.r[45]-|pci\.dss\.321-|serverless-)/;

/** The rule of that name; undefined where no policy is known to ask for the same. Upper and lower case are one. */
export function otherRule({ info }: PackDescription, name: string): OtherRule | undefined {
    const wanted = name.toLowerCase().replace(PREFIX, "");
    const found = info.policies.flatMap((policy) =>
        [...peersOf(policy), ...controlsOf(policy)].flatMap(({ where, ids }) =>
            ids.filter((id) => id.toLowerCase() === wanted).map((id) => ({ id, where, policy })),
        ),
    );
    return (
        found[0] && {
            id: found[0].id,
            of: [...new Set(found.map(({ where }) => where))],
            policies: [...new Set(found.map(({ policy }) => policy))],
        }
    );
}

/** The rules of other tools that a mistyped name may have meant: a name with another number is another rule. */
export function otherNames({ info }: PackDescription, name: string): string[] {
    const withoutNumbers = (id: string): string => id.toLowerCase().replace(/\d/g, "");
    const ids = info.policies.flatMap((policy) => peersOf(policy).flatMap((peer) => peer.ids));
    return ids.filter((id) => withoutNumbers(id) !== withoutNumbers(name));
}
