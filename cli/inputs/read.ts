/** Reads an input of whichever form, told by its content. */
import { constants } from "node:buffer";
import * as fs from "node:fs";

import { reason, syntaxError, UserError } from "../errors";
import { isEvent, readEvents } from "./events";
import type { Preview } from "./stack";
import { isPreview, readPreview } from "./preview";
import { isState, readState } from "./state";
import { isObject } from "./values";

/** Reads a preview, a stream of engine events or an exported state from a file; `-` is standard input. */
export async function readInput(file: string): Promise<Preview> {
    const { name, text } = await readText(file);
    try {
        return parseInput(text);
    } catch (error) {
        throw error instanceof UserError ? new UserError(`${name}: ${error.message}`) : error;
    }
}

/** Reads a text file of the user; `-` is standard input. */
export async function readText(file: string): Promise<{ name: string; text: string }> {
    const name = file === "-" ? "standard input" : file;
    return { name, text: decode(file === "-" ? await readStandardInput() : readFile(file), name) };
}

/** Reads a preview, a stream of engine events or an exported state from text. */
export function parseInput(text: string): Preview {
    if (text.trim() === "") {
        throw new UserError("it is empty");
    }
    const start = findStart(text);
    if (start === undefined) {
        throw new UserError(`it holds no JSON; ${EXPECTED}`);
    }
    const events = readLines(start);
    if (events) {
        return readEvents(events.whole, events.cut);
    }
    const document = parseJson(start);
    if (isState(document)) {
        return readState(document);
    }
    if (isPreview(document)) {
        return readPreview(document);
    }
    throw new UserError(`it is JSON of another kind; ${EXPECTED}`);
}

const EXPECTED = "expected is what `pulumi preview --json` or `pulumi stack export` prints";

/** The text from the line on which JSON begins: `pulumi` may say something before. */
export function findStart(text: string): string | undefined {
    const match = /^[ \t]*\{/m.exec(text);
    return match ? text.slice(match.index) : undefined;
}

/** The events, when the text is a stream of them; `cut` when the last line is not whole. */
export function readLines(text: string): { whole: Record<string, unknown>[]; cut: boolean } | undefined {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
    const first = tryParse(lines[0] ?? "");
    if (!isObject(first) || !isEvent(first)) {
        return undefined;
    }
    const whole: Record<string, unknown>[] = [];
    for (const [index, line] of lines.entries()) {
        const event = tryParse(line);
        if (isObject(event)) {
            whole.push(event);
        } else if (index === lines.length - 1) {
            return { whole, cut: true };
        } else if (line.trimStart().startsWith("{")) {
            throw new UserError(`line ${index + 1} of its events is not JSON`);
        }
    }
    return { whole, cut: false };
}

function tryParse(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}

function parseJson(text: string): Record<string, unknown> {
    // `pulumi` may say something after the JSON, too; it closes with a brace in the first column.
    const document = tryParse(text) ?? tryParse(text.slice(0, text.search(/^\}\s*$/m) + 1));
    if (isObject(document)) {
        return document;
    }
    try {
        JSON.parse(text);
    } catch (error) {
        const cut = /Unexpected end|Unterminated/.test((error as Error).message) || !/[}\]]\s*$/.test(text);
        throw new UserError(cut ? "its JSON ends in the middle" : `it is not JSON: ${syntaxError(error, text)}`);
    }
    throw new UserError(`it is JSON of another kind; ${EXPECTED}`);
}

function readFile(file: string): Buffer {
    try {
        refuseLarge(file, fs.statSync(file).size);
        return fs.readFileSync(file);
    } catch (error) {
        throw error instanceof UserError ? error : new UserError(`${file} cannot be read: ${reason(error)}`);
    }
}

async function readStandardInput(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of process.stdin) {
        chunks.push(chunk as Buffer);
        refuseLarge("standard input", (size += (chunk as Buffer).length));
    }
    return Buffer.concat(chunks);
}

function refuseLarge(name: string, size: number): void {
    if (size > constants.MAX_STRING_LENGTH) {
        throw new UserError(
            `${name} is larger than ${Math.floor(constants.MAX_STRING_LENGTH / 2 ** 20)} MB, which is the most that can be read`,
        );
    }
}

function decode(bytes: Buffer, name: string): string {
    try {
        // Drops a byte order mark; PowerShell's `>` writes UTF-16 with one.
        const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
        const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
        if (!text.includes("\0")) {
            return text;
        }
    } catch {
        // Not text, said below.
    }
    const compressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    throw new UserError(`${name} is ${compressed ? "compressed (gzip): unpack it first" : "not a text file"}`);
}
