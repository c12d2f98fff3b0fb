/** `preflight check` from its command line to its exit code, with small policy packs. */
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import {
    BUCKET,
    contentOf,
    FLAGS_BUCKETS,
    hasEnded,
    makeFolder,
    makePack,
    packOf,
    preflight,
    previewJson,
    removeFolders,
    start,
    state,
    urnOf,
    UNKNOWN,
} from "./fixtures";

const TABLE = state("aws:dynamodb/table:Table", "orders", { inputs: { name: "orders", hashKey: UNKNOWN } });

const SETTINGS = `{
    name: "named-as",
    description: "Resources are named as agreed",
    enforcementLevel: "advisory",
    configSchema: { properties: { prefix: { type: "string", default: "acme" }, length: { type: "integer", minimum: 1 } } },
    validateResource(args, report) {
        if (args.type === "aws:s3/bucket:Bucket") report(JSON.stringify(args.getConfig()));
    },
}`;

const REPAIRS = `{
    name: "tagged",
    description: "Buckets have an owner",
    enforcementLevel: "remediate",
    remediateResource(args) {
        if (args.type === "aws:s3/bucket:Bucket") return { ...args.props, tags: { Owner: "shop" } };
    },
    validateResource(args, report) {
        if (args.type === "aws:s3/bucket:Bucket" && !args.props.tags) report("no owner");
    },
},
{
    name: "sees",
    description: "Shows what it is given",
    enforcementLevel: "advisory",
    validateResource(args, report) {
        if (args.type === "aws:s3/bucket:Bucket") report(JSON.stringify(args.props));
    },
}`;

