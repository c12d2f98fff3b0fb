/** The configuration of a pack's policies, as the Pulumi CLI makes it of `--policy-pack-config`. */
import * as fs from "node:fs";

import { isObject } from "../inputs/values";
import { reason, syntaxError, UserError } from "../errors";
import type { Values } from "../inputs/stack";
import type { AnalyzerInfo, AnalyzerPolicy, PolicyConfig, PolicyLevel, PolicySettings } from "./protocol";
import { suggest } from "./suggest";

const LEVELS: readonly string[] = ["advisory", "mandatory", "remediate", "disabled"];

/** Configuration for all policies, beside that for each; it sets the level only. */
const ALL = "all";

/** Reads a configuration file: for each policy a level, or an object with `enforcementLevel` and settings. */
export function readConfiguration(file: string): Map<string, PolicyConfig> {
    let text: string;
    try {
        text = fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    } catch (error) {
        throw new UserError(`configuration ${file} cannot be read: ${reason(error)}`);
    }
    if (text.trim() === "") {
        return new Map();
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
    const configuration = new Map<string, PolicyConfig>();
    for (const [policy, value] of Object.entries(document)) {
        // Names Pulumi ESC environments, which only the Pulumi CLI can open.
        if (policy !== "environments") {
            configuration.set(policy, readPolicyConfig(file, policy, value));
        }
    }
    return configuration;
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

/**
 * The configuration in force: the schema's defaults, then what the pack brings, then the file's. Stricter than the
 * Pulumi CLI in one way: a policy or a setting that the pack does not know is an error.
 */
export function reconcile(
    info: AnalyzerInfo,
    given: Map<string, PolicyConfig>,
    file: string,
): Map<string, PolicySettings> {
    const settings = new Map<string, PolicySettings>();
    for (const { name, level, schema } of info.policies) {
        const defaults = Object.entries(schema?.properties ?? {}).filter(([, property]) => "default" in property);
        settings.set(name, {
            level,
            properties: Object.fromEntries(defaults.map(([key, property]) => [key, property.default])),
        });
    }
    refuseUnknown(info, given, file);
    const initial = new Map(info.initialConfig);
    apply(settings, initial);
    apply(settings, given);
    for (const policy of info.policies) {
        // Where nobody gave a setting there are only the schema's own defaults, and what is required and missing.
        const isGiven = [initial, given].some(
            (config) => Object.keys(config.get(policy.name)?.properties ?? {}).length > 0,
        );
        if (isGiven || policy.schema?.required.length) {
            validate(policy, settings.get(policy.name)?.properties ?? {}, file);
        }
    }
    return settings;
}

function apply(settings: Map<string, PolicySettings>, config: Map<string, PolicyConfig>): void {
    const all = config.get(ALL)?.level;
    for (const [name, setting] of settings) {
        const own = config.get(name);
        setting.level = own?.level ?? all ?? setting.level;
        Object.assign(setting.properties, own?.properties);
    }
}

function refuseUnknown(info: AnalyzerInfo, given: Map<string, PolicyConfig>, file: string): void {
    const names = info.policies.map(({ name }) => name);
    for (const [name, { properties }] of given) {
        const policy = info.policies.find((candidate) => candidate.name === name);
        if (!policy && name !== ALL) {
            throw new UserError(
                `configuration ${file}: ${info.name} has no policy "${name}"${suggest(name, [...names, ALL])}`,
            );
        }
        const known = Object.keys(policy?.schema?.properties ?? {});
        const unknown = Object.keys(properties).find((key) => !known.includes(key));
        if (unknown !== undefined) {
            const hint = suggest(unknown, [...known, "enforcementLevel"]);
            throw new UserError(`configuration ${file}: ${name} has no setting "${unknown}"${hint}`);
        }
    }
}

function validate({ name, schema }: AnalyzerPolicy, properties: Values, file: string): void {
    if (!schema) {
        return;
    }
    const { default: Ajv } = require("ajv") as typeof import("ajv");
    const ajv = new Ajv({ strict: false, validateSchema: false, logger: false });
    const validator = ajv.compile({ type: "object", properties: schema.properties, required: schema.required });
    if (validator(properties)) {
        return;
    }
    const [error] = validator.errors ?? [];
    const place = `${error?.instancePath ?? ""}`.slice(1).replaceAll("/", ".");
    const values = (error?.params as { allowedValues?: unknown[] } | undefined)?.allowedValues;
    const allowed = values ? ` (${values.map((value) => JSON.stringify(value)).join(", ")})` : "";
    throw new UserError(`configuration ${file}: ${name}: ${place && `${place} `}${error?.message}${allowed}`);
}
