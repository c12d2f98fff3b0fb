/** Reading CloudFormation: the resources in a template, and the one that a Cloud Control resource makes. */
import type { Values } from "../resource";
import { isUnknownValue, parseJson } from "../unknown";

/** A resource that a program makes by CloudFormation or Cloud Control. */
export interface TemplateResource {
    /** Its name in the template; empty for Cloud Control. */
    logicalId: string;
    /** Such as `AWS::MGN::ReplicationConfigurationTemplate`. */
    type: string;
    /** Its properties, where they are known; what an intrinsic function computes is an object or `intrinsic`. */
    properties?: Values;
}

/** What stands for `!Ref` and its like in a template written in YAML. */
export const intrinsic = Object.freeze({ Ref: "" });

const STACKS = new Set([
    "aws:cloudformation/stack:Stack",
    "aws:cloudformation/stackSet:StackSet",
    "aws-native:cloudformation:Stack",
    "aws-native:cloudformation:StackSet",
]);
const CLOUD_CONTROL = new Set(["aws:cloudcontrol/resource:Resource", "aws-native:index:ExtensionResource"]);

/** The tokens of the types that make resources by CloudFormation or Cloud Control. */
export const TEMPLATE_TOKENS: readonly string[] = [...STACKS, ...CLOUD_CONTROL];

/**
 * The resources that `resource` makes by a template: none for a resource of another type.
 * @returns undefined where the template is not known, or not to be seen (a URL).
 */
export function templateResources({
    token,
    unguarded: values,
}: {
    token: string;
    unguarded: Values;
}): TemplateResource[] | undefined {
    if (CLOUD_CONTROL.has(token)) {
        const type = values.typeName ?? values.type;
        const state = values.desiredState ?? values.properties;
        return typeof type !== "string" || isUnknownValue(type)
            ? undefined
            : [{ logicalId: "", type, properties: structured(state) as Values | undefined }];
    }
    if (!STACKS.has(token)) {
        return [];
    }
    const template = structured(values.templateBody);
    if (typeof template !== "object" || template === null) {
        return undefined;
    }
    const resources = object((template as Values).Resources);
    return Object.entries(resources).flatMap(([logicalId, resource]) => {
        const { Type: type, Properties: properties } = object(resource);
        return typeof type === "string" ? [{ logicalId, type, properties: object(properties) }] : [];
    });
}

/** JSON or YAML text as the value that it describes; undefined where it is neither, or not known. */
function structured(text: unknown): unknown {
    if (typeof text !== "string" || isUnknownValue(text)) {
        return typeof text === "object" ? text : undefined;
    }
    return parseJson(text) ?? parseYaml(text);
}

function parseYaml(text: string): unknown {
    // Loaded here: templates in YAML are rare.
    const yaml = require("js-yaml") as typeof import("js-yaml");
    const kinds = ["scalar", "sequence", "mapping"] as const;
    const tags = kinds.map((kind) => new yaml.Type("!", { kind, multi: true, construct: () => intrinsic }));
    try {
        return yaml.load(text, { schema: yaml.DEFAULT_SCHEMA.extend(tags) });
    } catch {
        return undefined;
    }
}

function object(value: unknown): Values {
    return typeof value === "object" && value !== null ? (value as Values) : {};
}
