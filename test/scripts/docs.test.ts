/** The pages of the policies are what the generator makes of the policies and their tests. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { listPolicies } from "../../policies";

const ROOT = path.join(__dirname, "..", "..", "..");

describe("npm run docs", () => {
    it("finds docs/policies as its generator makes it", () => {
        const { status, stderr } = spawnSync(process.execPath, ["bin/scripts/docs.js", "--check"], { cwd: ROOT, encoding: "utf8" });
        assert.deepEqual([status, stderr], [0, ""]);
    });

    it("gives every policy a page that its url points to", () => {
        for (const { policy } of listPolicies()) {
            const page = fs.readFileSync(path.join(ROOT, "docs", "policies", `${policy.name}.md`), "utf8");
            assert.match(page, /^## A program that fails$/m);
            assert.ok(policy.url?.endsWith(`/policies/${policy.name}.html`));
        }
    });
});
