/** Property values as a program sends them to its resource monitor. Source: @pulumi/pulumi `runtime/rpc.ts`. */
import { ARCHIVE, ASSET, UNKNOWN } from "../../kit/sentinels";
import type { Values } from "../inputs/stack";
import { isObject, mapValues, REDACTED, SECRET, secret, SIGNATURE } from "../inputs/values";
import { ELEMENT_MARK, isUnanswered } from "./unanswered";

export { UNKNOWN };

const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";

/**
 * Turns output values, which carry their dependencies, into plain, secret or unknown values.
 * @param dependencies takes the URNs that the output values came from.
 */
export function settle(value: unknown, dependencies: Set<string> = new Set()): unknown {
    if (isUnknown(value)) {
        return UNKNOWN;
    }
    if (Array.isArray(value)) {
        return value.map((element) => settle(element, dependencies));
    }
    if (!isObject(value)) {
        // What a hidden secret of the configuration was joined into is hidden.
        return typeof value === "string" && value.includes(REDACTED) ? REDACTED : value;
    }
    if (value[SIGNATURE] === ASSET || value[SIGNATURE] === ARCHIVE) {
        return withoutMarks(value);
    }
    if (value[SIGNATURE] !== OUTPUT_VALUE) {
        return mapValues(value, (child) => settle(child, dependencies));
    }
    for (const urn of (value.dependencies as string[] | undefined) ?? []) {
        dependencies.add(urn);
    }
    const known = "value" in value ? settle(value.value, dependencies) : UNKNOWN;
    return value.secret === true ? secret(unwrapSecret(known)) : known;
}

/** True of a value that the program made of an unknown one: a text with it inside, what was computed with it. */
function isUnknown(value: unknown): boolean {
    if (typeof value === "string") {
        return value.includes(UNKNOWN) || isUnanswered(value);
    }
    if (Array.isArray(value)) {
        return value.some((element) => JSON.stringify(element).includes(ELEMENT_MARK));
    }
    return isObject(value) ? Object.keys(value).some(isUnanswered) : Number.isNaN(value);
}

/** The Node SDK sends an asset with the private mark of its class. */
function withoutMarks(asset: Values): Values {
    const entries = Object.entries(asset).filter(([key]) => !key.startsWith("__"));
    return Object.fromEntries(
        entries.map(([key, value]) => [
            key,
            isObject(value) ? mapValues(value, (child) => (isObject(child) ? withoutMarks(child) : child)) : value,
        ]),
    );
}

/** Gives each property the dependencies that the program reported for it, so that a transform can keep them. */
export function withDependencies(properties: Values, dependencies: Record<string, string[]>): Values {
    return Object.fromEntries(
        Object.entries(properties).map(([key, value]) => {
            const urns = dependencies[key] ?? [];
            return [key, urns.length === 0 ? value : outputValue(value, urns)];
        }),
    );
}

function outputValue(value: unknown, dependencies: string[]): Values {
    const content = unwrapSecret(value);
    return {
        [SIGNATURE]: OUTPUT_VALUE,
        ...(content === UNKNOWN ? {} : { value: content }),
        ...(content === value ? {} : { secret: true }),
        dependencies,
    };
}

/** A policy pack is sent a resource's id in the place of a reference to it, and its URN where it has no id. */
export function withoutReferences(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutReferences);
    }
    if (!isObject(value)) {
        return value;
    }
    if (value[SIGNATURE] === RESOURCE_REFERENCE) {
        return "id" in value ? value.id || UNKNOWN : value.urn;
    }
    return mapValues(value, withoutReferences);
}

/** The value inside a secret, or the value itself. */
export function unwrapSecret(value: unknown): unknown {
    return isObject(value) && value[SIGNATURE] === SECRET ? value.value : value;
}

/** True when the value is unknown, or some value inside it is. */
export function containsUnknown(value: unknown): boolean {
    return (
        isUnknown(value) || (typeof value === "object" && value !== null && Object.values(value).some(containsUnknown))
    );
}
