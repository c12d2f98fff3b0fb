/**
 * Arguments of the kinds that their types declare, so that a check can read what its type says without asking. What is
 * of another kind cannot be deployed, or belongs to another version of the provider: it counts as not known.
 */
import { readFacts } from "../../facts/read";
import type { ArgumentKinds } from "../../facts/schemas";
import type { Values } from "../resource";
import { UNKNOWN } from "../sentinels";
import { isAsset, isUnknownValue } from "../unknown";

/** Ways in which a value may be declared: `string`, `[]object` for a list of objects, `{}string` for a map of texts. */
type Kinds = readonly string[];

interface Declared {
    arguments: Map<string, Kinds>;
    nested: Map<string, Kinds>;
    exceptions: ArgumentKinds["exceptions"];
}

let declared: Declared | undefined;

function readDeclared(): Declared {
    const { arguments: outer, nested, exceptions } = readFacts<ArgumentKinds>("argument-kinds");
    return (declared ??= { arguments: byName(outer), nested: byName(nested), exceptions });
}

function byName(names: Record<string, string[]>): Map<string, Kinds> {
    const kinds = new Map<string, Kinds>();
    for (const [kind, list] of Object.entries(names)) {
        const alternatives = kind.split("|");
        list.forEach((name) => kinds.set(name, alternatives));
    }
    return kinds;
}

/** JSON text, which another spelling has as an object: their readers take both. */
const DOCUMENTS = new Set(["policy", "assumeRolePolicy", "containerDefinitions"]);

/** The values of a resource of @pulumi/aws, each of its declared kind. Copies nothing where all are. */
export function asDeclared(type: string, values: Values): Values {
    if (!type.startsWith("aws:")) {
        return values;
    }
    const { arguments: outer, exceptions } = readDeclared();
    const own = exceptions[type];
    return each(values, (name) => (own && Object.hasOwn(own, name) ? [own[name] as string] : outer.get(name)));
}

function each(values: Values, kindsOf: (name: string) => Kinds | undefined): Values {
    let fitted = values;
    for (const [name, value] of Object.entries(values)) {
        const kinds = DOCUMENTS.has(name) ? undefined : kindsOf(name);
        const fit = kinds ? fitting(value, kinds) : value;
        if (fit === value) {
            continue;
        }
        if (fitted === values) {
            fitted = { ...values };
        }
        if (fit === undefined) {
            delete fitted[name];
        } else {
            fitted[name] = fit;
        }
    }
    return fitted;
}

/** The value as one of the kinds. A number that is written as text is one, as the provider takes it; and so on. */
function fitting(value: unknown, kinds: Kinds): unknown {
    if (value === undefined || value === null || isUnknownValue(value) || kinds.includes("any")) {
        return value;
    }
    // An empty text in the place of a number or an object is none.
    return exactly(value, kinds) ?? (value === "" ? undefined : (converted(value, kinds) ?? UNKNOWN));
}

function exactly(value: unknown, kinds: Kinds): unknown {
    if (typeof value !== "object" || value === null) {
        return kinds.includes(typeof value) ? value : undefined;
    }
    if (isAsset(value)) {
        return undefined;
    }
    if (Array.isArray(value)) {
        const elements = within("[]", kinds);
        return elements.length > 0 ? list(value, elements) : undefined;
    }
    if (kinds.includes("object")) {
        const { arguments: outer, nested } = readDeclared();
        return each(value, (name) => nested.get(name) ?? outer.get(name));
    }
    const values = within("{}", kinds);
    return values.length > 0 ? each(value, () => values) : undefined;
}

/** The kinds of what is in the lists, or the maps, among the kinds. */
function within(holder: "[]" | "{}", kinds: Kinds): Kinds {
    return kinds.filter((kind) => kind.startsWith(holder)).map((kind) => kind.slice(2));
}

/** Copied where an element has to be; one that is nothing is left out. */
function list(values: unknown[], kinds: Kinds): unknown[] {
    const fitted = values.map((value) => fitting(value ?? undefined, kinds)).filter((value) => value !== undefined);
    return fitted.length === values.length && fitted.every((value, i) => value === values[i]) ? values : fitted;
}

function converted(value: unknown, [kind = "", ...others]: Kinds): unknown {
    if (others.length > 0) {
        return undefined;
    }
    switch (kind) {
        case "string":
            return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
        case "number":
            return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
        case "boolean":
            return value === "true" ? true : value === "false" ? false : undefined;
        default:
            // Some versions of the provider have one object for a list that never holds more.
            return kind.startsWith("[]") ? inList(exactly(value, [kind.slice(2)])) : undefined;
    }
}

function inList(value: unknown): unknown {
    return value === undefined ? undefined : [value];
}
