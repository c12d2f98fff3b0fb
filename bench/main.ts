/**
 * What a preview pays for the pack, as ratios measured in one run.
 *
 *   npm run bench                measures, prints, and writes bench/RESULTS.md and bench/results.json
 *   npm run bench -- --compare   measures and prints what is a quarter worse than the committed results
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import type { AnalyzerStackResource } from "../cli/analyzer/protocol";
import { PackProcess, readPackProject } from "../cli/analyzer/pack";
import type { Preview } from "../cli/inputs/stack";
import { encode, EncodedClient } from "./client";
import { inTurn, memoryOfTree, runCommand, summarize, timed, type Measured } from "./measure";
import { awsGuard, cached, checkov, emptyPack, ROOT } from "./packs";
import { makeProgram } from "./program";
import { cloudFormation, makeStack, previewJson } from "./stack";

const RUNS = 7;
const SECONDS = 600;

interface Line {
    section: string;
    what: string;
    unit: "ms" | "MB" | "ratio" | "per second";
    measured: Measured;
    /** The most that it should be (or the least, for `per second`). */
    goal?: number;
}

const lines: Line[] = [];
const notes: string[] = [];

function add(section: string, what: string, unit: Line["unit"], measured: Measured, goal?: number): void {
    lines.push({ section, what, unit, measured, goal });
    const goalText = goal === undefined ? "" : ` (goal ${goal})`;
    console.log(`${section} | ${what}: ${format(measured.median)} ${unit}${goalText}`);
}

/** A ratio of medians; its spread is that of the subject's runs against the other's median. */
function ratio(subject: Measured, other: Measured): Measured {
    const of = (value: number): number => value / other.median;
    return { median: of(subject.median), min: of(subject.min), max: of(subject.max) };
}

