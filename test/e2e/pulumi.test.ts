/** The pack under the real Pulumi CLI. Runs where `pulumi` is on PATH; skipped, and counted as skipped, elsewhere. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.join(__dirname, "..", "..", "..");
const found = spawnSync("pulumi", ["version"], { encoding: "utf8" }).status === 0;

const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
class Aws extends pulumi.CustomResource {
    constructor(type, name, props, opts) { super(type, name, { arn: undefined, ...props }, opts); }
}
const key = new Aws("aws:kms/key:Key", "key", { enableKeyRotation: true });
new Aws("aws:lambda/function:Function", "bare", { runtime: "nodejs22.x", environment: { variables: { STAGE: "dev" } } });
new Aws("aws:lambda/function:Function", "encrypted", { runtime: "nodejs22.x", kmsKeyArn: key.arn, reservedConcurrentExecutions: 5,
    environment: { variables: { STAGE: "dev" } } });
new Aws("aws:rds/instance:Instance", "orders", { engine: "postgres", engineVersion: "16.9", password: config.requireSecret("dbPassword"),
    username: "orders_admin", storageEncrypted: false, backupRetentionPeriod: 1 });
new Aws("aws:rds/instance:Instance", "ledger", { engine: "postgres", engineVersion: "16.9", password: "Sunny-Harbour-2291",
    username: "ledger_admin", storageEncrypted: true, backupRetentionPeriod: 1 });
new Aws("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
exports.keyArn = key.arn;
`;

describe("pulumi preview --policy-pack", function () {
    this.timeout(180_000);
    let folder: string;

    const pulumi = (...args: string[]): { status: number | null; stdout: string; stderr: string } => {
        const env = {
            ...process.env,
            PATH: `${path.join(folder, "plugins")}${path.delimiter}${process.env.PATH}`,
            HOME: folder,
            PULUMI_BACKEND_URL: `file://${folder}`,
            PULUMI_CONFIG_PASSPHRASE: "x",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "1",
            NO_COLOR: "1",
        };
        return spawnSync("pulumi", [...args, "--non-interactive"], { cwd: path.join(folder, "program"), env, encoding: "utf8" });
    };

    /** The violations of a preview, as `level policy resource`. */
    const violations = (...args: string[]): { lines: string[]; messages: string; status: number | null } => {
        const { stdout, stderr, status } = pulumi("preview", "--policy-pack", ROOT, "--json", ...args);
        const events = stdout
            .split("\n")
            .filter((line) => line.startsWith("{"))
            .map((line) => (JSON.parse(line) as { policyEvent?: Record<string, string> }).policyEvent)
            .filter((event) => event !== undefined);
        assert.ok(events.length > 0, stdout + stderr);
        const lines = events.map((e) => `${e.enforcementLevel} ${e.policyName} ${e.resourceUrn?.split("::").pop()}`);
        return { lines, messages: events.map(({ message }) => message).join("\n"), status };
    };

    before(function () {
        if (!found) {
            this.skip();
        }
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-e2e-"));
        const write = (name: string, text: string, mode = 0o644): void => {
            fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
            fs.writeFileSync(path.join(folder, name), text, { mode });
        };
        const provider = path.join(__dirname, "provider.js");
        write("plugins/pulumi-resource-aws", `#!/bin/sh\nexec "${process.execPath}" "${provider}" "$@"\n`, 0o755);
        write("program/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
        write("program/package.json", `{"name":"shop","main":"index.js"}`);
        write("program/index.js", PROGRAM);
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "program", "node_modules"));
        for (const args of [["stack", "init", "dev"], ["config", "set", "--secret", "dbPassword", "Quiet-Meadow-7743"]]) {
            const { status, stderr } = pulumi(...args);
            assert.equal(status, 0, stderr);
        }
    });

    after(() => {
        if (folder) {
            fs.rmSync(folder, { recursive: true, force: true });
        }
    });

    it("finds what is wrong, and nothing on what is right or not known yet", () => {
        const { lines, messages, status } = violations();
        assert.notEqual(status, 0, "a mandatory violation fails the preview");
        assert.ok(lines.includes("mandatory lambda-env-kms bare"), lines.join("\n"));
        assert.ok(!lines.some((line) => line.endsWith("lambda-env-kms encrypted")), lines.join("\n"));
        assert.ok(lines.includes("mandatory vpc-flow-logs main"), lines.join("\n"));
        assert.ok(lines.includes("mandatory rds-storage-encrypted orders"), lines.join("\n"));
        assert.ok(lines.includes("mandatory no-hardcoded-credentials ledger"), lines.join("\n"));
        assert.ok(!lines.includes("mandatory no-hardcoded-credentials orders"), "a configured password is no literal");
        assert.doesNotMatch(messages, /Sunny-Harbour|Quiet-Meadow/, "no message has a credential");
        assert.doesNotMatch(messages, /can't run policy/);
    });

    it("takes levels and settings from --policy-pack-config", () => {
        const config = path.join(folder, "config.json");
        fs.writeFileSync(config, JSON.stringify({ "lambda-env-kms": "advisory", "vpc-flow-logs": "disabled" }));
        const { lines } = violations("--policy-pack-config", config);
        assert.ok(lines.includes("advisory lambda-env-kms bare"), lines.join("\n"));
        assert.ok(!lines.some((line) => line.includes("vpc-flow-logs")), lines.join("\n"));
    });

    it("remediates where the level says so", () => {
        const config = path.join(folder, "remediate.json");
        fs.writeFileSync(config, JSON.stringify({ "rds-storage-encrypted": "remediate" }));
        const { lines } = violations("--policy-pack-config", config);
        assert.ok(!lines.includes("mandatory rds-storage-encrypted orders"), lines.join("\n"));
    });
});
