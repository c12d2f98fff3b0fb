/**
 * Runs a policy on small stacks through the SDK's own request handling (`@pulumi/policy/server`): real requests, real
 * URNs, unknown values as they are on the wire. Each row runs twice, with the shared view of a request and without.
 */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";

import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { fixedFacts, type Facts } from "../facts/read";
import { clock } from "../kit/environment";
import { readNotKnown } from "../kit/engine/message";
import { resourcePolicy, type Policy } from "../kit/policy";
import { settingsSchema } from "../kit/settings/schema";
import { run } from "../kit/engine/run";
import type { PropertyRule } from "../kit/rules";
import { shareViews, type Handlers } from "../kit/engine/sdk";
import { SIGNATURE, UNKNOWN } from "../kit/sentinels";
import { BY_NAME, newName, renamed, reversed } from "./order";
import { addedByUnknowns, deserialized, judge as judgeSent, type Sent } from "./unknowns";
import { impossible, isAwsToken, type Props } from "./aws";
import { rowsOf } from "./rule-rows";
import { policyPage } from "../scripts/policy-page";

const ROOT = path.join(__dirname, "..", "..");

/** A value that the preview does not know. */
export const unknown = UNKNOWN as never;

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

/** What a function that makes resources takes for a property, of whatever type this has. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Value = any;

const REF = Symbol("ref");

/** An output of another resource: unknown, with a property dependency on that resource. */
export function ref(...names: string[]): never {
    return { [REF]: names } as never;
}

/** A known output of another resource, as where that is up already. */
export function output(value: string, name: string): never {
    return { [REF]: [name], value } as never;
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
    /** Names of what the option `dependsOn` has. */
    dependsOn?: string[];
    /** Pulumi's option `protect`. */
    protect?: boolean;
    provider?: { type?: string; name?: string; props: Record<string, unknown> };
    /** A component whose inside is not in the stack; see `opaque`. */
    opaque?: boolean;
    /** Only read (`.get`): part of the stack analysis, never analyzed by itself. */
    read?: boolean;
    /** Written for an older @pulumi/aws than the one that is installed: its properties are not held against this one. */
    older?: boolean;
}

