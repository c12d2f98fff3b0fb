/** The forms of a report; each is loaded when it is asked for. */
import type { Run } from "../results";
import type { FormatOptions } from "./options";

type Format = (run: Run, options: FormatOptions) => string;

const LOADERS = {
    terminal: () => (require("./terminal") as typeof import("./terminal")).terminal,
    compact: () => (require("./compact") as typeof import("./compact")).compact,
    json: () => (require("./json") as typeof import("./json")).json,
    sarif: () => (require("./sarif") as typeof import("./sarif")).sarif,
    junit: () => (require("./junit") as typeof import("./junit")).junit,
    markdown: () => (require("./markdown") as typeof import("./markdown")).markdown,
    html: () => (require("./html") as typeof import("./html")).html,
    gitlab: () => (require("./gitlab") as typeof import("./gitlab")).gitlab,
    github: () => (require("./github") as typeof import("./github")).github,
} satisfies Record<string, () => Format>;

export type FormatName = keyof typeof LOADERS;

export const FORMATS = Object.keys(LOADERS) as FormatName[];

/** What a file's name says of the form in it. */
const EXTENSIONS: Record<string, FormatName> = {
    ".txt": "terminal",
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
    ".html": "html",
};

/** The form that a file's name asks for; undefined where it asks for none. */
export function formatOf(file: string): FormatName | undefined {
    return EXTENSIONS[/\.[a-z]+$/i.exec(file)?.[0].toLowerCase() ?? ""];
}

/** Writes a run in one of the forms. */
export function render(format: FormatName, run: Run, options: FormatOptions): string {
    return LOADERS[format]()(run, options);
}
