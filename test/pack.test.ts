/** The pack as the Pulumi CLI starts it, in each state that a clone or an installation can be in. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { Analyzer } from "../cli/analyzer/client";
import { PackProcess, readPackProject } from "../cli/analyzer/pack";
import { makeFolder, removeFolders, ROOT, STACK_URN, urnOf } from "./cli/fixtures";

const SECONDS = 240;
const STACK = { project: "shop", stack: "prod", config: {}, secretKeys: [], tags: {} };
const SOURCE = ["PulumiPolicy.yaml", "package.json", "tsconfig.json", "index.ts", "policies", "kit", "facts"];

/** A copy of parts of the project, with its dependencies but for those named. */
function copyOf(parts: string[], without: string[] = []): string {
    const folder = makeFolder({});
    for (const part of parts) {
        fs.cpSync(path.join(ROOT, part), path.join(folder, part), { recursive: true });
    }
    if (without.length === 0) {
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
        return folder;
    }
    const modules = path.join(folder, "node_modules");
    fs.mkdirSync(modules);
    for (const name of fs.readdirSync(path.join(ROOT, "node_modules")).filter((name) => !without.includes(name))) {
        fs.symlinkSync(path.join(ROOT, "node_modules", name), path.join(modules, name));
    }
    // A linked package finds what stands beside the original; @pulumi's own looks for the compiler.
    fs.rmSync(path.join(modules, "@pulumi"));
    for (const name of ["@pulumi/pulumi", "@pulumi/policy"]) {
        fs.cpSync(path.join(ROOT, "node_modules", name), path.join(modules, name), { recursive: true });
    }
    return folder;
}

function removePolicies(folder: string, kept?: string): void {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== kept)) {
        fs.rmSync(path.join(folder, entry.name), { recursive: true });
    }
}

/** What the pack holds, and what it says of a function whose runtime has ended, which takes the facts. */
async function start(folder: string, hosted: boolean): Promise<unknown> {
    const pack = new PackProcess(readPackProject(folder), STACK, SECONDS, hosted);
    try {
        const analyzer = await Analyzer.connect(pack, SECONDS);
        await analyzer.configureStack({ ...STACK, organization: "acme" });
        const info = await analyzer.info();
        const type = "aws:lambda/function:Function";
        const properties = { runtime: "nodejs12.x", handler: "index.handler", role: "arn:aws:iam::210987654321:role/orders" };
        const { diagnostics } = await analyzer.analyze({ urn: urnOf(type, "orders"), type, name: "orders", properties, parent: STACK_URN, options: {} });
        assert.ok(
            diagnostics.some(({ policy }) => policy === "lambda-runtime"),
            JSON.stringify(diagnostics),
        );
        return JSON.parse(JSON.stringify({ info, diagnostics })) as unknown;
    } finally {
        pack.stop();
    }
}

describe("the pack", function () {
    this.timeout(300_000);
    after(removeFolders);

    it("runs unbuilt, from its source, as it does built", async () => {
        const [built, unbuilt] = [copyOf([...SOURCE, "bin"]), copyOf(SOURCE)];
        // One concern: the compiler takes a minute for all.
        removePolicies(path.join(built, "bin", "policies"), "lambda");
        removePolicies(path.join(unbuilt, "policies"), "lambda");
        // What stands beside a policy and is none.
        for (const file of ["lambda-vpc.d.ts", "lambda-vpc.test.ts"]) {
            fs.writeFileSync(path.join(unbuilt, "policies", "lambda", file), 'throw new Error("loaded");');
        }
        assert.deepEqual(await start(unbuilt, false), await start(built, false));
    });

    it("does not start without policies, and says what to do", async () => {
        const built = copyOf([...SOURCE, "bin"]);
        removePolicies(path.join(built, "bin", "policies"));
        const unbuilt = copyOf(SOURCE);
        removePolicies(path.join(unbuilt, "policies"));
        for (const folder of [built, unbuilt]) {
            for (const hosted of [true, false]) {
                await assert.rejects(start(folder, hosted), /it failed to start .*aws-preflight has no policies: .* run `npm run build` in its folder$/);
            }
        }
    });

    it("says that it is to be built where its source cannot run", async () => {
        const unbuilt = copyOf(SOURCE, ["typescript", "ts-node"]);
        for (const hosted of [true, false]) {
            await assert.rejects(start(unbuilt, hosted), /it is not built, run `npm run build` there; it failed to start/);
        }
    });

    it("is built before it is packed, without a word beside the file's name, and runs as published", async () => {
        const folder = makeFolder({});
        // As `pulumi policy publish` does.
        const { status, stdout, stderr } = spawnSync("npm", ["pack", "--loglevel=error", "--pack-destination", folder], {
            cwd: ROOT,
            encoding: "utf8",
            shell: process.platform === "win32",
        });
        assert.equal(status, 0, stderr);
        const [file] = fs.readdirSync(folder);
        assert.equal(stdout, `${file}\n`);
        assert.equal(spawnSync("tar", ["-xzf", file as string], { cwd: folder }).status, 0);
        const published = path.join(folder, "package");
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(published, "node_modules"));
        // `npm install` in it prepares it again.
        const prepared = spawnSync("npm", ["run", "--silent", "prepare"], { cwd: published, encoding: "utf8", shell: process.platform === "win32" });
        assert.deepEqual([prepared.status, prepared.stdout, prepared.stderr], [0, "", ""]);
        assert.deepEqual(await start(published, false), await start(ROOT, false));
    });
});
