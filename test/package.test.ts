/** The package as npm makes and installs it. The registry is asked only for what npm's cache lacks. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { Analyzer } from "../cli/analyzer/client";
import { PackProcess, readPackProject } from "../cli/analyzer/pack";
import { BUCKET, makeFolder, previewJson, removeFolders, ROOT, state } from "./cli/fixtures";
import { makeProgram, RESOURCES } from "./cli/program/programs";

const QUIET = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];

interface Ended {
    status: number | null;
    stdout: string;
    stderr: string;
}

function run(cwd: string, command: string, ...args: string[]): Ended {
    const { status, stdout, stderr } = spawnSync(command, args, {
        cwd,
        encoding: "utf8",
        shell: process.platform === "win32",
        env: { ...process.env, NO_COLOR: "1" },
    });
    return { status, stdout, stderr };
}

function succeed(cwd: string, command: string, ...args: string[]): string {
    const { status, stdout, stderr } = run(cwd, command, ...args);
    assert.equal(status, 0, `${command} ${args.join(" ")}\n${stdout}${stderr}`);
    return stdout;
}

/** The names of the policies of a pack, started as the Pulumi CLI starts it. */
async function policiesOf(folder: string): Promise<string[]> {
    const stack = { project: "shop", stack: "prod", config: {}, secretKeys: [], tags: {} };
    const pack = new PackProcess(readPackProject(folder), stack, 60, false);
    try {
        const analyzer = await Analyzer.connect(pack, 60);
        const { policies } = await analyzer.info();
        analyzer.close();
        return policies.map(({ name }) => name);
    } finally {
        pack.stop();
    }
}

const DATABASE = state("aws:rds/instance:Instance", "orders", { inputs: { engine: "postgres", storageEncrypted: false } });