describe("preflight check", () => {
    after(removeFolders);

    let files: string;
    let bucketFile: string;
    let flagging: string;
    let settings: string;
    before(() => {
        files = makeFolder({ "preview.json": previewJson([BUCKET]) });
        bucketFile = path.join(files, "preview.json");
        flagging = makePack(packOf(FLAGS_BUCKETS));
        settings = makePack(packOf(SETTINGS));
    });

    function fileOf(content: string | Buffer): string {
        return path.join(makeFolder({ input: content }), "input");
    }

    describe("what it reports", () => {
        it("names the resource, its line, the property, why and what to write, and ends with 1", async () => {
            const { code, stdout, stderr } = await preflight(["check", bucketFile, "--policy-pack", flagging]);
            assert.equal(stderr, "");
            assert.equal(
                stdout,
                [
                    "✖ bucket-named  mandatory, high",
                    "  Why: nobody knows whose it is",
                    "  Fix: set tags.Name",
                    "  tags.Name: the bucket has no name  logs  src/storage.ts:12",
                    "",
                    "1 resource in stack prod of shop checked by fixture 1.2.3.",
                    "1 mandatory, 0 advisory: 1 high",
                    "",
                ].join("\n"),
            );
            assert.equal(code, 1);
        });

        it("ends with 0 when findings are advisory", async () => {
            const config = fileOf('{ "bucket-named": "advisory" }');
            const { code, stdout } = await preflight(["check", bucketFile, "--policy-pack", flagging, "--config", config]);
            assert.match(stdout, /▲ bucket-named {2}advisory, high/);
            assert.equal(code, 0);
        });

        it("reads standard input, with a byte order mark and a preamble", async () => {
            const input = `\uFEFFInstalling policy pack fixture...\n\n${previewJson([BUCKET])}`;
            const { code, stdout } = await preflight(["check", "-", "--policy-pack", flagging], { input });
            assert.match(stdout, /1 mandatory/);
            assert.equal(code, 1);
        });

        it("says that an empty stack has nothing to check, and ends with 0", async () => {
            const file = fileOf('{ "version": 3, "deployment": { "resources": [] } }');
            const { code, stdout } = await preflight(["check", file, "--policy-pack", flagging]);
            assert.equal(stdout, "There was nothing to check: the input holds no resources.\n");
            assert.equal(code, 0);
        });

        it("counts what is unknown as not judged: the SDK's advisory and the kit's reason", async () => {
            const pack = makePack(
                packOf(`
                    {
                        name: "reads-key", description: "Reads the key", enforcementLevel: "mandatory",
                        validateResource(args, report) { if (String(args.props.hashKey) === "id") report("never"); },
                    },
                    {
                        name: "says-unknown", description: "Says what it does not know", enforcementLevel: "mandatory",
                        validateStack(args) { args.notApplicable("Not known until the update: orders hashKey"); },
                    }
                `),
            );
            const file = fileOf(previewJson([TABLE]));
            const { code, stdout } = await preflight(["check", file, "--policy-pack", pack]);
            assert.equal(
                stdout.replace(/\s+/g, " "),
                "2 policies could not judge everything, because values are not known until the update: " +
                    "reads-key: orders hashKey says-unknown: orders hashKey " +
                    "✔ No findings: 1 resource in stack prod of shop checked by fixture 1.2.3. ",
            );
            assert.equal(code, 0);
        });

        it("hangs findings of stack policies on their resource, or on the stack", async () => {
            const pack = makePack(
                packOf(`{
                    name: "whole", description: "The stack is whole", enforcementLevel: "mandatory",
                    validateStack(args, report) {
                        report("of one", ${JSON.stringify(urnOf("aws:s3/bucket:Bucket", "logs"))});
                        report("of all");
                        report("of another stack", "urn:pulumi:x::y::aws:s3/bucket:Bucket::logs");
                    },
                }`),
            );
            const { stdout } = await preflight(["check", bucketFile, "--policy-pack", pack, "--group-by", "resource"]);
            const [whole = "", bucket = ""] = stdout.split("\n\n");
            assert.match(whole, /^shop-prod the whole stack\n/);
            assert.match(whole, /of all[^]*of another stack/);
            assert.match(bucket, /^logs aws:s3\/bucket:Bucket {2}src\/storage.ts:12\n[^]*of one/);
        });

        it("keeps findings in the resources' order, however long each takes", async () => {
            const names = Array.from({ length: 80 }, (_, index) => `bucket-${index}`);
            const pack = makePack(
                packOf(`{
                    name: "slow", description: "Takes its time", enforcementLevel: "advisory",
                    async validateResource(args, report) {
                        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
                        if (args.type === "aws:s3/bucket:Bucket") report("seen");
                    },
                }`),
            );
            const file = fileOf(previewJson(names.map((name) => state("aws:s3/bucket:Bucket", name))));
            const { stdout } = await preflight(["check", file, "--policy-pack", pack, "--format", "compact"]);
            assert.deepEqual(
                [...stdout.matchAll(/ seen \((bucket-\d+)\)$/gm)].map(([, name]) => name),
                names,
            );
        });

        it("applies remediations before it checks, and says what it repaired", async () => {
            const pack = makePack(packOf(REPAIRS));
            const { code, stdout } = await preflight(["check", bucketFile, "--policy-pack", pack]);
            assert.match(stdout, /\{"bucket":"logs-1a2b3c4","tags":\{"Owner":"shop"\}\}/);
            assert.match(stdout, /tagged repaired tags of logs before the check\./);
            assert.doesNotMatch(stdout, /no owner/);
            assert.equal(code, 0);
        });

        it("colours for a terminal that wants it only", async () => {
            const args = ["check", bucketFile, "--policy-pack", flagging];
            const colored = await preflight(args, { env: { NO_COLOR: "", FORCE_COLOR: "1" } });
            // eslint-disable-next-line no-control-regex
            assert.match(colored.stdout, /\u001b\[31m✖/);
        });
    });

    describe("configuration", () => {
        async function configured(content: string): Promise<string> {
            const { stdout, stderr } = await preflight([...["check", bucketFile, "--policy-pack", settings, "--config", fileOf(content)]]);
            return stderr || (/\{.*\}/.exec(stdout)?.[0] ?? "");
        }

        it("fills in the schema's defaults", async () => {
            assert.equal(await configured("{}"), '{"prefix":"acme"}');
        });

        it("puts the pack's own over the defaults, and the file's over both", async () => {
            const pack = makePack(packOf(SETTINGS, '{ "named-as": { prefix: "pack", length: 3 } }'));
            const config = fileOf('{ "named-as": { "length": 4 } }');
            const { stdout } = await preflight(["check", bucketFile, "--policy-pack", pack, "--config", config]);
            assert.match(stdout, /\{"prefix":"pack","length":4\}/);
        });

        it("sets the level of all policies, and of one", async () => {
            const config = fileOf('{ "all": "disabled" }');
            const { code, stdout } = await preflight(["check", bucketFile, "--policy-pack", flagging, "--config", config]);
            assert.match(stdout, /No findings/);
            assert.equal(code, 0);
        });

        it("refuses what is wrong", async () => {
            assert.match(await configured('{ "named-as": { "prefix": 3 } }'), /named-as: prefix must be string\n$/);
        });

        it("needs one file for each pack, as the Pulumi CLI does", async () => {
            const args = ["check", bucketFile, "--policy-pack", flagging, "--policy-pack", settings, "--config", fileOf("{}")];
            const { code, stderr } = await preflight(args);
            assert.equal(stderr, "preflight: there must be one --config for each --policy-pack, but there are 1 for 2\n");
            assert.equal(code, 2);
        });
    });

    describe("what the pack is told of the stack", () => {
        const TELLS = `{
            name: "tells", description: "Tells what it knows", enforcementLevel: "advisory",
            validateStack(args, report) {
                const { PULUMI_NODEJS_PROJECT, PULUMI_NODEJS_STACK, PULUMI_NODEJS_DRY_RUN, PULUMI_CONFIG } = process.env;
                const tags = [...args.stackTags.entries()].map(([key, value]) => key + "=" + value);
                report([PULUMI_NODEJS_PROJECT, PULUMI_NODEJS_STACK, PULUMI_NODEJS_DRY_RUN, PULUMI_CONFIG, tags].join("|"));
            },
        }`;

        it("passes names, configuration and tags", async () => {
            const file = fileOf(previewJson([], { config: { "shop:size": "3" } }));
            const args = ["check", file, "--policy-pack", makePack(packOf(TELLS)), "--tag", "tier=live", "--tag", "a=b=c"];
            assert.match((await preflight(args)).stdout, /shop\|prod\|true\|\{"shop:size":"3"\}\|a=b=c,tier=live/);
        });

        it("reads configuration that the input does not hold from Pulumi.<stack>.yaml", async () => {
            const file = fileOf(JSON.stringify({ version: 3, deployment: { resources: [BUCKET] } }));
            const yaml = "config:\n  shop:size: 3\n  shop:key:\n    secure: v1:abc\n  shop:list: [a, b]\n";
            const args = ["check", file, "--policy-pack", makePack(packOf(TELLS)), "--stack-config", fileOf(yaml)];
            const { stdout } = await preflight(args);
            const [config = ""] = /\{.*\}/.exec(stdout.replace(/\s*\n\s+/g, "")) ?? [];
            assert.deepEqual(JSON.parse(config), { "shop:size": "3", "shop:key": "[secret]", "shop:list": '["a","b"]' });
        });
    });

    describe("input that is wrong ends with 2 and one line", () => {
        const states = '{ "version": 2, "deployment": { "resources": [] } }';
        const wrong: [string, string | Buffer, RegExp][] = [
            ["an empty file", "", /input: it is empty$/],
            ["half a JSON", previewJson([BUCKET]).slice(0, 300), /input: its JSON ends in the middle$/],
            ["a binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0xff, 0xfe]), /input is not a text file$/],
            ["a state of another version", states, /input: it is a state of version 2; only 3 and 4 can be read$/],
            ["text without JSON", "error: no stack selected", /input: it holds no JSON; expected is/],
            ["JSON of another kind", '{ "name": "x" }', /input: it is JSON of another kind; expected is/],
            ["JSON with a mistake", '{ "config": {}, "steps": [}, ] }', /input: it is not JSON: /],
        ];
        for (const [what, content, message] of wrong) {
            it(what, async () => {
                const { code, stdout, stderr } = await preflight(["check", fileOf(content), "--policy-pack", flagging]);
                assert.match(stderr.trimEnd(), message);
                assert.match(stderr, /^preflight: [^\n]*\n$/);
                assert.equal(stdout, "");
                assert.equal(code, 2);
            });
        }

        it("a file that is not there, a folder, and one that may not be read", async function () {
            const missing = await preflight(["check", path.join(files, "nothing.json")]);
            assert.match(missing.stderr, /^preflight: .*nothing\.json cannot be read: there is no such file\n$/);
            const folder = await preflight(["check", files]);
            assert.match(folder.stderr, /^preflight: there is no Pulumi\.yaml in .*, nor above it\n$/);
            assert.deepEqual([missing.code, folder.code], [2, 2]);
            if (process.getuid?.() === 0) {
                // Root may read everything.
                return;
            }
            const secret = fileOf("{}");
            fs.chmodSync(secret, 0);
            const unreadable = await preflight(["check", secret]);
            assert.match(unreadable.stderr, /cannot be read: permission denied\n$/);
        });

        it("an unknown option, a tag without a value, and a time limit that is none", async () => {
            for (const args of [["--nonsense"], ["--tag", "tier"], ["--timeout", "soon"]]) {
                const { code, stderr } = await preflight(["check", bucketFile, ...args]);
                assert.match(stderr, /^preflight: [^\n]*\n$/);
                assert.equal(code, 2);
            }
        });

        it("but a stream that is cut is checked as far as it goes, with a note", async () => {
            const event = (metadata: object): string => JSON.stringify({ sequence: 1, resourcePreEvent: { metadata } });
            const stream = `${event({ op: "create", new: BUCKET })}\n${event({ op: "create", new: TABLE }).slice(0, 90)}`;
            const { code, stdout } = await preflight(["check", fileOf(stream), "--policy-pack", flagging]);
            assert.match(stdout, /Note: The stream of events ends in the middle, so only what it holds was checked: 1 resource\./);
            assert.equal(code, 1);
        });
    });

    describe("a pack that is wrong ends with 2 and one line", () => {
        const endless = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);";

        function unbuilt(scripts: object = {}): string {
            const pack = makePack("");
            fs.writeFileSync(path.join(pack, "package.json"), JSON.stringify({ name: "fixture", version: "1.2.3", main: "index.js", scripts }));
            fs.rmSync(path.join(pack, "index.js"));
            return pack;
        }

        const wrong: [string, () => string, RegExp, string[]?][] = [
            ["a folder that does not exist", () => path.join(files, "gone"), /gone: there is no such folder/],
            ["a file", () => bucketFile, /it is no folder/],
            ["a folder that is no pack", () => files, /it is no policy pack, for it has no PulumiPolicy.yaml/],
            ["a pack in another language", () => makePack("", "runtime: python\n"), /its runtime is "python"; only "nodejs"/],
            [
                "a pack without its dependencies",
                () => makeFolder({ "PulumiPolicy.yaml": "runtime: nodejs\n", "package.json": "{}" }),
                /its dependencies are not installed; run `npm install` there/,
            ],
            ["a pack that throws", () => makePack('throw new Error("no such region");'), /it failed to start .*no such region/],
            ["a pack without its main", () => unbuilt(), /: it failed to start .*(locate the entry point|main)/],
            ["a pack that is not built", () => unbuilt({ build: "tsc" }), /: it is not built, run `npm run build` there; it failed to start /],
            ["a program that makes no pack", () => makePack(""), /it ended without making a PolicyPack/],
            ["a pack that prints something else", () => makePack('console.log("hello");'), /it printed "hello" where its port was expected/],
            ["a pack that never starts", () => makePack(endless), /it did not start within 3 seconds/, ["--timeout", "3"]],
            [
                "a policy that throws",
                () => makePack(packOf('{ name: "a", description: "A", enforcementLevel: "advisory", validateStack() { throw new TypeError("x is null"); } }')),
                /it failed when asked to check the stack: .*policy 'a'.*TypeError: x is null/,
            ],
            [
                "a pack that ends in a request",
                () =>
                    makePack(
                        packOf(
                            '{ name: "a", description: "A", enforcementLevel: "advisory", validateStack() { console.error("Error: out of memory"); process.exit(7); } }',
                        ),
                    ),
                /it ended when asked to check the stack: Error: out of memory/,
            ],
        ];
        for (const [what, makeIt, message, more = []] of wrong) {
            it(what, async () => {
                const { code, stdout, stderr } = await preflight(["check", bucketFile, "--policy-pack", makeIt(), ...more]);
                assert.match(stderr, message);
                assert.match(stderr, /^preflight: [^\n]*\n$/);
                assert.equal(stdout, "");
                assert.equal(code, 2);
            });
        }
    });

    describe("the pack's process", () => {
        /** A pack that writes its process id to a file. */
        function tracked(rest: string): { pack: string; file: string; pid(): number } {
            const file = path.join(makeFolder({}), "pid");
            const pack = makePack(`require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid));\n${rest}`);
            return { pack, file, pid: () => Number(fs.readFileSync(file, "utf8")) };
        }

        it("ends with the command", async () => {
            const { pack, pid } = tracked(packOf(FLAGS_BUCKETS));
            await preflight(["check", bucketFile, "--policy-pack", pack]);
            assert.ok(await hasEnded(pid()));
        });

        it("ends with the command when it hangs", async () => {
            const { pack, pid } = tracked("while (true) {}");
            await preflight(["check", bucketFile, "--policy-pack", pack, "--timeout", "10"]);
            assert.ok(await hasEnded(pid()));
        });

        it("ends with the command when that is interrupted", async () => {
            const { pack, file, pid } = tracked("while (true) {}");
            const { child, result } = start(["check", bucketFile, "--policy-pack", pack]);
            await contentOf(file);
            child.kill("SIGINT");
            assert.equal((await result).code, 130);
            assert.ok(await hasEnded(pid()));
        });

        it("keeps what it writes to standard error to itself, unless asked", async () => {
            const { pack } = tracked(`console.error("loading");\n${packOf(FLAGS_BUCKETS)}`);
            const quiet = await preflight(["check", bucketFile, "--policy-pack", pack]);
            assert.equal(quiet.stderr, "");
            const verbose = await preflight(["check", bucketFile, "--policy-pack", pack, "--verbose"]);
            assert.equal(verbose.stderr, "loading\n");
        });
    });
});
