/** The configuration of a pack's policies, as the Pulumi CLI makes it of `--policy-pack-config`. */
import * as fs from "node:fs";

import { isObject } from "../inputs/values";
import { reason, syntaxError, UserError } from "../errors";
import type { AnalyzerInfo, AnalyzerPolicy, PolicyConfig, PolicyLevel, PolicySettings } from "./protocol";
import { suggest } from "./suggest";

const LEVELS: readonly string[] = ["advisory", "mandatory", "remediate", "disabled"];

/** Configuration for all policies, beside that for each; it sets the level only. */
const ALL = "all";

/** What a configuration file says. */
export interface Configuration {
    /** The profiles that it builds on, which only `preflight` reads. */
    profiles: string[];
    policies: Map<string, PolicyConfig>;
}

/** Keys of a file that name no policy; `environments` are those of Pulumi ESC, which only the Pulumi CLI can open. */
const NO_POLICY = ["$schema", "profiles", "environments"];

/** Reads a configuration file: for each policy a level, or an object with `enforcementLevel` and settings. */
export function readConfiguration(file: string): Configuration {
    let text: string;
    try {
        text = fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    } catch (error) {
        throw new UserError(`configuration ${file} cannot be read: ${reason(error)}`);
    }
    if (text.trim() === "") {
        return { profiles: [], policies: new Map() };
    }
    let document: unknown;
    try {
        document = JSON.parse(text);
    } catch (error) {
        throw new UserError(`configuration ${file}: it is not JSON: ${syntaxError(error, text)}`);
    }
    if (!isObject(document)) {
        throw new UserError(`configuration ${file}: it is not an object of policies`);
    }
    const { profiles = [] } = document;
    if (!Array.isArray(profiles) || !profiles.every((name) => typeof name === "string")) {
        throw new UserError(`configuration ${file}: profiles is not a list of names`);
    }
    const entries = Object.entries(document).filter(([key]) => !NO_POLICY.includes(key));
    const policies = new Map(entries.map(([policy, value]) => [policy, readPolicyConfig(file, policy, value)]));
    return { profiles, policies };
}

function readPolicyConfig(file: string, policy: string, value: unknown): PolicyConfig {
    if (typeof value !== "string" && !isObject(value)) {
        throw new UserError(`configuration ${file}: ${policy} is neither a level nor an object of settings`);
    }
    const { enforcementLevel: level, ...properties } = typeof value === "string" ? { enforcementLevel: value } : value;
    if (level !== undefined && !(typeof level === "string" && LEVELS.includes(level))) {
        const names = LEVELS.join(", ");
        throw new UserError(
            `configuration ${file}: ${policy}: ${JSON.stringify(level)} is no level; the levels are ${names}`,
        );
    }
    return { level: level as PolicyLevel | undefined, properties };
}

/** A part of a configuration: a profile, or a file. */
export interface Part {
    /** What messages call it. */
    name: string;
    policies: Map<string, PolicyConfig>;
}

/** A policy's configuration in force, and where each part of it comes from. */
export interface InForce extends PolicySettings {
    from: { level: string; properties: Record<string, string> };
}

/** Where a value comes from that nobody gave. */
export const OWN = "the policy's own";

/**
 * The configuration in force: the schema's defaults, then what the pack brings, then the parts, each over those before.
 * Stricter than the Pulumi CLI in one way: a policy or a setting that the pack does not know is an error.
 */
export function reconcile(info: AnalyzerInfo, parts: Part[]): Map<string, InForce> {
    const settings = new Map<string, InForce>();
    for (const { name, level, schema } of info.policies) {
        const defaults = Object.entries(schema?.properties ?? {})
            .filter(([, property]) => "default" in property)
            .map(([key, property]) => [key, property.default]);
        const from = { level: OWN, properties: Object.fromEntries(defaults.map(([key]) => [key, OWN])) };
        settings.set(name, { level, properties: Object.fromEntries(defaults), from });
    }
    apply(settings, { name: `the pack ${info.name}`, policies: new Map(info.initialConfig) });
    for (const part of parts) {
        refuseUnknown(info, part);
        apply(settings, part);
    }
    for (const policy of info.policies) {
        const setting = settings.get(policy.name) as InForce;
        // Where nobody gave a setting there are only the schema's own defaults, and what is required and missing.
        const isGiven = Object.values(setting.from.properties).some((from) => from !== OWN);
        if (isGiven || policy.schema?.required.length) {
            validate(policy, setting, parts.at(-1)?.name ?? "");
        }
    }
    return settings;
}

function apply(settings: Map<string, InForce>, { name: part, policies }: Part): void {
    const all = policies.get(ALL)?.level;
    for (const [name, setting] of settings) {
        const own = policies.get(name);
        const level = own?.level ?? all;
        if (level !== undefined) {
            setting.level = level;
            setting.from.level = part;
        }
        for (const [key, value] of Object.entries(own?.properties ?? {})) {
            setting.properties[key] = value;
            setting.from.properties[key] = part;
        }
    }
}

function refuseUnknown(info: AnalyzerInfo, part: Part): void {
    const names = info.policies.map(({ name }) => name);
    for (const [name, { properties }] of part.policies) {
        const policy = info.policies.find((candidate) => candidate.name === name);
        if (!policy && name !== ALL) {
            throw new UserError(
                `configuration ${part.name}: ${info.name} has no policy "${name}"${suggest(name, [...names, ALL])}`,
            );
        }
        const known = Object.keys(policy?.schema?.properties ?? {});
        const unknown = Object.keys(properties).find((key) => !known.includes(key));
        if (unknown !== undefined) {
            const hint = suggest(unknown, [...known, "enforcementLevel"]);
            throw new UserError(`configuration ${part.name}: ${name} has no setting "${unknown}"${hint}`);
        }
    }
}

function isPattern(text: string): boolean {
    try {
        new RegExp(text);
        return true;
    } catch {
        return false;
    }
}

/** @param last the part that a setting which nobody gave is missing in. */
function validate({ name, schema }: AnalyzerPolicy, { properties, from }: InForce, last: string): void {
    if (!schema) {
        return;
    }
    const { default: Ajv } = require("ajv") as typeof import("ajv");
    const ajv = new Ajv({ strict: false, validateSchema: false, logger: false, formats: { regex: isPattern } });
    const validator = ajv.compile({ type: "object", properties: schema.properties, required: schema.required });
    if (validator(properties)) {
        return;
    }
    const errors = validator.errors ?? [];
    // Of what may also be of another type, the text that is wrong tells most.
    const error = errors.find(({ keyword }) => keyword === "format") ?? errors[0];
    const place = `${error?.instancePath ?? ""}`.slice(1).split("/");
    const values = (error?.params as { allowedValues?: unknown[] } | undefined)?.allowedValues;
    const allowed = values ? ` (${values.map((value) => JSON.stringify(value)).join(", ")})` : "";
    const at = place.join(".");
    throw new UserError(
        `configuration ${from.properties[place[0] as string] ?? last}: ${name}: ${at && `${at} `}${error?.message}${allowed}`,
    );
}
