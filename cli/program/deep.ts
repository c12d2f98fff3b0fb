/**
 * What a deep run adds to the plain one. The plain run is the truth: the deep one only tells what is inside of texts
 * that are unknown there, and nothing of a resource in which it differs.
 */
import { isDeepStrictEqual } from "node:util";

import { PARTS, type Learned } from "../../kit/engine/partial";
import type { LearnedOf, PreviewResource, Values } from "../inputs/stack";
import { isObject, SECRET, SIGNATURE } from "../inputs/values";
import { plural } from "../text";
import type { Tokens } from "./tokens";
import { UNKNOWN } from "./wire";

export interface DeepResult {
    learned: ReadonlyMap<string, LearnedOf>;
    /** What was dropped, and why. */
    notes: string[];
}

/** Thrown where two runs differ in what both know. */
class Differs extends Error {}

/** What the deep run's resources tell of the unknowns of the plain run's. */
export function learn(plain: PreviewResource[], deep: PreviewResource[], tokens: Tokens): DeepResult {
    const twins = new Map(deep.map((resource) => [resource.urn, resource]));
    const missing = plain.find(({ urn }) => !twins.has(urn));
    if (missing) {
        return dropped(`it does not register ${missing.name}, so the program branches on an output`);
    }
    const urns = new Set(plain.map(({ urn }) => urn));
    const learned = new Map<string, LearnedOf>();
    const differing: string[] = [];
    for (const resource of plain) {
        const twin = twins.get(resource.urn) as PreviewResource;
        try {
            const reader = new Reader(tokens, urns);
            const inputs = reader.read(resource.inputs, twin.inputs);
            const outputs = reader.read(resource.outputs ?? {}, twin.outputs ?? {});
            if (inputs.length + outputs.length > 0) {
                learned.set(resource.urn, { inputs, outputs });
            }
        } catch (error) {
            if (!(error instanceof Differs)) {
                throw error;
            }
            differing.push(resource.name);
        }
    }
    if (differing.length === 0) {
        return { learned, notes: [] };
    }
    const [first = ""] = differing;
    const more = differing.length > 1 ? ` and ${plural(differing.length - 1, "other")}` : "";
    return {
        learned,
        notes: [`The deep run gave other values for ${first}${more}, which are judged as a preview knows them.`],
    };
}

/** A deep run of which nothing is taken. */
export function dropped(why: string): DeepResult {
    return { learned: new Map(), notes: [`The deep run was dropped: ${why}.`] };
}

/** Reads one resource of the deep run against the same of the plain one. */
class Reader {
    constructor(
        private readonly tokens: Tokens,
        /** The resources of the plain run. */
        private readonly urns: ReadonlySet<string>,
    ) {}

    read(plain: Values, deep: Values): Learned[] {
        const found: Learned[] = [];
        this.compare(plain, deep, [], found);
        return found;
    }

    private compare(plain: unknown, deep: unknown, path: Learned["path"], found: Learned[]): void {
        if (plain === UNKNOWN) {
            const value = this.inside(deep);
            if (value !== undefined && holdsParts(value)) {
                found.push({ path, value });
            }
        } else if (Array.isArray(plain) && Array.isArray(deep) && plain.length === deep.length) {
            plain.forEach((element, index) => this.compare(element, deep[index], [...path, index], found));
        } else if (
            isObject(plain) &&
            isObject(deep) &&
            isDeepStrictEqual(Object.keys(plain).sort(), Object.keys(deep).sort())
        ) {
            // An asset's content is not looked into.
            if (SIGNATURE in plain && plain[SIGNATURE] !== SECRET) {
                return;
            }
            Object.entries(plain).forEach(([key, child]) => this.compare(child, deep[key], [...path, key], found));
        } else if (!isDeepStrictEqual(plain, deep)) {
            throw new Differs();
        }
    }

    /** A value of the deep run with its outputs told apart; undefined where something else was made of a token. */
    private inside(deep: unknown): unknown {
        if (typeof deep === "string" && deep !== UNKNOWN) {
            const parts = this.tokens.split(deep);
            const isKnown = parts?.every(
                (part) => typeof part === "string" || part.urn === "" || this.urns.has(part.urn),
            );
            return isKnown ? (parts?.every((part) => typeof part === "string") ? deep : { [PARTS]: parts }) : undefined;
        }
        if (typeof deep !== "object" || deep === null) {
            return deep;
        }
        const entries = Object.entries(deep).map(([key, child]) => [key, this.inside(child)] as const);
        if (entries.some(([key, child]) => child === undefined || this.tokens.shows(key))) {
            return undefined;
        }
        return Array.isArray(deep) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
    }
}

/** True where an output is inside: what tells of none may be anything that was computed from one. */
function holdsParts(value: unknown): boolean {
    return typeof value === "object" && value !== null && (PARTS in value || Object.values(value).some(holdsParts));
}
