/** The recordings beside the checkout: previews of the real engine, with labels of what a careful reviewer flags. */
import * as fs from "node:fs";
import * as path from "node:path";

import type { Preview, PreviewResource, Values } from "../cli/inputs/stack";
import type { Finding } from "../cli/results";

const FOLDER = path.join(__dirname, "..", "..", "..", "shared", "recordings");

/** Absent on most machines: tests that read recordings are skipped there. */
export const recordings = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER).filter((name) => fs.existsSync(path.join(FOLDER, name, "labels.json"))) : [];

export interface Label {
    policy: string;
    /** A logical name, or `stack`; `*` is any. */
    resource: string;
    property?: string | null;
    why: string;
    alsoAccept?: string[];
}

export interface Labels {
    violations: Label[];
    either: Label[];
    mustNotFlag: Label[];
}

/** The path of a recording's file. */
export function fileOf(recording: string, name: string): string {
    return path.join(FOLDER, recording, name);
}

export function readLabels(recording: string): Labels {
    return read(recording, "labels.json");
}

export interface Request {
    rpc: string;
    request: Values & { resources?: Recorded[]; urn: string };
}

interface Recorded {
    urn: string;
    type: string;
    name: string;
    properties?: Values;
    parent?: string;
    dependencies?: string[];
    propertyDependencies?: Record<string, { urns: string[] } | string[]>;
    provider?: { urn: string };
    options?: PreviewResource["options"] & { parent?: string };
}

/** What the real engine sent to a policy pack, as the preview that it was. */
export function recordedPreview(recording: string): Preview {
    return previewOf(read<Request[]>(recording, "analyzer.json"), fileOf(recording, "program"));
}

/** A preview of the requests that the real engine made for a program. */
export function previewOf(requests: Request[], directory: string): Preview {
    const { request: stack } = requests.find(({ rpc }) => rpc === "configureStack") as Request;
    const inputs = new Map(requests.filter(({ rpc }) => rpc === "analyze").map(({ request }) => [request.urn, request as unknown as Recorded]));
    const { request: whole } = requests.find(({ rpc }) => rpc === "analyzeStack") as Request;
    const outputs = new Map((whole.resources ?? []).map((resource) => [resource.urn, resource]));
    const urns = new Set([...inputs.keys(), ...outputs.keys()]);
    return {
        ...(stack as unknown as Pick<Preview, "project" | "stack" | "organization" | "config" | "tags">),
        secretKeys: (stack as { configSecretKeys?: string[] }).configSecretKeys ?? [],
        directory,
        notes: [],
        resources: [...urns].map((urn) => {
            const analyzed = inputs.get(urn);
            const known = (outputs.get(urn) ?? analyzed) as Recorded;
            const { type, name, provider, dependencies = [] } = known;
            return {
                ...{ urn, type, name, dependencies, custom: provider !== undefined, external: !analyzed },
                inputs: analyzed?.properties ?? {},
                outputs: known.properties ?? {},
                parent: known.parent || analyzed?.options?.parent,
                propertyDependencies: Object.fromEntries(
                    Object.entries(known.propertyDependencies ?? {}).map(([key, value]) => [key, Array.isArray(value) ? value : value.urns]),
                ),
                provider: provider && `${provider.urn}::id`,
                options: known.options ?? {},
            };
        }),
    };
}

function read<T>(recording: string, name: string): T {
    return JSON.parse(fs.readFileSync(fileOf(recording, name), "utf8")) as T;
}

/** How the labels name a finding's resource. */
export function labelled({ type, name }: Finding): string {
    return type === "pulumi:pulumi:Stack" ? "stack" : name;
}

/** True when a label speaks of a finding: the same policy, on the same resource or on the stack. */
export function speaksOf(label: Label, finding: Finding): boolean {
    const resource = labelled(finding);
    return (
        label.policy === finding.policy &&
        (["stack", "*", resource].includes(label.resource) || resource === "stack" || (label.alsoAccept ?? []).includes(resource))
    );
}
