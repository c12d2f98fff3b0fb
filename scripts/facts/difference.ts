/** What changed between two versions of a facts file, in lines that a person can read. */
import { isDeepStrictEqual } from "node:util";

/** More names than this are counted, not listed: git has them all. */
const SHOWN = 12;

/** The changes from `before` to `after`, a line for each place, such as `engines postgres creatable: added 18.5`. */
export function difference(before: unknown, after: unknown, place: string[] = []): string[] {
    if (isDeepStrictEqual(before, after)) {
        return [];
    }
    const at = place.length > 0 ? `${place.join(" ")}: ` : "";
    if (Array.isArray(before) && Array.isArray(after)) {
        const changes = names(keyed(before), keyed(after));
        return [`${at}${changes || "in another order"}`];
    }
    if (isObject(before) && isObject(after)) {
        const changes = names(new Map(Object.entries(before)), new Map(Object.entries(after)));
        const within = Object.keys(before).filter((key) => key in after);
        return [
            ...(changes ? [`${at}${changes}`] : []),
            ...within.flatMap((key) => difference(before[key], after[key], [...place, key])),
        ];
    }
    return [`${at}${show(before)} -> ${show(after)}`];
}

/** `added a, b; removed c`, or nothing. */
function names(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string {
    const added = [...after.keys()].filter((name) => !before.has(name));
    const removed = [...before.keys()].filter((name) => !after.has(name));
    return [list("added", added), list("removed", removed)].filter(Boolean).join("; ");
}

function list(verb: string, all: string[]): string {
    const rest = all.length - SHOWN;
    const shown = all.slice(0, SHOWN).join(", ");
    return all.length === 0 ? "" : `${verb} ${shown}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function keyed(array: unknown[]): Map<string, unknown> {
    return new Map(array.map((element) => [show(element), element]));
}

function show(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
