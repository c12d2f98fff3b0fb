/**
 * Reading that is safe against values which a preview does not know yet.
 *
 * A check reads plain properties. Reading one that is unknown ends that part of the check, never the check of
 * another resource, and never makes a violation: the kit catches `UnknownValue` and says "not known yet".
 */
import { asset } from "@pulumi/pulumi";

import { HIDDEN, UNKNOWN, UNKNOWNS } from "./sentinels";

/** Why a value cannot be read: it is known at the update only, or the file that was read hides it. */
export type Because = "unknown" | "hidden";

/** Thrown by a read of a value that cannot be read; `path` names the property. */
export class UnknownValue extends Error {
    constructor(
        readonly path: string,
        readonly because: Because = "unknown",
    ) {
        super(because === "hidden" ? `${path} is hidden` : `${path} is not known until the update`);
    }
}

/** True for a value, as it came over the wire, that cannot be read: not known yet, or hidden. */
export function isUnknownValue(value: unknown): boolean {
    // What is known of it beside may be noted under a sentinel that goes on (kit/engine/partial.ts).
    return typeof value === "string" && (UNKNOWNS.has(value) || value.startsWith(UNKNOWN) || isHiddenValue(value));
}

/** Why a value cannot be read; undefined for one that can. */
export function whyUnread(value: unknown): Because | undefined {
    return isHiddenValue(value) ? "hidden" : isUnknownValue(value) ? "unknown" : undefined;
}

/** True for a secret that the file which was read hides: it is there, whatever it is. */
export function isHiddenValue(value: unknown): boolean {
    return value === HIDDEN;
}

/** True for an asset or an archive, which are values of their own and not objects to read. */
export function isAsset(value: unknown): value is asset.Asset | asset.Archive {
    return asset.Asset.isInstance(value) || asset.Archive.isInstance(value);
}

const target = Symbol("target");

/**
 * Wraps a value so that reading an unknown below it throws `UnknownValue`. `Object.keys`, `in`, `length` and
 * `Array.isArray` do not read values and stay safe.
 */
export function guard<T>(value: T, path = ""): T {
    if (typeof value !== "object" || value === null || isAsset(value)) {
        return value;
    }
    const children = new Map<PropertyKey, unknown>();
    return new Proxy(value, {
        get(object, key, receiver) {
            if (key === target) {
                return object;
            }
            const child: unknown = Reflect.get(object, key, receiver);
            if (isUnknownValue(child)) {
                throw new UnknownValue(join(path, key), whyUnread(child));
            }
            if (typeof child !== "object" || child === null) {
                return child;
            }
            if (!children.has(key)) {
                children.set(key, guard(child, join(path, key)));
            }
            return children.get(key);
        },
    });
}

/** The value as it came over the wire, unknowns as their sentinels: for searching whole resources. */
export function unguarded<T>(value: T): T {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return (value as { [target]?: T })[target] ?? value;
}

function join(path: string, key: PropertyKey): string {
    const name = String(key);
    if (path === "") {
        return name;
    }
    return /^\d+$/.test(name) ? `${path}[${name}]` : `${path}.${name}`;
}

/** True when `object[key]` is there and unknown. */
export function isUnknown<T extends object>(object: T | undefined, key: keyof T): boolean {
    return object !== undefined && isUnknownValue(unguarded<T>(object)[key]);
}

/** True when `object[key]` is there and the file that was read hides it. */
export function isHidden<T extends object>(object: T | undefined, key: keyof T): boolean {
    return object !== undefined && isHiddenValue(unguarded<T>(object)[key]);
}

/** `object[key]`, or undefined where it is absent or unknown: for checks in which an unknown says nothing. */
export function known<T extends object, K extends keyof T>(object: T | undefined, key: K): T[K] | undefined {
    return object === undefined || isUnknown(object, key) ? undefined : object[key];
}

/** True when the program wrote `object[key]`: it is unknown, or known and not empty. */
export function isSet<T extends object>(object: T | undefined, key: keyof T): boolean {
    return isUnknown(object, key) || !isEmpty(object?.[key]);
}

/** The entries of a map or the elements of a list whose values are known, each with its key or index. */
export function knownEntries<T>(object: { [key: string]: T } | T[] | undefined): [string, T][] {
    if (object === undefined || object === null) {
        return [];
    }
    return Object.keys(object)
        .filter((key) => !isUnknown(object as { [key: string]: T }, key))
        .map((key) => [key, (object as { [key: string]: T })[key] as T]);
}

/** True when any value inside, at any depth, is unknown. */
export function hasUnknown(value: unknown): boolean {
    const raw = unguarded(value);
    if (typeof raw !== "object" || raw === null || isAsset(raw)) {
        return isUnknownValue(raw);
    }
    return Object.values(raw).some(hasUnknown);
}

/** True for undefined, null, an empty string, list or map; a list or map with unknown elements is not empty. */
export function isEmpty(value: unknown): boolean {
    if (value === undefined || value === null || value === "") {
        return true;
    }
    return typeof value === "object" && !isAsset(value) && Object.keys(value).length === 0;
}

/** Parses JSON that a user wrote; undefined where it is not JSON, or too deep to be meant. Never throws but for an unknown. */
export function parseJson(text: unknown): unknown {
    if (typeof text === "string" && !isTooDeep(text)) {
        try {
            return JSON.parse(
                text,
                /"(toString|valueOf)"/.test(text) ? (_, value: unknown) => printable(value) : undefined,
            );
        } catch {
            // It is none.
        }
    }
    return undefined;
}

/** The value, which can be made a text although a program gave it a `toString` of its own. */
export function printable(value: unknown): unknown {
    if (value instanceof Object && (Object.hasOwn(value, "toString") || Object.hasOwn(value, "valueOf"))) {
        Object.assign(value, { [Symbol.toPrimitive]: () => "[object Object]" });
    }
    return value;
}

/** What is nested deeper than this is no document that AWS takes. */
const DEEPEST = 100;

/** Counts brackets, those within texts too. */
function isTooDeep(text: string): boolean {
    let depth = 0;
    for (const char of text) {
        if (char === "[" || char === "{") {
            depth++;
        } else if (char === "]" || char === "}") {
            depth--;
        }
        if (depth > DEEPEST) {
            return true;
        }
    }
    return false;
}
