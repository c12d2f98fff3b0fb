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

function matcher(glob: string): (resource: Resource<unknown>) => boolean {
    // Loaded here: most settings hold no globs, and every preview pays for what the pack loads.
    const picomatch = require("picomatch") as typeof import("picomatch");
    const flat = (text: string): string => text.replaceAll("/", "|").toLowerCase();
    const matches = picomatch(flat(glob), { dot: true, nonegate: true });
    // The program's own spelling and the classic one: either may be named.
    return ({ type, token, name }) =>
        [type, token].some((t) => matches(flat(glob.includes("::") ? `${t}::${name}` : t)));
}
