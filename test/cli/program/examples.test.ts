/** The example programs, run here: what their reviews found is found, and the corrected ones are clean. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { check } from "../../../cli/check";
import { readProject, stacksOf } from "../../../cli/program/project";
import { runProgram } from "../../../cli/program/run";
import { ROOT } from "../fixtures";
import { pythonWithSdk } from "./programs";

const EXAMPLES = path.join(ROOT, "examples");

describe("example programs", function () {
    this.timeout(300_000);
    const variable = process.env.PATH;
    after(() => {
        process.env.PATH = variable;
    });

    const examples = fs.existsSync(EXAMPLES) ? fs.readdirSync(EXAMPLES) : [];
    for (const example of examples.filter((name) => fs.existsSync(path.join(EXAMPLES, name, "corrected")))) {
        for (const state of ["as-reviewed", "corrected"]) {
            it(`${example}, ${state}`, async function () {
                const folder = path.join(EXAMPLES, example, state);
                const project = readProject(folder);
                if (project.runtime === "python") {
                    const python = pythonWithSdk();
                    if (!python) {
                        this.skip();
                    }
                    process.env.PATH = `${python}${path.delimiter}${variable}`;
                }
                const preview = await runProgram(folder, { stack: stacksOf(project)[0] as string, timeout: 120 });
                const packs = [{ directory: ROOT, config: path.join(EXAMPLES, example, "config.json") }];
                const { findings } = await check(preview, packs, { timeoutSeconds: 120 });
                const mandatory = findings.filter(({ level }) => level === "mandatory");
                if (state === "corrected") {
                    assert.deepEqual(mandatory.map(({ policy, name }) => `${policy} ${name}`), []);
                } else {
                    assert.ok(mandatory.length > 5, `${mandatory.length} findings`);
                }
            });
        }
    }
});
