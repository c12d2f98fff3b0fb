/** Runs policy packs over a stack, as the engine does at a preview. */
import { isDeepStrictEqual } from "node:util";

import type { Learned } from "../../kit/engine/partial";
import { Analyzer } from "./client";
import { toPolicyInfo, withoutRenamed } from "./describe-pack";
import { reconcile, type Part } from "./configuration";
import { toFinding, undecidedOf, type Source } from "./findings";
import type { AnalyzerResource, AnalyzerStackResource, PolicyLevel } from "./protocol";
import { PackProcess, readPackProject } from "./pack";
import { partsOf, type PackChoice } from "./parts";
import { providerUrn } from "../inputs/make";
import type { Preview, PreviewResource, StackSettings, Values } from "../inputs/stack";
import { stackUrn } from "../inputs/urn";
import { SIGNATURE, SECRET } from "../inputs/values";
import { UserError } from "../errors";
import { secretsOf } from "../secrets";
import type { Finding, Pack, PolicyInfo, Remediation, Run, Undecided } from "../results";
import type { Progress } from "../progress";
import { keyOf } from "../fingerprint";

export interface CheckOptions {
    /** How long a pack may take to start, and for each request. */
    timeoutSeconds: number;
    /** Given what the packs wrote to standard error. */
    onOutput?: (text: string) => void;
    /** Told how many of the resources were checked. */
    onProgress?: Progress;
}

/** A stack whose resources are still to come, from a program that runs; the packs start meanwhile. */
export interface Coming extends StackSettings {
    coming: Promise<Preview>;
}

/** Requests in flight; one at a time, most of the time is spent waiting. */
const IN_FLIGHT = 64;

/** A pack that was started and configured. */
interface RunningPack extends Source {
    analyzer: Analyzer;
    pack: string;
    remediates: boolean;
    /** It reads what a deep run has learned. */
    readsLearned: boolean;
    info: Pack;
}

/** A run whose resources were counted. */
type CheckedRun = Run & { resources: number };

/** Runs the packs over a stack. Throws a `UserError` for a pack or a configuration that is wrong. */
export async function runPacks(
    preview: Preview | Coming,
    choices: PackChoice[],
    options: CheckOptions,
): Promise<CheckedRun> {
    const configurations = choices.map(partsOf);
    const projects = choices.map(({ directory }) => readPackProject(directory));
    if ("resources" in preview && preview.resources.length === 0) {
        const { project, stack, notes, incomplete, failure } = preview;
        return {
            project,
            stack,
            packs: [],
            resources: 0,
            findings: [],
            undecided: [],
            remediations: [],
            opaque: [],
            notes,
            incomplete,
            failure,
        };
    }
    const processes = projects.map((project) => new PackProcess(project, preview, options.timeoutSeconds));
    const analyzers: Analyzer[] = [];
    let resources = "resources" in preview ? preview.resources : [];
    // A pack's last words, and what it writes, may be anything that it was sent.
    const redact = (text: string): string => (text === "" ? text : secretsOf(preview, resources).redact(text));
    try {
        const [whole, ...packs] = await Promise.all([
            "coming" in preview ? preview.coming : preview,
            ...processes.map(async (process, index) => {
                const analyzer = await Analyzer.connect(process, options.timeoutSeconds);
                analyzers.push(analyzer);
                return configure(analyzer, preview, configurations[index] as Part[]);
            }),
        ]);
        resources = whole.resources;
        return await run(whole, packs, options.onProgress);
    } catch (error) {
        if (error instanceof UserError) {
            error.message = redact(error.message);
        }
        throw error;
    } finally {
        for (const analyzer of analyzers) {
            analyzer.close();
        }
        for (const process of processes) {
            process.stop();
            options.onOutput?.(redact(process.stderr));
        }
    }
}

async function configure(analyzer: Analyzer, stackSettings: StackSettings, parts: Part[]): Promise<RunningPack> {
    const { project, stack, organization = "organization", config, secretKeys, tags } = stackSettings;
    // The engine's order: the stack, then what the pack says of itself, then its configuration.
    await analyzer.configureStack({ project, stack, organization, config, secretKeys, tags });
    const info = await analyzer.info();
    const settings = reconcile(info, parts);
    if (settings.size > 0) {
        await analyzer.configure(settings);
    }
    const { policies: current, renamed } = withoutRenamed(info.policies);
    const policies = current.map((policy): PolicyInfo => {
        return toPolicyInfo(policy, settings.get(policy.name)?.level ?? policy.level);
    });
    return {
        analyzer,
        pack: info.name,
        info: { name: info.name, version: info.version, policies, renamed: Object.fromEntries(renamed) },
        policies: new Map(policies.map((policy) => [policy.name, policy])),
        readsLearned: info.readsLearned === true,
        remediates: policies.some(({ level }) => level === ("remediate" satisfies PolicyLevel)),
    };
}

