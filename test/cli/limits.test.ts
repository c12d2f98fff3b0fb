/** What a pack and a program may take of the machine, and who can reach the command's servers. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";

import { credentials } from "@grpc/grpc-js";
import { EngineClient, EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

import { PackProcess, readPackProject } from "../../cli/analyzer/pack";
import { runPacks } from "../../cli/analyzer/run-packs";
import { parseInput } from "../../cli/inputs/read";
import { GRPC_LIMITS } from "../../cli/limits";
import { Engine } from "../../cli/program/engine";
import { serve } from "../../cli/program/server";
import { BUCKET, makePack, packOf, previewJson, removeFolders } from "./fixtures";
import { run } from "./program/programs";

const QUIET = packOf('{ name: "a", description: "A", enforcementLevel: "mandatory", validateResource() {} }');
const NO_STACK = { project: "shop", stack: "dev", config: {}, secretKeys: [], tags: {} };

describe("limits", function () {
    this.timeout(60_000);
    after(removeFolders);

    /** The addresses, in hexadecimal, at which this machine listens on a port. Source: proc(5), /proc/net/tcp. */
    function listening(port: number): string[] {
        const lines = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => fs.readFileSync(file, "utf8").split("\n"));
        const LISTENS = "0A";
        return lines
            .map((line) => line.trim().split(/\s+/))
            .filter(([, address = "", , state]) => state === LISTENS && parseInt(address.split(":")[1] as string, 16) === port)
            .map(([, address]) => (address as string).split(":")[0] as string);
    }
    const LOOPBACK = "0100007F";

    describe("of gRPC", () => {
        before(function () {
            if (process.platform !== "linux") {
                this.skip();
            }
        });

        it("the command listens for a program on the loopback interface only", async () => {
            const server = await serve([[EngineService, new Engine(() => undefined).handlers()]]);
            assert.deepEqual(listening(Number(server.address.split(":")[1])), [LOOPBACK]);
            server.close();
        });

        it("a pack listens on the loopback interface only", async () => {
            const pack = new PackProcess(readPackProject(makePack(QUIET)), NO_STACK, 60);
            assert.deepEqual(listening(await pack.port), [LOOPBACK]);
            pack.stop();
        });

        it("a program may say so much and no more, at once and in all", async () => {
            assert.deepEqual(new Set(Object.values(GRPC_LIMITS)), new Set([400 * 2 ** 20]));
            const engine = new Engine(() => undefined);
            const server = await serve([[EngineService, engine.handlers()]], 2 ** 20);
            const client = new EngineClient(server.address, credentials.createInsecure());
            const log = (length: number, severity: LogSeverity = LogSeverity.ERROR): Promise<unknown> =>
                new Promise((resolve, reject) => {
                    const request = new LogRequest().setSeverity(severity).setMessage("x".repeat(length));
                    client.log(request, (error, answer) => (error ? reject(error) : resolve(answer)));
                });
            await Promise.all(Array.from({ length: 120 }, () => log(1200, LogSeverity.WARNING)));
            await log(600_000);
            assert.equal(server.failure, undefined);
            await assert.rejects(log(600_000));
            assert.equal(server.failure, "It sent more than the 1 MB that are read of a program.");
            assert.deepEqual([engine.errors.length, engine.warnings.length, engine.warnings[0]?.length], [1, 100, 1000]);
            client.close();
            server.close();
        });
    });

    describe("of a program", () => {
        const attempts = `
            const fs = require("node:fs"), path = require("node:path");
            const attempt = (what) => { try { what(); return "done"; } catch (error) { return error.code ?? error.message; } };
            const kept = [];
            console.log(attempt(() => { for (let i = 0; i < 200; i++) kept.push(Buffer.alloc(2 ** 31)); }));
            const file = path.join(require("node:os").homedir(), "large");
            console.log(attempt(() => fs.writeFileSync(file, "")), attempt(() => fs.truncateSync(file, 2 ** 29)), attempt(() => fs.truncateSync(file, 2 ** 31)));`;

        it("are those of its memory and of a file, for itself and what it starts", async function () {
            if (process.platform !== "linux") {
                this.skip();
            }
            let shown = "";
            const inChild = `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(attempts)}], { stdio: "inherit" });`;
            await run(attempts + inChild, { show: (text) => (shown += text) });
            assert.match(shown, /^((Array buffer allocation failed|ERR_MEMORY_ALLOCATION_FAILED)\ndone done EFBIG\n){2}$/);
        });

        it("are those of what it prints and fails with", async () => {
            let shown = "";
            const code = 'process.stdout.write("x".repeat(11e6)); throw new Error("y".repeat(300_000));';
            await assert.rejects(run(code, { show: (text) => (shown += text) }), ({ message }: Error) => message.length < 110_000);
            assert.equal(shown.length, 10_000_000 + "\n(the rest of what it prints is left out)\n".length);
        });
    });

    it("of a pack leave it what it is told of the program's folder", async () => {
        const pack = new PackProcess(readPackProject(makePack(`console.error(process.env.PWD);\n${QUIET}`)), { ...NO_STACK, directory: "/shop" }, 60);
        await pack.port;
        pack.stop();
        await pack.ended;
        assert.equal(pack.stderr, "/shop\n");
    });

    it("of a pack are told, in one line: its memory", async () => {
        const pack = makePack(
            packOf(
                `{ name: "a", description: "A", enforcementLevel: "mandatory", validateStack() { for (const kept = []; ; ) kept.push(new Array(1e5).fill(kept)); } }`,
            ),
            "runtime: { name: nodejs, options: { nodeargs: --max-old-space-size=60 } }\n",
        );
        const checked = runPacks(parseInput(previewJson([BUCKET])), [{ directory: pack }], { timeoutSeconds: 60 });
        await assert.rejects(checked, /it ended when asked to check the stack: .*heap out of memory$/);
    });
});
