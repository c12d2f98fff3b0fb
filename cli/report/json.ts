/** The report for programs. Its schema is docs/schema/run.schema.json. */
import type { Run } from "../results";
import { summarize } from "./summary";
import { printableJson } from "../text";

/** The form's version; it grows when a reader would have to change. */
const VERSION = 1;

/** Writes a run as JSON. */
export function json(run: Run): string {
    const { project, stack, resources, packs, findings, undecided, remediations, opaque, notes, incomplete } = run;
    const summary = summarize(run);
    return `${printableJson({
        version: VERSION,
        project,
        stack,
        resources,
        complete: !incomplete,
        summary,
        findings,
        undecided,
        remediations,
        opaque,
        notes,
        packs,
    })}\n`;
}
