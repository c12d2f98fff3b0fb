/** Resources of a stack, for tests of what reads it. */
import { Resource, type ResourceData } from "../../../kit/resource";
import { unknown } from "../../harness";

/** A resource; a property that is `from(...)` is unknown and came from those. */
export function make(type: string, name: string, properties: Record<string, unknown> = {}): Resource {
    const propertyDependencies: Record<string, string[]> = {};
    const plain: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(properties)) {
        const urns: string[] = [];
        plain[key] = resolve(value, urns);
        if (urns.length > 0) {
            propertyDependencies[key] = urns;
        }
    }
    const data: ResourceData = { urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, properties: plain, propertyDependencies };
    return new Resource(data, plain);
}

/** An output of resources, which is not known yet. */
export function from(...resources: Resource[]): unknown {
    return { from: resources };
}

function resolve(value: unknown, urns: string[]): unknown {
    if (Array.isArray(value)) {
        return value.map((one) => resolve(one, urns));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const origins = (value as { from?: Resource[] }).from;
    if (origins) {
        urns.push(...origins.map(({ urn }) => urn));
        return unknown;
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, urns)]));
}
