/** A policy that was renamed: what stands under its old name goes on holding, and the new one is said. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { BUCKET, makeFolder, makePack, preflight, previewJson, removeFolders, ROOT, urnOf } from "./fixtures";

const kit = (file: string): string => JSON.stringify(path.join(ROOT, "bin", "kit", file));
const PACK = `
    const { PolicyPack } = require("@pulumi/policy");
    const { resourcePolicy, resourceType } = require(${kit("index.js")});
    const { packNotes } = require(${kit("engine/notes.js")});
    const { renamed } = require(${kit("engine/renames.js")});
    const { installSharedViews } = require(${kit("engine/sdk.js")});
    const policy = resourcePolicy({
        name: "bucket-kept", aliases: ["bucket-held"], title: "Buckets are kept", severity: "high", level: "mandatory", stops: "lost",
        why: "they are gone otherwise", fix: "set keep", links: [],
        settings: { days: { type: "integer", default: 30, description: "Days." } },
        types: [resourceType("aws:s3/bucket:Bucket")],
        check: (_props, { settings, report }) => report("keep", "it is kept for less than " + settings.days + " days"),
    });
    installSharedViews();
    new PolicyPack("kept", { policies: [policy, renamed("bucket-held", policy), packNotes] });`;

describe("a policy that was renamed", () => {
    let pack: string;
    let input: string;

    before(() => {
        pack = makePack(PACK);
        input = previewJson([BUCKET]);
    });
    after(removeFolders);

    const check = (config: object, ...args: string[]): ReturnType<typeof preflight> => {
        const file = path.join(makeFolder({ "config.json": JSON.stringify(config) }), "config.json");
        return preflight(["check", "-", "--policy-pack", pack, "--config", file, "--format", "compact", ...args], { input });
    };

    it("takes its level from the old name, and says the new one", async () => {
        const { code, stdout } = await check({ "bucket-held": "advisory" });
        assert.equal(code, 0, stdout);
        assert.match(stdout, /advisory bucket-kept /);
        assert.match(stdout, /the policy bucket-held is called bucket-kept now/);
    });

    it("takes its settings and waivers from the old name", async () => {
        assert.match((await check({ "bucket-held": { days: 7 } })).stdout, /mandatory bucket-kept .*less than 7 days/);
        const waivers = [{ resource: "logs", reason: "moved next week", expires: "2999-12-31" }];
        const { code, stdout } = await check({ "bucket-held": { waivers } });
        assert.equal(code, 0, stdout);
    });

    it("leaves alone what nobody configured under the old name", async () => {
        const { code, stdout } = await check({ "bucket-kept": { days: 7 } });
        assert.equal(code, 1);
        assert.match(stdout, /less than 7 days/);
        assert.doesNotMatch(stdout, /is called/);
    });

    it("keeps its findings in a baseline under the old name", async () => {
        const entry = { policy: "bucket-held", urn: urnOf("aws:s3/bucket:Bucket", "logs"), property: "keep", pack: "kept" };
        const baseline = path.join(makeFolder({ "baseline.json": JSON.stringify({ version: 1, findings: [entry] }) }), "baseline.json");
        assert.equal((await check({}, "--baseline", baseline)).code, 0);
        await check({}, "--baseline", baseline, "--update-baseline");
        assert.match(fs.readFileSync(baseline, "utf8"), /"policy":"bucket-kept"/);
    });

    it("is explained under both names, and listed once", async () => {
        const { stdout, stderr } = await preflight(["explain", "bucket-held", "--policy-pack", pack]);
        assert.match(stdout, /bucket-kept/);
        assert.match(stderr, /bucket-held is called bucket-kept now/);
        assert.doesNotMatch((await preflight(["list", "--policy-pack", pack])).stdout, /bucket-held/);
    });
});
