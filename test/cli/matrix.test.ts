/**
 * What a run says where it could look green and is not: each state has its exit code and its sentence, from `check` on
 * a file or a program, from `report` on events, and from the Pulumi CLI with the pack. The last runs where `pulumi` is
 * on PATH; its cells are skipped, and counted as skipped, elsewhere.
 */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { hasPulumi, makePulumi, type Pulumi } from "../e2e/cli";
import { BUCKET, FLAGS_BUCKETS, makeFolder, makePack, packOf, preflight, previewJson, removeFolders, ROOT, state, STACK_URN, type Result } from "./fixtures";

/** The Pulumi CLI's exit code of a failure differs by its version. */
const FAILS = "not 0";

/** One run: how it ends, and what it says. */
interface Cell {
    run(): Result | Promise<Result>;
    code: number | typeof FAILS;
    says: RegExp;
    ticks?: true;
}

interface Row {
    check: Cell;
    /** Undefined where the state is none of a preview's events. */
    report?: Cell;
    /** Undefined where the state is none of the Pulumi CLI's. */
    cli?: Cell;
}

const PROGRAM = `
    const pulumi = require("@pulumi/pulumi");
    class Bucket extends pulumi.CustomResource {
        constructor(name, props) { super("aws:s3/bucket:Bucket", name, props); }
    }`;
const FAILING = `${PROGRAM} new Bucket("logs", { bucket: "logs" }); throw new Error("no such region");`;
const FAILED = "Running program '/shop/index.js' failed with an unhandled exception:\nError: no such region\n    at /shop/index.js:1:7\n";
const WHY = /preview itself failed, so not everything was checked: Running program '\S+' failed with an unhandled exception: Error: no such region/;
/** What only somebody who sees the password can find. */
const READS_PASSWORD = `{
    name: "reads-password", description: "Passwords are generated", enforcementLevel: "mandatory",
    validateResource(args, report) { if (args.props.password === "hunter2") report("it is in the program"); },
}`;
const DATABASE = state("aws:rds/instance:Instance", "ledger", { inputs: { engine: "postgres", password: "[secret]" } });
const COMPONENT = `const pulumi = require("@pulumi/pulumi");
    new pulumi.ComponentResource("eks:index:Cluster", "cluster", {}, {}, true);`;
/** The plugin of `COMPONENT`. */
const EKS = `const pulumi = require("@pulumi/pulumi");
    async function construct(name, type, _inputs, options) {
        const cluster = new pulumi.ComponentResource(type, name, {}, options);
        new pulumi.CustomResource("aws:s3/bucket:Bucket", "logs", {}, { parent: cluster });
        return { urn: cluster.urn, state: {} };
    }
    pulumi.provider.main({ version: "3.0.0", construct }, process.argv.slice(2));`;

const PACK = { policyPackName: "fixture", policyPackVersion: "1.2.3" };
const ANALYZED = { policyAnalyzeSummaryEvent: { ...PACK, resourceUrn: BUCKET.urn, passed: ["quiet"] } };
const STACK_ANALYZED = { policyAnalyzeStackSummaryEvent: { ...PACK, passed: [] } };
const summary = (result: string): object => ({ summaryEvent: { PolicyPacks: { "fixture|local|../pack": "1.2.3" }, isPreview: true, result } });

/** The events of a preview. */
function events(...list: object[]): string {
    return [{ preludeEvent: { config: {} } }, ...list].map((event, sequence) => `${JSON.stringify({ sequence, ...event })}\n`).join("");
}