function format(value: number): string {
    return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

interface Running {
    client: EncodedClient;
    pack: PackProcess;
}

/** Works with packs that run as they do under the engine, side by side. */
async function withPacks(
    packs: Record<string, string>,
    preview: Preview,
    work: (running: [name: string, Running][]) => Promise<void>,
): Promise<void> {
    const running: [string, Running][] = [];
    try {
        for (const [name, folder] of Object.entries(packs)) {
            const pack = new PackProcess(readPackProject(folder), preview, SECONDS, false);
            const client = new EncodedClient(await pack.port);
            running.push([name, { client, pack }]);
            await client.send(encode("getAnalyzerInfo", undefined));
        }
        await work(running);
    } finally {
        for (const [, { client, pack }] of running) {
            client.close();
            pack.stop();
            await pack.ended;
        }
    }
}

function requestsOf({ resources }: Preview): AnalyzerStackResource[] {
    const provider = resources.find(({ type }) => type === "pulumi:providers:aws");
    return resources.map((resource) => ({
        ...resource,
        properties: resource.inputs,
        provider: resource.provider && provider ? { ...provider, properties: provider.inputs } : undefined,
    }));
}

async function coldStart(packs: Record<string, string>): Promise<void> {
    const preview = makeStack(1);
    const start = (folder: string) => async () => {
        const pack = new PackProcess(readPackProject(folder), preview, SECONDS, false);
        const time = await timed(() => pack.port);
        pack.stop();
        await pack.ended;
        return time;
    };
    const subjects = Object.fromEntries(Object.entries(packs).map(([name, folder]) => [name, start(folder)]));
    const results = await inTurn(subjects, RUNS);
    for (const [name, measured] of Object.entries(results)) {
        add("Cold start to the port", name, "ms", measured);
    }
    add(
        "Cold start to the port",
        "ratio to the empty pack",
        "ratio",
        ratio(results.preflight as Measured, results.empty as Measured),
        1.15,
    );
}

async function analyzeCalls(packs: Record<string, string>): Promise<void> {
    const preview = makeStack(500);
    const requests = requestsOf(preview).map((request) => encode("analyze", request));
    const section = "Analyze, one request at a time";
    await withPacks(packs, preview, async (running) => {
        const each =
            ({ client }: Running) =>
            async () => {
                const time = await timed(async () => {
                    for (const request of requests) {
                        await client.send(request);
                    }
                });
                return time / requests.length;
            };
        const results = await inTurn(Object.fromEntries(running.map(([name, one]) => [name, each(one)])), RUNS);
        for (const [name, measured] of Object.entries(results)) {
            add(section, name, "ms", measured);
            add(section, name, "per second", {
                median: 1000 / measured.median,
                min: 1000 / measured.max,
                max: 1000 / measured.min,
            });
        }
        const [own, empty] = [results.preflight as Measured, results.empty as Measured];
        const added = { median: own.median - empty.median, min: own.min - empty.median, max: own.max - empty.median };
        add(section, "added by every policy, a resource", "ms", added, 1);
    });
}

async function analyzeStacks(packs: Record<string, string>): Promise<void> {
    const own: Record<number, Measured> = {};
    for (const size of [100, 1_000, 10_000]) {
        const preview = makeStack(size);
        const requests = requestsOf(preview);
        const stack = encode(
            "analyzeStack",
            requests.map((request, i) => ({
                ...request,
                properties: preview.resources[i]?.outputs ?? request.properties,
            })),
        );
        const section = `AnalyzeStack, ${size} resources`;
        await withPacks(packs, preview, async (running) => {
            for (const [, { client }] of running) {
                // As in a preview, Analyze comes first; it tells the stack policies what the program wrote.
                await analyzeAll(client, requests);
            }
            const once =
                ({ client }: Running) =>
                () =>
                    timed(() => client.send(stack));
            const results = await inTurn(Object.fromEntries(running.map(([name, one]) => [name, once(one)])), RUNS);
            for (const [name, measured] of Object.entries(results)) {
                add(section, name, "ms", measured);
            }
            own[size] = results.preflight as Measured;
            add(section, "ratio to an empty stack policy", "ratio", ratio(own[size], results.empty as Measured), 3);
        });
    }
    add(
        "AnalyzeStack, growth",
        "10,000 resources to 1,000",
        "ratio",
        ratio(own[10_000] as Measured, own[1_000] as Measured),
        12,
    );
}

/** Asks about every resource, some at a time, as the engine does. */
async function analyzeAll(client: EncodedClient, requests: AnalyzerStackResource[]): Promise<void> {
    for (let i = 0; i < requests.length; i += 64) {
        await Promise.all(requests.slice(i, i + 64).map((request) => client.send(encode("analyze", request))));
    }
}

async function checkFiles(empty: string, scanner: ReturnType<typeof checkov>): Promise<void> {
    const main = path.join(ROOT, "bin", "cli", "main.js");
    for (const size of [50, 1_000, 10_000]) {
        const file = cached(`preview-${size}.json`, previewJson(makeStack(size)));
        const template = cached(`template-${size}.json`, cloudFormation(size));
        const memory: Record<string, number[]> = {};
        const command =
            (name: string, program: string, args: string[], env = {}) =>
            async () => {
                const finished = await runCommand(program, args, env);
                if (finished.code === null || finished.code > 1) {
                    throw new Error(`${program} ${args.join(" ")} ended with ${finished.code}`);
                }
                (memory[name] ??= []).push(finished.memory ?? NaN);
                return finished.time;
            };
        const subjects: Record<string, () => Promise<number>> = {
            preflight: command("preflight", process.execPath, [main, "check", "--timeout", String(SECONDS), file]),
            empty: command("empty", process.execPath, [
                main,
                "check",
                "--timeout",
                String(SECONDS),
                "--policy-pack",
                empty,
                file,
            ]),
        };
        if ("command" in scanner && size > 50) {
            const args = ["-f", template, "--framework", "cloudformation", "--quiet", "--compact", "--skip-download"];
            subjects.Checkov = command("Checkov", scanner.command, args);
        }
        const section = `preflight check, ${size} resources`;
        // Checkov takes a minute for the largest, so that has no run to warm up.
        const results = await inTurn(subjects, RUNS, size === 10_000 ? 0 : 1);
        for (const [name, measured] of Object.entries(results)) {
            add(section, name, "ms", measured);
            add(
                section,
                `${name}, peak memory`,
                "MB",
                summarize(memory[name] as number[]),
                name === "preflight" ? 400 : undefined,
            );
        }
        const own = results.preflight as Measured;
        add(
            section,
            "ratio to an empty pack",
            "ratio",
            ratio(own, results.empty as Measured),
            size === 50 ? 2 : undefined,
        );
        if (results.Checkov) {
            add(section, "ratio to Checkov", "ratio", ratio(own, results.Checkov), size === 1_000 ? 1 / 4 : 1 / 10);
        }
    }
}

async function checkProgram(): Promise<void> {
    const program = makeProgram(100);
    const main = path.join(ROOT, "bin", "cli", "main.js");
    const command = (args: string[], most: number) => async () => {
        const finished = await runCommand(process.execPath, args);
        if (finished.code === null || finished.code > most) {
            throw new Error(`node ${args.join(" ")} ended with ${finished.code}`);
        }
        return finished.time;
    };
    try {
        const results = await inTurn(
            {
                preflight: command([main, "check", "--timeout", String(SECONDS), program.folder, "--stack", "prod"], 1),
                mocks: command([program.mocks], 0),
            },
            RUNS,
        );
        const section = "Program of 100 resources";
        add(section, "preflight check", "ms", results.preflight);
        add(section, "the program under Pulumi's mocks", "ms", results.mocks);
        add(section, "ratio to the mocks", "ratio", ratio(results.preflight, results.mocks), 1.5);
    } finally {
        program.remove();
    }
}

async function packMemory(packs: Record<string, string>): Promise<void> {
    const preview = makeStack(10_000);
    const requests = requestsOf(preview);
    const stack = encode("analyzeStack", requests);
    const peak = (name: string, folder: string) => async () => {
        let most = 0;
        await withPacks({ [name]: folder }, preview, async ([one]) => {
            const { client, pack } = (one as [string, Running])[1];
            const watch = setInterval(() => (most = Math.max(most, memoryOfTree(pack.pid) ?? 0)), 50);
            await analyzeAll(client, requests);
            await client.send(stack);
            clearInterval(watch);
        });
        return most;
    };
    const subjects = Object.fromEntries(Object.entries(packs).map(([name, folder]) => [name, peak(name, folder)]));
    const results = await inTurn(subjects, RUNS, 0);
    for (const [name, measured] of Object.entries(results)) {
        add("Peak memory of the pack, 10,000 resources", name, "MB", measured, name === "preflight" ? 400 : undefined);
    }
}

async function packageSize(): Promise<void> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-bench-"));
    try {
        const [packed] = JSON.parse(
            execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
                cwd: ROOT,
                encoding: "utf8",
                stdio: ["ignore", "pipe", "ignore"],
            }),
        ) as { filename: string; size: number; unpackedSize: number }[];
        if (!packed) {
            throw new Error("npm pack made nothing");
        }
        add("Package", "npm pack", "MB", summarize([packed.size / 1e6]));
        add("Package", "unpacked", "MB", summarize([packed.unpackedSize / 1e6]));
        const install = async (): Promise<number> => {
            const target = fs.mkdtempSync(path.join(folder, "install-"));
            fs.writeFileSync(
                path.join(target, "package.json"),
                JSON.stringify({ name: "install", version: "0.0.0", private: true }),
            );
            const options = ["--omit=dev", "--no-audit", "--no-fund", "--silent", "--prefix", target];
            const finished = await runCommand("npm", ["install", ...options, path.join(folder, packed.filename)]);
            return finished.code === 0 ? finished.time : NaN;
        };
        const { install: measured } = await inTurn({ install }, RUNS);
        if (Number.isNaN(measured.median)) {
            notes.push("the production install needs a package registry");
        } else {
            add("Package", "production install", "ms", measured);
        }
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

