/** The JSON schema of a configuration file, for editors: every policy with its settings, from its definition. */
import * as fs from "node:fs";
import * as path from "node:path";

import { packNotes } from "../kit/engine/notes";
import type { Policy } from "../kit";
import { settingsSchema } from "../kit/settings/schema";
import { listPolicies } from "../policies";

const ROOT = path.join(__dirname, "..", "..");
const LEVEL = { $ref: "#/definitions/level" };

/** Writes the schema beside the compiled code; a step of a build. */
export function writeSchema(): void {
    fs.writeFileSync(path.join(ROOT, "bin", "preflight.schema.json"), `${JSON.stringify(configurationSchema())}\n`);
}

function configurationSchema(): object {
    const policies = [...listPolicies().map(({ policy }) => policy), packNotes];
    const profiles = fs.readdirSync(path.join(ROOT, "profiles")).filter((file) => file.endsWith(".json"));
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "The configuration of aws-preflight",
        type: "object",
        additionalProperties: false,
        properties: {
            $schema: { type: "string" },
            profiles: {
                description:
                    "Profiles that this configuration builds on; the last is the strongest. Read by preflight only.",
                type: "array",
                items: { enum: profiles.map((file) => path.basename(file, ".json")) },
            },
            environments: {
                description: "Pulumi ESC environments. Read by the Pulumi CLI only.",
                type: "array",
                items: { type: "string" },
            },
            all: { ...entry({}), description: "The level of every policy that has none of its own here." },
            ...Object.fromEntries(policies.flatMap(entries)),
        },
        definitions: {
            level: {
                description:
                    "What a finding does: stops the update, is shown, is repaired before the check; or no check.",
                enum: ["mandatory", "advisory", "remediate", "disabled"],
            },
            waivers: {
                description: "Findings that were accepted, each until a day.",
                type: "array",
                items: {
                    type: "object",
                    properties: {
                        resource: {
                            description: "A glob on the resource's logical name, or on `type::name`.",
                            type: "string",
                            minLength: 1,
                        },
                        reason: { description: "Why the finding is accepted.", type: "string", minLength: 1 },
                        expires: {
                            description: "The last day, YYYY-MM-DD.",
                            type: "string",
                            pattern: "^\\d{4}-\\d{2}-\\d{2}$",
                        },
                    },
                    required: ["resource", "reason", "expires"],
                    additionalProperties: false,
                },
            },
        },
    };
}

/** A policy under its name, and under those that it had. */
function entries({ name, definition }: Policy): [string, object][] {
    const { title, level, aliases = [] } = definition;
    const own = {
        ...entry({ ...settingsSchema(definition), waivers: { $ref: "#/definitions/waivers" } }),
        default: level,
    };
    return [
        [name, { ...own, description: `${title}. ${level} by default.` }],
        ...aliases.map((old): [string, object] => [old, { ...own, description: `Is called ${name} now.` }]),
    ];
}

function entry(settings: object): object {
    const properties = { enforcementLevel: LEVEL, ...settings };
    return { anyOf: [LEVEL, { type: "object", properties, additionalProperties: false }] };
}
