/** Typed reading of managed-policies.json: what AWS's own managed policies allow. */
import { readFacts } from "./read";
import type { ManagedPolicies } from "./schemas";

export type ManagedStatement = ManagedPolicies["policies"][string]["statements"][number];

/** The statements of one of AWS's managed policies by its ARN; undefined for one that the facts do not have. */
export function managedPolicy(arn: string): ManagedStatement[] | undefined {
    const [, name = ""] = /^arn:aws[\w-]*:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
    const { policies } = readFacts<ManagedPolicies>("managed-policies");
    return Object.hasOwn(policies, name) ? policies[name]?.statements : undefined;
}
