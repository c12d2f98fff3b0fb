/** Where a credential's value came from. */
import type { Environment } from "./environment";
import type { Resource } from "./resource";
import type { Stack } from "./stack";
import { isUnknownValue } from "./unknown";

/**
 * - `unknown`: computed, or redacted: nothing is known of it.
 * - `derived`: an output of a resource that the property depends on, such as a generated password.
 * - `configuration`: a value of the stack's configuration.
 * - `literal`: written in the program.
 */
export type Provenance = "unknown" | "derived" | "configuration" | "literal";

/** A configured value shorter than this is taken for the origin only when its key names a credential. */
const TELLING_LENGTH = 8;
const CREDENTIAL_KEY = /pass|secret|token|credential|key$/i;

/**
 * Tells where `value`, found in the top-level `property` of `resource`, came from.
 * @param value the credential itself: the password, not the connection string around it.
 */
export function provenance(
    value: unknown,
    resource: Resource<unknown>,
    property: string,
    stack: Stack,
    environment: Environment,
): Provenance {
    if (value === undefined || isUnknownValue(value)) {
        return "unknown";
    }
    for (const urn of resource.data.propertyDependencies?.[resource.spell(property)] ?? []) {
        const origin = stack.get(urn);
        // An origin's own arguments do not count: a literal that was written there is a literal here too.
        const written = origin?.written ?? {};
        const computed = Object.entries(origin?.data.properties ?? {}).filter(([key]) => !(key in written));
        if (computed.some(([, output]) => contains(output, value))) {
            return "derived";
        }
    }
    for (const [key, configured] of Object.entries(environment.config)) {
        const telling = String(value).length >= TELLING_LENGTH || CREDENTIAL_KEY.test(key);
        if (telling && contains(structured(configured), value)) {
            return "configuration";
        }
    }
    return "literal";
}

function contains(holder: unknown, value: unknown): boolean {
    if (typeof holder === "object" && holder !== null) {
        return Object.values(holder).some((child) => contains(child, value));
    }
    return holder === value || (typeof value === "string" && String(holder) === value);
}

/** Structured configuration values arrive as JSON text. */
function structured(configured: string): unknown {
    if (!/^\s*[[{]/.test(configured)) {
        return configured;
    }
    try {
        return JSON.parse(configured) as unknown;
    } catch {
        return configured;
    }
}
