/** The `require` setting of policies that ask for a standby in another zone: what each tier must have. */
import type { Tier } from "../environment";

const DEFAULTS = { production: "multi-az", nonproduction: "single-az" } as const;
const Wanted = { type: "string", enum: ["multi-az", "single-az", "either"] } as const;

export const standbySetting = {
    require: {
        type: "object",
        properties: { production: Wanted, nonproduction: Wanted },
        additionalProperties: false,
        default: DEFAULTS,
        description:
            "What each tier must have: `multi-az`, `single-az` (the standby's cost is then advised against) or `either`.",
    },
} as const;

/** What a tier must have; a setting that names one tier leaves the other at its default. */
export function wantedStandby(require: Partial<Record<Tier, string>>, tier: Tier): string {
    return require[tier] ?? DEFAULTS[tier];
}
