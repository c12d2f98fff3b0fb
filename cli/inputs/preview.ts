/** Reads what `pulumi preview --json` prints. */
import type { Preview } from "./stack";
import { Failure, failureNote } from "./failure";
import { makePreview } from "./make";
import { reads, readResource, readStepped, removes, Resources } from "./resource";
import { isObject } from "./values";

/** True for the digest that `pulumi preview --json` prints. */
export function isPreview(document: Record<string, unknown>): boolean {
    // One that failed at once holds nothing but diagnostics.
    return (
        [document.steps, document.diagnostics].some(Array.isArray) ||
        ("changeSummary" in document && "config" in document)
    );
}

/** Reads the digest that `pulumi preview --json` prints. */
export function readPreview(document: Record<string, unknown>): Preview {
    const resources = new Resources();
    let unchanged = 0;
    for (const step of Array.isArray(document.steps) ? (document.steps as unknown[]) : []) {
        if (!isObject(step) || removes(step.op)) {
            continue;
        }
        const resource = readStepped(step.op, step.newState);
        if (!resource) {
            continue;
        }
        if (step.op === "same") {
            unchanged++;
            // What does not change has the outputs that it had.
            resource.outputs ??= readResource(step.oldState)?.outputs;
        }
        resource.external ||= reads(step.op);
        resources.add(resource);
    }
    const changes = isObject(document.changeSummary) ? document.changeSummary : {};
    const left = (typeof changes.same === "number" ? changes.same : 0) - unchanged;
    const notes =
        left > 0
            ? [
                  `${left} unchanged ${left === 1 ? "resource is" : "resources are"} not in the file; ` +
                      "`pulumi preview --json --show-sames` includes them.",
              ]
            : [];
    const failure = new Failure();
    for (const diagnostic of Array.isArray(document.diagnostics) ? (document.diagnostics as unknown[]) : []) {
        failure.readDiagnostic(diagnostic);
    }
    const { reason } = failure;
    const preview = makePreview(resources.list(), document.config, notes);
    return reason === undefined
        ? preview
        : { ...preview, notes: [failureNote(reason), ...notes], incomplete: true, failure: reason };
}
