/** The JSON schema of the configuration: what editors complete by is what the pack takes. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import Ajv from "ajv";

import { describePack } from "../cli/analyzer/describe-pack";
import { ROOT } from "./cli/fixtures";

const SCHEMA = JSON.parse(fs.readFileSync(path.join(ROOT, "bin", "preflight.schema.json"), "utf8")) as {
    properties: Record<string, { anyOf?: [unknown, { properties: object }] }>;
};
// The settings' own schemas have no `type` beside their `enum` and `items`.
const validate = new Ajv({ strictTypes: false, formats: { regex: true } }).compile(SCHEMA);

describe("the schema of the configuration", () => {
    const files = [
        ...fs.readdirSync(path.join(ROOT, "profiles")).map((file) => `profiles/${file}`),
        ...fs.readdirSync(path.join(ROOT, "examples")).map((example) => `examples/${example}/config.json`),
    ].filter((file) => file.endsWith(".json") && fs.existsSync(path.join(ROOT, file)));

    it("takes every profile and every example's configuration", () => {
        assert.equal(files.length, 11);
        for (const file of files) {
            validate(JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8")));
            assert.deepEqual([file, validate.errors], [file, null]);
        }
    });

    it("takes what the guides show", () => {
        for (const page of ["docs/configuration.md", "README.md", "docs/reports.md"]) {
            const blocks = [...fs.readFileSync(path.join(ROOT, page), "utf8").matchAll(/```json\n([^]*?)```/g)].map(([, text = ""]) => text);
            for (const text of blocks.filter((text) => text.includes("waivers"))) {
                validate(JSON.parse(text));
                assert.deepEqual([page, validate.errors], [page, null]);
            }
        }
    });

    const wrong: [string, object][] = [
        ["a policy that is none", { "lambda-runtim": "advisory" }],
        ["a level that is none", { "lambda-runtime": "on" }],
        ["a setting that is none", { "required-tags": { tag: [] } }],
        ["a setting of the wrong type", { "required-tags": { tags: "Owner" } }],
        ["settings for all", { all: { tags: [] } }],
        ["a profile that is none", { profiles: ["strickt"] }],
        ["a waiver without its reason", { "rds-multi-az": { waivers: [{ resource: "a", expires: "2027-01-01" }] } }],
        ["a waiver with a day of another form", { "rds-multi-az": { waivers: [{ resource: "a", reason: "b", expires: "1.1.2027" }] } }],
        ["a tier that is none", { "rds-multi-az": { tier: "prod" } }],
    ];
    for (const [what, configuration] of wrong) {
        it(`refuses ${what}`, () => assert.equal(validate(configuration), false));
    }

    it("knows the policies that the pack has, with their settings, and the names that they had", async () => {
        const { info, renamed } = await describePack(ROOT, 60);
        const own = ["$schema", "profiles", "environments", "all"];
        const names = [...info.policies.map(({ name }) => name), ...renamed.keys()];
        assert.deepEqual(Object.keys(SCHEMA.properties).sort(), [...own, ...names].sort());
        for (const { name, schema } of info.policies) {
            const settings = Object.keys(SCHEMA.properties[name]?.anyOf?.[1].properties ?? {});
            assert.deepEqual(settings.sort(), ["enforcementLevel", ...Object.keys(schema?.properties ?? {})].sort(), name);
        }
    });
});
