/** Reads a resource's state, which previews and exported states write alike. */
import type { SourcePosition } from "../results";
import type { PreviewResource, ResourceOptions } from "./stack";
import { parseUrn } from "./urn";
import { isObject, wireProperties } from "./values";
import { UserError } from "../errors";

/** Reads a resource's state; undefined for one that has no valid URN. */
export function readResource(state: unknown): PreviewResource | undefined {
    if (!isObject(state) || typeof state.urn !== "string") {
        return undefined;
    }
    const names = parseUrn(state.urn);
    if (!names) {
        return undefined;
    }
    return {
        urn: state.urn,
        type: text(state.type) ?? names.type,
        name: names.name,
        custom: state.custom === true,
        external: state.external === true,
        inputs: wireProperties(state.inputs),
        outputs:
            isObject(state.outputs) && Object.keys(state.outputs).length > 0
                ? wireProperties(state.outputs)
                : undefined,
        parent: text(state.parent),
        dependencies: texts(state.dependencies) ?? [],
        propertyDependencies: readPropertyDependencies(state.propertyDependencies),
        provider: text(state.provider),
        options: readOptions(state),
        source: readSource(state),
    };
}

/** Reads the state that a step leads to; undefined for a refresh that finds the resource gone. */
export function readStepped(op: unknown, state: unknown): PreviewResource | undefined {
    const resource = readResource(state);
    if (!resource && !(op === "refresh" && !isObject(state))) {
        throw new UserError("it has a step with a resource that has no valid URN");
    }
    return resource;
}

/** URN -> resource, in the order in which the engine met them; a resource that comes again is as it was met last. */
export class Resources {
    private readonly byUrn = new Map<string, PreviewResource>();

    add(resource: PreviewResource): void {
        this.byUrn.set(resource.urn, resource);
    }

    get(urn: string): PreviewResource | undefined {
        return this.byUrn.get(urn);
    }

    list(): PreviewResource[] {
        return [...this.byUrn.values()];
    }
}

/** True for a step after which the resource is no longer part of the stack. */
export function removes(op: unknown): boolean {
    return typeof op === "string" && /^(delete|discard|remove-pending)/.test(op);
}

/** True for a step that only reads: the resource belongs to something else. */
export function reads(op: unknown): boolean {
    return typeof op === "string" && op.startsWith("read");
}

function readPropertyDependencies(value: unknown): Record<string, string[]> {
    const dependencies: Record<string, string[]> = {};
    for (const [property, urns] of Object.entries(isObject(value) ? value : {})) {
        // The engine does not send an empty list.
        if (Array.isArray(urns) && urns.length > 0) {
            dependencies[property] = texts(urns) ?? [];
        }
    }
    return dependencies;
}

function readOptions(state: Record<string, unknown>): ResourceOptions {
    return {
        protect: state.protect === true,
        ignoreChanges: texts(state.ignoreChanges),
        additionalSecretOutputs: texts(state.additionalSecretOutputs),
        aliases: texts(state.aliases),
        customTimeouts: isObject(state.customTimeouts) ? state.customTimeouts : undefined,
    };
}

/** The first place outside of libraries: for what a library makes, the line that called the library. */
function readSource(state: Record<string, unknown>): SourcePosition | undefined {
    const frames = Array.isArray(state.stackTrace) ? (state.stackTrace as unknown[]) : [];
    const positions = [state, ...frames].map((frame) => (isObject(frame) ? text(frame.sourcePosition) : undefined));
    for (const position of positions) {
        const match = /^project:\/\/\/(.+)#(\d+)(?:,(\d+))?$/.exec(position ?? "");
        if (match && !/(^|\/)node_modules\//.test(match[1] as string)) {
            const [, file = "", line, column = "1"] = match;
            return { file: decode(file), line: Number(line), column: Number(column) };
        }
    }
    return undefined;
}

function decode(path: string): string {
    try {
        return decodeURIComponent(path);
    } catch {
        return path;
    }
}

function text(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

function texts(value: unknown): string[] | undefined {
    return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : undefined;
}
