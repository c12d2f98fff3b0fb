/** Where a configuration comes from: profiles, the project's preflight.json, and what the command line names. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { MAIN, makeFolder, makePack, packOf, preflight, previewJson, BUCKET, removeFolders, ROOT, type Result } from "./fixtures";
import { makeProgram, RESOURCES } from "./program/programs";

/** Says the level and the settings that it was given. */
const TELLS = `{
    name: "tells",
    description: "Tells its settings",
    enforcementLevel: "advisory",
    configSchema: { properties: { prefix: { type: "string", default: "acme" }, days: { type: "integer", default: 30 } } },
    validateResource(args, report) {
        if (args.type === "aws:s3/bucket:Bucket") report(JSON.stringify(args.getConfig()));
    },
}`;
const PROFILES = {
    low: { tells: { enforcementLevel: "mandatory", days: 7 } },
    high: { tells: { days: 90 } },
};

function pack(): string {
    const folder = makePack(packOf(TELLS));
    fs.mkdirSync(path.join(folder, "profiles"));
    for (const [name, profile] of Object.entries(PROFILES)) {
        fs.writeFileSync(path.join(folder, "profiles", `${name}.json`), JSON.stringify(profile));
    }
    return folder;
}

/** `preflight` in another folder than the tests'. */
function run(folder: string, ...args: string[]): { code: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
        cwd: folder,
        encoding: "utf8",
        input: "",
        env: { ...process.env, NO_COLOR: "1" },
    });
    return { code: status, stdout, stderr };
}

/** A project's folder with this preflight.json. */
function project(configuration: object | string): string {
    const text = typeof configuration === "string" ? configuration : JSON.stringify(configuration);
    return makeFolder({ "Pulumi.yaml": "name: shop\nruntime: nodejs\n", "preflight.json": text });
}