/** Makes a resource of a test stack, of the arguments that its type has. */
export function resource<T extends string>(
    type: T,
    name: string,
    props: Props<T> = {} as Props<T>,
    more: Omit<TestResource, "type" | "name" | "props"> = {},
): TestResource {
    return { type, name, props: props as Record<string, unknown>, ...more };
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
    outputs?: Record<string, unknown>;
    /** YYYY-MM-DD, 2026-11-21 without it. */
    today?: string;
    /** True when the policy must say that it could not judge, or why that must be. */
    undecided?: boolean | "unknown" | "hidden";
    /** True where the verdict needs to know which values are secret: the SDK's plain arguments do not say. */
    marked?: boolean;
    /** Resources with the same fault, for which one finding stands: they may come out where that one is not known. */
    once?: string[];
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

/** The program that a policy flags, and the one that it does not, in TypeScript without the usual imports. */
export interface Example {
    bad: string;
    good: string;
    /** What both use and the page does not show, where test/examples/implied.ts does not have it. */
    given?: string;
    /** The stack's name, `prod` without it. */
    stack?: string;
}

export interface Table {
    pass: Row[];
    fail: (Row & { expect: Expected[] })[];
    /** Resources that the policy's remediation changes (or not: the same properties expected). */
    remediate?: { name: string; stack: [TestResource]; settings?: Row["settings"]; expect: Record<string, unknown> }[];
    /** Type token -> what a resource has in the rows that are made from the policy's rules, such as an engine. */
    base?: Record<string, Record<string, unknown>>;
    /** The program before and after, for the policy's page; test/examples/ runs it. */
    example: Example;
}

/** All rows of a policy: the table's own, and those that are made from its rules. */
export function allRows({ definition: { rules = [] } }: Policy, { pass, fail, base = {} }: Table): Row[] {
    const ruled = rules.flatMap((rule) => {
        const token = rule.type.tokens[0] as string;
        return rowsOf(rule, base[token] ?? {}, unknown).map(({ name, props }) => ({ name, ...ruleStack(rule, props) }));
    });
    return [...fail, ...pass, ...ruled];
}

/** The stack of a row that is made from a rule. */
function ruleStack({ type, tier }: PropertyRule, props: Record<string, unknown>): Pick<Row, "stack" | "stackName"> {
    return { stack: [resource(type.tokens[0] as string, "judged", props)], stackName: tier === "production" ? "prod" : undefined };
}

/** Every table that was declared, for the documentation. */
export const tables = new Map<string, Table>();

/** Set by `npm run mutants`: what tries a row in many ways takes most of the time, and says little of the kit's modules. */
const ROWS_ONLY = process.env.ROWS_ONLY === "true";

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
        const whole = ROWS_ONLY ? it.skip : it;
        whole("adds no finding for a value that is not known", async () => {
            for (const row of [...table.pass, ...table.fail]) {
                await inEnvironment(row, async () => {
                    const added = await addedByUnknowns(policy, row.settings ?? {}, sent(row), row.once);
                    assert.ok(added.length === 0, [`In "${row.name}":`, ...added, ...IF_UNKNOWN].join("\n"));
                });
            }
        }).timeout(300_000);
        whole("finds the same in another order and under other names", async () => {
            // One finding that stands for others hangs on whichever comes first.
            for (const row of [...table.pass, ...table.fail].filter(({ once }) => !once)) {
                await inEnvironment(row, async () => {
                    const found = await foundInAnyOrder(policy, row.settings ?? {}, sent(row));
                    for (const [how, findings] of Object.entries(found)) {
                        assert.deepEqual(findings, found.plain, `"${row.name}" ${how}`);
                    }
                });
            }
        });
        for (const { name, stack, settings, expect } of table.remediate ?? []) {
            it(`remediates: ${name}`, async () => {
                const [repaired] = await remediate(policy, { name, stack, settings });
                assert.deepEqual(repaired?.properties, expect);
            });
        }
        if (policy.definition.repair) {
            it("repairs what it reports, and nothing else", async () => {
                for (const row of table.pass) {
                    for (const { spec, changed } of await remediate(policy, row)) {
                        // A repair sees no stack: what the policy faults in a resource by itself, it may repair.
                        const isFault = changed.length > 0 && (await judge(policy, { ...row, stack: [spec] })).findings.length > 0;
                        assert.ok(
                            isFault || changed.length === 0,
                            `"${row.name}" passes, and the repair of ${spec.name} changes ${changed.join()}: let \`repair\` ask what the check asks`,
                        );
                    }
                }
                const repaired: string[] = [];
                for (const row of table.fail) {
                    repaired.push(...(await assertRepairs(policy, row)));
                }
                assert.ok(repaired.length > 0, "no row fails on what `repair` sets: add one, or remove the repair");
            });
        }
        for (const rule of policy.definition.rules ?? []) {
            const token = rule.type.tokens[0] as string;
            for (const { name, props, expect } of rowsOf(rule, table.base?.[token] ?? {}, unknown)) {
                it(`rule: ${name}`, async () => {
                    const { findings, undecided } = await judge(policy, { name, ...ruleStack(rule, props) });
                    const place = rule.property.replaceAll("[]", "[0]");
                    const found = findings.filter(({ property }) => property === place);
                    assert.equal(found.length > 0, expect === "finding", describeFindings(findings));
                    if (expect === "undecided") {
                        assert.match(undecided.join(), /judged /, "an unknown value must be told as not judged");
                    }
                });
            }
        }
        whole("says what its page says", () => {
            const page = fs.readFileSync(path.join(ROOT, "docs", "policies", `${policy.name}.md`), "utf8");
            // The examples in Python take a compiler: `npm run docs -- --check` has it.
            assert.equal(
                policyPage(policy, folderOf(policy), table),
                page.replace(/\n\n```python\n[^]*?\n```/g, ""),
                "run `npm run docs`, and read what it changes",
            );
        });
        whole("has resources that exist", () => {
            const rows = [...table.pass, ...table.fail, ...(table.remediate ?? [])];
            assert.deepEqual([...new Set(rows.flatMap(({ stack }) => stack).flatMap(whatCannotBe))], []);
        });
        whole("has a table that covers what every policy must", () => assertCovers(policy, table));
    });
}

