/** Provider defaults treated as absent: the engine fills them in before a pack sees the inputs. */
import { isDeepStrictEqual } from "node:util";

import { readFacts } from "../../facts/read";
import { isAsset } from "../unknown";

interface ProviderDefaults {
    /** Type token -> property (a dot for a nested one) -> the value that the provider fills in. */
    defaults: Record<string, Record<string, unknown>>;
}

/**
 * `values` without the provider's own defaults for this type, without `__defaults` marks and without nulls. What needs
 * no change is not copied: a stack of ten thousand resources passes through here twice.
 */
export function withoutDefaults(type: string, values: Record<string, unknown>): Record<string, unknown> {
    const defaults = readFacts<ProviderDefaults>("provider-defaults").defaults[type] ?? {};
    const clean = withoutMarks(values) as Record<string, unknown>;
    return Object.entries(defaults).reduce((rest, [path, value]) => without(rest, path.split("."), value), clean);
}

/** `values` without the property at `path`, where that has this value. */
function without(
    values: Record<string, unknown>,
    [key = "", ...path]: string[],
    value: unknown,
): Record<string, unknown> {
    const child = values[key];
    if (path.length === 0) {
        if (!isDeepStrictEqual(child, value)) {
            return values;
        }
        const rest = { ...values };
        delete rest[key];
        return rest;
    }
    if (typeof child !== "object" || child === null || Array.isArray(child)) {
        return values;
    }
    const rest = without(child as Record<string, unknown>, path, value);
    return rest === child ? values : { ...values, [key]: rest };
}

function withoutMarks(value: unknown): unknown {
    if (typeof value !== "object" || value === null || isAsset(value)) {
        return value;
    }
    if (Array.isArray(value)) {
        const elements: unknown[] = value;
        const clean = elements.map(withoutMarks);
        return clean.some((element, i) => element !== elements[i]) ? clean : value;
    }
    let clean = value as Record<string, unknown>;
    for (const [key, child] of Object.entries<unknown>(value)) {
        const kept = key === "__defaults" || child === null ? undefined : withoutMarks(child);
        if (kept === child && kept !== undefined) {
            continue;
        }
        if (clean === value) {
            clean = { ...clean };
        }
        if (kept === undefined) {
            delete clean[key];
        } else {
            clean[key] = kept;
        }
    }
    return clean;
}
