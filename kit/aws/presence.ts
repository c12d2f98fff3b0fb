/** What the policies share that ask for something a stack must have, and know by its type, its name or a template. */
import type { StackContext } from "../definition";
import { resourceGlobs } from "../globs";
import type { Resource } from "../resource";
import type { Stack } from "../stack";
import { templateResources, type TemplateResource } from "./cloudformation";

/** What a presence policy asks for. */
export interface Sought {
    /** Globs on a resource's type, or on `type::name`, of which one match is evidence: the setting's default. */
    evidence: readonly string[];
    /** The same in CloudFormation and Cloud Control: `AWS::Transfer::Server`, or `AWS::MGN::` for all of a service. */
    templates?: readonly string[];
    /** What more is asked of a resource that matches. */
    counts?(resource: Resource): boolean;
    /** What more is asked of a template's resource. */
    countsInTemplate?(resource: TemplateResource): boolean;
    /** Finds what no type or name tells. */
    found?(stack: Stack): boolean;
    /** What is not known yet and may be it: a property, or a resource's name. */
    unclear?(stack: Stack): string | undefined;
    /** What is wrong where it is absent; undefined for a stack that needs none. */
    absent: string | ((stack: Stack) => string | undefined);
}

/** What the check needs of a context, whatever other settings the policy has. */
interface Asking extends Pick<StackContext, "stack" | "report" | "undecided"> {
    settings: { readonly evidence: readonly string[] };
}

/**
 * The part of a presence policy's definition that says whether the stack has it. Such a policy is off until a profile
 * or a configuration switches it on, and its finding hangs on the stack.
 */
export const presence = (sought: Sought) =>
    ({
        level: "disabled",
        settings: evidenceSetting(sought.evidence),
        checkStack({ stack, settings: { evidence }, report, undecided }: Asking): void {
            const { absent } = sought;
            const problem = typeof absent === "string" ? absent : absent(stack);
            if (problem === undefined || isPresent(stack, sought, evidence)) {
                return;
            }
            const unclear = unclearIn(stack, sought);
            if (unclear === undefined) {
                report(undefined, problem);
            } else {
                undecided(unclear);
            }
        },
    }) as const;

/** The `evidence` setting. */
const evidenceSetting = (defaults: readonly string[]) =>
    ({
        evidence: {
            type: "array",
            items: { type: "string" },
            default: defaults,
            description: "Globs on a resource's type, or on `type::name`; one match is evidence.",
        },
    }) as const;

function isPresent(stack: Stack, sought: Sought, evidence: readonly string[]): boolean {
    const { counts = () => true, countsInTemplate = () => true, templates = [], found = () => false } = sought;
    const matches = resourceGlobs(evidence);
    const isSought = ({ type }: TemplateResource): boolean =>
        templates.some((wanted) => (wanted.endsWith("::") ? type.startsWith(wanted) : type === wanted));
    return (
        stack.managed.some((resource) => matches(resource) && counts(resource)) ||
        stack.managed.some((resource) =>
            templateResources(resource)?.some((made) => isSought(made) && countsInTemplate(made)),
        ) ||
        found(stack)
    );
}

/** What may be it: a template that cannot be seen, where templates count, or what the policy itself cannot tell yet. */
function unclearIn(stack: Stack, { templates = [], unclear }: Sought): string | undefined {
    const isHidden = templates.length > 0 && stack.managed.some((resource) => !templateResources(resource));
    return isHidden ? "templateBody" : unclear?.(stack);
}
