/** The recorded programs, run here: what the embedded monitor leads to is what the real engine sent. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { runPacks } from "../../../cli/analyzer/run-packs";
import { runProgram } from "../../../cli/program/run";
import { fileOf, labelled, recordedPreview, recordings } from "../../recordings";
import { assertSameRequests, unmetDifferences } from "./compare";

const ROOT = path.join(__dirname, "..", "..", "..", "..");

/** Answers that the recorded provider gave. */
const MOCKS = [
    { token: "aws:route53/getZone:getZone", result: { zoneId: "Z0B57DDE80CEFF" } },
    { token: "aws:index/getCallerIdentity:getCallerIdentity", result: { accountId: "604219837745" } },
];

describe("recorded programs", function () {
    this.timeout(120_000);
    let folder = "";
    let passphrase: string | undefined;

    before(function () {
        if (recordings.length === 0) {
            this.skip();
        }
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-programs-"));
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
        fs.writeFileSync(path.join(folder, "mocks.json"), JSON.stringify(MOCKS));
        passphrase = process.env.PULUMI_CONFIG_PASSPHRASE;
        process.env.PULUMI_CONFIG_PASSPHRASE = "x";
    });

    after(() => {
        if (passphrase === undefined) {
            delete process.env.PULUMI_CONFIG_PASSPHRASE;
        } else {
            process.env.PULUMI_CONFIG_PASSPHRASE = passphrase;
        }
        fs.rmSync(folder, { recursive: true, force: true });
    });

    for (const recording of recordings) {
        it(`${recording} gives the engine's requests, and the same findings`, async () => {
            const recorded = recordedPreview(recording);
            const program = path.join(folder, recording);
            fs.cpSync(fileOf(recording, "program"), program, { recursive: true });
            const preview = await runProgram(program, {
                stack: recorded.stack,
                mocks: path.join(folder, "mocks.json"),
            });

            assertSameRequests(preview, recorded);

            const packs = [{ directory: ROOT, config: fileOf(recording, "config.json") }];
            const [run, replayed] = await Promise.all([preview, recorded].map((input) => runPacks(input, packs, { timeoutSeconds: 60 })));
            const findings = ({ findings }: NonNullable<typeof run>): string[] =>
                findings.map((finding) => `${finding.policy} ${labelled(finding)} ${finding.problem}`.replace(/-[0-9a-f]{7}\b/g, "")).sort();
            assert.ok(run && replayed);
            assert.deepEqual(findings(run), findings(replayed));
        });
    }

    after(() => {
        if (recordings.length > 0) {
            assert.deepEqual(unmetDifferences(), [], "a difference that is not met any more");
        }
    });
});
