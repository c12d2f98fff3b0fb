/**
 * Proves for every row that an unknown value never adds a finding: each value is made unknown, alone, with each other
 * one and all at once, with the dependency that the engine would send along and without any.
 */
import type { PolicyResource, ReportViolation, ResourceValidation } from "@pulumi/policy";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { readMessage } from "../kit/engine/message";
import { run } from "../kit/engine/run";
import type { Policy } from "../kit/policy";
import type { Values } from "../kit/resource";
import { UNKNOWN } from "../kit/sentinels";
import { hasUnknown, isAsset, isUnknownValue } from "../kit/unknown";

/** A resource as the engine would send it. */
export interface Sent {
    urn: string;
    type: string;
    name: string;
    /** What Analyze is given; undefined for one that is only read. */
    inputs?: Values;
    /** What AnalyzeStack is given. */
    outputs: Values;
    parent?: string;
    protect?: boolean;
    provider?: { urn: string; type: string; name: string; properties: Values };
    /** Top-level property -> the URNs that its value came from. */
    dependencies: Record<string, string[]>;
    /** The URNs of the option `dependsOn`. */
    dependsOn?: string[];
}

/** A value of the stack. */
interface Place {
    resource: Sent;
    path: string[];
    value: unknown;
    /** The URNs that the engine would name where the value came from another resource of the stack. */
    origins: string[];
}

/** A stack with more values than this is tried without pairs: there would be too many. */
const PAIRED = 20;

/** The findings that are there only when values are unknown, each with what was unknown; none of a policy that is right. */
export async function addedByUnknowns(policy: Policy, settings: Values, stack: Sent[], once: string[] = []): Promise<string[]> {
    const plain = stack.map(deserialized);
    const before = await judge(policy, settings, plain);
    const known = new Set(before.map(({ where }) => where));
    // What one finding on the stack says of many resources may fall apart into a finding on each.
    const isGathered = before.some(({ type }) => type === "pulumi:pulumi:Stack");
    const added = new Map<Place, string>();
    for (const unknowns of choices(plain)) {
        for (const traced of [true, false]) {
            // A cause is told once: not again for each that it goes with.
            if (unknowns.some((place) => added.has(place))) {
                continue;
            }
            const reported = await judge(policy, settings, withUnknowns(plain, unknowns, traced));
            // A lesser finding in a finding's place is none that was not there.
            const isNew = ({ where, resource }: Reported): boolean =>
                !isGathered && !known.has(where) && !known.has(where.replace(/ advisory$/, "")) && !once.includes(resource);
            const news = reported.find(isNew);
            if (news) {
                const names = unknowns.map(({ resource, path }) => [resource.name, ...path].join("."));
                const how = traced ? "" : ", without a dependency,";
                const says = `${names.join(" and ")} unknown${how} adds "${news.where}: ${news.problem}"`;
                unknowns.forEach((place) => added.set(place, says));
            }
        }
    }
    return [...new Set(added.values())];
}

/** The values to make unknown at once: each, every two, those of each resource, and all. */
function choices(stack: Sent[]): Place[][] {
    const identified = new Map<unknown, string[]>();
    for (const { urn, outputs } of stack) {
        for (const value of Object.values(outputs).filter(isTelling)) {
            identified.set(value, [...(identified.get(value) ?? []), urn]);
        }
    }
    const originsOf = (resource: Sent, value: unknown): string[] =>
        [...leavesIn(value)].flatMap((leaf) => identified.get(leaf) ?? []).filter((urn) => urn !== resource.urn);
    const places = stack.map((resource) =>
        // What the provider adds is not known of a resource that is to be made; and nothing else knows it then.
        [...placesIn(resource.inputs ?? resource.outputs, [])].map(([path, value]) => ({
            ...{ resource, path, value },
            origins: originsOf(resource, value),
        })),
    );
    const all = places.flat();
    const leaves = all.filter(({ value }) => typeof value !== "object" && !isUnknownValue(value));
    const pairs = leaves.length > PAIRED ? [] : leaves.flatMap((one, i) => leaves.slice(i + 1).map((other): Place[] => [one, other]));
    const whole = [...places, all].map((those) => those.filter(({ path }) => path.length === 1));
    return [...all.map((place) => [place]), ...pairs, ...whole.filter(({ length }) => length > 1)];
}

function isTelling(value: unknown): boolean {
    return typeof value === "string" && value !== "" && !isUnknownValue(value);
}

/** Every value inside, with the path to it. */
function* placesIn(value: unknown, path: string[]): Generator<[string[], unknown]> {
    if (path.length > 0) {
        yield [path, value];
    }
    if (typeof value === "object" && value !== null && !isAsset(value)) {
        for (const [key, child] of Object.entries(value)) {
            yield* placesIn(child, [...path, key]);
        }
    }
}

function* leavesIn(value: unknown): Generator<unknown> {
    for (const [, child] of placesIn({ value }, [])) {
        yield child;
    }
}

