/** Globs on resources, as settings hold them. */
import type { Resource } from "./resource";

/**
 * A test for resources that one of the globs matches: on `type::name`, or on the type alone for a glob without `::`.
 * A star crosses slashes and colons; case does not matter.
 */
export function resourceGlobs(globs: readonly string[]): (resource: Resource<unknown>) => boolean {
    const matchers = globs.map(matcher);
    return (resource) => matchers.some((matches) => matches(resource));
}

/** A test for texts that a glob matches, case and all. Type tokens have slashes and colons of their own: a star crosses them. */
export function globMatcher(glob: string): (text: string) => boolean {
    // Loaded here: most settings hold no globs, and every preview pays for what the pack loads.
    const picomatch = require("picomatch") as typeof import("picomatch");
    // A character that means nothing to a glob, and is in no token.
    const flat = (text: string): string => text.replaceAll("/", "¦");
    const matches = picomatch(flat(glob), { dot: true, nonegate: true, literalBrackets: true });
    return (text) => matches(flat(text));
}

function matcher(glob: string): (resource: Resource<unknown>) => boolean {
    const matches = globMatcher(glob.toLowerCase());
    // The program's own spelling and the classic one: either may be named.
    return ({ type, token, name }) =>
        [type, token].some((t) => matches((glob.includes("::") ? `${t}::${name}` : t).toLowerCase()));
}
