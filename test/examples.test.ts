/**
 * The examples: each program as it was reviewed leads to exactly the findings that its expected.json names, and each
 * corrected one to none that is mandatory. UPDATE_EXPECTED=1 writes the expected.json files anew.
 */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { runPacks } from "../cli/analyzer/run-packs";
import type { Finding } from "../cli/results";
import { readProject } from "../cli/program/project";
import { runProgram } from "../cli/program/run";
import { pythonWithSdk } from "./python";

const ROOT = path.join(__dirname, "..", "..");
const EXAMPLES = path.join(ROOT, "examples");
/** The passphrase of the stack configuration that an example encrypts; its README tells it too. */
const PASSPHRASE = "examples";

const examples = fs.readdirSync(EXAMPLES).filter((name) => /^\d{3}-/.test(name));

function isPython(example: string): boolean {
    return readProject(path.join(EXAMPLES, example, "as-reviewed")).runtime === "python";
}

/** The stack of a program: the one that it has a configuration file for. */
function stackOf(folder: string): string {
    const [stack, ...others] = fs.readdirSync(folder).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
    assert.ok(stack !== undefined && others.length === 0, `${folder} must have one Pulumi.<stack>.yaml`);
    return stack;
}

/** What `preflight check <folder> --stack <stack> --config <the example's config.json>` finds. */
async function findingsOf(example: string, variant: string): Promise<Finding[]> {
    const folder = path.join(EXAMPLES, example, variant);
    const preview = await runProgram(folder, { stack: stackOf(folder) });
    const pack = { directory: ROOT, config: path.join(EXAMPLES, example, "config.json") };
    const { findings } = await runPacks(preview, [pack], { timeoutSeconds: 60 });
    return findings;
}

/** Policy -> the type and the name of every resource that it flags, once for each finding; both sorted. */
function summary(findings: Finding[]): Record<string, string[]> {
    const byPolicy: Record<string, string[]> = {};
    for (const { policy, type, name } of findings) {
        (byPolicy[policy] ??= []).push(type === "pulumi:pulumi:Stack" ? "stack" : `${type}::${name}`);
    }
    const policies = Object.keys(byPolicy).sort();
    return Object.fromEntries(policies.map((policy) => [policy, (byPolicy[policy] ?? []).sort()]));
}

describe("examples", () => {
    const { PATH = "", PULUMI_CONFIG_PASSPHRASE: passphrase } = process.env;

    before(() => {
        process.env.PULUMI_CONFIG_PASSPHRASE = PASSPHRASE;
    });
    after(() => {
        process.env.PATH = PATH;
        delete process.env.PULUMI_CONFIG_PASSPHRASE;
        Object.assign(process.env, passphrase === undefined ? {} : { PULUMI_CONFIG_PASSPHRASE: passphrase });
    });

    for (const example of examples) {
        describe(example, function () {
            this.timeout(120_000);
            const expectedFile = path.join(EXAMPLES, example, "expected.json");
            let reviewed: Finding[];
            let corrected: Finding[];

            before(async function () {
                if (isPython(example)) {
                    const python = pythonWithSdk();
                    if (!python) {
                        this.skip();
                    }
                    process.env.PATH = `${python}${path.delimiter}${PATH}`;
                }
                [reviewed, corrected] = await Promise.all([findingsOf(example, "as-reviewed"), findingsOf(example, "corrected")]);
            });

            it("as reviewed has exactly the findings of expected.json", () => {
                if (process.env.UPDATE_EXPECTED) {
                    fs.writeFileSync(expectedFile, `${JSON.stringify(summary(reviewed), undefined, 4)}\n`);
                }
                assert.deepEqual(summary(reviewed), JSON.parse(fs.readFileSync(expectedFile, "utf8")));
            });

            it("corrected has no mandatory finding", () => {
                assert.deepEqual(summary(corrected.filter(({ level }) => level === "mandatory")), {});
            });

            it("tells of every policy that it breaks in its README", () => {
                const readme = fs.readFileSync(path.join(EXAMPLES, example, "README.md"), "utf8");
                const untold = Object.keys(summary(reviewed)).filter((policy) => !readme.includes(`\`${policy}\``));
                assert.deepEqual(untold, []);
            });
        });
    }
});
