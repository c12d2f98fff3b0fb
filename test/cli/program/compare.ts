/** What the embedded monitor leads to against what the real engine sends for the same program. */
import * as assert from "node:assert/strict";

import type { Preview, PreviewResource } from "../../../cli/inputs/stack";
import { isObject, SIGNATURE } from "../../../cli/inputs/values";

/** Every difference that there may be, with its reason. */
const DIFFERENCES: { what: string; why: string; applies(key: string, value: unknown, owner: object): boolean; same?: unknown }[] = [
    {
        what: "`__defaults` in nested objects",
        why: "a mark of the provider's own, for its next diff; the kit takes it out, and no policy reads it",
        applies: (key) => key === "__defaults",
    },
    {
        what: "the hash of an asset or an archive",
        why: "the engine's way to compare two updates; the policy SDK does not hand it out",
        applies: (key, _, owner) => key === "hash" && SIGNATURE in owner,
    },
    {
        what: "the hexadecimal digits of an auto-name",
        why: "the engine draws them at random, anew for each resource",
        applies: (_, value) => typeof value === "string" && /-[0-9a-f]{7}$/.test(value),
        same: "<name>-<7 hex>",
    },
];

const met = new Set<string>();

/** The listed differences that nothing showed. */
export function unmetDifferences(): string[] {
    return DIFFERENCES.map(({ what }) => what).filter((what) => !met.has(what));
}

/** A copy without the listed differences. */
function normalize(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(normalize);
    }
    if (!isObject(value)) {
        return value;
    }
    const entries: [string, unknown][] = [];
    for (const [key, child] of Object.entries(value)) {
        const difference = DIFFERENCES.find(({ applies }) => applies(key, child, value));
        if (!difference) {
            entries.push([key, normalize(child)]);
            continue;
        }
        met.add(difference.what);
        if (typeof difference.same === "string" && typeof child === "string") {
            entries.push([key, child.replace(/[0-9a-f]{7}$/, difference.same)]);
        }
    }
    return Object.fromEntries(entries);
}

/** What is compared of a resource; sets are sorted. */
function comparable(resource: PreviewResource): unknown {
    const { urn, type, name, external, parent, provider, options } = resource;
    const dependencies = Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, [...urns].sort()]);
    return {
        ...{ urn, type, name, external },
        parent: parent ?? "",
        provider: provider?.slice(0, provider.lastIndexOf("::")),
        inputs: normalize(resource.inputs),
        outputs: normalize(resource.outputs),
        dependencies: [...resource.dependencies].sort(),
        propertyDependencies: Object.fromEntries(dependencies),
        options: {
            protect: options.protect ?? false,
            ignoreChanges: options.ignoreChanges ?? [],
            deleteBeforeReplace: options.deleteBeforeReplace ?? false,
            additionalSecretOutputs: [...(options.additionalSecretOutputs ?? [])].sort(),
            aliases: options.aliases ?? [],
        },
    };
}

/** Both hold the same resources, each with the same properties, parent, dependencies and options. */
export function assertSameRequests(ours: Preview, engines: Preview): void {
    const [own, theirs] = [byUrn(ours), byUrn(engines)];
    assert.deepEqual([...own.keys()].sort(), [...theirs.keys()].sort());
    for (const [urn, resource] of theirs) {
        assert.deepEqual(comparable(own.get(urn) as PreviewResource), comparable(resource));
    }
    assert.deepEqual(ours.config, engines.config);
}

const byUrn = ({ resources }: Preview): Map<string, PreviewResource> => new Map(resources.map((r) => [r.urn, r]));
