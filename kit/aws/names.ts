/** Physical names: which property holds them, which Pulumi made up, and which AWS prescribes. */
import { readFacts } from "../../facts/read";
import type { Resource } from "../resource";
import { isUnknownValue } from "../unknown";

interface PhysicalNames {
    /** Names that AWS looks up; `*` is any type. */
    reservedNames: { token: string; pattern: string }[];
    resources: Record<string, { property: string }>;
}

/** A physical name that the program wrote. */
export interface PhysicalName {
    property: string;
    value: string;
}

/** The physical name that the program gave the resource; undefined where Pulumi made it up, or it is not known yet. */
export function physicalName(resource: Resource<unknown>): PhysicalName | undefined {
    const property = nameProperty(resource);
    const value = property && resource.unguarded[property];
    if (typeof value !== "string" || value === "" || isUnknownValue(value) || isAutoNamed(value, resource.name)) {
        return undefined;
    }
    return { property: property as string, value };
}

/** True for a resource whose physical name is not known yet: computed by the program, or of one that is only read. */
export function isNameUnknown(resource: Resource<unknown>): boolean {
    const property = nameProperty(resource);
    return property !== undefined && isUnknownValue(resource.unguarded[property]);
}

function nameProperty({ type }: Resource<unknown>): string | undefined {
    return readFacts<PhysicalNames>("physical-names").resources[type]?.property;
}

/** True for a name that AWS prescribes, such as the role that DMS looks up. */
export function isPrescribedName({ type }: Resource<unknown>, name: string): boolean {
    return readFacts<PhysicalNames>("physical-names").reservedNames.some(
        ({ token, pattern }) => (token === "*" || token === type) && new RegExp(pattern).test(name),
    );
}

/** Pulumi's own names: the logical one, cut where it is too long, and seven random digits. */
function isAutoNamed(name: string, logical: string): boolean {
    const [, start] = /^(.+?)-?[0-9a-f]{7}(\.fifo)?$/.exec(name) ?? [];
    return start !== undefined && logical.toLowerCase().startsWith(start.toLowerCase());
}
