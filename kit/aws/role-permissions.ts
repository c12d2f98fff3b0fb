/** What a role of the stack may do, by every policy that it has. */
import type { RoleArgs } from "@pulumi/aws/iam/role";

import { managedPolicy } from "../../facts/iam";
import { resourceType, type Resource, type Values } from "../resource";
import { oncePerPart, type Stack } from "../stack";
import { isUnknownValue } from "../unknown";
import { texts } from "./iam";
import { IamPolicy, IamRole, identityPolicies } from "./identity-policies";
import { managedTarget, mayBeChangedElsewhere } from "./outside";
import { allows, type Answer, type Document, type Named, NOT_KNOWN, readable } from "./permissions";

const RolePolicy = resourceType<{ role: unknown }>("aws:iam/rolePolicy:RolePolicy");
const RolePolicyAttachment = resourceType<{ role: unknown }>("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
const PolicyAttachment = resourceType<{ roles: unknown }>("aws:iam/policyAttachment:PolicyAttachment");
const ExclusiveAttachments = resourceType<{ roleName: unknown }>(
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
);
/** A policy of aws-native names its roles itself. */
const NativePolicy = resourceType<{ roles: unknown }>(...IamPolicy.tokens);

/**
 * The role that a property refers to, where the stack manages it; undefined for one from outside, such as a role that is
 * given by its ARN, and where it cannot be told: nobody knows what that may do.
 */
export function roleOf(stack: Stack, resource: Resource<unknown>, property: string): Resource<RoleArgs> | undefined {
    const role: Resource<unknown> | undefined = managedTarget(stack, resource, property, IamRole);
    return role as Resource<RoleArgs> | undefined;
}

/**
 * Whether a role may do `action`, by its inline policies, the customer policies that the stack attaches, and those of
 * AWS's own that the facts have (facts/managed-policies.json).
 *
 * "no" is certain: all of its policies are known, and none allows it or one denies it. "not known" where a policy is
 * not known, is attached by an ARN from outside, or allows it under a condition; and where a permissions boundary may
 * take it back.
 * @param role a role of the stack (`roleOf`).
 * @param on what the action is done to; left out where that is none (`ec2:CreateNetworkInterface`) or not known.
 */
export function roleMay(stack: Stack, role: Resource<unknown>, action: string, on?: Named): Answer {
    const answer = allows(documentsOf(stack, role), { action, on });
    return answer === "yes" && role.unguarded.permissionsBoundary !== undefined ? "not known" : answer;
}

const documentsOf = oncePerPart((stack, role: Resource<unknown>): Document[] => {
    const inline = stack.referrers(role, RolePolicy, "role", IamRole);
    const native = stack.referrers(role, NativePolicy, "roles", IamRole);
    const attachments = [
        { property: "policyArn", ...stack.referrers(role, RolePolicyAttachment, "role", IamRole) },
        { property: "policyArn", ...stack.referrers(role, PolicyAttachment, "roles", IamRole) },
        { property: "policyArns", ...stack.referrers(role, ExclusiveAttachments, "roleName", IamRole) },
        { property: "managedPolicyArns", resources: [role], possible: [] },
    ];
    const areAll =
        [inline, native, ...attachments].every(({ possible }) => possible.length === 0) &&
        !mayBeChangedElsewhere(stack, role);
    return [
        ...[role, ...inline.resources, ...native.resources].flatMap(writtenIn),
        ...attachments.flatMap(({ property, resources }) =>
            resources.flatMap((attachment) => attachedBy(stack, attachment, property)),
        ),
        ...(areAll ? [] : [NOT_KNOWN]),
    ];
});

/** The documents that a role, an inline policy or a managed one holds. */
function writtenIn(resource: Resource<unknown>): Document[] {
    const { inlinePolicies } = resource.unguarded;
    if (isUnknownValue(inlinePolicies)) {
        return [NOT_KNOWN];
    }
    const isPartly = Array.isArray(inlinePolicies) && inlinePolicies.some(isUnknownValue);
    return [...identityPolicies(resource).map(({ read }) => readable(read)), ...(isPartly ? [NOT_KNOWN] : [])];
}

/** The documents that a property attaches: of policies of the stack, by what it refers to, and of AWS's by their ARNs. */
function attachedBy(stack: Stack, attachment: Resource<unknown>, property: string): Document[] {
    const value = attachment.unguarded[property];
    const arns = Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
    const own = stack.targets<Values>(attachment, property, IamPolicy).resources;
    const ofAws = texts(arns).map((arn) => managedPolicy(arn));
    const found = own.length + ofAws.filter((statements) => statements !== undefined).length;
    return [
        ...own.flatMap(writtenIn),
        ...ofAws.flatMap((statements) => (statements ? [{ statements }] : [])),
        // An ARN from outside, or one of AWS's policies that the facts do not have.
        ...(found < arns.length ? [NOT_KNOWN] : []),
    ];
}
