/** What the pack knows of the stack beside its resources: names, configuration, tags, tier, and today's date. */
import { parseJson } from "./unknown";

export interface Environment {
    project: string;
    stack: string;
    organization: string;
    /** The whole configuration by full key (`project:key`); secret values in clear, structured ones as JSON text. */
    config: Readonly<Record<string, string>>;
    /** The keys of `config` that are secret; undefined where the engine does not tell. */
    secretKeys?: readonly string[];
    /** The environment variables that the program may have read. */
    variables?: Readonly<Record<string, string>>;
    /** The stack's tags; empty on a self-managed backend. */
    tags: Readonly<Record<string, string>>;
    /** Today, YYYY-MM-DD, for policies whose verdict depends on the date. */
    today: string;
}

export type Tier = "production" | "nonproduction";

/** The clock of policies whose verdict depends on the date; a test sets it. */
export const clock = { today: (): string => new Date().toISOString().slice(0, 10) };

/**
 * Reads what the engine passes to a pack's process. Absent in `pulumi policy publish` and in an account scan; then the
 * names come from a URN.
 * Source: @pulumi/pulumi `runtime/settings.ts`, `runtime/config.ts`.
 */
export function readEnvironment(urn: string, tags: Record<string, string>): Environment {
    const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(urn) ?? [];
    const env = process.env;
    return {
        project: env.PULUMI_NODEJS_PROJECT || project,
        stack: env.PULUMI_NODEJS_STACK || stack,
        organization: env.PULUMI_NODEJS_ORGANIZATION || "",
        config: readConfig(env.PULUMI_CONFIG),
        tags,
        today: clock.today(),
    };
}

/** The last configuration that was read: every policy asks for it, for every resource. */
let read: { json: string; config: Record<string, string> } = { json: "", config: {} };

function readConfig(json = "{}"): Record<string, string> {
    if (read.json !== json) {
        const config = parseJson(json);
        read = {
            json,
            config: typeof config === "object" && config !== null ? (config as Record<string, string>) : {},
        };
    }
    return read.config;
}

const PRODUCTION = new Set(["prod", "production", "live", "prd"]);
const NONPRODUCTION = new Set([
    ...["dev", "develop", "development", "test", "testing", "qa", "uat", "ci", "review", "preview", "sandbox"],
    ...["stage", "staging", "preprod", "nonprod", "demo", "local", "ephemeral"],
]);
/** The configuration keys by which projects say which environment they are. */
const ENVIRONMENT_KEYS = ["environment", "env", "stage", "environmentSuffix"];

/** The tier as `statedTier` has it. What says nothing is not production. */
export function tierOf(environment: Environment, setting?: Tier): Tier {
    return statedTier(environment, setting) ?? "nonproduction";
}

/**
 * The tier, from the first that says so: the policy's own setting, the stack tag `preflight:tier`, the configuration
 * `preflight:tier`, the project's configured environment (`environment`, `env`, `stage`, `environmentSuffix`), the
 * stack's name. Undefined where nothing says it.
 */
export function statedTier(environment: Environment, setting?: Tier): Tier | undefined {
    if (setting === "production" || setting === "nonproduction") {
        return setting;
    }
    if (!toldTiers.has(environment)) {
        toldTiers.set(environment, toldTier(environment));
    }
    return toldTiers.get(environment);
}

/** Worked out once for an environment: every policy asks for it. */
const toldTiers = new WeakMap<Environment, Tier | undefined>();

function toldTier({ tags, config, project, stack }: Environment): Tier | undefined {
    const explicit = [tags["preflight:tier"], config["preflight:tier"]].find(
        (tier): tier is Tier => tier === "production" || tier === "nonproduction",
    );
    const named = ENVIRONMENT_KEYS.map((key) => config[`${project}:${key}`] ?? "");
    return explicit ?? [...named, stack].map(tierInName).find((tier) => tier !== undefined);
}

/** The tier that a name's words say: `payments-prod`, `prodEu`; undefined when none does. */
export function tierInName(name: string): Tier | undefined {
    const words = name
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .toLowerCase()
        .split(/[^a-z]+/);
    if (words.some((word) => NONPRODUCTION.has(word)) || /\b(non|pre|not)[^a-z]?prod/i.test(name)) {
        return "nonproduction";
    }
    return words.some((word) => PRODUCTION.has(word)) ? "production" : undefined;
}
