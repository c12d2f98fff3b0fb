/** What a version may break, and that a release is made with no more rights than it needs. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { load } from "js-yaml";

import { makeFolder, removeFolders, ROOT } from "../cli/fixtures";

interface Release {
    version: string;
    /** Policy -> its level, and its settings. */
    policies: Record<string, [level: string, ...settings: string[]]>;
    profiles?: string[];
}

/** A release's folder, with the files that the check reads. */
function release({ version, policies, profiles = ["strict"] }: Release): string {
    const folder = makeFolder({});
    const write = (file: string, content: unknown): void => {
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.writeFileSync(path.join(folder, file), JSON.stringify(content));
    };
    const entries = Object.entries(policies);
    const settingsOf = (settings: string[]): object => ({ anyOf: [{}, { properties: Object.fromEntries(settings.map((name) => [name, {}])) }] });
    write("package.json", { version });
    write(
        "bin/policies/manifest.json",
        entries.map(([name, [enforcementLevel]]) => ({ said: { name, enforcementLevel } })),
    );
    write("bin/preflight.schema.json", {
        properties: { $schema: {}, ...Object.fromEntries(entries.map(([name, [, ...settings]]) => [name, settingsOf(settings)])) },
    });
    for (const name of profiles) {
        write(`profiles/${name}.json`, {});
    }
    fs.mkdirSync(path.join(folder, "scripts"));
    fs.copyFileSync(path.join(ROOT, "scripts", "release-check.mjs"), path.join(folder, "scripts", "release-check.mjs"));
    return folder;
}

function check(before: Release, now: Release): string[] {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/release-check.mjs", release(before)], { cwd: release(now), encoding: "utf8" });
    const lines = stderr.trim().split("\n").filter(Boolean);
    assert.equal(status, lines.length > 0 ? 1 : 0, stderr);
    return lines.map((line) => line.replace(/^release-check: /, "").replace(/: [\d.]+ after .*/, ""));
}

describe("a release", () => {
    after(removeFolders);
    const BEFORE: Release = {
        version: "1.2.0",
        policies: { kept: ["mandatory", "days"], raised: ["advisory"], gone: ["advisory"] },
        profiles: ["strict", "old"],
    };
    const BREAKS: Release["policies"] = { kept: ["mandatory"], raised: ["mandatory"], added: ["mandatory"] };

    it("is major where it breaks what was", () => {
        assert.deepEqual(check(BEFORE, { version: "1.3.0", policies: BREAKS }), [
            "raised is mandatory by default, and was not",
            "added is mandatory by default, and was not",
            "kept has no setting days any more",
            "the policy gone is gone, and no policy has it among its aliases",
            "profiles/old.json is gone",
        ]);
        assert.deepEqual(check(BEFORE, { version: "2.0.0", policies: BREAKS }), []);
    });

    it("is minor where it adds advice, settings and profiles, or lowers a level", () => {
        const policies: Release["policies"] = { ...BEFORE.policies, kept: ["advisory", "days", "hours"], added: ["advisory"] };
        assert.deepEqual(check(BEFORE, { version: "1.3.0", policies, profiles: ["strict", "old", "new"] }), []);
    });

    it("may break in a minor version before 1.0.0, and not in a patch", () => {
        assert.deepEqual(check({ ...BEFORE, version: "0.2.0" }, { version: "0.3.0", policies: BREAKS }), []);
        assert.equal(check({ ...BEFORE, version: "0.2.0" }, { version: "0.2.1", policies: BREAKS }).length, 5);
    });

    it("reads what a build makes", () => {
        const { status, stderr } = spawnSync(process.execPath, ["scripts/release-check.mjs", ROOT], { cwd: ROOT, encoding: "utf8" });
        assert.deepEqual([status, stderr], [0, ""]);
    });

    it("is made by a workflow that pins its actions, and has no right that its job does not need", () => {
        const text = fs.readFileSync(path.join(ROOT, ".github", "workflows", "release.yml"), "utf8");
        const { permissions, jobs } = load(text) as { permissions: object; jobs: Record<string, { permissions: object; steps: { uses?: string }[] }> };
        assert.deepEqual(permissions, {});
        assert.deepEqual(
            Object.entries(jobs).map(([name, job]) => [name, job.permissions]),
            [
                ["pack", { contents: "read" }],
                ["publish", { "id-token": "write" }],
                ["announce", { contents: "write" }],
            ],
        );
        for (const { uses } of Object.values(jobs).flatMap(({ steps }) => steps)) {
            assert.match(uses ?? "a@0123456789012345678901234567890123456789", /@[0-9a-f]{40}$/);
        }
        assert.doesNotMatch(text, /run: [^\n]*\$\{\{|secrets\./);
    });

    it("has a changelog whose first version is the package's", () => {
        const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };
        const versions = [...fs.readFileSync(path.join(ROOT, "CHANGELOG.md"), "utf8").matchAll(/^## \[(.+)\]/gm)].map(([, name]) => name);
        assert.equal(versions[0], version);
    });
});
