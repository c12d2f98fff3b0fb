/** The ready configuration files, read as `preflight check` reads them and given to the pack itself. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { runPacks } from "../cli/analyzer/run-packs";
import { readConfiguration } from "../cli/analyzer/configuration";
import type { Preview } from "../cli/inputs/stack";
import { readFacts } from "../facts/read";
import type { SecurityHubControls } from "../facts/schemas";
import { frameworksOf } from "../kit/frameworks";
import { listPolicies } from "../policies";
import { readTables } from "./tables";

const ROOT = path.join(__dirname, "..", "..");
const FOLDER = path.join(ROOT, "profiles");
const README = fs.readFileSync(path.join(FOLDER, "README.md"), "utf8");
const policies = listPolicies().map(({ policy }) => policy);
const profiles = fs.readdirSync(FOLDER).filter((file) => file.endsWith(".json"));

/** A stack with nothing in it but itself. */
const PREVIEW: Preview = {
    ...{ project: "shop", stack: "dev", config: {}, secretKeys: [], tags: {}, notes: [] },
    resources: [
        {
            urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
            ...{ type: "pulumi:pulumi:Stack", name: "shop-dev", custom: false, external: false },
            ...{ inputs: {}, dependencies: [], propertyDependencies: {}, options: {} },
        },
    ],
};

/** The part of the README under a heading. */
function section(heading: string): string {
    return README.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
}

describe("profiles", () => {
    it("are the six that the README names", () => {
        const named = [...README.matchAll(/^## ([a-z]+)$/gm)].map(([, name]) => `${name}.json`);
        assert.deepEqual(profiles, named.sort());
        assert.equal(named.length, 6);
    });

    for (const file of profiles) {
        const configuration = readConfiguration(path.join(FOLDER, file)).policies;

        it(`${file} holds for the pack: its policies, settings and types are known`, async () => {
            const choice = { directory: ROOT, config: path.join(FOLDER, file) };
            const { packs } = await runPacks(PREVIEW, [choice], { timeoutSeconds: 60 });
            const levels = new Map(packs[0]?.policies.map(({ name, level }) => [name, level]));
            for (const [policy, { level }] of configuration) {
                assert.equal(levels.get(policy), level ?? levels.get(policy), policy);
            }
        });

        it(`${file} has the form that policy groups take, and leaves other policies' levels alone`, () => {
            const document = JSON.parse(fs.readFileSync(path.join(FOLDER, file), "utf8")) as Record<string, unknown>;
            assert.equal("all" in document, false);
            for (const [policy, value] of Object.entries(document)) {
                assert.equal(typeof value, "object", policy);
            }
        });

        if (["strict.json", "fsbp.json", "pci.json", "payments.json"].includes(file)) {
            continue; // What they change follows from a rule, tested below.
        }

        it(`${file} has a reason for each entry in the README, and no other`, () => {
            const rows = [...section(path.basename(file, ".json")).matchAll(/^\| `([\w-]+)`.* \| \S/gm)];
            assert.deepEqual(
                rows.map(([, policy]) => policy),
                [...configuration.keys()],
            );
        });
    }

    const mandatoryUnder = (file: string): Set<string> =>
        new Set([...readConfiguration(path.join(FOLDER, file)).policies].flatMap(([name, { level }]) => (level === "mandatory" ? [name] : [])));

    it("strict makes every advisory policy mandatory, and no other", () => {
        const advisory = policies.filter(({ enforcementLevel }) => enforcementLevel === "advisory").map(({ name }) => name);
        assert.deepEqual([...mandatoryUnder("strict.json")].sort(), advisory.sort());
    });

    it("payments has every policy that serves a requirement of PCI DSS, and no other", () => {
        const serving = policies
            .filter(({ definition, enforcementLevel }) => definition.frameworks?.["PCI DSS"] && enforcementLevel !== "mandatory")
            .map(({ name }) => name);
        assert.deepEqual([...readConfiguration(path.join(FOLDER, "payments.json")).policies.keys()].sort(), serving.sort());
        assert.equal(serving.length - mandatoryUnder("payments.json").size, 1, "log-group-retention stays advisory");
    });

    it("the README's entries of payments are entries of it", () => {
        const configuration = readConfiguration(path.join(FOLDER, "payments.json")).policies;
        const rows = [...section("payments").matchAll(/^\| `([\w-]+)`.* \| \S/gm)].map(([, policy = ""]) => policy);
        assert.ok(rows.length > 0);
        assert.deepEqual(
            rows.filter((policy) => !configuration.has(policy)),
            [],
        );
    });

    for (const [file, standard] of [
        ["fsbp.json", "AWS FSBP 1.0.0"],
        ["pci.json", "PCI DSS 4.0.1"],
    ] as const) {
        it(`${file} makes every policy mandatory that serves a control of ${standard}, and no other`, () => {
            const { controls } = readFacts<SecurityHubControls>("security-hub-controls");
            const serving = listPolicies()
                .filter(({ policy }) => policy.enforcementLevel !== "mandatory")
                .filter(({ policy }) => {
                    const { controls: own = [], rules = [] } = policy.definition;
                    const ids = [...own, ...rules.flatMap((rule) => rule.controls ?? [])];
                    return ids.some((id) => controls[id.replace(" (partly)", "")]?.standards.includes(standard));
                })
                .map(({ policy }) => policy.name);
            assert.ok(serving.length > 0);
            assert.deepEqual([...mandatoryUnder(file)].sort(), serving.sort());
        });
    }

    describe("fsbp judges each control that a policy serves wholly", () => {
        const { controls } = readFacts<SecurityHubControls>("security-hub-controls");
        const profile = JSON.parse(fs.readFileSync(path.join(FOLDER, "fsbp.json"), "utf8")) as Record<string, Record<string, unknown>>;
        const tables = readTables();
        const served = listPolicies().filter(({ policy }) => frameworksOf(policy.definition)["Security Hub"]);
        for (const { policy } of served) {
            const { name, definition } = policy;
            const entry = profile[name] ?? {};
            it(`with what ${name} needs`, () => {
                const ids = frameworksOf(definition)["Security Hub"] ?? [];
                const wholly = ids.filter((id) => controls[id]?.standards.includes("AWS FSBP 1.0.0"));
                assert.ok(wholly.length === 0 || !definition.tiered || entry.tier === "production", "every stage is judged");
                const byRules = new Set(definition.rules?.flatMap((rule) => rule.controls ?? []));
                for (const id of wholly.filter((id) => !byRules.has(id))) {
                    const rows = tables.get(name)?.fail.filter((row) => ` ${row.name.replace(/[(),:]/g, " ")} `.includes(` ${id} `)) ?? [];
                    const given = rows.filter(({ settings = {} }) => Object.keys(settings).every((key) => key in entry));
                    assert.ok(given.length > 0, `${id} is judged only with a setting that the profile lacks`);
                }
            });
        }
    });

    it("switch on every policy that is off by default, but for those that the README excepts", () => {
        const off = policies.filter(({ enforcementLevel }) => enforcementLevel === "disabled");
        const on = new Set(profiles.flatMap((file) => [...readConfiguration(path.join(FOLDER, file)).policies.keys()]));
        const excepted = [...section("In no profile").matchAll(/^\| `([\w-]+)`/gm)].map(([, policy]) => policy);
        assert.deepEqual(
            off.map(({ name }) => name).filter((name) => !on.has(name)),
            excepted,
        );
    });
});
