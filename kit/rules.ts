/** Rules that are data: one property of one type must have one of some values. */
import type { Severity } from "@pulumi/policy";

import type { Tier } from "./environment";
import type { Plain, Resource, ResourceType } from "./resource";
import { hasUnknown, isEmpty, knownEntries, unguarded, UnknownValue, whyUnread } from "./unknown";

/** What a property must be. A value that is absent is judged by the rule's `absent`. */
export type Must =
    | { is: string | number | boolean }
    | { oneOf: readonly (string | number)[] }
    | { noneOf: readonly (string | number)[] }
    /** A number that is not below this. */
    | { atLeast: number }
    /** A list that holds all of these. */
    | { includes: readonly string[] }
    /** Anything but an empty value. */
    | { given: true };

/** One property of one type, and what it must be. */
export interface PropertyRule<T = never> {
    type: ResourceType<T>;
    /** A path such as `encryptAtRest.enabled`; `rules[].protocol` is judged in every element of the list. */
    property: string;
    must: Must;
    /** What it means to leave the property out, or what it stands in: the mistake itself, or a right default. */
    absent: "wrong" | "right";
    /** Where and since when the default is so, for the page, such as `encrypted by default since January 2023`. */
    since?: string;
    /** What is wrong, in one clause. */
    problem: string;
    /** What to write instead, where it is more exact than the policy's `fix`. */
    fix?: string;
    /** AWS Security Hub controls that the rule serves; ` (partly)` after one that it does not serve wholly. */
    controls?: readonly string[];
    /** Reports below the policy's level. */
    level?: "advisory";
    severity?: Severity;
    /** Judges in this tier only; the policy is `tiered`. */
    tier?: Tier;
    /** True for a resource of the type that the rule does not concern, such as a replica. */
    unless?(props: Plain<T>, resource: Resource<T>): boolean;
}

/** Makes a rule; it gives `unless` the type of the resource's arguments. */
export function rule<T>(definition: PropertyRule<T>): PropertyRule {
    return definition as unknown as PropertyRule;
}

/**
 * The places in which a resource breaks a rule.
 * @throws UnknownValue where it cannot be told, after `found` was called for those that are known.
 */
export function applyRule(rule: PropertyRule, resource: Resource<never>, found: (property: string) => void): void {
    const props = resource.props as unknown as Record<string, unknown>;
    let unknown: Error | undefined;
    for (const place of places(props, rule.property.split(/\.|(?=\[\])/), "")) {
        try {
            const value = place.read();
            const wrong = isEmpty(value) ? rule.absent === "wrong" : !satisfies(value, rule.must, place.path);
            if (wrong && !rule.unless?.(resource.props, resource)) {
                found(place.path);
            }
        } catch (error) {
            unknown = error as Error;
        }
    }
    if (unknown) {
        throw unknown;
    }
}

interface Place {
    path: string;
    /** Throws `UnknownValue` where the value, or what it stands in, is not known. */
    read(): unknown;
}

/** Every place that a path leads to: one, or one for each element of the lists in it. */
function places(value: unknown, [step, ...rest]: string[], path: string): Place[] {
    if (step === undefined) {
        return [{ path, read: () => value }];
    }
    if (step === "[]") {
        const list = Array.isArray(value) ? value : [];
        return Object.keys(list).flatMap((index) => below(list, index, rest, `${path}[${index}]`));
    }
    const whole = path === "" ? step : `${path}.${step}`;
    const object = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
    return below(object, step, rest, whole);
}

function below(object: object, key: string, rest: string[], path: string): Place[] {
    const because = whyUnread((unguarded(object) as Record<string, unknown>)[key]);
    if (because) {
        const read = (): never => {
            throw new UnknownValue(path, because);
        };
        return [{ path, read }];
    }
    return places((object as Record<string, unknown>)[key], rest, path);
}

/** Throws `UnknownValue` for a list that may hold what is asked. */
function satisfies(value: unknown, must: Must, path: string): boolean {
    if ("is" in must) {
        return String(value) === String(must.is);
    }
    if ("oneOf" in must) {
        return must.oneOf.map(String).includes(String(value));
    }
    if ("noneOf" in must) {
        return !must.noneOf.map(String).includes(String(value));
    }
    if ("atLeast" in must) {
        return Number(value) >= must.atLeast;
    }
    if ("includes" in must) {
        const held = knownEntries(value as unknown[]).map(([, element]) => String(element));
        const complete = must.includes.every((one) => held.includes(one));
        if (!complete && hasUnknown(value)) {
            throw new UnknownValue(path);
        }
        return complete;
    }
    return must.given;
}

/** How a page says what a rule asks for. */
export function inWords(must: Must): string {
    if ("is" in must) {
        return `\`${must.is}\``;
    }
    if ("oneOf" in must) {
        return must.oneOf.map((one) => `\`${one}\``).join(" or ");
    }
    if ("noneOf" in must) {
        return `not ${must.noneOf.map((one) => `\`${one}\``).join(" or ")}`;
    }
    if ("atLeast" in must) {
        return `${must.atLeast} or more`;
    }
    return "includes" in must ? `with ${must.includes.map((one) => `\`${one}\``).join(", ")}` : "given";
}
