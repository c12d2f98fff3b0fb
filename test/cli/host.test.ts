/** The two ways to a pack, by its host and over gRPC as the engine goes, which must lead to the same. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { Analyzer } from "../../cli/analyzer/client";
import type { Analysis, AnalyzerStackResource } from "../../cli/analyzer/protocol";
import { PackProcess, readPackProject } from "../../cli/analyzer/pack";
import type { Values } from "../../cli/inputs/stack";
import { makeFolder, makePack, packOf, removeFolders, ROOT, SECRET, SIGNATURE, STACK_URN, UNKNOWN, urnOf } from "./fixtures";

const SECONDS = 60;
const STACK = { project: "shop", stack: "prod", config: { "shop:env": "prod" }, secretKeys: ["shop:key"], tags: { tier: "live" } };

function resource(type: string, name: string, properties: Values, more: Partial<AnalyzerStackResource> = {}): AnalyzerStackResource {
    const base = { urn: urnOf(type, name), type, name, properties, parent: STACK_URN };
    return { ...base, options: {}, dependencies: [], propertyDependencies: {}, ...more };
}

const secret = (value: unknown): Values => ({ [SIGNATURE]: SECRET, value });
const provider = { urn: urnOf("pulumi:providers:aws", "default"), type: "pulumi:providers:aws", name: "default", properties: { region: "us-east-1" } };

const RESOURCES: AnalyzerStackResource[] = [
    { ...resource("pulumi:pulumi:Stack", "shop-prod", { endpoint: "TODO" }), urn: STACK_URN, parent: undefined },
    resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16", __defaults: ["x"] }, { provider }),
    resource("aws:lambda/function:Function", "worker", {
        ...{ runtime: "nodejs16.x", environment: { variables: { DB_PASSWORD: "ChangeMe123!", TABLE: "aä" } }, timeout: 0.5, layers: [] },
        code: { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", path: "./app", hash: "" },
    }),
    resource(
        ...(["aws:rds/instance:Instance", "orders", { engine: "postgres", engineVersion: UNKNOWN, password: secret("hunter2hunter2"), tags: null }] as const),
        {
            options: { protect: true, ignoreChanges: ["tags"], deleteBeforeReplace: false, aliases: ["a"], customTimeouts: { create: 60 } },
            dependencies: [urnOf("aws:ec2/vpc:Vpc", "vpc")],
            propertyDependencies: { engineVersion: [urnOf("aws:ec2/vpc:Vpc", "vpc")] },
        },
    ),
];

/** Starts a pack and works with it. */
async function withPack<T>(folder: string, hosted: boolean, work: (analyzer: Analyzer) => Promise<T>): Promise<T> {
    const pack = new PackProcess(readPackProject(folder), STACK, SECONDS, hosted);
    try {
        return await work(await Analyzer.connect(pack, SECONDS));
    } finally {
        pack.stop();
    }
}

/** Everything that a pack answers when it is asked as in a preview. */
async function answers(folder: string, hosted: boolean, level: "mandatory" | "remediate"): Promise<unknown[]> {
    return withPack(folder, hosted, async (analyzer) => {
        await analyzer.configureStack({ ...STACK, organization: "acme" });
        // Only the host's own way can tell this.
        const info = { ...(await analyzer.info()), readsLearned: undefined };
        await analyzer.configure(new Map(info.policies.map(({ name }) => [name, { level, properties: {} }])));
        const answered: unknown[] = [info];
        for (const one of RESOURCES) {
            answered.push(await analyzer.remediate(one), await analyzer.analyze(one));
        }
        // Properties that are undefined do not travel.
        return JSON.parse(JSON.stringify([...answered, await analyzer.analyzeStack(RESOURCES)])) as unknown[];
    });
}

/** A policy that tells what it is given, word for word. */
const ECHO = `{
    name: "echo", description: "Echo", enforcementLevel: "advisory",
    validateResource(args, report) {
        const { type, urn, name, opts, provider, props } = args;
        report(JSON.stringify([type, urn, name, opts, provider && provider.props.__getSpecialProxyTarget, props.__getSpecialProxyTarget]));
    },
}`;

