/**
 * The grammar of what a policy says, written by the pack and read by the command line: the title, `property: problem`,
 * `Why: ...`, `Fix: ...` and `Waived until ...`, a line each. Also of what it could not judge, a line each.
 */
import type { Because } from "../unknown";

/** The parts of a finding's message. */
export interface Message {
    /** The policy's one line of what is right. */
    title: string;
    /** The path of the property to change, in the program's spelling. */
    property?: string;
    problem: string;
    why?: string;
    fix?: string;
    waiver?: { expires: string; reason: string };
}

const WHY = "Why: ";
const FIX = "Fix: ";
const WAIVED = "Waived until ";
/** How a line of a reason of "not applicable" begins when values cannot be read. */
const NOT_JUDGED: Record<Because, string> = {
    unknown: "Not known until the update: ",
    hidden: "Hidden by the file: ",
};

/** What a policy could not judge, a resource and its property, and why. */
export interface NotJudged {
    what: string;
    because: Because;
}

/** Writes a message, each part within its line. */
export function writeMessage({ title, property, problem, why, fix, waiver }: Message): string {
    const lines = [
        title,
        property === undefined ? sentence(problem) : `${property}: ${problem}`,
        ...(why === undefined ? [] : [`${WHY}${why}`]),
        ...(fix === undefined ? [] : [`${FIX}${fix}`]),
        ...(waiver ? [`${WAIVED}${waiver.expires}: ${waiver.reason}`] : []),
    ];
    return lines.map(withinLine).join("\n");
}

/** Reads a message; that of a pack which was not made with the kit is its description and a free text. */
export function readMessage(message: string, description: string): Message {
    const title = description.trim() || (message.split("\n", 1)[0] as string);
    const rest = (message.startsWith(title) ? message.slice(title.length) : message).trim();
    const lines = rest.split("\n");
    const why = after(WHY, lines);
    const fix = after(FIX, lines);
    if (why === undefined || fix === undefined) {
        return { title: oneLine(title), problem: rest || oneLine(title) };
    }
    const [, property, problem = lines[0] as string] =
        /^([a-z_][^\s:]*(?: [^:]*?)?): (.*)$/.exec(lines[0] as string) ?? [];
    const [, expires, reason] = /^(\d{4}-\d{2}-\d{2}): (.*)$/.exec(after(WAIVED, lines) ?? "") ?? [];
    return {
        title: oneLine(title),
        property,
        problem,
        why,
        fix,
        waiver: expires === undefined ? undefined : { expires, reason: reason ?? "" },
    };
}

/** Says what could not be judged. */
export function writeNotKnown(entries: Iterable<NotJudged>): string {
    return [...entries].map(({ what, because }) => withinLine(`${NOT_JUDGED[because]}${what}`)).join("\n");
}

/** What a "not applicable" reason says could not be judged; nothing for another reason. */
export function readNotKnown(reason: string): NotJudged[] {
    return reason
        .split("\n")
        .flatMap((line) =>
            (Object.keys(NOT_JUDGED) as Because[])
                .filter((because) => line.startsWith(NOT_JUDGED[because]))
                .map((because) => ({ what: line.slice(NOT_JUDGED[because].length), because })),
        );
}

function after(label: string, lines: string[]): string | undefined {
    return lines.find((line) => line.startsWith(label))?.slice(label.length);
}

function sentence(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A name with a line break or a control character in it stays within its line. */
function withinLine(text: string): string {
    // eslint-disable-next-line no-control-regex
    return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}

function oneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}
