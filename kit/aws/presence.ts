/** Whether a stack has what a presence policy asks for, by its type, its name, or a template that makes it. */
import { templateResources, type TemplateResource } from "./cloudformation";
import { findEvidence } from "../evidence";
import type { Resource } from "../resource";
import type { Stack } from "../stack";

/** What a presence policy looks for. */
export interface Sought {
    /** Globs on a type, or on `type::name`. */
    evidence: readonly string[];
    /** The same in CloudFormation and Cloud Control, such as `AWS::Transfer::Server`. */
    templateTypes: readonly string[];
    /** What more is asked of a resource that was found. */
    counts?(resource: Resource): boolean;
    /** What more is asked of a template's resource. */
    countsInTemplate?(resource: TemplateResource): boolean;
}

/** True where the stack has it, false where it has not, undefined where a template that cannot be seen may. */
export function isPresent(stack: Stack, sought: Sought): boolean | undefined {
    const { evidence, templateTypes, counts = () => true, countsInTemplate = () => true } = sought;
    if (findEvidence(stack, evidence).some(counts)) {
        return true;
    }
    const templates = stack.managed.map((resource) => templateResources(resource));
    if (templates.flat().some((found) => found && templateTypes.includes(found.type) && countsInTemplate(found))) {
        return true;
    }
    return templates.includes(undefined) ? undefined : false;
}
