/** Text of a pack, a program or a file: no report lets it command a terminal, change a page or hide what it says. */
import { stripVTControlCharacters } from "node:util";

/** Colours that a pack gives its messages; they are dropped. */
// eslint-disable-next-line no-control-regex
const COLORS = /\u001b\[[0-9;]*m|<\{%.*?%\}>/g;

/** Control characters, those that turn the direction of text around, and those that have no width. */
const UNPRINTABLE =
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g;

/** Half of a character that needs two. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with what cannot be printed written as `\u001b`; line breaks stay. */
export function printable(text: string): string {
    return text
        .replace(COLORS, "")
        .replace(/\r\n?/g, "\n")
        .replace(UNPRINTABLE, escape)
        .replace(LONE_SURROGATE, escape);
}

/** The same, in one line. */
export function printableLine(text: string): string {
    return printable(text).replace(/\s+/g, " ").trim();
}

/** JSON in which what cannot be printed is escaped too, so that a file can be shown as it is. */
export function printableJson(value: unknown): string {
    return JSON.stringify(value, undefined, 2).replace(UNPRINTABLE, escape);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** The text within HTML or XML, or within a quoted attribute of them. */
export function escapeMarkup(text: string): string {
    return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/** The text without lines that GitHub Actions would take from a log as commands. */
export function withoutCommands(text: string): string {
    return text.replace(/^(\s*):(?=:)/gm, "$1\\u003a").replaceAll("##[", "#\\u0023[");
}

function escape(character: string): string {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** `1 finding`, `2 findings`. */
export function plural(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** How many columns a text takes at a terminal, its colours aside. */
export function columnsOf(text: string): number {
    return stripVTControlCharacters(text).length;
}

/** A line broken between words into lines of at most so many columns; a longer word has a line of its own. */
export function wrap(text: string, columns: number): string[] {
    const [indent = ""] = /^\s*/.exec(text) ?? [];
    const [first = "", ...words] = text.trim().split(" ");
    const lines: string[] = [];
    let line = `${indent}${first}`;
    for (const word of words) {
        const longer = `${line} ${word}`;
        if (columnsOf(longer) > columns) {
            lines.push(line);
            line = word;
        } else {
            line = longer;
        }
    }
    return [...lines, line];
}
