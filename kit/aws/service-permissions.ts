/** What the policy of a resource lets AWS's services do with it. */
import { resourceType, type Resource, type Values } from "../resource";
import { oncePerPart, oncePerStack, type Referrers, type Stack } from "../stack";
import { functionsAt } from "./functions";
import { mayBeChangedElsewhere } from "./outside";
import { allows, type Answer, type Document, IDENTITY, NOT_KNOWN, readable, type Request } from "./permissions";
import { policyHeldBy, policyHoldersOf } from "./resource-policies";
import { roleMay } from "./role-permissions";

const Permission = resourceType<Values>("aws:lambda/permission:Permission");

/** What a service, or some identity (`IDENTITY`), asks of a resource. */
export type ServiceRequest = Required<Pick<Request, "service" | "action">> & Pick<Request, "source">;

/**
 * Whether the policy of a queue, topic, bucket, key, secret or function lets a service do something with it: the policy
 * in the resource itself, those of resources beside it (QueuePolicy, Permission and so on), none of which means "no".
 *
 * "no" is certain. "not known" where a policy is not known, may be another resource's, or allows it under a condition
 * other than on `aws:SourceArn` and `aws:SourceAccount`. A Permission of any qualifier is one of the function.
 * @param target a resource that the stack manages (`managedTarget`): what others may do with one from outside is not known.
 */
export function serviceMay(stack: Stack, target: Resource<unknown>, request: ServiceRequest): Answer {
    return allows(documentsOf(stack, target), { ...request, on: target });
}

/**
 * Whether a role may do something with a resource of its own account: by its policies (`roleMay`), or by that of the
 * resource, which is enough too. "not known" where the policy of the resource allows it to some account, role or user: that may be this role.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function roleMayUse(stack: Stack, role: Resource<unknown>, action: string, target: Resource<unknown>): Answer {
    const answer = roleMay(stack, role, action, target);
    return answer === "no" && serviceMay(stack, target, { service: IDENTITY, action }) !== "no" ? "not known" : answer;
}

const documentsOf = oncePerPart((stack, target: Resource<unknown>): Document[] => {
    const holders = policyHoldersOf(target).map(({ holder, of }) =>
        of === "function"
            ? permissionsOf(stack, target)
            : stack.referrers(target, holder, of, resourceType<Values>(target.type)),
    );
    const areAll = holders.every(({ possible }) => possible.length === 0) && !mayBeChangedElsewhere(stack, target);
    return [
        ...[target, ...holders.flatMap(({ resources }) => resources)].flatMap((holder) => heldBy(stack, holder)),
        ...(areAll ? [] : [NOT_KNOWN]),
    ];
});

/** The policy that a resource holds, as a document; none where it holds none. */
function heldBy(stack: Stack, holder: Resource<unknown>): Document[] {
    const document = readable(() => ({ Statement: policyHeldBy(holder)?.statements ?? [] }));
    // Of a Permission's values only the ARN of the source may be a reference.
    const origins = holder.is(Permission)
        ? holder.origins("sourceArn").flatMap((urn) => stack.get(urn) ?? [])
        : undefined;
    return [{ ...document, origins }];
}

function permissionsOf(stack: Stack, fn: Resource<unknown>): Referrers<Values> {
    const { byFunction, possible } = permissions(stack);
    return { resources: byFunction.get(fn.urn) ?? [], possible };
}

/** The permissions of each function, and those that may be of any. */
const permissions = oncePerStack((stack) => {
    const byFunction = new Map<string, Resource<Values>[]>();
    const possible: Resource<Values>[] = [];
    for (const permission of stack.of(Permission)) {
        const { resources, certain } = functionsAt(stack, permission, "function");
        for (const { urn } of resources) {
            byFunction.set(urn, [...(byFunction.get(urn) ?? []), permission]);
        }
        if (!certain) {
            possible.push(permission);
        }
    }
    return { byFunction, possible };
});
