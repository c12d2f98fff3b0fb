/**
 * Every text of a resource's arguments, with the name that it stands under. Of a text that is known in part, what is not
 * known stands as `${...}`.
 */
import { partialText } from "../engine/partial";
import type { Resource } from "../resource";
import { type Because, isAsset, isUnknownValue, parseJson, whyUnread } from "../unknown";

export interface Text {
    text: string;
    path: string;
    /** The name that it stands under: of a property, an environment variable or a field. */
    key: string;
    /** True for a variable or an option, whose name its author chose. */
    named: boolean;
}

/** Maps, or lists of name and value, whose names their author chose. */
const NAMED_VALUES = new Set([
    ...["variables", "environment", "environmentVariables", "runtimeEnvironmentVariables", "envVars", "env"],
    ...["connectionProperties", "defaultArguments", "providerDetails"],
]);
/** The same where only this type of resource uses the property so. */
const NAMED_VALUES_OF: Record<string, string> = {
    "aws:cloudformation/stack:Stack": "parameters",
    "aws:elasticbeanstalk/environment:Environment": "settings",
    "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": "settings",
};
/** Properties whose text is JSON to look into. */
const JSON_TEXT = new Set(["containerDefinitions", "containerProperties", "nodeProperties"]);
/** Types of CodeBuild variables whose value names the place where the real one lies. */
const STORED = new Set(["SECRETS_MANAGER", "PARAMETER_STORE"]);

/** What stands in the place of texts that cannot be read. */
export interface Unread {
    because: Because;
    path: string;
    key: string;
    /** True for several values in one: a map of variables, or JSON. */
    whole: boolean;
}

/** The known texts of one top-level property of a resource, and the places of those that cannot be read. */
export function textsOf(resource: Resource<unknown>, property: string): { texts: Text[]; unread: Unread[] } {
    const found = { texts: [], unread: [] };
    collect(resource.unguarded[property], property, property, false, resource.type, found);
    return found;
}

function collect(
    value: unknown,
    path: string,
    key: string,
    named: boolean,
    type: string,
    found: ReturnType<typeof textsOf>,
): void {
    const holdsNamed = NAMED_VALUES.has(key) || NAMED_VALUES_OF[type] === key;
    if (typeof value === "string") {
        const json = JSON_TEXT.has(key) ? parseJson(value) : undefined;
        const because = whyUnread(value);
        const known = partialText(value);
        if (typeof json === "object" && json !== null) {
            collect(json, path, key, named, type, found);
        } else if (known !== undefined) {
            found.texts.push({ text: known, path, key, named });
        } else if (because) {
            found.unread.push({ because, path, key, whole: holdsNamed || JSON_TEXT.has(key) });
        } else {
            found.texts.push({ text: value, path, key, named });
        }
        return;
    }
    if (typeof value !== "object" || value === null || isAsset(value)) {
        return;
    }
    if (!Array.isArray(value)) {
        for (const [child, inner] of Object.entries(value)) {
            collect(inner, `${path}.${child}`, child, holdsNamed, type, found);
        }
        return;
    }
    for (const [i, element] of (value as unknown[]).entries()) {
        const place = `${path}[${i}]`;
        const pair = holdsNamed ? pairIn(element) : undefined;
        if (!pair) {
            collect(element, place, key, holdsNamed, type, found);
        } else if (!pair.stored) {
            collect(pair.value, `${place}.${pair.property}`, pair.name, holdsNamed, type, found);
        }
    }
}

/** A pair of name and value, as ECS, CodeBuild, Elastic Beanstalk and Kubernetes write environment variables. */
function pairIn(element: unknown): { name: string; property: string; value: unknown; stored: boolean } | undefined {
    const pair = (typeof element === "object" && element !== null ? element : {}) as Record<string, unknown>;
    const name = pair.name ?? pair.Name;
    const property = "value" in pair ? "value" : "Value";
    return typeof name === "string" && property in pair && !isUnknownValue(name)
        ? { name, property, value: pair[property], stored: isUnknownValue(pair.type) || STORED.has(String(pair.type)) }
        : undefined;
}