/** What a policy finds in a stack as it is, the other way round and, where it does not go by names, under other names. */
async function foundInAnyOrder(policy: Policy, settings: Record<string, unknown>, stack: Sent[]): Promise<Record<string, string[]>> {
    const plain = stack.map(deserialized);
    const names = plain.map(({ name }) => name);
    const find = async (variant: Sent[]): Promise<string[]> => (await judgeSent(policy, settings, variant)).map(({ where }) => where).sort();
    const original = new Map(names.map((name) => [newName(name, names), name]));
    const back = (where: string): string => where.replace(/^\S+/, (name) => original.get(name) ?? name);
    return {
        plain: await find(plain),
        reversed: await find(reversed(plain)),
        // Settings may name resources.
        ...(policy.name in BY_NAME || Object.keys(settings).length > 0 ? {} : { renamed: (await find(renamed(plain))).map(back).sort() }),
    };
}

/** The folder of the policy's concern. */
function folderOf({ name }: Policy): string {
    const files = fs.readdirSync(path.join(ROOT, "policies"), { recursive: true }) as string[];
    return path.dirname(files.find((file) => path.basename(file) === `${name}.ts`) as string);
}

/** What to write where an unknown value adds a finding. */
const IF_UNKNOWN = [
    "An unknown value never makes a violation. Read it from `props`, where it ends the check; where the rule rests on",
    '"there is none", call `undecided(property)` when an unknown might be one (`possible`, `certain`, `isNameUnknown`).',
    "Where one finding stands for the same fault of other resources, name these in the row's `once`.",
];

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
        assert.ok(plain.undecided.length >= shared.findings.length, "where it is not known which values are secret, that must be said");
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

/** What a stack is sent as. */
interface Requests {
    resources: analyzer.AnalyzeRequest[];
    stack: analyzer.AnalyzeStackRequest;
}

/** What a policy finds in a stack that a program made. */
export async function judgeRequests(policy: Policy, requests: Requests, row: Omit<Row, "stack">): Promise<Judged> {
    return judgeOnce(policy, { ...row, stack: [] }, shareViews, requests);
}

async function judgeOnce(policy: Policy, row: Row, share: (handlers: Handlers) => Handlers, requests = requestsOf(row)): Promise<Judged> {
    const judged: Judged = { findings: [], undecided: [] };
    await inEnvironment(row, async () => {
        run.reset();
        run.secretKeys = row.secretKeys;
        const handlers = share(serve([recorder, configured(policy, row.settings)]));
        const collect = (response: analyzer.AnalyzeResponse): void => {
            for (const diagnostic of response.getDiagnosticsList()) {
                judged.findings.push(readDiagnostic(diagnostic));
            }
            for (const { reason } of response.getNotApplicableList().map((item) => item.toObject())) {
                judged.undecided.push(...readNotKnown(reason).map(({ what, because }) => `${because}: ${what}`));
            }
        };
        for (const request of requests.resources) {
            collect((await call(handlers.analyze, request)) as analyzer.AnalyzeResponse);
        }
        collect((await call(handlers.analyzeStack, requests.stack)) as analyzer.AnalyzeResponse);
    });
    return judged;
}