describe("the package", function () {
    this.timeout(300_000);
    /** An empty folder with the tarball installed, and its files. */
    let installed: string;
    let pack: string;
    let files: string[];
    let tarball: string;

    before(() => {
        const packed = makeFolder({});
        // As `pulumi policy publish` packs the folder: the name of the file is all that it prints.
        const name = succeed(ROOT, "npm", "pack", "--loglevel=error", "--pack-destination", packed).trim();
        tarball = path.join(packed, name);
        files = succeed(packed, "tar", "-tzf", name)
            .trim()
            .split("\n")
            .map((file) => file.replace(/^package\//, ""));
        installed = makeFolder({ "preview.json": previewJson([BUCKET, DATABASE]) });
        succeed(installed, "npm", "install", ...QUIET, tarball);
        pack = path.join(installed, "node_modules", "aws-preflight");
    });
    after(removeFolders);

    it("holds what is needed to run, and the kit's typings, and nothing else", () => {
        const kinds = [
            /^(package\.json|PulumiPolicy\.yaml|README\.md|LICENSE|scripts\/prepare\.mjs)$/,
            /^bin\/(index\.js|preflight\.schema\.json|policies\/manifest\.json)$/,
            /^bin\/(cli|facts|kit|policies)\/.*\.js$/,
            /^bin\/(facts|kit)\/.*\.d\.ts$/,
            /^(facts|profiles)\/[\w-]+\.json$/,
            /^profiles\/README\.md$/,
            /^recipes\/\w+\.(yml|groovy)$/,
            /^docs\/policies\/[\w-]+\.md$/,
        ];
        assert.deepEqual(
            files.filter((file) => !kinds.some((kind) => kind.test(file))),
            [],
        );
        for (const kind of kinds) {
            assert.ok(
                files.some((file) => kind.test(file)),
                `${kind}`,
            );
        }
    });

    it("holds the facts that its code reads, and no others", () => {
        const code = files.filter((file) => file.endsWith(".js")).map((file) => fs.readFileSync(path.join(pack, file), "utf8"));
        const facts = files.flatMap((file) => /^facts\/(.+)\.json$/.exec(file)?.[1] ?? []);
        const read = fs.readdirSync(path.join(ROOT, "facts")).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? []);
        assert.deepEqual(facts.sort(), read.filter((name) => code.some((text) => text.includes(`readFacts)("${name}")`))).sort());
    });

    it("runs by both of its names, and by the one that nobody else has on npm", () => {
        for (const name of ["aws-preflight", "preflight"]) {
            const { status, stdout } = run(installed, "npx", "--no-install", name, "check", "preview.json", "--format", "compact");
            assert.match(stdout, /mandatory rds-storage-encrypted /);
            assert.equal(status, 1);
        }
    });

    it("checks a program", () => {
        const program = makeProgram(`${RESOURCES} new Resource("aws:rds/instance:Instance", "orders", { engine: "postgres", storageEncrypted: false });`);
        const { status, stdout } = run(installed, "npx", "--no-install", "aws-preflight", "check", program, "--format", "compact");
        assert.match(stdout, /index\.js:\d+:\d+ mandatory rds-storage-encrypted /);
        assert.equal(status, 1);
    });

    it("has its profiles, schema and recipes", () => {
        assert.match(succeed(installed, "npx", "--no-install", "aws-preflight", "config", "--profile", "payments"), /profile payments/);
        fs.writeFileSync(path.join(installed, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
        succeed(installed, "npx", "--no-install", "aws-preflight", "init", "--ci", "github", "--stack", "dev");
        const { $schema } = JSON.parse(fs.readFileSync(path.join(installed, "preflight.json"), "utf8")) as { $schema: string };
        assert.ok(fs.existsSync(path.join(installed, $schema)));
        assert.match(succeed(installed, "npx", "--no-install", "aws-preflight", "explain", "rds-multi-az"), /\nWhy:\n/);
    });

    it("is a policy pack where it is installed, and unpacked with its dependencies as Pulumi Cloud's runners do", async () => {
        const names = await policiesOf(ROOT);
        assert.deepEqual(await policiesOf(pack), names);
        const folder = makeFolder({});
        succeed(folder, "tar", "-xzf", tarball);
        fs.symlinkSync(path.join(installed, "node_modules"), path.join(folder, "package", "node_modules"));
        assert.deepEqual(await policiesOf(path.join(folder, "package")), names);
    });

    it("lets others write policies, with its typings", async () => {
        const own = path.join(installed, "own");
        fs.mkdirSync(own);
        const guide = fs.readFileSync(path.join(ROOT, "docs", "writing-a-policy.md"), "utf8");
        const [, source = ""] = /^## In a pack of your own\n[^]*?```typescript\n([^]*?)```/m.exec(guide) ?? [];
        const misspelt = source.replace("secret.description", "secret.descriptoin");
        assert.notEqual(source, misspelt);
        fs.writeFileSync(path.join(own, "index.ts"), source);
        fs.writeFileSync(path.join(own, "misspelt.ts"), misspelt);
        fs.writeFileSync(path.join(own, "PulumiPolicy.yaml"), "runtime: nodejs\n");
        fs.writeFileSync(path.join(own, "package.json"), '{ "name": "acme", "version": "1.0.0", "main": "index.js" }');
        // The provider's types are the program's own; the package only asks for them.
        fs.symlinkSync(path.join(ROOT, "node_modules", "@pulumi", "aws"), path.join(installed, "node_modules", "@pulumi", "aws"));
        const tsc = (file: string): Ended => {
            const options = ["--strict", "--skipLibCheck", "--module", "node16", "--target", "es2022"];
            return run(own, process.execPath, path.join(ROOT, "node_modules", "typescript", "bin", "tsc"), ...options, file);
        };
        assert.match(tsc("misspelt.ts").stdout, /Property 'descriptoin' does not exist on type .* Did you mean 'description'\?/);
        const { status, stdout } = tsc("index.ts");
        assert.deepEqual([status, stdout], [0, ""]);
        assert.deepEqual(await policiesOf(own), ["secret-described"]);
        const preview = path.join(makeFolder({ "p.json": previewJson([state("aws:secretsmanager/secret:Secret", "key", { inputs: {} })]) }), "p.json");
        const found = run(installed, "npx", "--no-install", "aws-preflight", "check", preview, "--policy-pack", own, "--format", "compact");
        assert.match(found.stdout, /advisory secret-described description: it says nothing/);
    });

    it("keeps what is not public to itself", () => {
        for (const inner of ["aws-preflight", "aws-preflight/bin/kit/engine/sdk", "aws-preflight/bin/index.js"]) {
            assert.match(run(installed, process.execPath, "-e", `require("${inner}")`).stderr, /ERR_PACKAGE_PATH_NOT_EXPORTED/);
        }
    });

    it("is made of what git holds: npm prepares a clone and packs that", () => {
        const clone = path.join(makeFolder({}), "clone");
        const tracked = succeed(ROOT, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0");
        for (const file of tracked.filter((file) => file !== "" && file !== "node_modules" && fs.existsSync(path.join(ROOT, file)))) {
            fs.cpSync(path.join(ROOT, file), path.join(clone, file), { preserveTimestamps: true });
        }
        // What is compiled already and has its source; CI installs from git in earnest.
        fs.cpSync(path.join(ROOT, "bin"), path.join(clone, "bin"), { recursive: true, preserveTimestamps: true });
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(clone, "node_modules"));
        const name = succeed(clone, "npm", "pack", "--loglevel=error").trim();
        const held = succeed(clone, "tar", "-tzf", name)
            .trim()
            .split("\n")
            .map((file) => file.replace(/^package\//, ""));
        assert.deepEqual(held.sort(), [...files].sort());
    });
});
