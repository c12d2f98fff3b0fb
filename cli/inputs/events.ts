/** Reads engine events, one JSON object a line: `pulumi preview --json` with PULUMI_ENABLE_STREAMING_JSON_PREVIEW. */
import { Failure, failureNote } from "./failure";
import { makePreview } from "./make";
import type { Preview } from "./stack";
import { reads, type readResource, readStepped, removes, Resources } from "./resource";
import { isObject } from "./values";

/** True for an object that is an engine event. */
export function isEvent(document: Record<string, unknown>): boolean {
    return typeof document.sequence === "number" && Object.keys(document).some((key) => key.endsWith("Event"));
}

/**
 * Reads a stream of engine events.
 * @param cut true when the last line is not whole.
 */
export function readEvents(events: Record<string, unknown>[], cut: boolean): Preview {
    const resources = new Resources();
    const failed = new Failure();
    let config: unknown;
    let ended = false;
    for (const event of events) {
        if (isObject(event.preludeEvent)) {
            config = event.preludeEvent.config;
        }
        failed.readEvent(event);
        ended ||= "summaryEvent" in event || "cancelEvent" in event;
        readStep(event.resourcePreEvent, (resource) => resources.add(resource));
        readStep(event.resOutputsEvent, (resource) => {
            const before = resources.get(resource.urn);
            if (before) {
                before.outputs = resource.outputs;
            }
        });
    }
    const list = resources.list();
    const notes: string[] = [];
    const failure = failed.reason;
    const truncated = cut || !ended;
    if (failure !== undefined) {
        notes.push(failureNote(failure));
    }
    if (truncated) {
        const held = `${list.length} ${list.length === 1 ? "resource" : "resources"}`;
        notes.push(`The stream of events ends in the middle, so only what it holds was checked: ${held}.`);
    }
    if (list.length > 0) {
        notes.push(
            "Events do not say which resource a value came from, so policies that follow references see less than in " +
                "the output of `pulumi preview --json` without streaming.",
        );
    }
    return { ...makePreview(list, config, notes), incomplete: truncated || failure !== undefined, failure };
}

function readStep(event: unknown, use: (resource: NonNullable<ReturnType<typeof readResource>>) => void): void {
    const step = isObject(event) ? event.metadata : undefined;
    if (!isObject(step) || removes(step.op)) {
        return;
    }
    const resource = readStepped(step.op, step.new);
    if (resource) {
        resource.external ||= reads(step.op);
        use(resource);
    }
}
