/** What a presence policy accepts as evidence that something is there: a setting, with defaults for every usual way. */
import type { TArray, TString } from "@sinclair/typebox";

import { resourceGlobs } from "./globs";
import type { Resource } from "./resource";
import type { Stack } from "./stack";
import { Type } from "./type";

/** The `evidence` setting. `defaults` are globs on `type::name`; a glob without `::` is on the type alone. */
export function evidenceSetting(defaults: string[]): { evidence: TArray<TString> } {
    return {
        evidence: Type.Array(Type.String(), {
            default: defaults,
            description: "Globs on a resource's type, or on `type::name`; one match is evidence.",
        }),
    };
}

/** The managed resources that one of the globs matches. A star crosses slashes and colons; case does not matter. */
export function findEvidence(stack: Stack, globs: readonly string[]): Resource[] {
    const matches = resourceGlobs(globs);
    return stack.managed.filter(matches);
}
