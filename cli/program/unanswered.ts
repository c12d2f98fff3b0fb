/**
 * What a program works with where a direct data source call has no answer: it computes with the result at once, and
 * whatever it makes of it has to arrive as unknown.
 */

/** Every character of an unanswered text, so that what is cut out of it, or joined to it, still tells. Private use. */
export const MARK = "\uE5C3";
/** In the elements of a list of unknown length: a list that holds one is unknown as a whole. */
export const ELEMENT_MARK = "\uE5C4";

/** What an unanswered value is as a text. */
export const UNANSWERED = MARK.repeat(16);

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
 * unknown as well.
 */
export function makeUsable(unknown: object): void {
    const before = Object.getPrototypeOf(unknown) as object;
    const get = (_: object, property: string | symbol): unknown => {
        switch (property) {
            case Symbol.toPrimitive:
                return (hint: string) => (hint === "number" ? NaN : UNANSWERED);
            case Symbol.iterator:
                return () => [unknown].values();
            case "toString":
            case "toJSON":
                return () => UNANSWERED;
            // By these, others tell what a value is.
            case "then":
            case "constructor":
            case "doNotCapture":
                return Reflect.get(before, property) as unknown;
        }
        if (typeof property === "symbol" || property.startsWith("__")) {
            return Reflect.get(before, property) as unknown;
        }
        return METHODS.has(property) ? () => unknown : unknown;
    };
    Object.setPrototypeOf(unknown, new Proxy(before, { get }));
}
