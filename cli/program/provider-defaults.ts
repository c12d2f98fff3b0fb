/** What a provider adds to a resource's inputs before a policy pack sees them, and what it computes. */
import { createHash } from "node:crypto";

import { readFacts } from "../../facts/read";
import type { Values } from "../inputs/stack";
import { isObject, secret, SIGNATURE } from "../inputs/values";
import { containsUnknown, UNKNOWN, unwrapSecret } from "./wire";

interface ProviderDefaults {
    /** Type token -> property (a dot for a nested one) -> its default. */
    defaults: Record<string, Record<string, unknown>>;
    /** The properties whose default AWS applies: the provider leaves them out. */
    leftToAws: Record<string, string[]>;
}

interface PhysicalNames {
    resources: Record<string, { property: string; required: boolean; prefixProperty?: string; maxLength?: number }>;
}

interface ProviderOutputs {
    /** Type token -> the properties that the provider computes where the program leaves them out. */
    resources: Record<string, string[]>;
}

/** The inputs as they are after the provider's check: auto-named, with its defaults, its region and all tags. */
export function checkedInputs(type: string, name: string, urn: string, inputs: Values, provider: Values): Values {
    const computed = computedProperties(type);
    const checked = structuredClone(inputs);
    const { defaults, leftToAws } = readFacts<ProviderDefaults>("provider-defaults");
    addPhysicalName(type, name, urn, checked);
    for (const [path, value] of Object.entries(defaults[type] ?? {})) {
        if (!leftToAws[type]?.includes(path)) {
            addDefault(checked, path.split("."), value);
        }
    }
    if (computed.includes("region") && checked.region === undefined && majorVersion(provider) >= 7) {
        checked.region = provider.region;
    }
    if (computed.includes("tagsAll") && checked.tagsAll === undefined) {
        checked.tagsAll = allTags(checked.tags, provider);
    }
    return withoutUndefined(checked);
}

/** A resource's properties once it is planned: its inputs, and unknowns for what the provider computes. */
export function plannedOutputs(type: string, inputs: Values, secretOutputs: string[]): Values {
    const outputs: Values = { ...inputs };
    const table = readFacts<ProviderOutputs>("provider-outputs").resources;
    // Of a type that the facts do not know, the outputs that are named secret are all that is known to exist.
    for (const property of table[type] ?? (type.startsWith("pulumi:providers:") ? [] : secretOutputs)) {
        outputs[property] ??= UNKNOWN;
    }
    for (const property of secretOutputs) {
        if (outputs[property] !== undefined) {
            outputs[property] = secret(unwrapSecret(outputs[property]));
        }
    }
    return outputs;
}

function computedProperties(type: string): string[] {
    return readFacts<ProviderOutputs>("provider-outputs").resources[type] ?? [];
}

/** `<logical name>-<7 hex>`, as the provider does; the digits are the URN's, so that every run gives the same name. */
function addPhysicalName(type: string, name: string, urn: string, inputs: Values): void {
    const naming = readFacts<PhysicalNames>("physical-names").resources[type];
    // A name that the provider does not compute stays out.
    if (!naming || naming.required || !computedProperties(type).includes(naming.property)) {
        return;
    }
    if (inputs[naming.property] !== undefined) {
        return;
    }
    if (naming.prefixProperty && inputs[naming.prefixProperty] !== undefined) {
        return;
    }
    if (containsUnknown(name)) {
        inputs[naming.property] = UNKNOWN;
        return;
    }
    const digits = createHash("sha256").update(urn).digest("hex").slice(0, 7);
    const base = naming.maxLength ? name.slice(0, naming.maxLength - digits.length - 1) : name;
    inputs[naming.property] = `${base}-${digits}`;
}

function addDefault(inputs: Values, path: string[], value: unknown): void {
    const [key = "", ...rest] = path;
    if (rest.length === 0) {
        inputs[key] ??= value;
        return;
    }
    const child = inputs[key];
    for (const element of Array.isArray(child) ? (child as unknown[]) : [child]) {
        if (isObject(element) && !(SIGNATURE in element)) {
            addDefault(element, rest, value);
        }
    }
}

/** The provider's default tags under the resource's own. */
function allTags(own: unknown, provider: Values): unknown {
    const tags = unwrapSecret(own);
    const defaults = defaultTags(provider);
    if (defaults === UNKNOWN || tags === UNKNOWN) {
        return UNKNOWN;
    }
    return { ...(isObject(defaults) ? defaults : {}), ...(isObject(tags) ? tags : {}) };
}

/** A provider's default tags. Its inputs are strings: `defaultTags` is JSON text. */
export function defaultTags(provider: Values): unknown {
    const text = unwrapSecret(provider.defaultTags);
    if (typeof text !== "string") {
        return undefined;
    }
    if (containsUnknown(text)) {
        return UNKNOWN;
    }
    try {
        const parsed: unknown = JSON.parse(text);
        return isObject(parsed) ? unwrapSecret(parsed.tags) : undefined;
    } catch {
        // The real provider would refuse it; what is wrong with it is not for here.
        return undefined;
    }
}

function majorVersion(provider: Values): number {
    return Number.parseInt(String(provider.version), 10);
}

function withoutUndefined(values: Values): Values {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
