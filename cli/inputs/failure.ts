/** Why a preview failed, as the engine tells it. */
import { printable } from "../text";
import { isObject } from "./values";

/** What makes a preview fail; a violation ends it with no more than "preview failed". */
export class Failure {
    private error?: string;
    private result?: unknown;
    private violated = false;

    /** Reads a diagnostic of a preview, or of an event. */
    readDiagnostic(diagnostic: unknown): void {
        if (isObject(diagnostic) && diagnostic.severity === "error" && typeof diagnostic.message === "string") {
            this.readError(diagnostic.message);
        }
    }

    /** Reads an engine event. */
    readEvent(event: Record<string, unknown>): void {
        this.readDiagnostic(event.diagnosticEvent);
        if (isObject(event.errorEvent)) {
            this.readError(String(event.errorEvent.error));
        } else if (isObject(event.summaryEvent)) {
            this.result = event.summaryEvent.result;
        } else if (isObject(event.policyEvent)) {
            this.violated ||= event.policyEvent.enforcementLevel === "mandatory";
        }
    }

    /** The first error, in one line; undefined for a preview that did not fail, or for nothing but a violation. */
    get reason(): string | undefined {
        if (this.result === "canceled") {
            return this.error ?? "it was canceled";
        }
        return this.error ?? (this.result === "failed" && !this.violated ? "its events do not tell why" : undefined);
    }

    private readError(message: string): void {
        const text = printable(message)
            .trim()
            .replace(/^error: /, "");
        if (!/^(preview|update) failed$/.test(text)) {
            this.error ??= inOneLine(text);
        }
    }
}

/** Said with the result of a preview that failed. */
export function failureNote(reason: string): string {
    return `The preview itself failed, so not everything was checked: ${reason}`;
}

/** The line that tells most, with those before it that lead to it; a stack trace is left out. */
function inOneLine(text: string): string {
    const lines = text
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
    const trace = lines.findIndex((line) => line.startsWith("Traceback "));
    // Python tells the error last.
    const told = trace < 0 ? lines : [...lines.slice(0, trace), lines.at(-1) ?? ""];
    const end = told.findIndex((line) => !line.endsWith(":"));
    return (end < 0 ? told : told.slice(0, end + 1)).join(" ");
}
