/**
 * What a program works with where a direct data source call has no answer: it computes with the result at once, and
 * whatever it makes of it has to arrive as unknown.
 */

/** Every character of an unanswered text, so that what is cut out of it, or joined to it, still tells. Private use. */
export const MARK = "\uE5C3";
/** In the elements of a list of unknown length: a list that holds one is unknown as a whole. */
export const ELEMENT_MARK = "\uE5C4";

/** The variable in which a program's process finds the marks of a deep run's tokens. */
export const OUTPUT_MARKS = "PREFLIGHT_OUTPUT_MARKS";

/** The exit code of a deep run that looks into an output where nothing tells what the program makes of it. */
export const LOOKED = 97;

/**
 * What the program's side of a deep run calls for stand-ins: `{ urn, property }` of another stack gives `{ text }`, and
 * `{ token, args }` of a data source the texts of its result.
 */
export const STAND_IN = "preflight:index:standIn";

/** An output of another stack that is a text, going by its name. */
export const NAMES_TEXT = /(arn|id|url|uri|endpoint|address|host|hostname|fqdn|name|identifier)$/i;

/** What an unanswered value is as a text. */
export const UNANSWERED = MARK.repeat(16);
/** What the element of an unanswered list is as a text, and the key of what is sent for it. */
const ELEMENT = ELEMENT_MARK.repeat(UNANSWERED.length);

/** True of a text that was made of an unanswered one; Python writes the marks with escapes into JSON. */
export function isUnanswered(text: string): boolean {
    return /[\uE5C3\uE5C4]|\\ue5c[34]/.test(text);
}

/** The text, with the word `unknown` for what was not answered. */
export function readableName(text: string): string {
    return text.replace(new RegExp(`[${MARK}${ELEMENT_MARK}]+`, "g"), "unknown");
}

const METHODS = new Set(
    [String.prototype, Array.prototype, Number.prototype].flatMap((prototype) =>
        Object.entries(Object.getOwnPropertyDescriptors(prototype))
            .filter(([, { value }]) => typeof value === "function")
            .map(([name]) => name),
    ),
);

/**
 * Lets the value that a Node SDK has for an unknown be used as an answer: what is read of it, or called on it, is
 * unknown as well. A program that goes through it sees one element, which is told apart from other unknowns: nobody
 * knows how many there are, so a list that holds what came of it is unknown as a whole.
 */
export function makeUsable(unknown: object): void {
    const before = Object.getPrototypeOf(unknown) as object;
    const element = Object.defineProperty({ [ELEMENT]: true }, "__pulumiUnknown", { value: true });
    Object.setPrototypeOf(element, usable(before, element, element, ELEMENT));
    Object.setPrototypeOf(unknown, usable(before, unknown, element, UNANSWERED));
}

/** True of the element of an unanswered list. */
export function isElement(value: unknown): boolean {
    return typeof value === "object" && value !== null && Object.hasOwn(value, ELEMENT);
}

let lengthAsked = false;

/** True of an empty list that a program may have filled, had it known how often to go through a loop. */
export function mayBeFilled(value: unknown): boolean {
    return lengthAsked && Array.isArray(value) && value.length === 0;
}

function usable(before: object, itself: object, element: object, text: string): object {
    const get = (_: object, property: string | symbol): unknown => {
        switch (property) {
            case Symbol.toPrimitive:
                return (hint: string) => (hint === "number" ? NaN : text);
            case Symbol.iterator:
                return () => [element].values();
            case "toString":
            case "toJSON":
                return () => text;
            case "forEach":
                return (visit: (element: unknown, index: unknown, list: unknown) => void) =>
                    visit(element, element, itself);
            case "length":
                lengthAsked = true;
                return itself;
            // By these, others tell what a value is.
            case "then":
            case "constructor":
            case "doNotCapture":
                return Reflect.get(before, property) as unknown;
        }
        if (typeof property === "symbol" || property.startsWith("__")) {
            return Reflect.get(before, property) as unknown;
        }
        return METHODS.has(property) ? () => itself : itself;
    };
    return new Proxy(before, { get });
}
