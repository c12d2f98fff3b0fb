/** The settings in force: what configuration says, over what the policies' schemas say. */
import type { Definition } from "../definition";
import { run } from "../engine/run";
import { clock, type Tier } from "../environment";
import { settingsSchema } from "./schema";
import { waiverProblem, type Waiver } from "./waivers";

/** The settings that every policy has. */
export interface CommonSettings {
    waivers?: Waiver[];
    tier?: Tier;
}

/** What is told of a policy's settings. */
type Configurable = Pick<Definition, "name" | "settings" | "tiered">;

const definitions = new Map<string, Configurable>();

/** Makes a policy's settings known, so that configuration can be held against them. */
export function noteDefinition(definition: Configurable): void {
    definitions.set(definition.name, definition);
}

/** Notes the waivers and settings of every policy that was configured, also of those that no resource called. */
export function noteConfiguration(): void {
    for (const [name, config] of run.configured) {
        const definition = definitions.get(name);
        if (definition) {
            settingsOf(definition, config);
        }
    }
}

/** The settings in force, schema defaults filled in; waivers and settings that no policy knows are noted. */
export function settingsOf(definition: Configurable, config: Record<string, unknown>): CommonSettings {
    const known = knownSettings(definition);
    const settings: Record<string, unknown> = { ...known.defaults, ...config };
    for (const key of Object.keys(config)) {
        if (!known.names.has(key)) {
            run.unknownSettings.add(`${definition.name}: ${key}`);
        }
    }
    settings.waivers = Array.isArray(settings.waivers) ? settings.waivers : [];
    for (const waiver of settings.waivers as Waiver[]) {
        const key = waiverKey(definition.name, waiver);
        if (!run.waivers.has(key)) {
            const problem = waiverProblem(waiver, clock.today());
            const resource = String((waiver as Partial<Waiver> | null)?.resource);
            run.waivers.set(key, { policy: definition.name, resource, used: false, problem });
        }
    }
    return settings;
}

const knownSettingsOf = new WeakMap<object, { names: Set<string>; defaults: Record<string, unknown> }>();

/** The names of a policy's settings and their defaults, worked out once. */
function knownSettings(definition: Configurable): { names: Set<string>; defaults: Record<string, unknown> } {
    let known = knownSettingsOf.get(definition);
    if (!known) {
        const entries = Object.entries(settingsSchema(definition));
        const defaults = entries.filter(([, schema]) => schema.default !== undefined);
        known = {
            names: new Set(entries.map(([name]) => name)),
            defaults: Object.fromEntries(defaults.map(([name, schema]) => [name, schema.default])),
        };
        knownSettingsOf.set(definition, known);
    }
    return known;
}

/** How a waiver of a policy is noted in the run. */
export function waiverKey(policy: string, waiver: Waiver): string {
    return `${policy} ${JSON.stringify(waiver)}`;
}