describe("a pack's host", function () {
    this.timeout(60_000);
    after(removeFolders);

    for (const level of ["mandatory", "remediate"] as const) {
        it(`brings the same answers as gRPC from every policy, ${level}`, async () => {
            const direct = await answers(ROOT, true, level);
            assert.deepEqual(direct, await answers(ROOT, false, level));
            assert.match(JSON.stringify(direct), /"policy":"no-hardcoded-credentials"/);
            assert.match(JSON.stringify(direct), /orders engineVersion/);
        });
    }

    it("brings them where the SDK's inside is not what the kit leans on", async () => {
        const hide = `const Module = require("node:module");
            const load = Module._load;
            Module._load = (request, parent, ...rest) => {
                if (/[\\/\\\\]kit[\\/\\\\]/.test(parent?.filename ?? "") && request === "@pulumi/policy/deserialize") {
                    require("node:fs").writeFileSync(__dirname + "/hidden", "");
                    throw new Error("not there");
                }
                return load(request, parent, ...rest);
            };`;
        const hook = path.join(makeFolder({ "hook.js": hide }), "hook.js");
        const expected = await answers(ROOT, true, "mandatory");
        const { NODE_OPTIONS } = process.env;
        process.env.NODE_OPTIONS = `${NODE_OPTIONS ?? ""} --require ${hook}`;
        try {
            assert.deepEqual(await answers(ROOT, true, "mandatory"), expected);
            assert.ok(fs.existsSync(path.join(path.dirname(hook), "hidden")));
        } finally {
            delete process.env.NODE_OPTIONS;
            Object.assign(process.env, NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS });
        }
    });

    it("brings policies the same resources", async () => {
        const pack = makePack(packOf(ECHO));
        const told = (hosted: boolean): Promise<unknown[]> =>
            withPack(pack, hosted, (analyzer) =>
                Promise.all(
                    RESOURCES.slice(0, 2).map(
                        async (one) => JSON.parse((await analyzer.analyze(one)).diagnostics[0]?.message.slice("Echo\n".length) ?? "") as unknown,
                    ),
                ),
            );
        assert.deepEqual(await told(true), await told(false));
    });

    it("brings a whole stack, however large", async () => {
        const counting =
            '{ name: "count", description: "C", enforcementLevel: "advisory", validateStack(args, report) { report(String(args.resources.length)); } }';
        const many = Array.from({ length: 1001 }, (_, i) => resource("aws:ec2/vpc:Vpc", `vpc-${i}`, {}));
        const { diagnostics } = await withPack(makePack(packOf(counting)), true, (analyzer) => analyzer.analyzeStack(many));
        assert.match(diagnostics[0]?.message ?? "", /1001/);
    });

    const LISTS_LOADED = `{
        name: "lists", description: "L", enforcementLevel: "advisory",
        validateResource(args, report) {
            report(Object.keys(require.cache).filter((file) => /node_modules.(typescript|@npmcli|ts-node).|policy.server.js/.test(file)).join(" ") + " hosted:" + process.argv[1]);
        },
    }`;
    const listed = async (pack: string): Promise<string> => {
        const { diagnostics } = await withPack<Analysis>(pack, true, (analyzer) => analyzer.analyze(RESOURCES[0] as AnalyzerStackResource));
        return diagnostics[0]?.message ?? "";
    };

    it("loads neither a compiler nor npm's resolver for a compiled pack", async () => {
        const loaded = await listed(makePack(packOf(LISTS_LOADED)));
        assert.match(loaded, /policy.server\.js/);
        assert.doesNotMatch(loaded, /typescript|@npmcli|ts-node/);
    });

    it("runs a pack in TypeScript as the engine does", async () => {
        const pack = makePack("");
        fs.rmSync(path.join(pack, "index.js"));
        fs.writeFileSync(
            path.join(pack, "index.ts"),
            `import { PolicyPack } from "@pulumi/policy";\nconst name: string = "typed";\nnew PolicyPack(name, { policies: [${LISTS_LOADED.replaceAll("args, report", "args: any, report: any")}] });`,
        );
        fs.writeFileSync(path.join(pack, "package.json"), '{ "name": "typed", "version": "1.0.0" }');
        assert.match(await listed(pack), /typescript/);
    });

    it("keeps the place of a crash, in the source where the runner compiles it", async () => {
        const kit = JSON.stringify(path.join(ROOT, "bin", "kit"));
        const definition = `{ name: "falls", title: "T", severity: "low", level: "advisory", why: "w", fix: "f", links: [],
            check() { null.x; } }`;
        const compiled = makePack(`const { resourcePolicy } = require(${kit});\n${packOf(`resourcePolicy(${definition})`)}`);
        const source = makePack("");
        fs.rmSync(path.join(source, "index.js"));
        fs.writeFileSync(
            path.join(source, "index.ts"),
            `const { resourcePolicy } = require(${kit});\n// @ts-nocheck\n${packOf(`resourcePolicy(${definition.replace("null.x", "(null as any).x")})`)}`,
        );
        fs.writeFileSync(path.join(source, "package.json"), '{ "name": "typed", "version": "1.0.0" }');
        const said = (pack: string, hosted: boolean): Promise<string> =>
            withPack(pack, hosted, async (analyzer) => (await analyzer.analyze(RESOURCES[0] as AnalyzerStackResource)).diagnostics[0]?.message ?? "");
        assert.match(await said(compiled, true), /The check itself failed \(TypeError at index\.js:\d+\)/);
        assert.match(await said(compiled, false), /The check itself failed \(TypeError at index\.js:\d+\)/);
        assert.match(await said(source, false), /The check itself failed \(TypeError at index\.ts:\d+\)/);
    });

    it("runs a pack that exports the function that makes it", async () => {
        assert.match(await listed(makePack(`module.exports = async () => {${packOf(LISTS_LOADED)}};`)), /hosted:/);
    });

    it("leaves a pack that serves the protocol by itself to gRPC", async () => {
        const raw = `
            const grpc = require("@grpc/grpc-js");
            const proto = require("@pulumi/pulumi/proto/analyzer_pb");
            const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");
            const server = new grpc.Server();
            server.addService(AnalyzerService, { analyze(call, done) {
                const diagnostic = new proto.AnalyzeDiagnostic();
                diagnostic.setMessage("peer " + call.getPeer());
                const response = new proto.AnalyzeResponse();
                response.setDiagnosticsList([diagnostic]);
                done(null, response);
            } });
            server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => console.log(String(port)));
        `;
        assert.match(await listed(makePack(raw)), /^peer 127\.0\.0\.1:/);
    });

    it("waits as long as answers come, however many requests wait for theirs", async () => {
        const slow =
            '{ name: "slow", description: "S", enforcementLevel: "advisory", validateResource: () => new Promise((resolve) => setTimeout(resolve, 300)) }';
        const inTurn = `const { PolicyPack } = require("@pulumi/policy");
            let last = Promise.resolve();
            const policy = ${slow};
            const { validateResource } = policy;
            policy.validateResource = () => (last = last.then(validateResource));
            new PolicyPack("fixture", { policies: [policy] });`;
        const pack = new PackProcess(readPackProject(makePack(inTurn)), STACK, 2);
        try {
            const analyzer = await Analyzer.connect(pack, 2);
            const all = Array.from({ length: 10 }, () => analyzer.analyze(RESOURCES[0] as AnalyzerStackResource));
            assert.equal((await Promise.all(all)).length, 10);
        } finally {
            pack.stop();
        }
    });

    it("says that a pack which hangs up has ended", async () => {
        const pack = makePack(packOf('{ name: "a", description: "A", enforcementLevel: "advisory", validateResource() { process.disconnect(); } }'));
        await assert.rejects(listed(pack), /it ended when asked to check shop-prod/);
    });
});
