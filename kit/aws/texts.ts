/** Every text of a resource's arguments, with the name that it stands under. */
import type { Resource } from "../resource";
import { isAsset, isUnknownValue, parseJson } from "../unknown";

export interface Text {
    text: string;
    path: string;
    /** The name that it stands under: of a property, an environment variable or a field. */
    key: string;
    /** True for a variable or an option, whose name its author chose. */
    named: boolean;
}

type Place = Omit<Text, "text">;

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

/** The known texts of one top-level property of a resource. */
export function textsOf(resource: Resource<unknown>, property: string): Text[] {
    const texts: Text[] = [];
    collect(resource.values[property], { path: property, key: property, named: false }, resource.type, texts);
    return texts;
}

function collect(value: unknown, place: Place, type: string, texts: Text[]): void {
    if (typeof value === "string") {
        const json = JSON_TEXT.has(place.key) ? parseJson(value) : undefined;
        if (typeof json === "object" && json !== null) {
            collect(json, place, type, texts);
        } else if (!isUnknownValue(value)) {
            texts.push({ ...place, text: value });
        }
        return;
    }
    if (typeof value !== "object" || value === null || isAsset(value)) {
        return;
    }
    const named = NAMED_VALUES.has(place.key) || NAMED_VALUES_OF[type] === place.key;
    if (!Array.isArray(value)) {
        for (const [key, child] of Object.entries(value)) {
            collect(child, { path: `${place.path}.${key}`, key, named }, type, texts);
        }
        return;
    }
    for (const [i, element] of (value as unknown[]).entries()) {
        const path = `${place.path}[${i}]`;
        const pair = named ? pairIn(element) : undefined;
        if (!pair) {
            collect(element, { ...place, path, named }, type, texts);
        } else if (!pair.stored) {
            collect(pair.value, { path: `${path}.${pair.property}`, key: pair.name, named }, type, texts);
        }
    }
}

/** A pair of name and value, as ECS, CodeBuild, Elastic Beanstalk and Kubernetes write environment variables. */
function pairIn(element: unknown): { name: string; property: string; value: unknown; stored: boolean } | undefined {
    const pair = (typeof element === "object" && element !== null ? element : {}) as Record<string, unknown>;
    const name = pair.name ?? pair.Name;
    const property = "value" in pair ? "value" : "Value";
    return typeof name === "string" && property in pair && !isUnknownValue(name)
        ? { name, property, value: pair[property], stored: STORED.has(String(pair.type)) }
        : undefined;
}