describe("what could look green", function () {
    this.timeout(180_000);
    let pulumi: Pulumi | undefined;
    let quiet: string;
    let flagging: string;
    let passwords: string;
    let credentials: string;
    let unbuilt: string;
    let untyped: string;

    before(() => {
        pulumi = hasPulumi ? makePulumi("x") : undefined;
        quiet = makePack(packOf('{ name: "quiet", description: "Finds nothing", enforcementLevel: "mandatory", validateResource() {} }'));
        flagging = makePack(packOf(FLAGS_BUCKETS));
        passwords = makePack(packOf(READS_PASSWORD));
        const levels = { all: "disabled", "no-hardcoded-credentials": "mandatory" };
        credentials = path.join(makeFolder({ "config.json": JSON.stringify(levels) }), "config.json");
        unbuilt = unbuiltPack({ "index.ts": `// @ts-nocheck\n${packOf(FLAGS_BUCKETS)}` });
        untyped = unbuiltPack({});
    });
    after(() => {
        pulumi?.remove();
        removeFolders();
    });

    /** A pack whose main is to be built. */
    function unbuiltPack(source: Record<string, string>): string {
        const manifest = { name: "fixture", version: "1.2.3", main: "bin/index.js", scripts: { build: "tsc" } };
        const folder = makeFolder({ "PulumiPolicy.yaml": "runtime: nodejs\n", "package.json": JSON.stringify(manifest), ...source });
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
        return folder;
    }

    function programOf(main: string): string {
        const folder = makeFolder({
            "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
            "Pulumi.prod.yaml": "config: {}\n",
            "package.json": '{ "name": "shop", "main": "index.js" }',
            "index.js": main,
        });
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
        return folder;
    }

    /** A folder with a plugin whose cluster makes a bucket. */
    function eksPlugin(): string {
        const folder = makeFolder({ "eks.js": EKS, "pulumi-resource-eks": `#!/bin/sh\nexec "${process.execPath}" "$(dirname "$0")/eks.js" "$@"\n` });
        fs.chmodSync(path.join(folder, "pulumi-resource-eks"), 0o755);
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
        return folder;
    }

    const check = (input: string, pack: string, ...more: string[]): Promise<Result> => preflight(["check", "-", "--policy-pack", pack, ...more], { input });
    const checkProgram = (main: string, ...more: string[]): Promise<Result> => preflight(["check", programOf(main), "--policy-pack", quiet, ...more]);
    const report = (...list: object[]): Promise<Result> => preflight(["report"], { input: events(...list) });

    /** A preview by the Pulumi CLI. */
    function preview(main: string, pack: string, env: NodeJS.ProcessEnv = {}): Result {
        const folder = programOf(main);
        const run = (...args: string[]): ReturnType<Pulumi["run"]> => (pulumi as Pulumi).run(folder, args, env);
        run("stack", "init", "prod");
        const { status, stdout, stderr } = run("preview", "--policy-pack", pack);
        run("stack", "rm", "--yes", "--force", "prod");
        return { code: status, stdout, stderr };
    }

    const failedDigest = previewJson([BUCKET], { diagnostics: [{ message: `error: ${FAILED}`, severity: "error" }] });
    const failedEvents = [ANALYZED, { diagnosticEvent: { message: FAILED, severity: "error" } }, summary("failed")];

    const MATRIX: Record<string, Row> = {
        "a pack that is not built, and runs from its source": {
            check: { run: () => check(previewJson([BUCKET]), unbuilt), code: 1, says: /bucket-named mandatory/ },
            cli: { run: () => preview(`${PROGRAM} new Bucket("logs", {});`, unbuilt), code: FAILS, says: /bucket-named/ },
        },
        "a pack that is not built, and has no source to run": {
            check: {
                run: () => check(previewJson([BUCKET]), untyped),
                code: 2,
                says: /^preflight: policy pack \S+: it is not built, run `npm run build` there; .*\n$/,
            },
            cli: {
                run: () => preview(`${PROGRAM} new Bucket("logs", {});`, untyped),
                code: FAILS,
                says: /Cannot find module '\S+bin\/index\.js'.* has a valid "main" entry/,
            },
        },
        "a program that failed": {
            check: { run: () => check(failedDigest, quiet), code: 2, says: WHY },
            report: { run: () => report(...failedEvents), code: 2, says: WHY },
            cli: { run: () => preview(FAILING, quiet), code: FAILS, says: /failed with an unhandled exception:\s+Error: no such region/ },
        },
        "a program that failed, with a violation": {
            check: { run: () => check(failedDigest, flagging), code: 2, says: WHY },
            report: {
                run: () =>
                    report(
                        { policyEvent: { ...PACK, resourceUrn: BUCKET.urn, policyName: "a", message: "B\n", enforcementLevel: "mandatory" } },
                        ...failedEvents,
                    ),
                code: 2,
                says: WHY,
            },
            cli: { run: () => preview(FAILING, flagging), code: FAILS, says: /Error: no such region/ },
        },
        "a program that failed before it made anything": {
            check: { run: () => check(JSON.stringify({ diagnostics: [{ message: FAILED, severity: "error" }] }), quiet), code: 2, says: WHY },
            report: {
                run: () => report({ diagnosticEvent: { message: FAILED, severity: "error" } }, { summaryEvent: { PolicyPacks: {}, result: "failed" } }),
                code: 2,
                says: /^preflight: standard input: the preview failed before any policy pack ran: .*Error: no such region\n$/,
            },
            cli: { run: () => preview('throw new Error("no such region");', quiet), code: FAILS, says: /Error: no such region/ },
        },
        "a preview that failed without saying why": {
            check: {
                run: () => check(events({ resourcePreEvent: { metadata: { op: "create", new: BUCKET } } }, summary("failed")), quiet),
                code: 2,
                says: /its events do not tell why/,
            },
            report: { run: () => report(ANALYZED, STACK_ANALYZED, summary("failed")), code: 2, says: /its events do not tell why/ },
        },
        "a stream that is half read": {
            check: {
                run: () => check(events({ resourcePreEvent: { metadata: { op: "create", new: BUCKET } } }), quiet),
                code: 2,
                says: /The stream of events ends in the middle, so only what it holds was checked: 1 resource\./,
            },
            report: {
                run: () => report(ANALYZED),
                code: 2,
                says: /The stream of events ends in the middle; it held 0 findings, and there may be more\./,
            },
        },
        "a stream that ends before it holds anything": {
            check: {
                run: () => check(events(), quiet),
                code: 2,
                says: /The stream of events ends in the middle, so only what it holds was checked: 0 resources/,
            },
            report: {
                run: () => report(),
                code: 2,
                says: /^preflight: standard input: the stream of events ends in the middle, before any policy pack ran\n$/,
            },
        },
        "secrets that the file does not show": {
            check: {
                run: () => check(previewJson([DATABASE]), ROOT, "--config", credentials),
                code: 0,
                says: /could not judge secrets that are hidden.*No findings, but not everything was seen/,
            },
            // Events tell what the packs said, who saw it.
            cli: {
                run: () => preview(`${PROGRAM} new Bucket("logs", { password: pulumi.secret("hunter2") });`, passwords),
                code: FAILS,
                says: /reads-password/,
            },
        },
        "a component that is not looked into": {
            check: {
                run: () => checkProgram(COMPONENT),
                code: 0,
                says: /1 component was not looked into \(eks\).*Nothing could be checked in stack prod of shop/,
            },
            // The Pulumi CLI has the plugin make what is inside, and asks the pack about that.
            cli: {
                run: () => preview(COMPONENT, flagging, { PATH: [eksPlugin(), process.env.PATH].join(path.delimiter) }),
                code: FAILS,
                says: /bucket-named/,
            },
        },
        "a stack that is empty": {
            check: {
                run: () => check(previewJson([]), quiet),
                code: 0,
                says: /There was nothing to check in stack prod of shop: the input holds no resources\./,
            },
            report: {
                run: () => report({ policyAnalyzeSummaryEvent: { ...PACK, resourceUrn: STACK_URN } }, STACK_ANALYZED, summary("succeeded")),
                code: 0,
                says: /There was nothing to check in stack prod of shop: the input holds no resources\./,
            },
            cli: { run: () => preview("", quiet), code: 0, says: /✅ fixture/ },
        },
    };

    for (const [name, row] of Object.entries(MATRIX)) {
        for (const column of ["check", "report", "cli"] as const) {
            const cell = row[column];
            if (cell) {
                it(`${column}: ${name}`, async function () {
                    if (column === "cli" && !pulumi) {
                        this.skip();
                    }
                    const { code, stdout, stderr } = await cell.run();
                    const said = column === "cli" ? stdout + stderr : stderr || stdout.replace(/\s+/g, " ");
                    assert.match(said, cell.says);
                    if (cell.code === FAILS) {
                        assert.notEqual(code, 0, said);
                    } else {
                        assert.equal(code, cell.code, said);
                    }
                    assert.equal(said.includes("✔"), cell.ticks === true, said);
                });
            }
        }
    }
});
