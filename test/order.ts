/** Stacks in another order and under other names: what a policy finds hangs on neither. */
import { physicalName } from "../kit/aws/names";
import { Resource, type Values } from "../kit/resource";
import { isUnknownValue } from "../kit/unknown";

/** What is told of a resource here and there. */
interface Told {
    urn: string;
    type: string;
    name: string;
    inputs?: Values;
    outputs?: Values;
}

/**
 * Policies that go by names, and why: names are what they judge, or AWS looks the resource up by its name, or nothing but
 * the name tells what a resource is for.
 */
export const BY_NAME: Record<string, string> = {
    "alarm-dimensions": "a dimension that is nearly the name of a resource is a slip of the pen",
    "database-migration-present": "nothing but a name tells a function that migrates a schema from another",
    "iam-role-assumable": "DMS looks its roles up by their names",
    "iam-managed-full-access": "what @pulumi/aws makes for a callback function is known by its name",
    "mgn-present": "what calls an API in a program's own resource is known by its name",
    "name-environment-suffix": "it judges names",
    "waf-logging": "AWS asks for a name that begins with aws-waf-logs-, which Pulumi makes of the logical one",
};

/** The resources the other way round; the root stays first, where the engine has it. */
export function reversed<T extends Told>([root, ...resources]: T[]): T[] {
    return root ? [root, ...resources.reverse()] : [];
}

/** The name that a resource has among `renamed` ones. */
export function newName(name: string, names: string[]): string {
    const rank = [...names].sort().indexOf(name);
    // So that what came first comes last.
    return `${String.fromCharCode(0x7a - (rank % 26))}${name}`;
}

/** The resources under other logical and physical names, with other ids, the same everywhere. */
export function renamed<T extends Told>(stack: T[]): T[] {
    const names = stack.map(({ name }) => name);
    const identifiers = identifierPattern(stack.flatMap(identifiersOf));
    const rename = (value: unknown, key = ""): unknown => {
        if (typeof value === "string") {
            return value.startsWith("urn:pulumi:") ? inUrn(value, names) : ["name", "type"].includes(key) ? value : value.replace(identifiers, "$&q");
        }
        if (Array.isArray(value)) {
            return value.map((child) => rename(child));
        }
        return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
            ? Object.fromEntries(Object.entries(value).map(([child, inner]) => [child, rename(inner)]))
            : value;
    };
    return stack.map((resource) => ({
        ...Object.fromEntries(Object.entries(resource).map(([key, value]) => [key, rename(value, key)])),
        name: isStack(resource) ? resource.name : newName(resource.name, names),
    })) as unknown as T[];
}

function isStack({ type }: Told): boolean {
    return type === "pulumi:pulumi:Stack" || type.startsWith("pulumi:providers:");
}

function inUrn(urn: string, names: string[]): string {
    const parts = urn.split("::");
    const [name = ""] = parts.splice(-1);
    return parts.at(-1)?.startsWith("pulumi:") || !names.includes(name) ? urn : [...parts, newName(name, names)].join("::");
}

/** What others refer to the resource by: its physical name, and what it is called once it exists. */
function identifiersOf({ urn, type, name, inputs, outputs = {} }: Told): string[] {
    const resource = new Resource({ urn, type, name, properties: inputs ?? outputs });
    return [physicalName(resource)?.value, outputs.id, outputs.arn].filter(
        // A name with an account in it says whose it is.
        (id) => typeof id === "string" && id !== "" && !isUnknownValue(id) && !/\d{12}/.test(id),
    ) as string[];
}

/** Where one of them stands by itself: in a list, an ARN or a rule, in small letters or in capitals. */
function identifierPattern(identifiers: string[]): RegExp {
    const known = [...new Set(identifiers)].sort((a, b) => b.length - a.length).map((identifier) => identifier.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`(?<![\\w.-])(${known.join("|") || "(?!)"})(?![\\w.-])`, "gi");
}
