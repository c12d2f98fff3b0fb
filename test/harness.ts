/**
 * Runs a policy on small stacks through the SDK's own request handling (`@pulumi/policy/server`): real requests, real
 * URNs, unknown values as they are on the wire. Each row runs twice, with the shared view of a request and without.
 */
import * as assert from "node:assert/strict";

import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { clock } from "../kit/environment";
import { readNotKnown } from "../kit/engine/message";
import { resourcePolicy, type Policy } from "../kit/policy";
import { settingsSchema } from "../kit/settings/schema";
import { run } from "../kit/engine/run";
import { shareViews, type Handlers } from "../kit/engine/sdk";
import { rowsOf } from "./rule-rows";

/** A value that the preview does not know. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9" as never;

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A secret on the wire. */
export function secret<T>(value: T): T {
    return { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value } as T;
}

/** A folder or an archive file on disk, as `pulumi.asset.FileArchive`. */
export function fileArchive(path: string): never {
    return { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", path, hash: "" } as never;
}

/** A text in the program, as `pulumi.asset.StringAsset`. */
export function stringAsset(text: string): never {
    return { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text, hash: "" } as never;
}

/** An archive put together in the program, as `pulumi.asset.AssetArchive`. */
export function assetArchive(assets: Record<string, unknown>): never {
    return { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", assets, hash: "" } as never;
}

const REF = Symbol("ref");

/** An output of another resource: unknown, with a property dependency on that resource. */
export function ref(...names: string[]): never {
    return { [REF]: names } as never;
}

/** A secret that the file which was read hides, computed from other resources or, with no names, from none. */
export function redacted(...names: string[]): never {
    return { [REF]: names, value: "[secret]" } as never;
}

/** A resource of a test stack. */
export interface TestResource {
    type: string;
    name: string;
    /** The inputs; `ref(...)`, `unknown` and `secret(...)` may stand anywhere. */
    props: Record<string, unknown>;
    /** Outputs that the preview knows, such as an id that exists already. */
    outputs?: Record<string, unknown>;
    /** Properties that the program left out and the provider computes: unknown in the stack analysis only. */
    computed?: string[];
    /** The parent's name. */
    parent?: string;
    provider?: { type?: string; name?: string; props: Record<string, unknown> };
    /** A component whose inside is not in the stack; see `opaque`. */
    opaque?: boolean;
    /** Only read (`.get`): part of the stack analysis, never analyzed by itself. */
    read?: boolean;
}

/** Makes a resource of a test stack. */
export function resource(
    type: string,
    name: string,
    props: Record<string, unknown> = {},
    more: Omit<TestResource, "type" | "name" | "props"> = {},
): TestResource {
    return { type, name, props, ...more };
}

/** A component that a provider's plugin makes, where nobody looked: arguments, and neither outputs nor children. */
export function opaque(type: string, name: string, props: Record<string, unknown>): TestResource {
    const provider = { type: `pulumi:providers:${type.split(":", 1)[0]}`, name: "default", props: {} };
    return { ...resource(type, name, props, { provider }), opaque: true };
}

/** A stack to judge. */
export interface Row {
    name: string;
    stack: TestResource[];
    /** The policy's settings. */
    settings?: Record<string, unknown>;
    /** What the row stands for, where the table cannot tell by itself. */
    kind?: "default" | "lookalike";
    /** The stack's name, `dev` without it; `prod` makes it production. */
    stackName?: string;
    project?: string;
    /** The stack's configuration by full key. */
    config?: Record<string, string>;
    /** The keys of it that are secret; without it the engine does not tell. */
    secretKeys?: string[];
    tags?: Record<string, string>;
    outputs?: Record<string, unknown>;
    /** YYYY-MM-DD, 2026-11-21 without it. */
    today?: string;
    /** True when the policy must say that it could not judge, or why that must be. */
    undecided?: boolean | "unknown" | "hidden";
    /** True where the verdict needs to know which values are secret: the SDK's plain arguments do not say. */
    marked?: boolean;
}

/** A finding that must come out. `resource` is the logical name, or `stack`. */
export interface Expected {
    resource: string;
    property?: string;
    /** The policy's own without it. */
    level?: "mandatory" | "advisory";
    severity?: string;
    /** What the message must say. */
    says?: RegExp;
}

export interface Table {
    pass: Row[];
    fail: (Row & { expect: Expected[] })[];
    /** Resources that the policy's remediation changes (or not: the same properties expected). */
    remediate?: { name: string; stack: [TestResource]; settings?: Row["settings"]; expect: Record<string, unknown> }[];
    /** Type token -> what a resource has in the rows that are made from the policy's rules, such as an engine. */
    base?: Record<string, Record<string, unknown>>;
    /** The program before and after, in TypeScript, for the policy's page. */
    example: { bad: string; good: string };
}

/** Every table that was declared, for the documentation. */
export const tables = new Map<string, Table>();

/** Declares the tests of a policy. */
export function policyTests(policy: Policy, table: Table): void {
    tables.set(policy.name, table);
    describe(policy.name, () => {
        for (const row of table.pass) {
            it(`passes: ${row.name}`, async () => {
                const { findings, undecided } = await judge(policy, row);
                assert.deepEqual(
                    findings.map(({ message }) => message),
                    [],
                );
                if (row.undecided !== undefined) {
                    const wanted = typeof row.undecided === "string" ? `${row.undecided}: ` : "";
                    const said = `undecided: ${undecided.join("; ") || "nothing"}`;
                    assert.equal(undecided.length > 0, row.undecided !== false, said);
                    assert.ok(
                        undecided.every((entry) => entry.startsWith(wanted)),
                        said,
                    );
                }
            });
        }
        for (const row of table.fail) {
            it(`fails: ${row.name}`, async () => {
                const { findings } = await judge(policy, row);
                const key = (finding: Expected): string => [finding.resource, finding.property ?? "-", finding.level ?? level(policy)].join(" ");
                assert.deepEqual(findings.map(key).sort(), row.expect.map(key).sort(), describeFindings(findings));
                for (const expected of row.expect) {
                    const found = findings.filter((finding) => key(finding) === key(expected));
                    const says = found.some(({ message, severity }) => (expected.says?.test(message) ?? true) && (expected.severity ?? severity) === severity);
                    assert.ok(says, `${key(expected)} must say ${String(expected.says)}:\n${describeFindings(found)}`);
                }
            });
        }
        for (const { name, stack, settings, expect } of table.remediate ?? []) {
            it(`remediates: ${name}`, async () => {
                const once = await remediate(policy, stack[0], settings);
                assert.deepEqual(once, expect);
                const again = await remediate(policy, { ...stack[0], props: once }, settings);
                assert.deepEqual(again, once, "a second remediation must change nothing");
            });
        }
        for (const rule of policy.definition.rules ?? []) {
            const token = rule.type.tokens[0] as string;
            for (const { name, props, expect } of rowsOf(rule, table.base?.[token] ?? {}, unknown)) {
                it(`rule: ${name}`, async () => {
                    const { findings, undecided } = await judge(policy, { name, stack: [resource(token, "judged", props)] });
                    const place = rule.property.replaceAll("[]", "[0]");
                    const found = findings.filter(({ property }) => property === place);
                    assert.equal(found.length > 0, expect === "finding", describeFindings(findings));
                    if (expect === "undecided") {
                        assert.match(undecided.join(), /judged /, "an unknown value must be told as not judged");
                    }
                });
            }
        }
        it("has a table that covers what every policy must", () => assertCovers(policy, table));
    });
}

interface Found extends Expected {
    message: string;
    level: "mandatory" | "advisory";
    severity: string;
}

interface Judged {
    findings: Found[];
    undecided: string[];
}

/** A policy that a profile switches on is mandatory then. */
function level(policy: Policy): "mandatory" | "advisory" {
    return policy.definition.level === "disabled" ? "mandatory" : policy.definition.level;
}

/** Judges a stack, with the shared view and without, which must say the same. */
export async function judge(policy: Policy, row: Row): Promise<Judged> {
    const shared = await judgeOnce(policy, row, shareViews);
    const plain = await judgeOnce(policy, row, (handlers) => handlers);
    if (row.marked) {
        assert.deepEqual(plain.findings, [], "what is not known to be in clear is no finding");
        return shared;
    }
    assert.deepEqual(plain, shared, "the SDK's plain arguments and the shared view must lead to the same");
    return shared;
}

/** Notes every resource's inputs where no shared view does. */
const recorder = resourcePolicy({
    ...{ name: "recorder", title: "", severity: "low", level: "advisory", why: "", fix: "", links: [] },
    check: () => undefined,
});

async function judgeOnce(policy: Policy, row: Row, share: (handlers: Handlers) => Handlers): Promise<Judged> {
    const judged: Judged = { findings: [], undecided: [] };
    await inEnvironment(row, async () => {
        run.reset();
        run.secretKeys = row.secretKeys;
        const handlers = share(serve([recorder, configured(policy, row.settings)]));
        const { urnOf, resources } = build(row);
        const collect = (response: analyzer.AnalyzeResponse): void => {
            for (const diagnostic of response.getDiagnosticsList()) {
                judged.findings.push(readDiagnostic(diagnostic));
            }
            for (const { reason } of response.getNotApplicableList().map((item) => item.toObject())) {
                judged.undecided.push(...readNotKnown(reason).map(({ what, because }) => `${because}: ${what}`));
            }
        };
        for (const { spec, inputs } of resources.filter(({ spec }) => !spec.read)) {
            const request = fill(new analyzer.AnalyzeRequest(), spec, inputs, urnOf);
            collect((await call(handlers.analyze, request)) as analyzer.AnalyzeResponse);
        }
        const request = new analyzer.AnalyzeStackRequest();
        request.setResourcesList(
            resources.map(({ spec, inputs, dependencies }) => {
                const computed = [...(spec.computed ?? []), "id", "arn"].map((key) => [key, unknown]);
                const outputs = spec.opaque ? {} : { ...Object.fromEntries(computed), ...inputs, ...spec.outputs };
                const message = fill(new analyzer.AnalyzerResource(), spec, outputs, urnOf);
                message.setParent(spec.parent ? urnOf(spec.parent) : "");
                for (const [property, urns] of Object.entries(dependencies)) {
                    const value = new analyzer.AnalyzerPropertyDependencies();
                    value.setUrnsList(urns);
                    message.getPropertydependenciesMap().set(property, value);
                }
                message.setDependenciesList([...new Set(Object.values(dependencies).flat())]);
                return message;
            }),
        );
        collect((await call(handlers.analyzeStack, request)) as analyzer.AnalyzeResponse);
    });
    return judged;
}

/** What the remediation makes of a resource's properties. */
async function remediate(policy: Policy, spec: TestResource, settings: Row["settings"]): Promise<Record<string, unknown>> {
    let properties: Record<string, unknown> = {};
    await inEnvironment({ name: "", stack: [spec] }, async () => {
        run.reset();
        const handlers = serve([{ ...configured(policy, settings), enforcementLevel: "remediate" } as Policy]);
        const { urnOf, resources } = build({ name: "", stack: [spec] });
        const inputs = resources.find((r) => r.spec === spec)?.inputs ?? {};
        const request = fill(new analyzer.AnalyzeRequest(), spec, inputs, urnOf);
        const response = (await call(handlers.remediate, request)) as analyzer.RemediateResponse;
        const [remediation] = response.getRemediationsList();
        assert.equal(remediation?.getDiagnostic() ?? "", "");
        properties = (remediation?.getProperties()?.toJavaScript() as Record<string, unknown> | undefined) ?? inputs;
    });
    return properties;
}

/** The policy with settings, as the engine would configure it; and on, where a profile has to switch it on. */
function configured(policy: Policy, settings: Row["settings"]): Policy {
    const withSettings = <A extends { getConfig: unknown }>(args: A): A => ({
        ...args,
        getConfig: () => ({ ...settings }),
    });
    const copy = { ...policy, enforcementLevel: level(policy) } as Record<string, unknown>;
    for (const method of ["validateResource", "validateStack", "remediateResource"]) {
        const original = copy[method] as ((args: { getConfig: unknown }, report?: unknown) => unknown) | undefined;
        if (original) {
            // The SDK skips by the type that a function carries (kit/sdk.ts `skipByType`).
            copy[method] = Object.defineProperties(
                (args: { getConfig: unknown }, report?: unknown) => original(withSettings(args), report),
                "__pulumiType" in original ? { __pulumiType: Object.getOwnPropertyDescriptor(original, "__pulumiType") ?? {} } : {},
            );
        }
    }
    return copy as unknown as Policy;
}

function serve(policies: Policy[]): Handlers {
    const sdk = require("@pulumi/policy/server") as Record<string, (...args: unknown[]) => Handlers[string]>;
    const make = (maker: string): Handlers[string] => (sdk[maker] as (...args: unknown[]) => Handlers[string])("aws-preflight", "1.0.0", "mandatory", policies);
    return {
        analyze: make("makeAnalyzeRpcFun"),
        analyzeStack: make("makeAnalyzeStackRpcFun"),
        remediate: make("makeRemediateRpcFun"),
        configure: () => undefined,
    };
}

function call(handler: Handlers[string] | undefined, request: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
        handler?.({ request } as never, (error, response) => (error ? reject(error as Error) : resolve(response)));
    });
}

