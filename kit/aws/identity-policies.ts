/** Policies of identities: where a program writes the document of one, and where it attaches one of AWS's. */
import { resourceType, type Resource, type Values } from "../resource";
import type { Stack, Targets } from "../stack";
import { knownEntries } from "../unknown";
import { texts } from "./iam";

export const IamGroup = resourceType("aws:iam/group:Group");
export const IamPolicy = resourceType("aws:iam/policy:Policy");
export const IamRole = resourceType("aws:iam/role:Role");
export const IamUser = resourceType("aws:iam/user:User");

/** Where a policy document of an identity stands. Those of resources and of organisations are something else. */
const DOCUMENTS: Record<string, string> = {
    "aws:iam/groupPolicy:GroupPolicy": "policy",
    "aws:iam/policy:Policy": "policy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:iam/userPolicy:UserPolicy": "policy",
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
};
/** Where a managed policy is attached. */
const ATTACHMENTS: Record<string, string> = {
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
    "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
    "aws:iam/role:Role": "managedPolicyArns",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
};
const HOLDERS = ["role", "roles", "user", "users", "group", "groups"];

/** Every type that a policy document of an identity stands in. */
export const IdentityDocument = resourceType(...Object.keys(DOCUMENTS), ...IamRole.tokens);
/** Every type that attaches a managed policy. */
export const PolicyAttachment = resourceType(...Object.keys(ATTACHMENTS));

/** A policy document of an identity. */
export interface IdentityPolicy {
    property: string;
    /** Throws `UnknownValue` where the document is not known. */
    read(): unknown;
}

/** The policy documents that a resource holds. */
export function identityPolicies(resource: Resource<unknown>): IdentityPolicy[] {
    const props = resource.props as Values;
    const property = DOCUMENTS[resource.type];
    if (property) {
        return [{ property, read: () => props[property] }];
    }
    if (!resource.is(IamRole)) {
        return [];
    }
    return knownEntries(props.inlinePolicies as { policy?: unknown }[] | undefined).map(([index, inline]) => ({
        property: `inlinePolicies[${index}].policy`,
        read: () => inline?.policy,
    }));
}

/** The known ARNs of the managed policies that a resource attaches, and where. */
export function attachedPolicies(resource: Resource<unknown>): { property: string; arns: string[] } {
    const property = ATTACHMENTS[resource.type];
    return property ? { property, arns: texts(resource.unguarded[property]) } : { property: "", arns: [] };
}

/** True for a permissions boundary, which grants nothing; undefined where it may be one. */
export function isBoundary(resource: Resource<unknown>, stack: Stack): boolean | undefined {
    const bounded = [IamRole, IamUser].map((type) =>
        stack.referrers(resource as Resource, type, "permissionsBoundary", IamPolicy),
    );
    if (bounded.some(({ resources }) => resources.length > 0)) {
        return true;
    }
    return bounded.some(({ possible }) => possible.length > 0) ? undefined : false;
}

/** The roles, users and groups of the stack that a policy or an attachment is for. */
export function holdersOf(resource: Resource<unknown>, stack: Stack): Targets<Values> {
    const targets = HOLDERS.map((property) => stack.targets(resource, property, IamRole, IamUser, IamGroup));
    return {
        resources: targets.flatMap(({ resources }) => resources),
        certain: targets.every(({ certain }) => certain),
    };
}

/** The known names of those. */
export function holderNames({ unguarded }: Resource<unknown>): string[] {
    return HOLDERS.flatMap((property) => texts(unguarded[property]));
}
