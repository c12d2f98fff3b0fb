/** Reads what `pulumi stack export` prints. */
import { UserError } from "../errors";
import { makePreview } from "./make";
import type { Preview } from "./stack";
import { readResource, Resources } from "./resource";
import { isObject } from "./values";

/** The versions of the state's form that are read; 4 added fields that no policy sees. */
const VERSIONS = [3, 4];

/** True for an exported state. */
export function isState(document: Record<string, unknown>): boolean {
    return "deployment" in document && "version" in document;
}

/** Reads an exported state. */
export function readState(document: Record<string, unknown>): Preview {
    const { version, deployment } = document;
    if (!VERSIONS.includes(version as number)) {
        throw new UserError(
            `it is a state of version ${JSON.stringify(version)}; only ${VERSIONS.join(" and ")} can be read`,
        );
    }
    if (!isObject(deployment)) {
        throw new UserError("it is a state without a deployment");
    }
    const resources = new Resources();
    // The engine leaves the list of an empty stack out, but not the manifest.
    if (
        !Array.isArray(deployment.resources) &&
        !(deployment.resources === undefined && isObject(deployment.manifest))
    ) {
        throw new UserError("it is a state without resources");
    }
    for (const state of (deployment.resources ?? []) as unknown[]) {
        const resource = readResource(state);
        if (!resource) {
            throw new UserError("it is a state with a resource that has no valid URN");
        }
        if ((state as Record<string, unknown>).delete !== true) {
            // In a state what is missing is empty, not unknown. Other resources refer to this one by its id.
            const { id } = state as { id?: unknown };
            resource.outputs = { ...(typeof id === "string" ? { id } : {}), ...resource.outputs };
            resources.add(resource);
        }
    }
    return makePreview(resources.list(), {}, []);
}
