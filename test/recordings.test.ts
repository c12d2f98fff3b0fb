/** The pack on previews of the real engine: every label found, nothing else; and the same from every kind of file. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { runPacks } from "../cli/analyzer/run-packs";
import { listPolicies } from "../policies";
import { readInput } from "../cli/inputs/read";
import { table as asTable } from "../cli/report/table";
import type { Finding, Run } from "../cli/results";
import { fileOf, labelled, readLabels, recordedPreview, recordings, speaksOf } from "./recordings";

const ROOT = path.join(__dirname, "..", "..");

/** Policies that the labels do not speak of: some of the first ones, and all that came after them. */
const UNLABELLED = new Set([
    ...["rds-engine-support", "generic-database-user", "secret-recovery-window", "dms-task-logging"],
    ...["direct-connect-complete", "tag-values", "region-allowed", "multi-region-present", "iam-no-admin-wildcard"],
    ...listPolicies().flatMap(({ policy }) => (policy.definition.since === undefined ? [] : [policy.name])),
]);

/** Mandatory on corrected stacks all the same, by AWS's own pages: their reviews overlooked it. */
const OVERLOOKED = new Set(["kms-key-usable"]);

interface Gap {
    why: string;
    missing(finding: Finding): boolean;
}

const SECRETS: Gap = {
    why: "secrets are redacted or encrypted, and a literal in a secret property with them",
    missing: ({ policy }) => ["no-hardcoded-credentials", "rds-managed-password", "dms-endpoint-credentials"].includes(policy),
};

/** What a kind of file does not hold, and so what no policy can say of it. */
const NOT_IN_FILE: Record<string, Gap[]> = {
    "preview.json": [
        SECRETS,
        {
            why: "the stack's outputs are not printed",
            missing: ({ policy, type }) => ["stack-outputs", "no-placeholder-values"].includes(policy) && type === "pulumi:pulumi:Stack",
        },
    ],
    "preview-stream.ndjson": [
        SECRETS,
        {
            why: "engine events hold no dependencies, so nothing tells which resource an unknown id is of",
            missing: ({ policy }) =>
                [
                    ...["nat-gateway-per-az", "vpc-gateway-endpoints", "subnet-cidr-allocation", "alarm-direction", "lambda-reserved-concurrency"],
                    ...["kms-key-usable", "dms-prerequisites"],
                ].includes(policy),
        },
    ],
    "export.json": [
        SECRETS,
        {
            why: "its outputs are a stand-in's, which fills in what a provider leaves empty, and what a preview does not know is known",
            missing: ({ policy }) => UNLABELLED.has(policy),
        },
    ],
};

const key = (finding: Finding): string => [finding.policy, labelled(finding), finding.property ?? "-", finding.level].join(" ");

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
                const { findings } = await runPacks(recordedPreview(recording), packs, { timeoutSeconds: 60 });
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
                assert.deepEqual(
                    missed.map(({ policy, resource, why }) => `${policy} ${resource}: ${why}`),
                    [],
                );
                assert.deepEqual(forbidden.map(key), []);
                assert.deepEqual(judged.map(key), []);
                if (recording.endsWith("corrected")) {
                    const stopped = findings.filter(({ level, policy }) => level === "mandatory" && !OVERLOOKED.has(policy));
                    assert.deepEqual(stopped.map(key), []);
                }
            });

            it("says the same of every kind of file, but for what the file does not hold", async () => {
                const recorded = recordedPreview(recording);
                const expected = replayed.get(recording) ?? [];
                for (const [file, gaps] of Object.entries(NOT_IN_FILE)) {
                    const preview = await readInput(fileOf(recording, file));
                    // An export holds no configuration, and no file says where the program is.
                    const config = Object.keys(preview.config).length > 0 ? preview.config : recorded.config;
                    const stack = { ...preview, config, secretKeys: recorded.secretKeys, directory: recorded.directory };
                    const { findings, undecided } = await runPacks(stack, packs, { timeoutSeconds: 60 });
                    const isTold = (finding: Finding): boolean => !gaps.some(({ missing }) => missing(finding));
                    const keys = (list: Finding[]): string[] => [...new Set(list.map(key))].sort();
                    assert.deepEqual(keys(findings.filter(isTold)), keys(expected.filter(isTold)), file);
                    const shown = new Set(expected.map(key));
                    assert.deepEqual(
                        keys(findings.filter(isTold)).filter((finding) => !shown.has(finding)),
                        [],
                        `${file}: more than the engine showed`,
                    );
                    if (file === "preview.json") {
                        assert.deepEqual(lostWithoutAWord(expected, findings, undecided), []);
                    }
                }
            });
        });
    }

    it("reads the large one, too", async function () {
        if (!fs.existsSync(fileOf("large", "preview.json"))) {
            this.skip();
        }
        const { resources } = await runPacks(await readInput(fileOf("large", "preview.json")), [{ directory: ROOT }], { timeoutSeconds: 60 });
        assert.ok(resources > 900);
    });

    after(() => {
        if (score.size > 0) {
            process.stdout.write(table());
        }
    });
});

/** The mandatory findings that a file hides, and that its run does not name as not judged. */
function lostWithoutAWord(expected: Finding[], findings: Finding[], undecided: Run["undecided"]): string[] {
    const found = new Set(findings.map(key));
    const said = undecided.filter(({ because }) => because === "hidden").map(({ policy, what }) => `${policy} ${what}`);
    const isSaid = ({ policy, name, property = "", type }: Finding): boolean =>
        said.some((entry) =>
            type === "pulumi:pulumi:Stack"
                ? entry.startsWith(`${policy} `) && entry.endsWith(" outputs")
                : entry.startsWith(`${policy} `) && entry.includes(` ${name} `) && entry.endsWith(` ${property}`),
        );
    return expected.filter((finding) => finding.level === "mandatory" && !found.has(key(finding)) && !isSaid(finding)).map(key);
}

/** Findings beside the labels that are right: App Runner is closed to new customers, and advisory notes say so. */
function isTrueAnyway({ policy, type, level }: Finding): boolean {
    return policy === "service-retired" && type.startsWith("aws:apprunner/") && level === "advisory";
}

/** Recall and precision, per policy and in all. */
function table(): string {
    const rows: string[][] = [];
    const total = { found: 0, missed: 0, extra: 0 };
    const line = (name: string, { found, missed, extra }: typeof total): void => {
        const share = (part: number, whole: number): string => (whole === 0 ? "-" : (part / whole).toFixed(3));
        rows.push([name, `${found}`, `${missed}`, `${extra}`, share(found, found + missed), share(found, found + extra)]);
    };
    for (const [policy, counts] of [...score].sort()) {
        line(policy, counts);
        total.found += counts.found;
        total.missed += counts.missed;
        total.extra += counts.extra;
    }
    line("all", total);
    return `\n${asTable(["policy", "found", "missed", "extra", "recall", "precision"], rows, 100)}`;
}
