/** The pack on previews of the real engine: every label found, nothing else; and the same from every kind of file. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { check } from "../cli/check";
import { readInput } from "../cli/inputs/read";
import type { Finding } from "../cli/model";
import { fileOf, labelled, readLabels, recordedPreview, recordings, speaksOf } from "./recordings";

const ROOT = path.join(__dirname, "..", "..");

/** Policies that the labels do not speak of: judged by reading. */
const UNLABELLED = new Set([
    ...["rds-engine-support", "generic-database-user", "secret-recovery-window", "dms-task-logging"],
    ...["direct-connect-complete", "tag-values", "region-allowed", "multi-region-present", "iam-no-admin-wildcard"],
]);

/** What a kind of file does not hold, and so what no policy can say of it. */
const NOT_IN_FILE: Record<string, { why: string; missing(finding: Finding): boolean }[]> = {
    "preview.json": [
        {
            why: "a literal in a secret property is printed as [secret]",
            missing: ({ policy }) => ["no-hardcoded-credentials", "rds-managed-password", "dms-endpoint-credentials"].includes(policy),
        },
        {
            why: "the stack's outputs are not printed",
            missing: ({ policy, type }) =>
                ["stack-outputs", "no-placeholder-values"].includes(policy) && type === "pulumi:pulumi:Stack",
        },
    ],
    "preview-stream.ndjson": [
        {
            why: "a literal in a secret property is printed as [secret]",
            missing: ({ policy }) => ["no-hardcoded-credentials", "rds-managed-password", "dms-endpoint-credentials"].includes(policy),
        },
    ],
    "export.json": [
        {
            why: "secrets are encrypted",
            missing: ({ policy }) => ["no-hardcoded-credentials", "rds-managed-password", "dms-endpoint-credentials"].includes(policy),
        },
    ],
};

const key = (finding: Finding): string =>
    [finding.policy, labelled(finding), finding.property ?? "-", finding.level].join(" ");

const score = new Map<string, { found: number; missed: number; extra: number }>();

function count(policy: string, what: "found" | "missed" | "extra"): void {
    const line = score.get(policy) ?? { found: 0, missed: 0, extra: 0 };
    line[what]++;
    score.set(policy, line);
}

describe("recordings", function () {
    this.timeout(120_000);
    const replayed = new Map<string, Finding[]>();

    before(function () {
        if (recordings.length === 0) {
            this.skip();
        }
    });

    const names = recordings.length > 0 ? recordings : ["(none beside this checkout)"];
    for (const recording of names) {
        const config = recordings.length > 0 ? fileOf(recording, "config.json") : "";
        const packs = [{ directory: ROOT, config }];
        describe(recording, () => {
            it("finds what the labels say, and nothing else", async () => {
                const { findings } = await check(recordedPreview(recording), packs, { timeoutSeconds: 60 });
                replayed.set(recording, findings);
                const { violations, either, mustNotFlag } = readLabels(recording);
                const missed = violations.filter((label) => !findings.some((finding) => speaksOf(label, finding)));
                const extra = findings.filter((finding) => ![...violations, ...either].some((label) => speaksOf(label, finding)));
                const forbidden = extra.filter((finding) =>
                    mustNotFlag.some(({ policy, resource }) => policy === finding.policy && resource === labelled(finding)),
                );
                const judged = extra.filter((finding) => !UNLABELLED.has(finding.policy) && !isTrueAnyway(finding));
                violations.forEach((label) => count(label.policy, missed.includes(label) ? "missed" : "found"));
                judged.forEach(({ policy }) => count(policy, "extra"));
                assert.deepEqual(missed.map(({ policy, resource, why }) => `${policy} ${resource}: ${why}`), []);
                assert.deepEqual(forbidden.map(key), []);
                assert.deepEqual(judged.map(key), []);
                if (recording.endsWith("corrected")) {
                    assert.deepEqual(findings.filter(({ level }) => level === "mandatory").map(key), []);
                }
            });

            for (const file of ["preview.json", "preview-stream.ndjson", "export.json"]) {
                it(`says the same of ${file}`, async () => {
                    const preview = await readInput(fileOf(recording, file));
                    const recorded = recordedPreview(recording);
                    // An export holds no configuration, and no file says where the program is.
                    const config = Object.keys(preview.config).length > 0 ? preview.config : recorded.config;
                    const { findings } = await check({ ...preview, config, directory: recorded.directory }, packs, { timeoutSeconds: 60 });
                    const expected = replayed.get(recording) ?? [];
                    const hidden = (finding: Finding): boolean =>
                        (NOT_IN_FILE[file] ?? []).some(({ missing }) => missing(finding));
                    const compare = (list: Finding[]): string[] => [...new Set(list.filter((f) => !hidden(f)).map(key))].sort();
                    assert.deepEqual(compare(findings), compare(expected));
                    const known = new Set(expected.map(key));
                    assert.deepEqual(findings.map(key).filter((finding) => !known.has(finding)), [], "nothing that the engine did not show");
                });
            }
        });
    }

    it("reads the large one, too", async function () {
        if (!fs.existsSync(fileOf("large", "preview.json"))) {
            this.skip();
        }
        const { resources } = await check(await readInput(fileOf("large", "preview.json")), [{ directory: ROOT }], { timeoutSeconds: 60 });
        assert.ok(resources > 900);
    });

    after(() => {
        if (score.size > 0) {
            process.stdout.write(table());
        }
    });
});

/** Findings beside the labels that a reviewer calls right. */
function isTrueAnyway(_finding: Finding): boolean {
    return false;
}

/** Recall and precision, per policy and in all. */
function table(): string {
    const { default: Table } = { default: require("cli-table3") as typeof import("cli-table3") };
    const rows = new Table({ head: ["policy", "found", "missed", "extra", "recall", "precision"], style: { head: [], border: [] } });
    const total = { found: 0, missed: 0, extra: 0 };
    const line = (name: string, { found, missed, extra }: typeof total): void => {
        const share = (part: number, whole: number): string => (whole === 0 ? "-" : (part / whole).toFixed(3));
        rows.push([name, found, missed, extra, share(found, found + missed), share(found, found + extra)]);
    };
    for (const [policy, counts] of [...score].sort()) {
        line(policy, counts);
        total.found += counts.found;
        total.missed += counts.missed;
        total.extra += counts.extra;
    }
    line("all", total);
    return `\n${rows.toString()}\n`;
}