function requestsOf(row: Row): Requests {
    const { urnOf, resources } = build(row);
    const stack = new analyzer.AnalyzeStackRequest();
    stack.setResourcesList(
        resources.map(({ spec, inputs, dependencies }) => {
            const message = fill(new analyzer.AnalyzerResource(), spec, outputsOf(spec, inputs), urnOf);
            message.setParent(spec.parent ? urnOf(spec.parent) : "");
            for (const [property, urns] of Object.entries(dependencies)) {
                const value = new analyzer.AnalyzerPropertyDependencies();
                value.setUrnsList(urns);
                message.getPropertydependenciesMap().set(property, value);
            }
            message.setDependenciesList([...new Set([...Object.values(dependencies).flat(), ...(spec.dependsOn ?? []).map(urnOf)])]);
            return message;
        }),
    );
    const managed = resources.filter(({ spec }) => !spec.read);
    return { resources: managed.map(({ spec, inputs }) => fill(new analyzer.AnalyzeRequest(), spec, inputs, urnOf)), stack };
}

/** Asserts that nothing is left to repair after the repair; answers with the properties that it changed. */
async function assertRepairs(policy: Policy, row: Row): Promise<string[]> {
    const before = (await judge(policy, row)).findings.map(({ message }) => message);
    const repaired = await remediate(policy, row);
    const changedOf = new Map(repaired.map(({ spec, changed }) => [spec.name, changed]));
    const after = {
        ...row,
        stack: repaired.map(({ spec, changed, properties }) => ({
            ...spec,
            props: { ...spec.props, ...Object.fromEntries(changed.map((key) => [key, properties[key]])) },
        })),
    };
    const { findings } = await judge(policy, after);
    const { repair } = policy.definition;
    const left = findings.filter(({ resource, property = "", message }) => {
        const [top = ""] = property.split(/[.[]/);
        const wasRepaired = changedOf.get(resource)?.includes(top) && before.includes(message);
        return wasRepaired || (typeof repair === "object" && repair !== null && top in repair);
    });
    assert.deepEqual(
        left.map(({ message }) => message),
        [],
        `"${row.name}": the check must have nothing to say of what the repair has set`,
    );
    for (const { spec, changed } of await remediate(policy, after)) {
        assert.deepEqual(changed, [], `"${row.name}": a second repair of ${spec.name} must change nothing`);
    }
    return [...changedOf.values()].flat();
}

/** A resource after the remediation, and the names of the properties that this changed. */
interface Repaired {
    spec: TestResource;
    properties: Record<string, unknown>;
    changed: string[];
}

/** What the remediation makes of each resource of a row. */
async function remediate(policy: Policy, row: Row): Promise<Repaired[]> {
    const repaired: Repaired[] = [];
    await inEnvironment(row, async () => {
        run.reset();
        const handlers = serve([{ ...configured(policy, row.settings), enforcementLevel: "remediate" }]);
        const { urnOf, resources } = build(row);
        for (const { spec, inputs } of resources.filter(({ spec }) => row.stack.includes(spec))) {
            const request = fill(new analyzer.AnalyzeRequest(), spec, inputs, urnOf);
            const response = spec.read ? undefined : ((await call(handlers.remediate, request)) as analyzer.RemediateResponse);
            const [remediation] = response?.getRemediationsList() ?? [];
            assert.equal(remediation?.getDiagnostic() ?? "", "");
            const properties = (remediation?.getProperties()?.toJavaScript() as Record<string, unknown> | undefined) ?? inputs;
            const names = [...new Set([...Object.keys(inputs), ...Object.keys(properties)])];
            const changed = names.filter((name) => !isDeepStrictEqual(inputs[name], properties[name]));
            repaired.push({ spec, properties, changed });
        }
    });
    return repaired;
}

/** The policy with settings, as the engine would configure it; and on, where a profile has to switch it on. */
export function configured(policy: Policy, settings: Row["settings"]): Policy {
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

export function serve(policies: Policy[]): Handlers {
    const sdk = require("@pulumi/policy/server") as Record<string, (...args: unknown[]) => Handlers[string]>;
    const make = (maker: string): Handlers[string] => (sdk[maker] as (...args: unknown[]) => Handlers[string])("aws-preflight", "1.0.0", "mandatory", policies);
    return {
        analyze: make("makeAnalyzeRpcFun"),
        analyzeStack: make("makeAnalyzeStackRpcFun"),
        remediate: make("makeRemediateRpcFun"),
        configure: () => undefined,
    };
}

export function call(handler: Handlers[string] | undefined, request: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
        handler?.({ request } as never, (error, response) => (error ? reject(error) : resolve(response)));
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

/** What AnalyzeStack is given of a resource. */
function outputsOf(spec: TestResource, inputs: Record<string, unknown>): Record<string, unknown> {
    const computed = [...(spec.computed ?? []), "id", "arn"].map((key) => [key, unknown]);
    return spec.opaque ? {} : { ...Object.fromEntries(computed), ...inputs, ...spec.outputs };
}

/** The row's resources in plain values, for asking a policy many times. */
export function sent(row: Row): Sent[] {
    const { urnOf, resources } = build(row);
    return resources.map(({ spec, inputs, dependencies }) => {
        const { type, name, parent, protect, provider, dependsOn = [] } = spec;
        const isRoot = type === "pulumi:pulumi:Stack";
        return {
            ...{ urn: urnOf(name), type, name, dependencies, dependsOn: dependsOn.map(urnOf), parent: parent && urnOf(parent), protect },
            inputs: spec.read ? undefined : isRoot ? {} : inputs,
            outputs: outputsOf(spec, inputs),
            provider: provider && providerOf(provider),
        };
    });
}

function providerOf({ type = "pulumi:providers:aws", name = "default_7_48_0", props }: Required<TestResource>["provider"]): Required<Sent>["provider"] {
    return { urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, properties: props };
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
    options.setProtect(spec.protect ?? false);
    message.setOptions(options);
    if (spec.provider) {
        const provider = new analyzer.AnalyzerProviderResource();
        const { urn, type, name, properties } = providerOf(spec.provider);
        provider.setType(type);
        provider.setName(name);
        provider.setUrn(urn);
        provider.setProperties(Struct.fromJavaScript(properties as never));
        message.setProvider(provider);
    }
    return message;
}

/** The dated facts of the tests: small samples of the real ones, which a refresh does not change. */
const FIXED_FACTS = readFixedFacts(path.join(ROOT, "test", "fixed-facts"));

function readFixedFacts(folder: string): Map<string, Facts> {
    const read = (file: string): Facts => JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as Facts;
    return new Map(fs.readdirSync(folder).map((file) => [path.basename(file, ".json"), read(file)]));
}

export async function inEnvironment(row: Row, work: () => Promise<void>): Promise<void> {
    const { env } = process;
    const { today } = clock;
    process.env = {
        ...env,
        PULUMI_NODEJS_STACK: row.stackName ?? "dev",
        PULUMI_NODEJS_PROJECT: row.project ?? "shop",
        PULUMI_NODEJS_ORGANIZATION: "organization",
        PULUMI_CONFIG: JSON.stringify(row.config ?? {}),
    };
    clock.today = () => row.today ?? "2026-11-21";
    FIXED_FACTS.forEach((facts, name) => fixedFacts.set(name, facts));
    try {
        await work();
    } finally {
        process.env = env;
        clock.today = today;
        fixedFacts.clear();
    }
}

/** What is wrong with a test resource: a type that @pulumi/aws does not have, or properties that the type does not take. */
function whatCannotBe({ type, name, props, read = false, older = false }: TestResource): string[] {
    if (!type.startsWith("aws:")) {
        return [];
    }
    if (!isAwsToken(type)) {
        return [`@pulumi/aws has no ${type}: write a token of it, such as "aws:rds/instance:Instance"`];
    }
    return impossible(type, older ? [] : Object.keys(props), read).map(
        (property) =>
            `${type} takes no ${property} (resource ${name}): write a property of its arguments, put what the provider answers into \`outputs\`, or say \`older: true\``,
    );
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