describe("the configuration", () => {
    after(removeFolders);

    describe("of a check", () => {
        const check = (...args: string[]): Promise<Result> =>
            preflight(["check", "-", "--policy-pack", pack(), "--format", "compact", ...args], { input: previewJson([BUCKET]) });

        it("takes profiles in their order, and a file over them", async () => {
            const { code, stdout } = await check("--profile", "high", "--profile", "low");
            assert.match(stdout, /mandatory tells .*"days":7/);
            assert.equal(code, 1);
            assert.match((await check("--profile", "low", "--profile", "high")).stdout, /mandatory tells .*"days":90/);
            const file = path.join(makeFolder({ "c.json": '{ "tells": { "prefix": "shop" } }' }), "c.json");
            assert.match((await check("--profile", "low", "--config", file)).stdout, /"days":7,"prefix":"shop"/);
        });

        it("takes the profiles that a file names, unless the command line names others", async () => {
            const file = path.join(makeFolder({ "c.json": '{ "$schema": "x", "profiles": ["low"] }' }), "c.json");
            assert.match((await check("--config", file)).stdout, /"days":7/);
            assert.match((await check("--config", file, "--profile", "high")).stdout, /advisory tells .*"days":90/);
        });

        it("leaves the project's own file to this pack", async () => {
            const folder = project({ "lambda-runtime": "advisory" });
            fs.writeFileSync(path.join(folder, "preview.json"), previewJson([BUCKET]));
            const { code, stderr } = run(folder, "check", "preview.json", "--policy-pack", pack());
            assert.deepEqual([code, stderr], [0, ""]);
        });
    });

    it("of a program is the preflight.json beside its Pulumi.yaml, from wherever it is checked", async () => {
        const volume = `new Resource("aws:ebs/volume:Volume", "data", { availabilityZone: "eu-west-1a", size: 8 });`;
        const program = makeProgram(RESOURCES + volume, { "preflight.json": '{ "ebs-encrypted": "mandatory" }' });
        const { code, stdout } = await preflight(["check", program, "--format", "compact"]);
        assert.match(stdout, /mandatory ebs-encrypted /);
        assert.equal(code, 1);
        const elsewhere = path.join(makeFolder({ "c.json": '{ "ebs-encrypted": "disabled" }' }), "c.json");
        assert.doesNotMatch((await preflight(["check", program, "--format", "compact", "--config", elsewhere])).stdout, /ebs-encrypted/);
    });

    const wrong: [string, object | string, string[], string][] = [
        [
            "a policy that is none",
            { "lambda-runtim": "advisory" },
            [],
            'configuration preflight.json: aws-preflight has no policy "lambda-runtim"; did you mean "lambda-runtime"?',
        ],
        [
            "a setting that is none",
            { "required-tags": { tag: [] } },
            [],
            'configuration preflight.json: required-tags has no setting "tag"; did you mean "tags"?',
        ],
        [
            "a setting of the wrong type",
            { profiles: ["strict"], "required-tags": { tags: "Owner" } },
            [],
            "configuration preflight.json: required-tags: tags must be array",
        ],
        [
            "a level that is none",
            { "required-tags": "on" },
            [],
            'configuration preflight.json: required-tags: "on" is no level; the levels are advisory, mandatory, remediate, disabled',
        ],
        ["profiles that are no list", { profiles: "strict" }, [], "configuration preflight.json: profiles is not a list of names"],
        [
            "a profile that is none",
            { profiles: ["strickt"] },
            [],
            `configuration preflight.json: policy pack ${ROOT} has no profile "strickt"; its profiles: baseline, fsbp, migration, payments, pci, strict`,
        ],
        [
            "a profile of the command line that is none",
            {},
            ["--profile", "x"],
            `--profile: policy pack ${ROOT} has no profile "x"; its profiles: baseline, fsbp, migration, payments, pci, strict`,
        ],
        ["what is no JSON", "{", [], "configuration preflight.json: it is not JSON: a mistake at line 1, column 2"],
    ];
    for (const [what, configuration, args, message] of wrong) {
        it(`with ${what} is refused, file and setting named`, () => {
            const { code, stdout, stderr } = run(project(configuration), "config", ...args);
            assert.deepEqual([code, stdout, stderr], [2, "", `preflight: ${message}\n`]);
        });
    }

    describe("as `preflight config` shows it", () => {
        const CONFIGURATION = {
            profiles: ["migration"],
            "required-tags": { tags: ["Owner"] },
            "lambda-runtime": "advisory",
        };

        it("has a row for each value that somebody gave, with who did", () => {
            const { code, stdout } = run(project(CONFIGURATION), "config");
            assert.match(stdout, /^Policy +Setting +From +Value\n/);
            assert.match(stdout, /\nlambda-runtime +enforcementLevel +preflight\.json +advisory\n/);
            assert.match(stdout, /\nrequired-tags +enforcementLevel +profile migration +mandatory\n/);
            assert.match(stdout, /\nrequired-tags +tags +preflight\.json +\["Owner"\]\n/);
            assert.doesNotMatch(stdout, /the policy's own/);
            const migration = JSON.parse(fs.readFileSync(path.join(ROOT, "profiles", "migration.json"), "utf8")) as object;
            const count = new Set([...Object.keys(migration), "required-tags", "lambda-runtime"]).size;
            assert.ok(stdout.includes(`\naws-preflight: ${count} of `));
            assert.match(stdout, /\naws-preflight: \d+ of \d+ policies configured; \d+ as they are by themselves \(--all shows them\)\n$/);
            assert.equal(code, 0);
        });

        it("has what is the policies' own too, where that is asked for", () => {
            assert.match(run(project({}), "config", "--all").stdout, /\nrequired-tags +enforcementLevel +the policy's own +advisory\n/);
        });

        it("says so where nobody gave any", () => {
            assert.match(run(project({}), "config").stdout, /^aws-preflight: 0 of \d+ policies configured; /);
        });

        it("is whole as JSON", () => {
            const { stdout } = run(project(CONFIGURATION), "config", "--format", "json");
            const { pack: name, parts, policies } = JSON.parse(stdout) as { pack: string; parts: string[]; policies: Record<string, object> };
            assert.deepEqual([name, parts], ["aws-preflight", ["profile migration", "preflight.json"]]);
            assert.deepEqual(policies["lambda-runtime"], {
                enforcementLevel: { value: "advisory", from: "preflight.json" },
                ...(policies["lambda-runtime"] as { days?: object }),
            });
            assert.deepEqual((policies["required-tags"] as { tags: object }).tags, { value: ["Owner"], from: "preflight.json" });
        });

        it("is one file for the Pulumi CLI, which says the same", () => {
            const folder = project(CONFIGURATION);
            assert.equal(run(folder, "config", "--format", "pulumi", "--output", "merged.json").code, 0);
            const merged = JSON.parse(fs.readFileSync(path.join(folder, "merged.json"), "utf8")) as Record<string, object>;
            assert.deepEqual(merged["required-tags"], { enforcementLevel: "mandatory", tags: ["Owner"] });
            assert.ok(Object.values(merged).every((entry) => typeof entry === "object"));
            const inForce = (...args: string[]): unknown =>
                JSON.parse(run(folder, "config", "--format", "json", ...args).stdout.replace(/"from": "[^"]*"/g, '"from": ""')).policies as unknown;
            assert.deepEqual(inForce("--config", "merged.json"), inForce());
        });
    });

    it("lists its waivers without naming it", () => {
        const waivers = [{ resource: "reporting", reason: "rebuilt nightly", expires: "2099-03-31" }];
        assert.match(run(project({ "rds-multi-az": { waivers } }), "waivers").stdout, /2099-03-31 +rds-multi-az +reporting/);
        const { code, stderr } = run(makeFolder({}), "waivers");
        assert.deepEqual([code, stderr], [2, "preflight: the project has no preflight.json; name the file\n"]);
    });
});