/** What one pack said of one resource, or of the stack. */
interface Judged {
    findings: Finding[];
    undecided: Undecided[];
}

/** What was found on one resource, or on the stack. */
interface Found extends Judged {
    remediations: Remediation[];
}

async function run(preview: Preview, packs: RunningPack[], onProgress?: Progress): Promise<CheckedRun> {
    const byUrn = new Map(preview.resources.map((resource) => [resource.urn, resource]));
    const requests = preview.resources.map((resource) => toRequest(byUrn, resource));
    const managed = requests.filter((_, index) => !preview.resources[index]?.external);
    const opaque = new Set(preview.opaque?.map(({ urn }) => urn));
    let done = 0;
    const found = await inFlight(managed, async (request) => {
        const part = await analyze(packs, request, preview.learned?.get(request.urn)?.inputs);
        onProgress?.(++done, managed.length);
        return part;
        // A failure is not told behind a bar.
    }).finally(() => onProgress?.(managed.length, managed.length));
    found.push(await analyzeStack(preview, packs, requests));

    // A finding of a stack policy stands with the others on its resource.
    const order = new Map(preview.resources.map(({ urn }, index) => [urn, index]));
    const findings = found.flatMap((part) => part.findings);
    findings.sort((a, b) => (order.get(a.urn) ?? -1) - (order.get(b.urn) ?? -1));
    return {
        project: preview.project,
        stack: preview.stack,
        packs: packs.map(({ info }) => info),
        // What was not looked into was not checked.
        resources: managed.filter(({ type, urn }) => !type.startsWith("pulumi:") && !opaque.has(urn)).length,
        findings: findings.length > 0 ? withoutSecrets(findings, preview, packs) : [],
        undecided: distinct(found.flatMap((part) => part.undecided)),
        remediations: found.flatMap((part) => part.remediations),
        opaque: preview.opaque ?? [],
        notes: preview.notes,
        incomplete: preview.incomplete,
        failure: preview.failure,
    };
}

/** The findings without what the stack marks as secret: any pack may quote it. */
function withoutSecrets(findings: Finding[], preview: Preview, packs: RunningPack[]): Finding[] {
    const policies = packs.flatMap(({ info }) => info.policies);
    const fixed = policies.map(({ title, fix = "" }) => `${title} ${fix}`).join(" ");
    const secrets = secretsOf(preview, preview.resources);
    return findings.map((finding) => ({
        ...finding,
        problem: secrets.redact(finding.problem, finding.urn, fixed),
        fix: finding.fix && secrets.redact(finding.fix, finding.urn, fixed),
    }));
}

/** A resource with its inputs, which a remediation changes, and what else a request tells of it. */
type Request = AnalyzerResource & { resource: PreviewResource };

type ByUrn = ReadonlyMap<string, PreviewResource>;

function toRequest(byUrn: ByUrn, resource: PreviewResource): Request {
    const { urn, type, name, inputs, parent, options } = resource;
    return { resource, urn, type, name, properties: inputs, parent, options, provider: providerOf(byUrn, resource) };
}

function providerOf(byUrn: ByUrn, { provider: reference }: PreviewResource): AnalyzerResource["provider"] {
    const provider = reference === undefined ? undefined : byUrn.get(providerUrn(reference));
    return provider && { urn: provider.urn, type: provider.type, name: provider.name, properties: provider.inputs };
}

/** @param learned what a deep run knows of its inputs. */
async function analyze(packs: RunningPack[], request: Request, learned: Learned[] = []): Promise<Found> {
    const found: Found = { findings: [], undecided: [], remediations: [] };
    const { resource } = request;
    // One pack after the other, for each is to see what the one before it repaired.
    for (const { analyzer, pack, remediates } of packs) {
        for (const result of remediates ? await analyzer.remediate(request) : []) {
            if (result.properties) {
                const properties = repair(request, result.properties);
                found.remediations.push({ pack, policy: result.policy, urn: request.urn, properties });
            } else {
                const diagnostic = {
                    ...result,
                    message: result.diagnostic ?? "",
                    level: "advisory" as const,
                    urn: request.urn,
                };
                const analysis = { diagnostics: [diagnostic], notKnown: [] };
                found.undecided.push(...undecidedOf(pack, analysis, resource));
            }
        }
    }
    for (const part of await Promise.all(packs.map((source) => analyzeWith(source, request, learned)))) {
        found.findings.push(...part.findings);
        found.undecided.push(...part.undecided);
    }
    return found;
}

