/** `preflight report`, from a stream of events to files and exit codes. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { parsePolicyEvents } from "../../cli/analyzer/policy-events";
import type { Run } from "../../cli/results";
import { UserError } from "../../cli/errors";
import {
    BUCKET,
    FLAGS_BUCKETS,
    makeFolder,
    makePack,
    packOf,
    preflight,
    previewJson,
    removeFolders,
    SECRET,
    SIGNATURE,
    STACK_URN,
    urnOf,
    UNKNOWN,
    type Result,
} from "./fixtures";

const LOGS = urnOf("aws:s3/bucket:Bucket", "logs");
const PACK = { policyPackName: "fixture", policyPackVersion: "1.2.3", policyPackVersionTag: "1.2.3" };
const OTHER = { policyPackName: "other", policyPackVersion: "0.1.0", policyPackVersionTag: "0.1.0" };
const MESSAGE = "Buckets carry a name\ntags.Name: the bucket has no name\nWhy: nobody knows whose it is\nFix: set tags.Name\n";

const violation = (more: Record<string, unknown> = {}): object => ({
    policyEvent: {
        ...PACK,
        resourceUrn: LOGS,
        message: MESSAGE,
        color: "never",
        policyName: "bucket-named",
        enforcementLevel: "mandatory",
        severity: "high",
        ...more,
    },
});
const analyzed = (urn = LOGS, more: object = {}): object => ({ policyAnalyzeSummaryEvent: { ...PACK, resourceUrn: urn, ...more } });
const STACK_ANALYZED = { policyAnalyzeStackSummaryEvent: { ...PACK, passed: ["alarms"] } };
const SUMMARY = { summaryEvent: { resourceChanges: {}, PolicyPacks: { "fixture|local|../pack": "1.2.3" }, isPreview: true, result: "failed" } };

/** The events of a preview, as the engine prints them. */
function stream(...events: object[]): string {
    return events.map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 1795234717, ...event })}\n`).join("");
}

const read = (...events: object[]): Run => parsePolicyEvents(stream({ preludeEvent: { config: {} } }, ...events, STACK_ANALYZED, SUMMARY));

describe("a run from events", () => {
    it("holds each violation, taken apart", () => {
        assert.deepEqual(read(violation(), analyzed()).findings, [
            {
                pack: "fixture",
                policy: "bucket-named",
                level: "mandatory",
                severity: "high",
                urn: LOGS,
                type: "aws:s3/bucket:Bucket",
                name: "logs",
                title: "Buckets carry a name",
                property: "tags.Name",
                problem: "the bucket has no name",
                why: "nobody knows whose it is",
                fix: "set tags.Name",
                waiver: undefined,
                source: undefined,
            },
        ]);
    });
    it("holds a free text of another pack whole, with its description as the title", () => {
        const [found] = read(violation({ message: "Buckets are versioned\nerror: turn it\non\n", severity: undefined })).findings;
        assert.deepEqual([found?.title, found?.property, found?.problem], ["Buckets are versioned", undefined, "error: turn it\non"]);
        assert.equal(found?.severity, undefined);
    });
    it("holds waivers", () => {
        const [found] = read(violation({ message: `${MESSAGE}Waived until 2027-03-31: moved: in March\n`, enforcementLevel: "advisory" })).findings;
        assert.deepEqual(found?.waiver, { expires: "2027-03-31", reason: "moved: in March" });
    });
    it("tells packs and what they checked", () => {
        const run = read(violation(), analyzed(LOGS, { passed: ["encrypted"], failed: ["bucket-named"] }), analyzed(STACK_URN), {
            policyAnalyzeStackSummaryEvent: { ...OTHER },
        });
        assert.deepEqual([run.project, run.stack, run.resources], ["shop", "prod", 1]);
        assert.deepEqual(
            run.packs.map(({ name, version, policies }) => [name, version, policies.map((policy) => policy.name)]),
            [
                ["fixture", "1.2.3", ["bucket-named", "encrypted", "alarms"]],
                ["other", "0.1.0", []],
            ],
        );
        assert.deepEqual(run.notes, []);
        assert.equal(run.incomplete, false);
    });
    it("keeps packs with a policy of the same name apart", () => {
        const run = read(violation(), violation({ ...OTHER, enforcementLevel: "advisory" }), { policyAnalyzeStackSummaryEvent: OTHER });
        assert.deepEqual(
            run.findings.map(({ pack, policy, level }) => [pack, policy, level]),
            [
                ["fixture", "bucket-named", "mandatory"],
                ["other", "bucket-named", "advisory"],
            ],
        );
        assert.deepEqual(
            run.packs.map(({ policies }) => policies[0]?.level),
            ["mandatory", "advisory"],
        );
    });
    it("tells what was repaired, and no value of it", () => {
        const hidden = { [SIGNATURE]: SECRET, ciphertext: "[secret]" };
        const before = { tags: {}, same: [1], token: hidden };
        const after = { tags: { owner: "a" }, same: [1], token: "hunter2", more: 1 };
        const run = read({ policyRemediationEvent: { ...PACK, resourceUrn: LOGS, policyName: "tagger", before, after } });
        assert.deepEqual(run.remediations, [{ pack: "fixture", policy: "tagger", urn: LOGS, properties: ["tags", "more"] }]);
        assert.ok(!JSON.stringify(run).includes("hunter2"));
    });
    it("has what a policy could not judge as undecided, not as a finding", () => {
        const message =
            "can't run policy 'bucket-named' from policy pack 'fixture@v1.2.3' during preview: string value at .bucket can't be known during preview";
        const run = read(violation({ message, enforcementLevel: "advisory" }));
        assert.deepEqual(run.findings, []);
        assert.deepEqual(run.undecided, [{ pack: "fixture", policy: "bucket-named", what: "logs bucket", because: "unknown" }]);
    });
    it("is read from `pulumi policy analyze`, which tells no resources", () => {
        const text = stream(violation(), { summaryEvent: { PolicyPacks: { fixture: "1.2.3" }, result: "failed" } });
        const run = parsePolicyEvents(`warning: could not decrypt secrets\n${text}`);
        assert.equal(run.resources, undefined);
        assert.equal(run.findings.length, 1);
        assert.deepEqual(run.notes, []);
    });
    it("says that a stream is cut, with what it held", () => {
        const whole = stream(violation(), analyzed(), SUMMARY);
        for (const cut of [whole.slice(0, -20), stream(violation(), analyzed()), stream(violation()) + '{"sequ']) {
            const run = parsePolicyEvents(cut);
            assert.equal(run.findings.length, 1);
            assert.equal(run.incomplete, true);
            assert.deepEqual(run.notes, ["The stream of events ends in the middle; it held 1 finding, and there may be more."]);
        }
    });
    it("says that the preview failed, unless a violation failed it", () => {
        const error = (message: string): object => ({ diagnosticEvent: { message, severity: "error", color: "never" } });
        const failed = read(violation(), analyzed(), error("Running program 'index.ts' failed with an unhandled exception:\nError: boom\n   at x\n"));
        assert.deepEqual(failed.notes, [
            "The preview itself failed, so not everything was checked: Running program 'index.ts' failed with an unhandled exception: Error: boom",
        ]);
        assert.equal(failed.incomplete, true);
        const violated = read(violation(), analyzed(), error("preview failed\n"));
        assert.deepEqual([violated.notes, violated.incomplete], [[], false]);
    });
    it("says what made it fail: the first error, without its stack trace", () => {
        const told: [string, string][] = [
            [
                "error: Running program 'index.ts' failed:\nTSError: cannot compile:\nindex.ts(1,7): error TS2322\n",
                "Running program 'index.ts' failed: TSError: cannot compile: index.ts(1,7): error TS2322",
            ],
            ['Program failed:\nTraceback (most recent call last):\n  File "a.py", line 1\nValueError: boom\n', "Program failed: ValueError: boom"],
            ["\u001b[31mpreview canceled\u001b[0m", "preview canceled"],
        ];
        for (const [message, reason] of told) {
            const error = { diagnosticEvent: { message, severity: "error" } };
            assert.equal(read(analyzed(), error, { diagnosticEvent: { message: "later", severity: "error" } }).failure, reason);
        }
        assert.equal(read(analyzed(), { diagnosticEvent: { message: "careful", severity: "warning" } }, violation()).failure, undefined);
    });
    it("says that policies on the whole stack did not run", () => {
        const run = parsePolicyEvents(stream(violation(), analyzed(), SUMMARY));
        assert.deepEqual(run.notes, ["Policies on the stack as a whole did not run: fixture."]);
    });
    it("is none where no pack ran, or the file holds something else", () => {
        const wrong: [string, RegExp][] = [
            [stream({ preludeEvent: {} }, { cancelEvent: {} }), /no policy pack ran/],
            [stream({ preludeEvent: {} }), /ends in the middle, before any policy pack ran/],
            ['{ "steps": [] }', /holds no engine events/],
            ["", /holds no engine events/],
            [`${stream(violation())}{ broken\n${stream(SUMMARY)}`, /line 2 of its events is not JSON/],
        ];
        for (const [text, message] of wrong) {
            assert.throws(
                () => parsePolicyEvents(text),
                (error) => error instanceof UserError && message.test(error.message),
                text,
            );
        }
    });
});

/** Writes the modules that a process has loaded when it ends. */
const LISTS_MODULES = `process.once("exit", () => process.stderr.write(Object.keys(require.cache).join("\\n")));`;

describe("preflight report", () => {
    after(removeFolders);
    const events = stream(
        violation(),
        violation({ policyName: "versioned", enforcementLevel: "advisory", severity: "low", message: "Versioned\nit is not" }),
        violation({ policyName: "waived", enforcementLevel: "advisory", severity: "critical", message: `${MESSAGE}Waived until 2099-01-01: known` }),
        analyzed(),
        STACK_ANALYZED,
        SUMMARY,
    );
    const report = (args: string[], input = events): Promise<Result> => preflight(["report", ...args], { input });

    it("reads standard input and ends with 1 for what is mandatory", async () => {
        const { code, stdout, stderr } = await report([]);
        assert.match(stdout, /1 resource in stack prod of shop checked by fixture 1\.2\.3\.\n1 mandatory, 1 advisory, 1 waived: 1 high, 1 low\n$/);
        assert.deepEqual([code, stderr], [1, ""]);
    });
    it("loads neither Pulumi nor the forms that are not asked for", async () => {
        const hook = path.join(makeFolder({ "hook.js": LISTS_MODULES }), "hook.js");
        const { stderr } = await preflight(["report", "--format", "github"], { input: events, env: { NODE_OPTIONS: `--require ${hook}` } });
        assert.match(stderr, /report\/github\.js/);
        assert.doesNotMatch(stderr, /@pulumi|grpc|report\/(html|sarif|terminal)/);
    });
    it("writes several forms at once", async () => {
        const folder = makeFolder({});
        const file = (name: string): string => path.join(folder, name);
        const args = ["--format", "terminal", "--format", "sarif", "--output", file("out"), "--output", file("run.json"), "--output", file("page.html")];
        const { code, stdout, stderr } = await report(args);
        assert.match(stdout, /1 mandatory/);
        assert.deepEqual([code, stderr], [1, ""]);
        assert.match(fs.readFileSync(file("out"), "utf8"), /"version": "2.1.0"/);
        assert.equal((JSON.parse(fs.readFileSync(file("run.json"), "utf8")) as Run).findings.length, 3);
        assert.match(fs.readFileSync(file("page.html"), "utf8"), /^<!doctype html>/);
        assert.deepEqual(fs.readdirSync(folder).sort(), ["out", "page.html", "run.json"], "no temporary file is left");
    });
    it("says on standard error what it wrote when nothing else is on the screen", async () => {
        const file = path.join(makeFolder({}), "a.xml");
        const { stdout, stderr } = await report(["--output", file]);
        assert.deepEqual([stdout, stderr], ["", `preflight: 1 mandatory, 1 advisory, 1 waived; written to ${file}\n`]);
    });
    it("writes a file whole or not at all", async () => {
        const folder = makeFolder({ "a.json": "before" });
        const { code, stderr } = await report(["--output", path.join(folder, "a.json"), "--output", path.join(folder, "none", "b.md")]);
        assert.match(stderr, /b\.md cannot be written: there is no such folder\n$/);
        assert.equal(code, 2);
        assert.deepEqual(fs.readdirSync(folder), ["a.json"]);
    });
    it("refuses forms and files that make no sense, in one line", async () => {
        const wrong: [string[], RegExp][] = [
            [["--format", "pdf"], /pdf.*Allowed choices are terminal, compact, json/],
            [["--format", "json", "--format", "sarif"], /json and sarif: one of them can go to standard output/],
            [["--output", "report"], /its name does not tell the form/],
            [["--output", "a.md", "--output", "a.md"], /a\.md: it is given twice/],
            [["--fail-on", "everything"], /Allowed choices are mandatory/],
            [["--update-baseline"], /needs --baseline/],
        ];
        for (const [args, message] of wrong) {
            const { code, stdout, stderr } = await report(args);
            assert.match(stderr, message);
            assert.match(stderr, /^preflight: [^\n]*\n$/);
            assert.deepEqual([code, stdout], [2, ""]);
        }
    });
    it("fails for what --fail-on names", async () => {
        const codes = await Promise.all(["never", "advisory", "low"].map(async (name) => (await report(["--fail-on", name])).code));
        assert.deepEqual(codes, [0, 1, 1]);
        assert.equal((await report(["--fail-on", "critical"])).code, 0, "the critical one is waived");
    });
    it("ends with 2 when the preview failed, whatever was found, and says why where no report does", async () => {
        const failed = stream(violation(), analyzed(), { diagnosticEvent: { message: "Error: boom", severity: "error" } }, SUMMARY);
        assert.equal((await report(["--fail-on", "never"], failed)).code, 2);
        const { code, stderr } = await report(["--output", path.join(makeFolder({}), "a.sarif")], failed);
        assert.match(stderr, /\npreflight: not everything was checked, for the preview failed: Error: boom\n$/);
        assert.equal(code, 2);
    });
    it("does not end with 0 when the stream is cut", async () => {
        const cut = stream(violation({ enforcementLevel: "advisory" }), analyzed());
        assert.equal((await report([], cut)).code, 2);
        assert.equal((await report(["--fail-on", "advisory"], cut)).code, 1);
        assert.equal((await report(["--fail-on", "never"], cut)).code, 0);
    });
    it("has a line a violation when it is to be quiet, at the screen and in a file", async () => {
        const file = path.join(makeFolder({}), "run.txt");
        const compact = (await report(["--format", "compact"])).stdout;
        assert.match(compact, /^Pulumi\.yaml:1:1 mandatory bucket-named /);
        assert.equal((await report(["--quiet"])).stdout, compact);
        await report(["--quiet", "--output", file]);
        assert.equal(fs.readFileSync(file, "utf8"), compact);
    });
    it("has colours only where they are wanted", async () => {
        assert.ok(!(await report([])).stdout.includes("\u001b"));
        const { stdout } = await preflight(["report"], { input: events, env: { NO_COLOR: "", FORCE_COLOR: "1" } });
        assert.ok(stdout.includes("\u001b[31m"));
    });

    describe("with a baseline", () => {
        it("reports only what is new, after it was recorded", async () => {
            const file = path.join(makeFolder({}), "baseline.json");
            const recorded = await report(["--baseline", file, "--update-baseline"]);
            assert.equal(recorded.code, 0);
            assert.match(recorded.stdout, /2 findings recorded in the baseline .*; from now on/);
            const all = ["--baseline", path.join(makeFolder({}), "all.json"), "--update-baseline"];
            assert.match((await report(all, stream(violation(), analyzed(), STACK_ANALYZED, SUMMARY))).stdout, /1 finding recorded[^]*\n✔ No new findings: /);
            assert.match((await report(["--baseline", file])).stdout, /2 findings of the baseline .* are left out\./s);
            assert.equal(
                fs.readFileSync(file, "utf8"),
                `{
    "version": 1,
    "findings": [
        {"policy":"bucket-named","urn":"${LOGS}","property":"tags.Name","pack":"fixture"},
        {"policy":"versioned","urn":"${LOGS}","pack":"fixture"}
    ]
}
`,
            );
            const more = stream(violation(), violation({ message: MESSAGE.replace("tags.Name", "acl") }), analyzed(), STACK_ANALYZED, SUMMARY);
            const { code, stdout } = await report(["--baseline", file], more);
            assert.match(stdout, /^✖ bucket-named.*\n.*\n.*\n {2}acl: the bucket has no name {2}logs\n/);
            assert.match(stdout, /\n1 mandatory, 0 advisory:/);
            assert.match(stdout, /1 entry of the baseline \S+\s+no\s+longer\s+found;\s+--update-baseline\s+drops\s+what\s+is\s+gone/);
            assert.equal(code, 1);
        });
        it("keeps it as it is when the run is not complete", async () => {
            const file = path.join(makeFolder({ "b.json": "{}" }), "b.json");
            const { code, stderr } = await report(["--baseline", file, "--update-baseline"], stream(violation(), analyzed()));
            assert.match(stderr, /was not written: not everything was checked/);
            assert.deepEqual([code, fs.readFileSync(file, "utf8")], [2, "{}"]);
        });
        it("refuses a file that is no baseline, in one line", async () => {
            const wrong: [string, RegExp][] = [
                ["{", /it is not JSON/],
                ["[]", /it has no list of findings/],
                ['{ "version": 2, "findings": [] }', /its version is 2; only 1 can be read/],
                ['{ "version": 1, "findings": [{ "policy": "a" }] }', /entry 1 needs policy, urn and pack/],
            ];
            for (const [text, message] of wrong) {
                const { code, stderr } = await report(["--baseline", path.join(makeFolder({ "b.json": text }), "b.json")]);
                assert.match(stderr, message);
                assert.equal(code, 2);
            }
            assert.match((await report(["--baseline", "/nowhere/b.json"])).stderr, /there is no such file; --update-baseline writes it/);
        });
    });
});

describe("the reports of preflight check", () => {
    let pack: string;
    before(() => {
        const reads = `{ name: "reads", description: "Reads", enforcementLevel: "mandatory", validateResource(args) { String(args.props.acl); } }`;
        pack = makePack(packOf(`${FLAGS_BUCKETS}, ${reads}`));
    });
    after(removeFolders);
    const check = (args: string[], inputs: object): Promise<Result> => {
        const bucket = { ...BUCKET, inputs };
        return preflight(["check", "-", "--policy-pack", pack, ...args], { input: previewJson([bucket]) });
    };

    it("tell the program's line and the policy", async () => {
        const { code, stdout } = await check(["--format", "github", "--project-folder", "./infra/"], { acl: "private" });
        assert.match(stdout, /^::error file=infra\/src\/storage\.ts,line=12,col=5,title=bucket-named%3A logs::/);
        assert.equal(code, 1);
    });
    it("end with 1 for what is not known when that is asked for", async () => {
        const lenient = ["--fail-on", "never"];
        assert.equal((await check(lenient, { acl: UNKNOWN })).code, 0);
        assert.equal((await check([...lenient, "--fail-on-unknown"], { acl: UNKNOWN })).code, 1);
        assert.equal((await check([...lenient, "--fail-on-unknown"], { acl: "private" })).code, 0);
    });
});
