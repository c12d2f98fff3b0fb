/** The pack under the real Pulumi CLI. Runs where `pulumi` is on PATH; skipped, and counted as skipped, elsewhere. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { hasPulumi, makePulumi, type Pulumi } from "./cli";

const ROOT = path.join(__dirname, "..", "..", "..");

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
    let pulumi: Pulumi;
    let program: string;

    /** The violations of a preview, as `level policy resource`. */
    const violations = (...args: string[]): { lines: string[]; messages: string; status: number | null } => {
        const { stdout, stderr, status } = pulumi.run(program, ["preview", "--policy-pack", ROOT, "--json", ...args]);
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
        if (!hasPulumi) {
            this.skip();
        }
        pulumi = makePulumi("x");
        program = path.join(pulumi.folder, "program");
        fs.mkdirSync(program);
        fs.writeFileSync(path.join(program, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
        fs.writeFileSync(path.join(program, "package.json"), `{"name":"shop","main":"index.js"}`);
        fs.writeFileSync(path.join(program, "index.js"), PROGRAM);
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(program, "node_modules"));
        for (const args of [
            ["stack", "init", "dev"],
            ["config", "set", "--secret", "dbPassword", "Quiet-Meadow-7743"],
        ]) {
            const { status, stderr } = pulumi.run(program, args);
            assert.equal(status, 0, stderr);
        }
    });

    after(() => pulumi?.remove());

    it("finds what is wrong, and nothing on what is right or not known yet", () => {
        const { lines, messages, status } = violations();
        assert.notEqual(status, 0, "a mandatory violation fails the preview");
        assert.ok(lines.includes("advisory lambda-env-kms bare"), lines.join("\n"));
        assert.ok(!lines.some((line) => line.endsWith("lambda-env-kms encrypted")), lines.join("\n"));
        assert.ok(lines.includes("advisory vpc-flow-logs main"), lines.join("\n"));
        assert.ok(lines.includes("mandatory rds-storage-encrypted orders"), lines.join("\n"));
        assert.ok(lines.includes("mandatory no-hardcoded-credentials ledger"), lines.join("\n"));
        assert.ok(!lines.includes("mandatory no-hardcoded-credentials orders"), "a configured password is no literal");
        assert.doesNotMatch(messages, /Sunny-Harbour|Quiet-Meadow/, "no message has a credential");
        assert.doesNotMatch(messages, /can't run policy/);
    });

    it("takes levels and settings from --policy-pack-config", () => {
        const config = path.join(pulumi.folder, "config.json");
        fs.writeFileSync(config, JSON.stringify({ "lambda-env-kms": "mandatory", "vpc-flow-logs": "disabled" }));
        const { lines } = violations("--policy-pack-config", config);
        assert.ok(lines.includes("mandatory lambda-env-kms bare"), lines.join("\n"));
        assert.ok(!lines.some((line) => line.includes("vpc-flow-logs")), lines.join("\n"));
    });

    it("takes what `preflight config --format pulumi` makes of profiles and preflight.json, and refuses these themselves", () => {
        const own = path.join(program, "preflight.json");
        fs.writeFileSync(own, JSON.stringify({ $schema: "x", profiles: ["payments"], "vpc-flow-logs": "disabled" }));
        const merged = path.join(pulumi.folder, "merged.json");
        const args = [path.join(ROOT, "bin", "cli", "main.js"), "config", program, "--format", "pulumi", "--output", merged];
        assert.equal(spawnSync(process.execPath, args).status, 0);
        const { lines } = violations("--policy-pack-config", merged);
        assert.ok(lines.includes("mandatory lambda-env-kms bare"), lines.join("\n"));
        assert.ok(!lines.some((line) => line.includes("vpc-flow-logs")), lines.join("\n"));
        for (const key of ["$schema", "profiles"]) {
            fs.writeFileSync(own, JSON.stringify({ [key]: key === "profiles" ? ["payments"] : "x" }));
            const refused = pulumi.run(program, ["preview", "--policy-pack", ROOT, "--policy-pack-config", own]);
            assert.notEqual(refused.status, 0);
            assert.ok((refused.stdout + refused.stderr).includes(`"${key}"`), refused.stdout + refused.stderr);
        }
    });

    it("starts the pack where npm installed it", () => {
        const modules = path.join(pulumi.folder, "node_modules");
        const installed = path.join(modules, "aws-preflight");
        const packed = spawnSync("npm", ["pack", "--loglevel=error", "--ignore-scripts", "--pack-destination", pulumi.folder], { cwd: ROOT, encoding: "utf8" });
        fs.mkdirSync(installed, { recursive: true });
        const untar = ["-xzf", path.join(pulumi.folder, packed.stdout.trim()), "-C", installed, "--strip-components=1"];
        assert.equal(spawnSync("tar", untar).status, 0);
        for (const name of fs.readdirSync(path.join(ROOT, "node_modules"))) {
            fs.symlinkSync(path.join(ROOT, "node_modules", name), path.join(modules, name));
        }
        const { stdout, stderr } = pulumi.run(pulumi.folder, ["preview", "--cwd", program, "--policy-pack", installed]);
        assert.match(stdout + stderr, /rds-storage-encrypted/);
        assert.match(stdout + stderr, /aws-preflight@v\d+\.\d+\.\d+ \(local: .*node_modules\/aws-preflight\)/);
    });

    it("remediates where the level says so", () => {
        const config = path.join(pulumi.folder, "remediate.json");
        fs.writeFileSync(config, JSON.stringify({ "rds-storage-encrypted": "remediate" }));
        const { lines } = violations("--policy-pack-config", config);
        assert.ok(!lines.includes("mandatory rds-storage-encrypted orders"), lines.join("\n"));
    });
});
