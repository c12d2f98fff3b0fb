/**
 * The examples under the real Pulumi CLI: the requests that its engine makes are those that the embedded monitor leads
 * to, and the same findings come of them. Runs where `pulumi` is on PATH; skipped, and counted as skipped, elsewhere.
 */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { runPacks } from "../../cli/analyzer/run-packs";
import type { Preview } from "../../cli/inputs/stack";
import { readProject, stacksOf } from "../../cli/program/project";
import { runProgram } from "../../cli/program/run";
import { makePack, RECORDER, removeFolders, ROOT } from "../cli/fixtures";
import { assertSameRequests } from "../cli/program/compare";
import { pythonWithSdk } from "../python";
import { labelled, previewOf, type Request } from "../recordings";
import { hasPulumi, makePulumi, type Pulumi } from "./cli";

const EXAMPLES = path.join(ROOT, "examples");
/** Of the configuration that an example encrypts; its README tells it too. */
const PASSPHRASE = "examples";

describe("examples under the real engine", function () {
    this.timeout(300_000);
    let pulumi: Pulumi;
    let recorder: string;
    const { PATH = "", PULUMI_CONFIG_PASSPHRASE: passphrase } = process.env;

    before(function () {
        if (!hasPulumi) {
            this.skip();
        }
        pulumi = makePulumi(PASSPHRASE);
        recorder = makePack(RECORDER);
        process.env.PULUMI_CONFIG_PASSPHRASE = PASSPHRASE;
        const python = pythonWithSdk();
        process.env.PATH = python ? `${python}${path.delimiter}${PATH}` : PATH;
    });

    after(() => {
        pulumi?.remove();
        removeFolders();
        process.env.PATH = PATH;
        delete process.env.PULUMI_CONFIG_PASSPHRASE;
        Object.assign(process.env, passphrase === undefined ? {} : { PULUMI_CONFIG_PASSPHRASE: passphrase });
    });

    /** What the real engine sends a policy pack for a program. */
    function engineRequests(program: string, stack: string): Preview {
        const log = path.join(program, "..", "requests.log");
        fs.rmSync(log, { force: true });
        const init = pulumi.run(program, ["stack", "init", stack]);
        assert.equal(init.status, 0, init.stderr);
        const preview = pulumi.run(program, ["preview", "--policy-pack", recorder], { PREFLIGHT_TEST_LOG: log });
        assert.equal(preview.status, 0, preview.stdout + preview.stderr);
        pulumi.run(program, ["stack", "rm", "--yes", "--preserve-config"]);
        const lines = fs.readFileSync(log, "utf8").trim().split("\n");
        return previewOf(
            lines.map((line) => JSON.parse(line) as Request),
            program,
        );
    }

    for (const example of fs.readdirSync(EXAMPLES).filter((name) => /^\d{3}-/.test(name))) {
        for (const variant of ["as-reviewed", "corrected"]) {
            it(`${example} ${variant} leads to the engine's requests, and the same findings`, async function () {
                const source = path.join(EXAMPLES, example, variant);
                const isPython = fs.existsSync(path.join(source, "requirements.txt"));
                if (isPython && !pythonWithSdk()) {
                    this.skip();
                }
                const program = path.join(pulumi.folder, example, variant);
                fs.cpSync(source, program, { recursive: true });
                if (!isPython) {
                    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(program, "node_modules"));
                }
                const [stack = ""] = stacksOf(readProject(program));

                const theirs = engineRequests(program, stack);
                const ours = await runProgram(program, { stack });
                assertSameRequests(ours, theirs);

                const packs = [{ directory: ROOT, config: path.join(EXAMPLES, example, "config.json") }];
                const runs = await Promise.all([ours, theirs].map((preview) => runPacks(preview, packs, { timeoutSeconds: 60 })));
                const [own, engines] = runs.map(({ findings }) =>
                    findings.map((finding) => `${finding.level} ${finding.policy} ${labelled(finding)} ${finding.problem}`).sort(),
                );
                assert.deepEqual(own, engines);
            });
        }
    }
});
