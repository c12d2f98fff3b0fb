/** The `require` setting of policies that ask for a standby in another zone: what each tier must have. */
import type { Tier } from "./environment";
import { Type } from "./type";

const DEFAULTS = { production: "multi-az", nonproduction: "single-az" } as const;
const Wanted = Type.Optional(Type.Union([Type.Literal("multi-az"), Type.Literal("single-az"), Type.Literal("either")]));

export const standbySetting = {
    require: Type.Object(
        { production: Wanted, nonproduction: Wanted },
        {
            default: DEFAULTS,
            description:
                "What each tier must have: `multi-az`, `single-az` (the standby's cost is then advised against) or `either`.",
        },
    ),
};

/** What a tier must have; a setting that names one tier leaves the other at its default. */
export function wantedStandby(require: Partial<Record<Tier, string>>, tier: Tier): string {
    return require[tier] ?? DEFAULTS[tier];
}
