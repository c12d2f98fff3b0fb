/** What a presence policy accepts as evidence that something is there: a setting, with defaults for every usual way. */
import { resourceGlobs } from "./globs";
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/** The `evidence` setting. `defaults` are globs on `type::name`; a glob without `::` is on the type alone. */
export const evidenceSetting = (defaults: readonly string[]) =>
    ({
        evidence: {
            type: "array",
            items: { type: "string" },
            default: defaults,
            description: "Globs on a resource's type, or on `type::name`; one match is evidence.",
        },
    }) as const;

/** The managed resources that one of the globs matches. A star crosses slashes and colons; case does not matter. */
export function findEvidence(stack: Stack, globs: readonly string[]): Resource[] {
    const matches = resourceGlobs(globs);
    return stack.managed.filter(matches);
}