async function analyzeWith(source: RunningPack, request: Request, learned: Learned[]): Promise<Judged> {
    const ask = async (asked: AnalyzerResource): Promise<Judged> => {
        const analysis = await source.analyzer.analyze(asked);
        const findings = analysis.diagnostics.map((one) => toFinding(source, one, request.urn, request.resource));
        return {
            findings: findings.filter((finding) => finding !== undefined),
            undecided: undecidedOf(source.pack, analysis, request.resource),
        };
    };
    const plain = await ask(request);
    return learned.length > 0 && source.readsLearned ? deeper(plain, await ask({ ...request, learned })) : plain;
}

/** What a plain analysis found, with what only that with a deep run's knowledge finds, which can judge more. */
function deeper(plain: Judged, deep: Judged): Judged {
    const said = new Set(plain.findings.map(({ problem, ...finding }) => `${keyOf(finding)} ${problem}`));
    const open = new Map<string, number>();
    const count = (finding: Finding, change: number): number => {
        const left = (open.get(keyOf(finding)) ?? 0) + change;
        open.set(keyOf(finding), left);
        return left;
    };
    deep.findings.forEach((finding) => count(finding, 1));
    plain.findings.forEach((finding) => count(finding, -1));
    // One that says the same in other words is no new one.
    const more = deep.findings.filter(
        (finding) => !said.has(`${keyOf(finding)} ${finding.problem}`) && count(finding, -1) >= 0,
    );
    return {
        findings: [...plain.findings, ...more.map((finding) => ({ ...finding, deep: true as const }))],
        undecided: deep.undecided,
    };
}

/** Takes over what a remediation changed, and tells which top-level properties that is. */
function repair(request: Request, result: Values): string[] {
    const before = request.properties;
    const after = { ...result };
    for (const key of Object.keys(before)) {
        // The SDK gives an archive back without its hash, or in a form that it cannot read itself.
        if (holdsAsset(before[key]) && key in after) {
            after[key] = before[key];
        }
    }
    request.properties = after;
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].filter((key) => !key.startsWith("__") && !isDeepStrictEqual(before[key], after[key]));
}

function holdsAsset(value: unknown): boolean {
    if (typeof value !== "object" || value === null) {
        return false;
    }
    const signature = (value as Values)[SIGNATURE];
    return (signature !== undefined && signature !== SECRET) || Object.values(value).some(holdsAsset);
}

async function analyzeStack(preview: Preview, packs: RunningPack[], requests: Request[]): Promise<Found> {
    // A file without the stack's outputs must not pass for a stack that has none.
    const isTold = ({ resource }: Request): boolean =>
        resource.type !== "pulumi:pulumi:Stack" || resource.outputs !== undefined;
    const resources = requests.filter(isTold).map(({ resource, ...request }): AnalyzerStackResource => {
        const { outputs, dependencies, propertyDependencies } = resource;
        return { ...request, properties: outputs ?? request.properties, dependencies, propertyDependencies };
    });
    const byUrn = new Map(preview.resources.map((resource) => [resource.urn, resource]));
    const root = preview.resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn;
    const { learned } = preview;
    const deep = learned && resources.map((resource) => ({ ...resource, learned: learned.get(resource.urn)?.outputs }));
    const judge = async (source: RunningPack): Promise<Judged> => {
        const ask = async (asked: AnalyzerStackResource[]): Promise<Judged> => {
            const analysis = await source.analyzer.analyzeStack(asked);
            const findings = analysis.diagnostics.map((diagnostic) => {
                const known = byUrn.has(diagnostic.urn);
                const urn = known ? diagnostic.urn : (root ?? stackUrn(preview.project, preview.stack));
                // The stack itself is made by the SDK; no line of the program stands for it.
                return toFinding(source, diagnostic, urn, known ? byUrn.get(urn) : undefined);
            });
            return {
                findings: findings.filter((finding) => finding !== undefined),
                undecided: undecidedOf(source.pack, analysis),
            };
        };
        // The plain one comes last: it tells which waivers matched nothing.
        const deeply = deep && learned.size > 0 && source.readsLearned ? await ask(deep) : undefined;
        const plain = await ask(resources);
        return deeply ? deeper(plain, deeply) : plain;
    };
    const judged = await Promise.all(packs.map(judge));
    return {
        findings: judged.flatMap(({ findings }) => findings),
        undecided: judged.flatMap(({ undecided }) => undecided),
        remediations: [],
    };
}

/** Does `work` on all items, some at a time, and gives the results in the items' order. */
async function inFlight<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
    const results: R[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
        while (next < items.length) {
            const index = next++;
            results[index] = await work(items[index] as T);
        }
    };
    await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, items.length) }, worker));
    return results;
}

function distinct(undecided: Undecided[]): Undecided[] {
    return [
        ...new Map(
            undecided.map((entry) => [`${entry.pack} ${entry.policy} ${entry.because} ${entry.what}`, entry]),
        ).values(),
    ];
}