function readDiagnostic(diagnostic: analyzer.AnalyzeDiagnostic): Found {
    const message = diagnostic.getMessage();
    const [, problem = ""] = message.split("\n");
    const [, property] = /^([^\s:]+): /.exec(problem) ?? [];
    const urn = diagnostic.getUrn();
    return {
        resource: urn.includes("::pulumi:pulumi:Stack::") ? "stack" : (urn.split("::").pop() as string),
        property,
        level: diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
        severity: ["", "low", "medium", "high", "critical"][diagnostic.getSeverity()] as string,
        message,
    };
}

interface Built {
    spec: TestResource;
    inputs: Record<string, unknown>;
    dependencies: Record<string, string[]>;
}

function build(row: Row): { urnOf(name: string): string; resources: Built[] } {
    const { stackName = "dev", project = "shop" } = row;
    const root = resource("pulumi:pulumi:Stack", `${project}-${stackName}`, row.outputs ?? {});
    const specs = [root, ...row.stack];
    const byName = new Map(specs.map((spec) => [spec.name, spec]));
    const chain = (spec: TestResource): string => {
        const parent = spec.parent === undefined ? undefined : byName.get(spec.parent);
        return parent ? `${chain(parent)}$${spec.type}` : spec.type;
    };
    const urn = (spec: TestResource): string => `urn:pulumi:${stackName}::${project}::${chain(spec)}::${spec.name}`;
    const urnOf = (name: string): string => {
        const spec = byName.get(name);
        assert.ok(spec, `the stack of "${row.name}" has no resource ${name}`);
        return urn(spec);
    };
    return {
        urnOf,
        resources: specs.map((spec) => {
            const dependencies: Record<string, string[]> = {};
            const resolve = (value: unknown, property: string): unknown => {
                if (typeof value !== "object" || value === null) {
                    return value;
                }
                const { [REF]: names, value: instead = unknown } = value as { [REF]?: string[]; value?: string };
                if (names) {
                    (dependencies[property] ??= []).push(...names.map(urnOf));
                    return instead;
                }
                return Array.isArray(value)
                    ? value.map((child) => resolve(child, property))
                    : Object.fromEntries(given(value).map(([key, child]) => [key, resolve(child, property)]));
            };
            const inputs = Object.fromEntries(given(spec.props).map(([key, value]) => [key, resolve(value, key)]));
            return { spec, inputs: spec === root ? { ...inputs } : inputs, dependencies };
        }),
    };
}

