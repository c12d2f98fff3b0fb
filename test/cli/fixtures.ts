/** What the command line's tests run: policy packs in temporary folders, small previews, and the compiled command. */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { SIGNATURE, UNKNOWN } from "../../kit/sentinels";

/** The repository's root, from `bin/test/cli`. */
export const ROOT = path.join(__dirname, "..", "..", "..");
export const MAIN = path.join(ROOT, "bin", "cli", "main.js");
const RECORDINGS = path.join(ROOT, "..", "shared", "recordings");

/** The recorded stacks: what the real engine printed and sent. Empty where they are not at hand. */
export function recordings(): string[] {
    return fs.existsSync(RECORDINGS)
        ? fs
              .readdirSync(RECORDINGS)
              .map((name) => path.join(RECORDINGS, name))
              .filter((folder) => fs.existsSync(path.join(folder, "preview.json")))
        : [];
}

const folders: string[] = [];

/** A new temporary folder with these files. */
export function makeFolder(files: Record<string, string | Buffer>): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-"));
    folders.push(folder);
    for (const [name, content] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        fs.writeFileSync(path.join(folder, name), content);
    }
    return folder;
}

/** Removes the folders that tests made; for `after`. */
export function removeFolders(): void {
    for (const folder of folders.splice(0)) {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

/** A policy pack in a temporary folder, with the project's own dependencies. */
export function makePack(main: string, yaml = "runtime: nodejs\n"): string {
    const manifest = JSON.stringify({ name: "fixture", version: "1.2.3", main: "index.js" });
    const folder = makeFolder({ "PulumiPolicy.yaml": yaml, "package.json": manifest, "index.js": main });
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    return folder;
}

/** The source of a pack with the given policies. */
export function packOf(policies: string, initialConfig = "undefined"): string {
    return `
        const { PolicyPack } = require("@pulumi/policy");
        new PolicyPack("fixture", { policies: [${policies}] }, ${initialConfig});
    `;
}

/** A policy that flags every bucket, in the message form of the kit. */
export const FLAGS_BUCKETS = `{
    name: "bucket-named",
    description: "Buckets carry a name",
    enforcementLevel: "mandatory",
    severity: "high",
    validateResource(args, report) {
        if (args.type !== "aws:s3/bucket:Bucket") return;
        report({
            message: [
                "Buckets carry a name",
                "tags.Name: the bucket has no name",
                "Why: nobody knows whose it is",
                "Fix: set tags.Name",
            ].join("\\n"),
        });
    },
}`;

const PREFIX = "urn:pulumi:prod::shop::";
export const STACK_URN = `${PREFIX}pulumi:pulumi:Stack::shop-prod`;
export { SIGNATURE, UNKNOWN };
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export function urnOf(type: string, name: string): string {
    return `${PREFIX}${type}::${name}`;
}

/** A resource's state as previews and exports write it. */
export function state(type: string, name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
    return { urn: urnOf(type, name), custom: true, type, parent: STACK_URN, ...more };
}

export const ROOT_STATE = { urn: STACK_URN, custom: false, type: "pulumi:pulumi:Stack" };

/** What `pulumi preview --json` prints for these resources. */
export function previewJson(states: Record<string, unknown>[], more: Record<string, unknown> = {}): string {
    const steps = [ROOT_STATE, ...states].map((newState) => ({ op: "create", urn: newState.urn, newState }));
    return JSON.stringify({ config: {}, steps, changeSummary: { create: steps.length }, ...more }, undefined, 4);
}

export const BUCKET = state("aws:s3/bucket:Bucket", "logs", {
    inputs: { __defaults: ["forceDestroy"], bucket: "logs-1a2b3c4" },
    sourcePosition: "project:///src/storage.ts#12,5",
});

export interface Result {
    code: number | null;
    stdout: string;
    stderr: string;
}

/** Runs `preflight` with these arguments. */
export function preflight(args: string[], options: { input?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Result> {
    const { result } = start(args, options);
    return result;
}

/** Starts `preflight`, to be told something while it runs. */
export function start(
    args: string[],
    { input, env }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): { child: ReturnType<typeof spawn>; result: Promise<Result> } {
    const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, NO_COLOR: "1", ...env } });
    const result = new Promise<Result>((resolve) => {
        let stdout = "";
        let stderr = "";
        child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
        child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
        child.once("close", (code) => resolve({ code, stdout, stderr }));
    });
    child.stdin.on("error", () => undefined);
    child.stdin.end(input ?? "");
    return { child, result };
}

/**
 * A pack that speaks the protocol itself and writes each request down as it came, a line of JSON each, into the file
 * that PREFLIGHT_TEST_LOG names.
 */
export const RECORDER = `
    const fs = require("node:fs");
    const grpc = require("@grpc/grpc-js");
    const proto = require("@pulumi/pulumi/proto/analyzer_pb");
    const plugin = require("@pulumi/pulumi/proto/plugin_pb");
    const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
    const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");
    const LOG = process.env.PREFLIGHT_TEST_LOG;
    const log = (rpc, request) => fs.appendFileSync(LOG, JSON.stringify({ rpc, request }) + "\\n");
    const bag = (struct) => struct && struct.toJavaScript();
    function plain(message) {
        const o = message.getOptions();
        const p = message.getProvider();
        const r = {
            type: message.getType(), urn: message.getUrn(), name: message.getName(), properties: bag(message.getProperties()),
            options: {
                protect: o.getProtect(), ignoreChanges: o.getIgnorechangesList(),
                deleteBeforeReplace: o.getDeletebeforereplace(), deleteBeforeReplaceDefined: o.getDeletebeforereplacedefined(),
                additionalSecretOutputs: o.getAdditionalsecretoutputsList(), aliases: o.getAliasesList(),
                customTimeouts: {
                    create: o.getCustomtimeouts().getCreate(), update: o.getCustomtimeouts().getUpdate(),
                    pb_delete: o.getCustomtimeouts().getDelete(), read: o.getCustomtimeouts().getRead(),
                },
                parent: o.getParent(),
            },
        };
        if (p) r.provider = { type: p.getType(), properties: bag(p.getProperties()), urn: p.getUrn(), name: p.getName() };
        return r;
    }
    const map = (m) => Object.fromEntries(m.toArray());
    const server = new grpc.Server({ "grpc.max_receive_message_length": 4e8 });
    const no = (call, done) => done({ code: grpc.status.UNIMPLEMENTED });
    server.addService(AnalyzerService, {
        handshake: no, cancel: no,
        getPluginInfo(call, done) { done(null, new plugin.PluginInfo()); },
        remediate(call, done) { done(null, new proto.RemediateResponse()); },
        configureStack(call, done) {
            const q = call.request;
            log("configureStack", {
                stack: q.getStack(), project: q.getProject(), organization: q.getOrganization(), dryRun: q.getDryRun(),
                configSecretKeys: q.getConfigSecretKeysList(), config: map(q.getConfigMap()), tags: map(q.getTagsMap()),
            });
            done(null, new proto.AnalyzerStackConfigureResponse());
        },
        getAnalyzerInfo(call, done) { const i = new proto.AnalyzerInfo(); i.setName("recorder"); done(null, i); },
        configure(call, done) { done(null, new Empty()); },
        analyze(call, done) { log("analyze", plain(call.request)); done(null, new proto.AnalyzeResponse()); },
        analyzeStack(call, done) {
            log("analyzeStack", { resources: call.request.getResourcesList().map((m) => ({
                ...plain(m), parent: m.getParent(), dependencies: m.getDependenciesList(),
                propertyDependencies: Object.fromEntries(
                    m.getPropertydependenciesMap().toArray().map(([k, v]) => [k, { urns: v[0] }])),
            })) });
            done(null, new proto.AnalyzeResponse());
        },
    });
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => console.log(String(port)));
`;

/** True once the process has ended, within ten seconds. A zombie has: only its parent has not asked for it. */
export async function hasEnded(pid: number): Promise<boolean> {
    for (let waited = 0; waited < 10_000; waited += 100) {
        try {
            process.kill(pid, 0);
            if (/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"))) {
                return true;
            }
        } catch {
            return true;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
}

/** The content of a file, once there is some. */
export async function contentOf(file: string): Promise<string> {
    for (;;) {
        const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
        if (text !== "") {
            return text;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
