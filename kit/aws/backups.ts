/** AWS Backup: whether a plan of the stack takes a resource in. */
import type { SelectionArgs } from "@pulumi/aws/backup/selection";

import { type Resource, resourceType, type ResourceType } from "../resource";
import type { Stack } from "../stack";
import { hasUnknown, isSet, isUnknown, knownEntries } from "../unknown";

const Selection = resourceType<SelectionArgs>("aws:backup/selection:Selection");

/**
 * Whether a selection of this stack names the resource, by itself or with all of its service. `maybe` where one selects
 * by tags, conditions or a pattern, or names what is not known yet.
 * @param service the service in ARNs, such as `dynamodb`.
 */
export function isBackedUp<T>(
    resource: Resource<T>,
    type: ResourceType<T>,
    service: string,
    stack: Stack,
): "yes" | "no" | "maybe" {
    const selections = stack.of(Selection);
    if (selections.some((selection) => stack.targets(selection, "resources", type).resources.includes(resource))) {
        return "yes";
    }
    const arns = selections.flatMap(({ props }) =>
        isUnknown(props, "resources") ? [] : knownEntries(props.resources).map(([, arn]) => arn),
    );
    if (arns.some((arn) => isWholeService(arn, service))) {
        return "yes";
    }
    const mayName = selections.some(
        (selection) =>
            isSet(selection.props, "selectionTags") ||
            isSet(selection.props, "conditions") ||
            (hasUnknown(selection.unguarded.resources) && selection.origins("resources").length === 0),
    );
    return mayName || arns.some((arn) => arn.includes("*")) ? "maybe" : "no";
}

function isWholeService(arn: string, service: string): boolean {
    return arn === "*" || new RegExp(`^arn:aws[\\w-]*:${service}:\\*:\\*:([\\w-]+/)?\\*$`).test(arn);
}