/** What a program gives: a property that is `undefined` is not there. */
function given(values: object): [string, unknown][] {
    return Object.entries(values).filter(([, value]) => value !== undefined);
}

function fill<M extends analyzer.AnalyzeRequest | analyzer.AnalyzerResource>(
    message: M,
    spec: TestResource,
    properties: Record<string, unknown>,
    urnOf: (name: string) => string,
): M {
    message.setType(spec.type);
    message.setName(spec.name);
    message.setUrn(urnOf(spec.name));
    // The engine sends the root's outputs with the stack only.
    const isRoot = spec.type === "pulumi:pulumi:Stack" && message instanceof analyzer.AnalyzeRequest;
    message.setProperties(Struct.fromJavaScript((isRoot ? {} : properties) as never));
    const options = new analyzer.AnalyzerResourceOptions();
    if (spec.parent) {
        options.setParent(urnOf(spec.parent));
    }
    message.setOptions(options);
    if (spec.provider) {
        const provider = new analyzer.AnalyzerProviderResource();
        const type = spec.provider.type ?? "pulumi:providers:aws";
        const name = spec.provider.name ?? "default_7_48_0";
        provider.setType(type);
        provider.setName(name);
        provider.setUrn(`urn:pulumi:dev::shop::${type}::${name}`);
        provider.setProperties(Struct.fromJavaScript(spec.provider.props as never));
        message.setProvider(provider);
    }
    return message;
}