function withUnknowns(stack: Sent[], places: Place[], traced: boolean): Sent[] {
    const changed = new Map<Sent, Sent>();
    for (const { resource, path, value, origins } of places) {
        const before = changed.get(resource) ?? resource;
        const [top] = path as [string];
        const dependencies = { ...before.dependencies };
        if (!traced && hasUnknown(value)) {
            delete dependencies[top];
        } else if (traced && origins.length > 0) {
            dependencies[top] = [...new Set([...(dependencies[top] ?? []), ...origins])];
        }
        changed.set(resource, {
            ...before,
            inputs: before.inputs && (withUnknown(before.inputs, path) as Values),
            outputs: withUnknown(before.outputs, path) as Values,
            dependencies,
        });
    }
    return stack.map((resource) => changed.get(resource) ?? resource);
}

/** The value with an unknown at the path; as it is where there is nothing at the path. */
function withUnknown(value: unknown, [key, ...path]: string[]): unknown {
    if (key === undefined) {
        return UNKNOWN;
    }
    if (typeof value !== "object" || value === null || !(key in value)) {
        return value;
    }
    const child = withUnknown((value as Values)[key], path);
    return Array.isArray(value) ? value.with(Number(key), child) : { ...value, [key]: child };
}

/** What the SDK makes of the properties: secrets in clear, assets as themselves. */
export function deserialized(sent: Sent): Sent {
    const { deserializeProperties } = require("@pulumi/policy/deserialize") as {
        deserializeProperties(properties: Struct, proxySecrets: boolean): Values;
    };
    const read = (values: Values): Values => deserializeProperties(Struct.fromJavaScript(values as never), false);
    const { inputs, outputs, provider } = sent;
    return {
        ...sent,
        inputs: inputs && read(inputs),
        outputs: read(outputs),
        provider: provider && { ...provider, properties: read(provider.properties) },
    };
}

/** What a policy reported: `where` is the resource, the property and the level. */
interface Reported {
    where: string;
    resource: string;
    /** The resource's type. */
    type: string;
    problem: string;
}

/** What the policy reports of the stack: called as the SDK calls it, without requests in between. */
export async function judge(policy: Policy, settings: Values, stack: Sent[]): Promise<Reported[]> {
    const reported: Reported[] = [];
    const report = ((violation: { message: string; urn: string; enforcementLevel?: string }) => {
        const { property = "-", problem } = readMessage(violation.message, policy.definition.title);
        const resource = violation.urn.split("::").pop() as string;
        const type = (violation.urn.split("::")[2] as string).split("$").pop() as string;
        reported.push({ resource, type, where: [resource, property, violation.enforcementLevel ?? ""].join(" ").trim(), problem });
    }) as unknown as ReportViolation;
    const common = { getConfig: () => ({ ...settings }) as never, stackTags: new Map<string, string>(), notApplicable };
    const { validateResource: validate } = policy as { validateResource?: ResourceValidation };
    run.reset();
    for (const { urn, inputs } of stack) {
        if (inputs) {
            run.inputs.set(urn, inputs);
            run.secrets.note(urn, inputs);
        }
    }
    await whereApplicable(() => ("validateStack" in policy ? policy.validateStack({ ...common, resources: resourcesOf(stack) }, report) : undefined));
    for (const { inputs, parent, protect, provider, ...resource } of stack) {
        if (inputs && validate) {
            const args = {
                ...common,
                ...resource,
                props: inputs,
                opts: { parent, protect },
                provider: provider && { ...provider, props: provider.properties },
            };
            await whereApplicable(() => validate(args as never, report));
        }
    }
    return reported;
}

/** The resources as the SDK gives them to a stack policy: one leads to another. */
function resourcesOf(stack: Sent[]): PolicyResource[] {
    const byUrn = new Map(
        stack.map(({ urn, type, name, outputs, protect, provider }) => [
            urn,
            { urn, type, name, props: outputs, opts: { protect }, provider: provider && { ...provider, props: provider.properties } } as PolicyResource,
        ]),
    );
    const named = (urns: string[]): PolicyResource[] => urns.flatMap((urn) => byUrn.get(urn) ?? []);
    for (const { urn, parent, dependencies, dependsOn = [] } of stack) {
        const properties = Object.entries(dependencies).map(([property, urns]) => [property, named(urns)] as const);
        Object.assign(byUrn.get(urn) as PolicyResource, {
            parent: byUrn.get(parent ?? ""),
            dependencies: [...new Set([...properties.flatMap(([, origins]) => origins), ...named(dependsOn)])],
            propertyDependencies: Object.fromEntries(properties),
        });
    }
    return [...byUrn.values()];
}

class NotApplicable extends Error {}

function notApplicable(): never {
    throw new NotApplicable();
}

async function whereApplicable(work: () => unknown): Promise<void> {
    try {
        await work();
    } catch (error) {
        if (!(error instanceof NotApplicable)) {
            throw error;
        }
    }
}
