/** `preflight list` and `preflight explain`, on a pack in a folder and on this project's own. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { select } from "../../cli/commands/list";
import { describePack } from "../../cli/analyzer/describe-pack";
import { makePack, packOf, preflight, removeFolders, ROOT } from "./fixtures";

const POLICIES = `
    { name: "bucket-named", displayName: "Buckets carry a name", description: "Buckets carry a name", enforcementLevel: "mandatory",
      severity: "high", remediationSteps: "set tags.Name", url: "https://example.com/bucket-named",
      tags: ["folder:storage", "PCI DSS 4.0.1: 3.5.1, 8.6.2", "Security Hub 2026-11: S3.1 (partly), S3.10", "same rule in Checkov: CKV_AWS_53, CKV_AWS_54", "same rule in Trivy: AWS-0086"],
      configSchema: { properties: { days: { type: "integer", default: 30, description: "Days to keep." }, mode: { enum: ["a", "b"] } } },
      validateResource() {} },
    { name: "alarms", description: "Alarms tell somebody.\\nAnd more.", enforcementLevel: "disabled", severity: "low",
      framework: { name: "CIS", version: "3.0.0", reference: "x", specification: "4.1" }, validateStack() {} },
    { name: "repaired", description: "Is repaired", enforcementLevel: "remediate", remediateResource() {} }
`;

describe("preflight list and explain", () => {
    let pack: string;
    before(() => {
        pack = makePack(packOf(POLICIES));
        fs.mkdirSync(path.join(pack, "profiles"));
        fs.writeFileSync(path.join(pack, "profiles", "all.json"), JSON.stringify({ alarms: "advisory", repaired: "disabled" }));
    });
    after(removeFolders);

    it("lists the policies by folder", async () => {
        const { code, stdout } = await preflight(["list", "--policy-pack", pack]);
        assert.equal(
            stdout,
            [
                "Policy        Level      Severity  Folder   What is right",
                "alarms        disabled   low                Alarms tell somebody.",
                "repaired      remediate                     Is repaired",
                "bucket-named  mandatory  high      storage  Buckets carry a name",
                "",
                "3 policies",
                "",
            ].join("\n"),
        );
        assert.equal(code, 0);
    });
    it("lists those that are asked for", async () => {
        const described = await describePack(pack, 60);
        const rows: [Parameters<typeof select>[1], string[]][] = [
            [{ severity: "low" }, ["alarms disabled"]],
            [{ level: "remediate" }, ["repaired remediate"]],
            [{ folder: "storage" }, ["bucket-named mandatory"]],
            [{ framework: "pci dss" }, ["bucket-named mandatory"]],
            [{ framework: "8.6.2" }, ["bucket-named mandatory"]],
            [{ framework: "6.2" }, []],
            [{ framework: "CIS 3.0.0" }, ["alarms disabled"]],
            [{ framework: "CKV_AWS_53" }, []],
            [{ control: "S3.1" }, ["bucket-named mandatory"]],
            [{ control: "s3.10" }, ["bucket-named mandatory"]],
            [{ control: "S3.2" }, []],
            [{ control: "PCI.8.6" }, ["bucket-named mandatory"]],
            [{ control: "PCI.8.6.2" }, ["bucket-named mandatory"]],
            [{ control: "PCI.8.6.2.1" }, []],
            [{ control: "PCI.6.2" }, []],
            [{ control: "PCI.4" }, []],
            [{ control: "4.1" }, ["alarms disabled"]],
            [{ control: "PCI.4.1" }, []],
            [{ control: "AWS-0086" }, []],
            [{ profile: "all" }, ["alarms advisory", "bucket-named mandatory"]],
            [{ profile: "all", level: "disabled" }, ["repaired disabled"]],
        ];
        for (const [wanted, expected] of rows) {
            const names = select(described, wanted).map(({ policy, level }) => `${policy.name} ${level}`);
            assert.deepEqual(names, expected, JSON.stringify(wanted));
        }
    });
    it("knows no profile that is not there", async () => {
        const { code, stderr } = await preflight(["list", "--policy-pack", pack, "--profile", "al"]);
        assert.equal(stderr, 'preflight: fixture has no profile "al"; its profiles: all\n');
        assert.equal(code, 2);
    });
    it("explains a policy", async () => {
        const { code, stdout } = await preflight(["explain", "bucket-named", "--policy-pack", pack]);
        assert.equal(
            stdout,
            `bucket-named
Buckets carry a name

Pack:     fixture
Folder:   storage
Level:    mandatory (profiles: all mandatory)
Severity: high
Serves:   PCI DSS 4.0.1: 3.5.1, 8.6.2; Security Hub 2026-11: S3.1 (partly), S3.10
Same as:  Checkov CKV_AWS_53, CKV_AWS_54; Trivy AWS-0086
Page:     https://example.com/bucket-named

Fix:
  set tags.Name

Settings:
  days: integer, 30 unless set
      Days to keep.
  mode: "a" or "b"
`,
        );
        assert.equal(code, 0);
    });
    it("adds what the pack's page says: why, and programs", async () => {
        const { stdout } = await preflight(["explain", "lambda-env-kms"]);
        assert.match(stdout, /\nWhy:\n {2}With the AWS managed key/);
        assert.match(
            stdout,
            /\nFails:\n {2}new aws\.lambda\.Function\("orders", \{\n {6}runtime[^`]*\n {2}\}\);\n[^`]*\n\nPasses:\n {2}new [^`]*kmsKeyArn: key\.arn,/,
        );
        const { why, bad, good } = JSON.parse((await preflight(["explain", "lambda-env-kms", "--format", "json"])).stdout) as Record<string, string>;
        assert.ok(why && bad && good?.includes("kmsKeyArn"));
    });
    it("explains a policy as JSON", async () => {
        const { stdout } = await preflight(["explain", "alarms", "--policy-pack", pack, "--format", "json"]);
        const { level, profiles, pack: name } = JSON.parse(stdout) as Record<string, unknown>;
        assert.deepEqual([level, profiles, name], ["disabled", { all: "advisory" }, "fixture"]);
    });
    it("tells its version", async () => {
        const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };
        assert.deepEqual(await preflight(["--version"]), { code: 0, stdout: `${version}\n`, stderr: "" });
    });
    it("offers the name that was meant", async () => {
        const { code, stderr } = await preflight(["explain", "bucket-name", "--policy-pack", pack]);
        assert.match(stderr, /^preflight: fixture has no policy "bucket-name", .*; did you mean "bucket-named"\?\n$/);
        assert.equal(code, 2);
    });
    for (const [asked, rule, of] of [
        ["ckv_aws_53", "CKV_AWS_53", "Checkov"],
        ["AVD-AWS-0086", "AWS-0086", "Trivy"],
        ["s3.1", "S3.1", "Security Hub 2026-11"],
        ["4.1", "4.1", "CIS 3.0.0"],
    ] as const) {
        it(`explains the policy that asks for the same as ${asked}`, async () => {
            const { code, stdout } = await preflight(["explain", asked, "--policy-pack", pack]);
            const policy = rule === "4.1" ? "alarms" : "bucket-named";
            assert.ok(stdout.startsWith(`${rule} of ${of} leads to ${policy}.\n\n${policy}\n`), stdout);
            assert.equal(code, 0);
        });
    }
    it("explains a rule of another tool as JSON", async () => {
        const { stdout } = await preflight(["explain", "CKV_AWS_54", "--policy-pack", pack, "--format", "json"]);
        const { rule, of, policies } = JSON.parse(stdout) as { rule: string; of: string[]; policies: { name: string; pack: string }[] };
        assert.deepEqual([rule, of], ["CKV_AWS_54", ["Checkov"]]);
        assert.deepEqual(
            policies.map(({ name, pack: from }) => [name, from]),
            [["bucket-named", "fixture"]],
        );
    });
    it("does not take one number for another", async () => {
        const { code, stderr } = await preflight(["explain", "CKV_AWS_55", "--policy-pack", pack]);
        const none = "and knows none that asks for the same as another tool's rule of that name";
        assert.equal(stderr, `preflight: fixture has no policy "CKV_AWS_55", ${none}\n`);
        assert.equal(code, 2);
    });
    it("says nothing of other tools for a pack that knows none", async () => {
        const other = makePack(packOf('{ name: "named", description: "Is named", enforcementLevel: "advisory", validateResource() {} }'));
        const { stderr } = await preflight(["explain", "nameed", "--policy-pack", other]);
        assert.equal(stderr, 'preflight: fixture has no policy "nameed"; did you mean "named"?\n');
    });
    it("leads from another tool's rule to this project's policy", async () => {
        const { stdout } = await preflight(["explain", "CKV_AWS_16"]);
        assert.match(stdout, /^CKV_AWS_16 of Checkov leads to rds-storage-encrypted\.\n/);
    });
    it("knows this project's policies by their folders and frameworks", async () => {
        const { stdout } = await preflight(["list", "--format", "json", "--folder", "lambda", "--framework", "PCI DSS"]);
        const list = JSON.parse(stdout) as { name: string; folder: string; url: string }[];
        const own = list.find(({ name }) => name === "lambda-env-kms");
        assert.equal(own?.folder, "lambda");
        assert.match(own?.url ?? "", /lambda-env-kms\.html$/);
        assert.ok(list.every(({ name }) => fs.existsSync(path.join(ROOT, "policies", "lambda", `${name}.ts`))));
    });
});