async function inEnvironment(row: Row, work: () => Promise<void>): Promise<void> {
    const { env } = process;
    const { today } = clock;
    process.env = {
        ...env,
        PULUMI_NODEJS_STACK: row.stackName ?? "dev",
        PULUMI_NODEJS_PROJECT: row.project ?? "shop",
        PULUMI_NODEJS_ORGANIZATION: "organization",
        PULUMI_CONFIG: JSON.stringify({ ...row.config, ...prefixed(row.tags) }),
    };
    clock.today = () => row.today ?? "2026-11-21";
    try {
        await work();
    } finally {
        process.env = env;
        clock.today = today;
    }
}

/** Stack tags cannot be set on the SDK from outside; the tier's configuration key is the same. */
function prefixed(tags: Row["tags"]): Record<string, string> {
    return tags?.["preflight:tier"] ? { "preflight:tier": tags["preflight:tier"] } : {};
}

function assertCovers(policy: Policy, table: Table): void {
    const rows = [...table.pass, ...table.fail];
    const missing: string[] = [];
    const { rules = [] } = policy.definition;
    if (table.fail.length === 0 && rules.length === 0) {
        missing.push("a plain violation");
    }
    if (table.pass.length === 0 && rules.length === 0) {
        missing.push("a plain pass");
    }
    const text = (row: Row): string => JSON.stringify(build(row).resources);
    if (rules.length === 0 && !rows.some((row) => text(row).includes(unknown))) {
        missing.push("a value unknown at preview");
    }
    for (const kind of ["default", "lookalike"] as const) {
        if (!rows.some((row) => row.kind === kind) && !(kind === "default" && rules.length > 0)) {
            missing.push(kind === "default" ? "the provider default" : "the nearest thing that must not be flagged");
        }
    }
    for (const setting of Object.keys(settingsSchema(policy.definition))) {
        if (setting !== "waivers" && !rows.some((row) => row.settings && setting in row.settings)) {
            missing.push(`the setting ${setting}`);
        }
    }
    if (policy.definition.repair && !table.remediate) {
        missing.push("the remediation");
    }
    assert.deepEqual(missing, []);
}

function describeFindings(findings: { message: string }[]): string {
    return findings.map(({ message }) => message).join("\n\n") || "no findings";
}
