/** Where a credential's value came from. */
import type { Environment } from "./environment";
import type { Resource } from "./resource";
import { UNKNOWN } from "./sentinels";
import type { Stack } from "./stack";
import { isHiddenValue, isUnknownValue, parseJson } from "./unknown";

/**
 * - `unknown`: computed: nothing is known of it.
 * - `hidden`: redacted in the file that was read, and not computed from another resource.
 * - `derived`: an output of a resource that the property depends on, such as a generated password, or computed from one.
 * - `configuration`: a value of the stack's configuration, or of an environment variable.
 * - `literal`: written in the program.
 */
export type Provenance = "unknown" | "hidden" | "derived" | "configuration" | "literal";

/** A configured value shorter than this is taken for the origin only when its key names a credential. */
const TELLING_LENGTH = 8;
const CREDENTIAL_KEY = /pass|pwd|secret|token|credential|key$/i;

/**
 * Tells where `value`, found in the top-level `property` of `resource`, came from.
 * @param value the credential itself: the password, not the connection string around it.
 * @param property in the program's spelling.
 */
export function provenance(
    value: string,
    resource: Resource<unknown>,
    property: string,
    stack: Stack,
    environment: Environment,
): Provenance {
    // An output may be a part of it.
    if (isUnknownValue(value) || value.includes(UNKNOWN)) {
        return isHiddenValue(value) && resource.origins(property).length === 0 ? "hidden" : "unknown";
    }
    if (isDerived(value, resource, property, stack, new Set()) || isComputed(value, resource, property, stack)) {
        return "derived";
    }
    const given = [...Object.entries(environment.config), ...Object.entries(environment.variables ?? {})];
    for (const [key, configured] of given) {
        const named = CREDENTIAL_KEY.test(key);
        const telling = value.length >= TELLING_LENGTH || named;
        if (telling && (contains(structured(configured), value) || (named && isPart(configured, value)))) {
            return "configuration";
        }
        // The password of a connection string that is configured as a whole.
        if (configured.includes(`:${value}@`)) {
            return "configuration";
        }
    }
    return "literal";
}

/** True for a text that is, as it stands, a value of the stack's configuration. */
export function isConfigured(text: string, { config }: Environment): boolean {
    return Object.values(config).some((configured) => contains(structured(configured), text));
}

/** True where a resource that the property depends on computed the value, or was itself given a derived one. */
function isDerived(
    value: string,
    resource: Resource<unknown>,
    property: string,
    stack: Stack,
    seen: Set<string>,
): boolean {
    const origins = resource.origins(property).flatMap((urn) => stack.get(urn) ?? []);
    return origins.some((origin) =>
        Object.entries(origin.data.properties).some(([key, output]) => {
            const step = `${origin.urn} ${key}`;
            if (seen.has(step) || !(contains(output, value) || isPart(output, value))) {
                return false;
            }
            // An origin's own arguments do not count: a literal that was written there is a literal here too.
            seen.add(step);
            return key in origin.arguments ? isDerived(value, origin, key, stack, seen) : true;
        }),
    );
}

/**
 * True for a whole property that the program computed from another resource, which was not given the value either: read
 * back from a secret of the stack, say. What is written down depends on nothing.
 */
function isComputed(value: string, resource: Resource<unknown>, property: string, stack: Stack): boolean {
    const origins = resource.origins(property);
    return (
        resource.data.properties[property] === value &&
        origins.length > 0 &&
        !origins.some((urn) => contains(stack.get(urn)?.arguments, value))
    );
}

function contains(holder: unknown, value: string): boolean {
    return holder instanceof Object
        ? Object.values(holder).some((child) => contains(child, value))
        : String(holder) === value;
}

/** True where a telling text is a part of `value`: a secret that was put together from it. */
function isPart(text: unknown, value: string): boolean {
    return typeof text === "string" && text.length >= TELLING_LENGTH && value.includes(text);
}

/** Structured configuration values arrive as JSON text. */
function structured(configured: string): unknown {
    return (/^\s*[[{]/.test(configured) ? parseJson(configured) : undefined) ?? configured;
}
