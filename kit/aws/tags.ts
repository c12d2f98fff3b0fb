/** The tags that a resource will carry: its own, and those that its provider adds to every resource. */
import { readFacts } from "../../facts/read";
import type { Resource, Values } from "../resource";
import { classicSpelling } from "../engine/spellings";
import { isUnknownValue, parseJson } from "../unknown";

/** The shape of a type's `tags`. */
export type TagShape = "map" | "list";

/** The tags of a resource, as far as they are known. */
export interface Tags {
    /** Key -> value. A value may be anything: what a program writes, or the sentinel of an unknown. */
    entries: ReadonlyMap<string, unknown>;
    /** False where a part of them is not known yet: a key that is absent here may be there. */
    complete: boolean;
}

interface TaggableResources {
    mapTags: string[];
}

const GROUP = "aws:autoscaling/group:Group";

/** True where the provider's default tags reach the resource: an Auto Scaling group has tags of its own only. */
export function takesDefaultTags({ token }: Resource<unknown>): boolean {
    return token !== GROUP;
}

let taggable: Set<string> | undefined;

/** How the resource's `tags` are written; undefined for a type that takes none, and for what is not of AWS. */
export function tagShape({ type, token, data }: Resource<unknown>): TagShape | undefined {
    if (!/^aws(-native)?:/.test(token)) {
        return undefined;
    }
    taggable ??= new Set(readFacts<TaggableResources>("taggable-resources").mapTags);
    if (token === GROUP || Array.isArray(data.properties.tags)) {
        return "list";
    }
    if (!token.startsWith("aws-native:")) {
        return taggable.has(type) ? "map" : undefined;
    }
    // Some types of Cloud Control take no tags where the classic type does, and a type that is not listed may take none.
    const listed = taggable.has(type) || type === GROUP ? classicSpelling(token, data.properties)?.tags : undefined;
    return listed ?? ("tags" in data.properties ? "map" : undefined);
}

/** The URN of the provider that makes the resource, whose default tags it gets; empty where it is not known. */
export function providerOf({ data }: Resource<unknown>): string {
    return data.provider?.urn ?? "";
}

/** What a message calls that provider. */
export function nameOfProvider({ data }: Resource<unknown>): string {
    const name = data.provider?.name;
    return !name || /^default(_|$)/.test(name) ? "the default provider" : `the provider ${name}`;
}

/** The tags that the resource will carry. */
export function tagsOf(resource: Resource<unknown>): Tags {
    const { properties, provider } = resource.data;
    const entries = new Map<string, unknown>();
    const merged = addTags(entries, properties.tagsAll);
    const complete = [
        // The provider works out `tagsAll` from the other two, which say enough where it is not known.
        merged || provider !== undefined,
        !takesDefaultTags(resource) || addTags(entries, defaultTags(provider?.properties)),
        addTags(entries, properties.tags),
    ].every(Boolean);
    return { entries, complete };
}

/** Adds what is known of a map or a list of tags; false where something is not. */
function addTags(entries: Map<string, unknown>, tags: unknown): boolean {
    if (isUnknownValue(tags)) {
        return false;
    }
    if (typeof tags !== "object" || tags === null) {
        return true;
    }
    if (!Array.isArray(tags)) {
        for (const key of Object.keys(tags)) {
            const value = (tags as Values)[key];
            if (value !== null && value !== undefined) {
                entries.set(key, value);
            }
        }
        return true;
    }
    let complete = true;
    for (const tag of tags as unknown[]) {
        const { key, value } = (typeof tag === "object" && tag !== null ? tag : {}) as Values;
        if (isUnknownValue(tag) || isUnknownValue(key)) {
            complete = false;
        } else if (typeof key === "string") {
            entries.set(key, value);
        }
    }
    return complete;
}

/** A provider's `defaultTags.tags`; the engine hands over a default or explicit provider's settings as JSON text. */
function defaultTags(provider: Values | undefined): unknown {
    const setting = provider?.defaultTags;
    const value = typeof setting === "string" && !isUnknownValue(setting) ? parseJson(setting) : setting;
    return typeof value === "object" && value !== null ? (value as Values).tags : value;
}
