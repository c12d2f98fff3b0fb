/** Programs that are not to be trusted: what they can reach, and what is left when they have ended. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { contentOf, hasEnded, makeFolder, makePack, packOf, preflight, removeFolders, start } from "../fixtures";
import { makeProgram } from "./programs";

const CANARY = "C4n4ry-Zx9";
const QUIET = packOf('{ name: "a", description: "A", enforcementLevel: "mandatory", validateResource() {} }');

describe("a program that is not to be trusted", function () {
    this.timeout(90_000);
    let pack = "";
    before(() => {
        pack = makePack(QUIET);
    });
    after(removeFolders);

    /** What a program of `code` writes into the file OUT. */
    async function written(code: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<string> {
        const program = makeProgram(`const fs = require("node:fs");\n${code.replaceAll("OUT", "console.log")}`);
        const { code: exit, stderr } = await preflight(["check", program, "--stack", "dev", "--policy-pack", pack, "--verbose", ...args], { env });
        assert.equal(exit, 0, stderr);
        return stderr;
    }
    const secrets = { GITHUB_TOKEN: CANARY, NPM_TOKEN: CANARY, AWS_SECRET_ACCESS_KEY: CANARY, PULUMI_ACCESS_TOKEN: CANARY, SHOP: CANARY };

    it("has what it needs of the environment, and no more", async () => {
        const names = `OUT(Object.keys(process.env).sort().join(" "), JSON.stringify(process.env));`;
        const shown = await written(names, [], { ...secrets, TZ: "Asia/Tokyo", AWS_REGION: "eu-west-1" });
        assert.doesNotMatch(shown, new RegExp(CANARY));
        assert.match(shown, /AWS_REGION.*PATH.*TZ/);
        assert.match(await written(`OUT(process.env.SHOP);`, ["--pass-env", "SHOP"], secrets), new RegExp(CANARY));
    });

    it("finds no credential in the environment of the command or of its packs", async function () {
        if (process.platform !== "linux") {
            this.skip();
        }
        const others = `
            const parent = process.ppid;
            const children = fs.readFileSync("/proc/" + parent + "/task/" + parent + "/children", "utf8").trim().split(" ");
            for (const pid of [parent, ...children]) OUT(pid, fs.readFileSync("/proc/" + pid + "/environ", "utf8"));`;
        const shown = await written(others, [], secrets);
        assert.doesNotMatch(shown, new RegExp(CANARY));
        assert.match(shown, /PATH=/);
    });

    it("has a home of its own, which is gone afterwards with what is in it", async () => {
        const shown = await written(`
            const os = require("node:os");
            fs.writeFileSync(os.homedir() + "/left", "x");
            fs.writeFileSync(os.tmpdir() + "/left-too", "x");
            OUT(JSON.stringify([os.homedir(), os.tmpdir()]));`);
        const folders = JSON.parse(/\[.*\]/.exec(shown)?.[0] ?? "[]") as string[];
        assert.equal(folders.length, 2);
        for (const folder of folders) {
            assert.notEqual(folder, os.homedir());
            assert.equal(fs.existsSync(folder), false);
        }
    });

    describe("ends with what it started", () => {
        const LETS_GO = (pids: string, env = ""): string => `
            const child = require("node:child_process").spawn("sleep", ["600"], { detached: true, stdio: "inherit" ${env} });
            child.unref();
            require("node:fs").writeFileSync(${JSON.stringify(pids)}, process.pid + " " + child.pid + " " + require("node:os").homedir());`;
        const pidsFile = (): string => path.join(makeFolder({}), "pids");

        for (const [when, rest, args] of [
            ["when it ends itself", "", []],
            ["when it takes too long", "for (;;);", ["--timeout", "10"]],
        ] as const) {
            it(`in a session of its own, ${when}`, async () => {
                const pids = pidsFile();
                const started = Date.now();
                const { code } = await preflight(["check", makeProgram(LETS_GO(pids) + rest), "--stack", "dev", "--policy-pack", pack, ...args]);
                assert.equal(code, rest === "" ? 0 : 2);
                assert.ok(Date.now() - started < 60_000);
                const [program, child, home] = fs.readFileSync(pids, "utf8").split(" ");
                assert.ok((await hasEnded(Number(program))) && (await hasEnded(Number(child))));
                assert.equal(fs.existsSync(home as string), false);
            });
        }

        for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
            it(`in a session of its own, when the command is ended by ${signal}`, async () => {
                const pids = pidsFile();
                const { child: command, result } = start(["check", makeProgram(`${LETS_GO(pids)}for (;;);`), "--stack", "dev", "--policy-pack", pack]);
                const [program, child, home] = (await contentOf(pids)).split(" ");
                command.kill(signal);
                await result;
                assert.ok((await hasEnded(Number(program))) && (await hasEnded(Number(child))));
                assert.equal(fs.existsSync(home as string), false);
            });
        }

        it("or is not waited for, where it cannot be found", async () => {
            const pids = pidsFile();
            const program = makeProgram(`${LETS_GO(pids, ", env: { PATH: process.env.PATH }")}for (;;);`);
            const { code } = await preflight(["check", program, "--stack", "dev", "--policy-pack", pack, "--timeout", "10"]);
            assert.equal(code, 2);
            process.kill(Number(fs.readFileSync(pids, "utf8").split(" ")[1]), "SIGKILL");
        });
    });

    it("does not command the terminal or the log by its error", async () => {
        const program = makeProgram('throw new Error("\\u001b]0;x\\u0007\\n::error::owned");');
        const { code, stderr } = await preflight(["check", program, "--stack", "dev", "--policy-pack", pack]);
        assert.equal(code, 2);
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(stderr, /[\u001b\u0007]|^\s*::/m);
        assert.match(stderr, /owned/);
    });

    describe("--sandbox", () => {
        const secret = (): string => path.join(makeFolder({ credentials: CANARY }), "credentials");
        const READS = (file: string): string => `
            const attempt = (what) => { try { return what(); } catch (error) { return error.code; } };
            OUT(attempt(() => fs.readFileSync(${JSON.stringify(file)}, "utf8")));
            OUT(attempt(() => fs.readFileSync("/proc/" + process.ppid + "/environ", "utf8")));
            OUT(attempt(() => fs.writeFileSync(__dirname + "/written", "x")), "own:" + fs.readFileSync(__dirname + "/package.json", "utf8").length);
            OUT(attempt(() => fs.writeFileSync(require("node:os").homedir() + "/x", "x")) ?? "home is writable");`;
        const hasBubblewrap = spawnSync("bwrap", ["--version"]).status === 0;
        /** Without bubblewrap on the path, where there is some. */
        const withoutBubblewrap = (): NodeJS.ProcessEnv => {
            const bin = makeFolder({});
            fs.symlinkSync(process.execPath, path.join(bin, "node"));
            return { PATH: bin };
        };

        it("shows a Node program its own files only, by Node's permission model", async () => {
            const shown = await written(READS(secret()), ["--sandbox"], withoutBubblewrap());
            assert.doesNotMatch(shown, new RegExp(CANARY));
            assert.match(shown, /ERR_ACCESS_DENIED\nERR_ACCESS_DENIED\nERR_ACCESS_DENIED own:\d+\nhome is writable/);
        });

        it("shows a program its own files only, by bubblewrap", async function () {
            if (!hasBubblewrap) {
                this.skip();
            }
            const shown = await written(READS(secret()), ["--sandbox"], secrets);
            assert.doesNotMatch(shown, new RegExp(CANARY));
            assert.match(shown, /ENOENT\n[^]*EROFS own:\d+\nhome is writable/);
        });

        it("is refused where there is none for a Python program", async () => {
            const program = makeFolder({ "Pulumi.yaml": "name: shop\nruntime: python\n", "__main__.py": "" });
            const { code, stderr } = await preflight(["check", program, "--stack", "dev", "--policy-pack", pack, "--sandbox"], { env: withoutBubblewrap() });
            assert.match(stderr, /^preflight: --sandbox needs bubblewrap[^\n]*\n$/);
            assert.equal(code, 2);
        });
    });

    it("speaks to the command over the loopback interface only", async () => {
        const shown = await written(`OUT(require("@pulumi/pulumi").runtime.getMonitor().getChannel().getTarget());`);
        assert.match(shown, /127\.0\.0\.1:\d+/);
        assert.doesNotMatch(shown, /0\.0\.0\.0:|\[::\]:/);
    });
});
