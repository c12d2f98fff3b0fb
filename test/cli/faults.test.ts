/** What can go wrong around a check: each has one clear line, the right exit code, and leaves nothing behind. */
import * as assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";

import {
    BUCKET,
    contentOf,
    FLAGS_BUCKETS,
    hasEnded,
    MAIN,
    makeFolder,
    makePack,
    packOf,
    preflight,
    previewJson,
    removeFolders,
    type Result,
    ROOT,
    start,
    state,
} from "./fixtures";

const QUIET = packOf('{ name: "a", description: "A", enforcementLevel: "mandatory", validateResource() {} }');
const policy = (validateStack: string): string =>
    packOf(`{ name: "a", description: "A", enforcementLevel: "mandatory", validateStack() { ${validateStack} } }`);

/** Whose report is larger than a pipe holds. */
const MANY = previewJson(Array.from({ length: 300 }, (_, i) => state("aws:s3/bucket:Bucket", `logs${i}`)));

/** What `attempt` gives, once it does not throw; within twenty seconds. */
async function eventually<T>(attempt: () => T): Promise<T> {
    for (let waited = 0; ; waited += 50) {
        try {
            return attempt();
        } catch (error) {
            if (waited > 20_000) {
                throw error;
            }
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
    }
}

/** Runs `preflight` in a shell, whose line has $MAIN for it. */
function shell(line: string, { cwd = ROOT, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Result> {
    const preflight = `"${process.execPath}" "${MAIN}"`;
    const child = spawn("bash", ["-c", line.replaceAll("$MAIN", preflight)], { cwd, env: { ...process.env, NO_COLOR: "1", ...env } });
    return new Promise((resolve) => {
        let [stdout, stderr] = ["", ""];
        child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
        child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
        child.once("close", (code) => resolve({ code, stdout, stderr }));
    });
}

/** One line, which says this, and the exit code of what could not be done. */
function refused({ code, stdout, stderr }: Result, message: RegExp): void {
    assert.match(stderr, message);
    assert.match(stderr, /^preflight: [^\n]*\n$/);
    assert.equal(stdout, "");
    assert.equal(code, 2);
}

describe("a fault", function () {
    this.timeout(90_000);
    let flagging = "";
    let quiet = "";
    let folder = "";
    let file = "";

    before(() => {
        flagging = makePack(packOf(FLAGS_BUCKETS));
        quiet = makePack(QUIET);
        folder = makeFolder({ "preview.json": previewJson([BUCKET]) });
        file = path.join(folder, "preview.json");
    });
    after(removeFolders);

    describe("of the input", () => {
        const inputs: [string, string | Buffer, RegExp][] = [
            [
                "a step without a URN",
                '{ "config": {}, "steps": [{ "op": "create", "newState": { "type": "a:b:C" } }] }',
                /it has a step with a resource that has no valid URN$/m,
            ],
            ["a step without a state", '{ "config": {}, "steps": [{ "op": "create" }] }', /it has a step with a resource that has no valid URN$/m],
            ["an event without a URN", '{ "sequence": 1, "resourcePreEvent": { "metadata": { "op": "create", "new": {} } } }', /no valid URN$/m],
            ["a state without resources", '{ "version": 3, "deployment": {} }', /it is a state without resources$/m],
            [
                "values 5,000 deep",
                previewJson([state("a:b:C", "c", { inputs: {} })]).replace('"inputs": {}', `"inputs": ${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`),
                /it holds values that are nested more than 500 deep$/m,
            ],
            ["gzip", gzipSync(previewJson([BUCKET])), /is compressed \(gzip\): unpack it first$/m],
            ["bytes that are no text", Buffer.from([1, 0, 200, 255]), /is not a text file$/m],
        ];
        for (const [what, content, message] of inputs) {
            it(`is refused: ${what}`, async () => {
                refused(await preflight(["check", path.join(makeFolder({ input: content }), "input"), "--policy-pack", quiet]), message);
            });
        }

        it("is told of a file that is larger than a text can be", async () => {
            const large = path.join(makeFolder({}), "large.json");
            fs.closeSync(fs.openSync(large, "w"));
            fs.truncateSync(large, 600 * 2 ** 20);
            refused(await preflight(["check", large, "--policy-pack", quiet]), /large\.json is larger than 5\d\d MB, which is the most that can be read$/m);
        });

        it("is none where its values are deep, its lines end in CRLF, it begins with a mark, or it comes through a FIFO", async () => {
            const deep = previewJson([state("a:b:C", "c", { inputs: {} })]).replace('"inputs": {}', `"inputs": ${'{"a":'.repeat(400)}1${"}".repeat(400)}`);
            const texts = [deep, previewJson([BUCKET]).replaceAll("\n", "\r\n"), `\ufeff${previewJson([BUCKET])}`];
            for (const text of texts) {
                const { code, stderr } = await preflight(["check", "-", "--policy-pack", quiet], { input: text });
                assert.equal(code, 0, stderr);
            }
            const { code } = await shell(`mkfifo pipe && (cat preview.json > pipe &) && $MAIN check pipe --policy-pack ${flagging}`, { cwd: folder });
            assert.equal(code, 1);
        });

        it("is told without a stack trace where a path cannot be followed, or the working folder is gone", async () => {
            const place = makeFolder({});
            fs.symlinkSync("loop", path.join(place, "loop"));
            refused(await preflight(["check", path.join(place, "loop", "x"), "--policy-pack", quiet]), /loop.*its links lead in a circle$/m);
            refused(await shell(`mkdir gone && cd gone && rmdir ../gone && $MAIN check ${file}`, { cwd: place }), /the working folder is gone/);
        });

        it("is told without a stack trace where a folder may not be entered", async function () {
            if (process.getuid?.() === 0) {
                this.skip();
            }
            const closed = makeFolder({ "preview.json": "{}" });
            fs.chmodSync(closed, 0);
            refused(await preflight(["check", path.join(closed, "preview.json")]), /permission denied$/m);
            fs.chmodSync(closed, 0o700);
        });
    });

    it("of a setting is told: a regular expression that is none", async () => {
        const config = path.join(makeFolder({ "c.json": '{ "tag-values": { "values": { "Team": "(" } } }' }), "c.json");
        const tagged = previewJson([state("aws:ec2/vpc:Vpc", "main", { inputs: { cidrBlock: "10.0.0.0/16", tags: { Team: "x" } } })]);
        refused(await preflight(["check", "-", "--config", config], { input: tagged }), /tag-values: values\.Team must match format "regex"$/m);
    });

    describe("of the output", () => {
        before(function () {
            if (!fs.existsSync("/dev/full")) {
                this.skip();
            }
        });

        it("is not taken for a violation: standard output or error is full", async () => {
            refused(await shell(`$MAIN check ${file} --policy-pack ${flagging} > /dev/full`), /standard output cannot be written: the disk is full$/m);
            const { code } = await shell(`$MAIN check ${file} --policy-pack ${flagging} --format json --output ${folder}/r.json 2> /dev/full`);
            assert.equal(code, 2);
        });

        it("is told: a file's disk is full, or its folder is not there", async () => {
            for (const [output, message] of [
                ["/dev/full", /\/dev\/full cannot be written: the disk is full$/m],
                [`${folder}/no/r.json`, /there is no such folder$/m],
            ] as const) {
                refused(await preflight(["check", file, "--policy-pack", flagging, "--format", "json", "--output", output]), message);
            }
            assert.deepEqual(
                fs.readdirSync(folder).filter((name) => name.endsWith(".tmp")),
                [],
            );
        });

        it("is told where the disk fills half-way, and what was there is left", async () => {
            // In blocks of 1024 bytes, of which the report needs more.
            const place = makeFolder({ "many.json": MANY, "b.json": "old", "r.json": "old" });
            for (const [args, message] of [
                ["--format json --output r.json", /r\.json cannot be written: it would be larger than a file may be here$/m],
                ["--baseline b.json --update-baseline", /b\.json cannot be written: it would be larger than a file may be here$/m],
                ["--format json > out", /standard output cannot be written: it would be larger than a file may be here$/m],
            ] as const) {
                refused(await shell(`ulimit -f 8; $MAIN check many.json --policy-pack ${flagging} ${args}`, { cwd: place }), message);
            }
            assert.deepEqual(fs.readdirSync(place).sort(), ["b.json", "many.json", "out", "r.json"]);
            assert.deepEqual(
                ["b.json", "r.json"].map((name) => fs.readFileSync(path.join(place, name), "utf8")),
                ["old", "old"],
            );
        });

        it("is none where the reader has seen enough, or the file is standard output or error", async () => {
            const head = await shell(`$MAIN check ${file} --policy-pack ${flagging} | head -c 1; exit \${PIPESTATUS[0]}`);
            assert.deepEqual([head.code, head.stderr], [1, ""]);
            const json = "--format json --output";
            const piped = await shell(`$MAIN check ${file} --policy-pack ${flagging} ${json} /dev/stdout | cat`);
            assert.equal((JSON.parse(piped.stdout) as { findings: object[] }).findings.length, 1);
            const error = await shell(`$MAIN check ${file} --policy-pack ${flagging} ${json} /dev/stderr 2>&1 >/dev/null | cat`);
            assert.match(error.stdout, /"findings"/);
            const appended = await shell(`echo first > log; $MAIN check ${file} --policy-pack ${flagging} ${json} /dev/stdout >> log; cat log`, {
                cwd: folder,
            });
            assert.match(appended.stdout, /^first\n\{/);
        });
    });

    describe("of a pack", () => {
        const cases: [string, string, RegExp, string[]?][] = [
            [
                "it prints before its port",
                `console.log("hello \\u001b[31m::error::x");\n${QUIET}`,
                /it printed "hello ::error::x" where its port was expected$/m,
            ],
            ["it prints without end", 'for (;;) process.stdout.write("x".repeat(1000));', /it printed "x{80}" where its port was expected$/m],
            [
                "it answers garbage",
                'require("node:net").createServer((socket) => socket.end("garbage")).listen(0, "127.0.0.1", function () { console.log(this.address().port); });',
                /it (failed|ended) when asked to/,
            ],
            // eslint-disable-next-line no-control-regex
            ["it throws in AnalyzeStack", policy('throw new Error("a\\u001b[2J\\r::error::b");'), /it failed when asked to check the stack: (?![^]*\u001b)/],
            ["it is killed", policy('process.kill(process.pid, "SIGKILL");'), /it ended when asked to check the stack$/m],
            [
                "it never answers",
                policy("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"),
                /it took longer than 15 seconds to check the stack$/m,
                ["--timeout", "15"],
            ],
        ];
        for (const [what, main, message, more = []] of cases) {
            it(`is told: ${what}`, async () => {
                refused(await preflight(["check", file, "--policy-pack", makePack(main), ...more]), message);
            });
        }

        it("is none where it says more to its parent than it is asked", async () => {
            const chatty = makePack(policy('process.send("x"); process.send([{ id: 99 }]); console.log("noise");'));
            const { code, stderr } = await preflight(["check", file, "--policy-pack", chatty]);
            assert.deepEqual([code, stderr], [0, ""]);
        });

        it("leaves no command in what --verbose shows", async () => {
            const pack = makePack(`console.error("\\u001b]0;x\\u0007\\n::error::owned");\n${QUIET}`);
            const { stderr } = await preflight(["check", file, "--policy-pack", pack, "--verbose"]);
            assert.equal(stderr, "\\u001b]0;x\\u0007\n\\u003a:error::owned\n");
        });
    });

    describe("that ends the command", () => {
        for (const [stage, source] of [
            ["starts", "ID; for (;;);"],
            ["checks", `ID; ${policy("ID; for (;;);")}`],
        ] as const) {
            for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
                it(`ends a pack that never yields while it ${stage}: ${signal}`, async () => {
                    const pid = path.join(makeFolder({}), "pid");
                    const id = `require("node:fs").writeFileSync(${JSON.stringify(pid)}, String(process.pid))`;
                    const { child, result } = start(["check", file, "--policy-pack", makePack(source.replaceAll("ID", id))]);
                    const pack = Number(await contentOf(pid));
                    child.kill(signal);
                    assert.equal((await result).code, { SIGINT: 130, SIGTERM: 143, SIGKILL: null }[signal]);
                    assert.ok(await hasEnded(pack));
                });
            }
        }

        for (const signal of ["SIGINT", "SIGTERM"] as const) {
            /** Makes a pipe; `open` waits for the other end. */
            const makePipe = (): string => {
                const pipe = path.join(makeFolder({}), "pipe");
                execFileSync("mkfifo", [pipe]);
                return pipe;
            };

            it(`while it reads its input: ${signal}`, async () => {
                const pipe = makePipe();
                const { child, result } = start(["check", pipe, "--policy-pack", flagging]);
                const end = await eventually(() => fs.openSync(pipe, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK));
                child.kill(signal);
                assert.deepEqual([(await result).stderr, child.signalCode], ["", signal]);
                fs.closeSync(end);
            });

            it(`while it writes a report that nobody reads: ${signal}`, async () => {
                const pipe = makePipe();
                const many = path.join(makeFolder({ "many.json": MANY }), "many.json");
                const { child, result } = start(["check", many, "--policy-pack", flagging, "--format", "json", "--output", pipe]);
                const end = fs.openSync(pipe, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
                await eventually(() => assert.ok(fs.readSync(end, Buffer.alloc(1)) > 0));
                child.kill(signal);
                assert.deepEqual([(await result).stderr, child.signalCode], ["", signal]);
                fs.closeSync(end);
            });
        }

        it("leaves no part of a file", async () => {
            const place = makeFolder({});
            const { child, result } = start([
                "check",
                file,
                "--policy-pack",
                makePack("for (;;);"),
                "--format",
                "json",
                "--output",
                path.join(place, "r.json"),
            ]);
            setTimeout(() => child.kill("SIGTERM"), 500);
            await result;
            assert.deepEqual(fs.readdirSync(place), []);
        });
    });

    describe("that is none", () => {
        const report = async (env: NodeJS.ProcessEnv, input = file, pack = flagging): Promise<string> => {
            const { code, stdout, stderr } = await preflight(["check", input, "--policy-pack", pack, "--format", "json"], { env });
            assert.equal(code, 1, stderr);
            return stdout;
        };

        it("another time zone, another language, no home and no TMPDIR", async () => {
            const usual = await report({});
            for (const env of [
                { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
                { TZ: "America/Los_Angeles", LANG: "C", LC_ALL: "C" },
                { HOME: undefined, TMPDIR: undefined },
                { HOME: "/nowhere", TMPDIR: "/nowhere" },
            ]) {
                assert.equal(await report(env), usual);
            }
        });

        it("a home, a working folder and a folder for temporary files that may not be written to", async function () {
            if (process.platform !== "linux") {
                this.skip();
            }
            const place = { cwd: "/proc", env: { HOME: "/proc", TMPDIR: "/proc" } };
            const { code, stderr } = await shell(`$MAIN check ${file} --policy-pack ${flagging}`, place);
            assert.deepEqual([code, stderr], [1, ""]);
            const program = makeFolder({ "Pulumi.yaml": "name: shop\nruntime: nodejs\n" });
            refused(
                await shell(`$MAIN check ${program} --stack dev --policy-pack ${flagging}`, place),
                /a program needs a temporary folder, and \/proc holds none: /,
            );
        });

        it("a clock in 2030, on the other side of the world", async () => {
            const clock = `
                const ahead = Date.UTC(2030, 5, 1) - Date.now();
                const { now } = Date;
                Date.now = () => now() + ahead;
                globalThis.Date = new Proxy(Date, {
                    construct: (date, args, made) => Reflect.construct(date, args.length > 0 ? args : [date.now()], made),
                });`;
            const outdated = state("aws:lambda/function:Function", "orders", { inputs: { runtime: "nodejs22.x", handler: "index.handler" } });
            const place = makeFolder({ "clock.js": clock, "preview.json": previewJson([outdated]) });
            const env = { NODE_OPTIONS: `--require ${path.join(place, "clock.js")}`, TZ: "Pacific/Kiritimati" };
            const { code, stdout, stderr } = await preflight(["check", path.join(place, "preview.json"), "--policy-pack", ROOT], { env });
            assert.deepEqual([code, stderr], [1, ""]);
            assert.match(stdout, /AWS was to block new functions with nodejs22\.x from 20\d\d-\d\d-\d\d \(as of 20/);
            assert.match(stdout, /Facts are more than 180 days old/);
        });

        it("a path with spaces, quotes and other scripts", async () => {
            const place = path.join(makeFolder({}), "a b 'c' 日本 ümläut $(x)");
            fs.cpSync(flagging, place, { recursive: true, verbatimSymlinks: true });
            fs.copyFileSync(file, path.join(place, "prévision.json"));
            await report({}, path.join(place, "prévision.json"), place);
        });

        it("ten runs at once, with one file for their report", async () => {
            const place = makeFolder({});
            const output = path.join(place, "r.json");
            const runs = Array.from({ length: 10 }, () => preflight(["check", file, "--policy-pack", flagging, "--format", "json", "--output", output]));
            assert.deepEqual(new Set((await Promise.all(runs)).map(({ code }) => code)), new Set([1]));
            assert.deepEqual(fs.readdirSync(place), ["r.json"]);
            JSON.parse(fs.readFileSync(output, "utf8"));
        });
    });
});
