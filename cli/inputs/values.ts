/** Property values as files hold them, turned into the form that the engine sends to a policy pack. */
import { HIDDEN as REDACTED, SECRET, SIGNATURE } from "../../kit/sentinels";
import { UserError } from "../errors";
import type { Values } from "./stack";

export { REDACTED, SECRET, SIGNATURE };
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** A secret in wire form. */
export function secret(value: unknown): Values {
    return { [SIGNATURE]: SECRET, value };
}

/**
 * A property bag of a file in wire form. A secret's ciphertext cannot be read here, so `[secret]` stands for it.
 * Assets and archives are in wire form already.
 */
export function wireProperties(properties: unknown): Values {
    return isObject(properties) ? mapValues(properties, (value) => wireValue(value)) : {};
}

/** No resource type nests its values so deep; what walks them would run out of stack. */
const DEEPEST = 500;

export function refuseDepth(depth: number): void {
    if (depth > DEEPEST) {
        throw new UserError(`it holds values that are nested more than ${DEEPEST} deep`);
    }
}

function wireValue(value: unknown, depth = 1): unknown {
    refuseDepth(depth);
    const inside = (part: unknown): unknown => wireValue(part, depth + 1);
    if (value === REDACTED) {
        return secret(REDACTED);
    }
    if (Array.isArray(value)) {
        return value.map(inside);
    }
    if (!isObject(value)) {
        return value;
    }
    switch (value[SIGNATURE]) {
        case SECRET:
            return secret(secretContent(value, inside));
        case RESOURCE_REFERENCE:
            // A policy pack is sent the id of a resource that exists, and otherwise the URN.
            return value.id || value.urn;
        default:
            return mapValues(value, inside);
    }
}

function secretContent(value: Values, inside: (part: unknown) => unknown): unknown {
    if ("value" in value) {
        return withoutSecrets(inside(value.value));
    }
    if (typeof value.plaintext !== "string") {
        return REDACTED;
    }
    let plain: unknown;
    try {
        plain = JSON.parse(value.plaintext);
    } catch {
        return REDACTED;
    }
    return withoutSecrets(inside(plain));
}

/** A secret inside a secret is one secret. */
function withoutSecrets(value: unknown): unknown {
    return isObject(value) && value[SIGNATURE] === SECRET ? value.value : value;
}

/**
 * A configuration value as the engine has it: text, and JSON with its keys in order for what is structured.
 * @param show stands in for a part, such as one that is secret.
 */
export function configText(value: unknown, show = (part: unknown): unknown => part): string {
    const sorted = (_: string, part: unknown): unknown => {
        const shown = show(part);
        return isObject(shown) ? Object.fromEntries(Object.entries(shown).sort(([a], [b]) => (a < b ? -1 : 1))) : shown;
    };
    const shown = show(value);
    return typeof shown === "string" ? shown : (JSON.stringify(shown, sorted) ?? "");
}

export function isObject(value: unknown): value is Values {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function mapValues<T>(object: Values, map: (value: unknown) => T): Record<string, T> {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