interface Results {
    machine: string;
    lines: Line[];
}

const RESULTS = path.join(ROOT, "bench", "results.json");

function machine(): string {
    const [cpu] = os.cpus();
    return `${os.cpus().length} x ${cpu?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()}`;
}

function versions(others: Record<string, { version: string } | { missing: string }>): string {
    const of = (name: string): string =>
        (
            JSON.parse(fs.readFileSync(path.join(ROOT, "node_modules", name, "package.json"), "utf8")) as {
                version: string;
            }
        ).version;
    const compared = Object.entries(others).flatMap(([name, other]) =>
        "version" in other ? [`${name} ${other.version}`] : [],
    );
    const own = [
        `Node ${process.versions.node}`,
        `@pulumi/policy ${of("@pulumi/policy")}`,
        `@pulumi/pulumi ${of("@pulumi/pulumi")}`,
    ];
    return [...own, ...compared].join(", ");
}

function writeResults(versions: string): void {
    fs.writeFileSync(RESULTS, `${JSON.stringify({ machine: machine(), lines } satisfies Results, undefined, 1)}\n`);
    const rows = lines.map(({ section, what, unit, measured, goal }) => {
        const met = goal === undefined ? "" : `${format(goal)}: ${measured.median <= goal ? "met" : "missed"}`;
        return `| ${section} | ${what} | ${format(measured.median)} ${unit} | ${format(measured.min)} to ${format(measured.max)} | ${met} |`;
    });
    const text = [
        "# Benchmark results",
        "",
        `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. ${machine()}. ${versions}.`,
        `Medians of ${RUNS} runs, side by side in one run; the spread is the least and the most. Ratios travel between machines, milliseconds do not.`,
        ...notes.map((note) => `\nNot measured: ${note}.`),
        "",
        "| section | what | median | spread | goal |",
        "|---|---|---|---|---|",
        ...rows,
        "",
    ];
    fs.writeFileSync(path.join(ROOT, "bench", "RESULTS.md"), text.join("\n"));
}

