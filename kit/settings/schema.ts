/** The settings of a policy: a JSON schema each, which gives the SDK its `configSchema` and the check its type. */
import type { FromSchema, JSONSchema } from "json-schema-to-ts";

import { WAIVERS } from "./waivers";

/** Setting -> its JSON schema, with a description, and a default unless it may be left out. */
export type SettingsSchema = { readonly [setting: string]: Exclude<JSONSchema, boolean> };

/** The settings that a check reads: one with a default is always there. */
export type Settings<S extends SettingsSchema> = {
    readonly [K in keyof S]: JSONSchema extends S[K]
        ? unknown
        : S[K] extends { readonly default: unknown }
          ? FromSchema<S[K]>
          : FromSchema<S[K]> | undefined;
};

const TIER = {
    type: "string",
    enum: ["production", "nonproduction"],
    description:
        "The tier to judge by; without it the stack tag or configuration `preflight:tier`, the configured environment, or the stack's name says it.",
} as const satisfies SettingsSchema[string];

/** The settings of a policy, those that every policy has included. */
export function settingsSchema(definition: { settings?: SettingsSchema; tiered?: boolean }): SettingsSchema {
    return { ...definition.settings, ...(definition.tiered ? { tier: TIER } : {}), waivers: WAIVERS };
}
