/**
 * Texts that are known in part: `preflight check <program>` runs a program once more with stand-ins for outputs, and
 * sends what it learns beside the properties. Policies see such a text as unknown, unless they ask for what is known.
 */
import { UNKNOWN } from "../sentinels";
import type { Values } from "../resource";

/** An output that a text refers to. */
export interface Reference {
    /** Of the resource; empty for what a data source gives. */
    urn: string;
    /** The resource's logical name, or the data source's function; empty for any other value that is not known. */
    name: string;
    property: string;
}

/** A part of a text: what the program wrote, or an output. */
export type Part = string | Reference;

/** The key under which parts stand in place of a text. */
export const PARTS = "preflight:parts";

/** What the deep run knows of a value that a preview does not: where it stands, and what it is. */
export interface Learned {
    path: (string | number)[];
    /** Texts that hold outputs are `{ [PARTS]: [...] }`. */
    value: unknown;
}

/** The properties in which policies read a JSON text also as what it describes. */
const DOCUMENTS =
    /^(policy|policyDocument|assumeRolePolicy|inlinePolicy|accessPolic(y|ies)|containerDefinitions|dashboardBody|eventPattern)$/;
/** The elements of a policy in which an output is a name: whatever it is, it is not `*`. */
const NAMED_THERE = /^(Not)?Resource$/;

interface Partial {
    /** The text, with the sentinel of each output as `${sentinel}`. */
    text: string;
    /** Set where the text is the output and nothing else. */
    reference?: Reference;
}

/** Sentinel -> what it stands for. */
const partials = new Map<string, Partial>();
/** Reference -> its sentinel. */
const sentinels = new Map<string, string>();

/** Forgets all of them. */
export function clearPartials(): void {
    partials.clear();
    sentinels.clear();
}

/** The text with its outputs as `${...}`, which no check takes for a value; undefined for what is wholly unknown. */
export function partialText(value: unknown): string | undefined {
    const partial = typeof value === "string" ? partials.get(value) : undefined;
    return partial && !partial.reference ? partial.text : undefined;
}

/** The output that an unknown value is. */
export function referenceOf(value: unknown): Reference | undefined {
    return typeof value === "string" ? partials.get(value)?.reference : undefined;
}

/** The outputs inside an unknown value. */
export function referencesIn(value: unknown): Reference[] {
    const partial = typeof value === "string" ? partials.get(value) : undefined;
    const inside = partial?.text.match(SENTINEL) ?? [];
    return partial?.reference ? [partial.reference] : inside.flatMap((sentinel) => referenceOf(sentinel) ?? []);
}

const SENTINEL = new RegExp(`${UNKNOWN}_\\d+`, "g");

/** A message in which every output is named: `the ARN of orders`. */
export function withReferencesNamed(message: string): string {
    return message.includes(UNKNOWN)
        ? message.replace(new RegExp(`\\$\\{(${SENTINEL.source})\\}|(${SENTINEL.source})`, "g"), (_, inText, alone) =>
              inWords((inText ?? alone) as string),
          )
        : message;
}

function inWords(sentinel: string): string {
    const references = referencesIn(sentinel);
    return references.map(describe).join(" and ") || "a value that is not known yet";
}

function describe({ name, property }: Reference): string {
    if (name === "") {
        return "a value that is not known yet";
    }
    const what = /^(arn|id|url|uri)$/.test(property) ? property.toUpperCase().replace("ID", "id") : property;
    return `the ${what} of ${name}`;
}

/** The properties with what was learned in the places of unknowns. */
export function withLearned(properties: Values, learned: readonly Learned[]): Values {
    const whole = structuredClone(properties);
    for (const { path, value } of learned) {
        let holder: unknown = whole;
        for (const key of path.slice(0, -1)) {
            holder = (holder as Values | undefined)?.[key];
        }
        const key = path.at(-1) as string;
        if (typeof holder === "object" && holder !== null && (holder as Values)[key] === UNKNOWN) {
            (holder as Values)[key] = received(value, path);
        }
    }
    return whole;
}

function received(value: unknown, path: Learned["path"]): unknown {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map((element) => received(element, path));
    }
    const parts = (value as Values)[PARTS] as Part[] | undefined;
    if (!parts) {
        return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, received(child, [...path, key])]));
    }
    const text = parts.map((part) => (typeof part === "string" ? part : `\${${sentinelOf(part)}}`)).join("");
    const [first] = parts;
    const name = path.findLast((key) => typeof key === "string" && key !== "value") as string;
    if (parts.length === 1 && typeof first === "object") {
        return sentinelOf(first);
    }
    return (DOCUMENTS.test(name) ? structureOf(text) : undefined) ?? sentinelFor({ text });
}

/** What a JSON text describes, with outputs as unknowns; undefined where it describes no object and no list. */
function structureOf(text: string): unknown {
    try {
        const structure: unknown = JSON.parse(text);
        return typeof structure === "object" && structure !== null ? withUnknowns(structure) : undefined;
    } catch {
        return undefined;
    }
}

function withUnknowns(value: unknown, key = ""): unknown {
    if (typeof value === "string") {
        if (NAMED_THERE.test(key)) {
            return value;
        }
        const [whole] = new RegExp(`(?<=^\\$\\{)${SENTINEL.source}(?=\\}$)`).exec(value) ?? [];
        return whole ?? (value.includes(UNKNOWN) ? sentinelFor({ text: value }) : value);
    }
    if (Array.isArray(value)) {
        return value.map((element) => withUnknowns(element, key));
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withUnknowns(child, name)]))
        : value;
}

function sentinelOf(reference: Reference): string {
    const key = JSON.stringify([reference.urn, reference.name, reference.property]);
    const sentinel = sentinels.get(key) ?? sentinelFor({ text: "", reference });
    sentinels.set(key, sentinel);
    return sentinel;
}

function sentinelFor(partial: Partial): string {
    const sentinel = `${UNKNOWN}_${partials.size}`;
    partials.set(sentinel, partial);
    return sentinel;
}