function compare(): void {
    const before = JSON.parse(fs.readFileSync(RESULTS, "utf8")) as Results;
    if (before.machine !== machine()) {
        console.log(`The committed results are of another machine (${before.machine}): ratios only are compared.`);
    }
    const key = ({ section, what, unit }: Line): string => `${section} | ${what} (${unit})`;
    const old = new Map(before.lines.map((line) => [key(line), line.measured.median]));
    const worse = lines.filter((line) => {
        const was = old.get(key(line));
        if (was === undefined || (before.machine !== machine() && line.unit !== "ratio")) {
            return false;
        }
        return line.unit === "per second" ? line.measured.median < was / 1.25 : line.measured.median > was * 1.25;
    });
    for (const line of worse) {
        console.log(`WORSE ${key(line)}: ${format(line.measured.median)}, was ${format(old.get(key(line)) as number)}`);
    }
    console.log(
        worse.length === 0
            ? "Nothing is a quarter worse than the committed results."
            : `${worse.length} lines are a quarter worse.`,
    );
    process.exitCode = worse.length === 0 ? 0 : 1;
}

async function main(): Promise<void> {
    const emptyResource = emptyPack("validateResource");
    const emptyStack = emptyPack("validateStack");
    const guard = awsGuard();
    const scanner = checkov();
    const others: Record<string, string> = "folder" in guard ? { AWSGuard: guard.folder } : {};
    notes.push(...[guard, scanner].flatMap((other) => ("missing" in other ? [other.missing] : [])));
    await coldStart({ preflight: ROOT, empty: emptyResource, ...others });
    await analyzeCalls({ preflight: ROOT, empty: emptyResource, ...others });
    await analyzeStacks({ preflight: ROOT, empty: emptyStack });
    await checkFiles(emptyResource, scanner);
    await checkProgram();
    await packMemory({ preflight: ROOT, empty: emptyStack });
    await packageSize();
    if (process.argv.includes("--compare")) {
        compare();
    } else {
        writeResults(versions({ AWSGuard: guard, Checkov: scanner }));
    }
}

void main();
