/** Provider defaults treated as absent: the engine fills them in before a pack sees the inputs. */
import { isDeepStrictEqual } from "node:util";

import { readFacts } from "../facts/read";
import { isAsset } from "./unknown";

interface ProviderDefaults {
    /** Type token -> property (a dot for a nested one) -> the value that the provider fills in. */
    defaults: Record<string, Record<string, unknown>>;
}

/**
 * A copy of `values` without the provider's own defaults for this type, without `__defaults` marks and without nulls.
 */
export function withoutDefaults(type: string, values: Record<string, unknown>): Record<string, unknown> {
    const defaults = readFacts<ProviderDefaults>("provider-defaults").defaults[type];
    const clean = withoutMarks(values) as Record<string, unknown>;
    for (const [path, value] of Object.entries(defaults ?? {})) {
        const keys = path.split(".");
        const last = keys.pop() as string;
        let owner: unknown = clean;
        for (const key of keys) {
            owner = typeof owner === "object" && owner !== null ? (owner as Record<string, unknown>)[key] : undefined;
        }
        if (typeof owner === "object" && owner !== null && isDeepStrictEqual((owner as Record<string, unknown>)[last], value)) {
            delete (owner as Record<string, unknown>)[last];
        }
    }
    return clean;
}

function withoutMarks(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutMarks);
    }
    if (typeof value !== "object" || value === null || isAsset(value)) {
        return value;
    }
    const clean: Record<string, unknown> = {};
    for (const [key, child] of Object.entries(value)) {
        if (key !== "__defaults" && child !== null && child !== undefined) {
            clean[key] = withoutMarks(child);
        }
    }
    return clean;
}
