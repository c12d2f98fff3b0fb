import type { AccessKeyArgs } from "@pulumi/aws/iam/accessKey";
import type { UserLoginProfileArgs } from "@pulumi/aws/iam/userLoginProfile";
import type { UserPolicyArgs } from "@pulumi/aws/iam/userPolicy";
import type { UserPolicyAttachmentArgs } from "@pulumi/aws/iam/userPolicyAttachment";

import { isEmpty, isSet, type ResourceType, resourceType, resourcePolicy } from "../../kit";

const AccessKey = resourceType<AccessKeyArgs>("aws:iam/accessKey:AccessKey");
const LoginProfile = resourceType<UserLoginProfileArgs>("aws:iam/userLoginProfile:UserLoginProfile");
const UserPolicy = resourceType<UserPolicyArgs>("aws:iam/userPolicy:UserPolicy");
const UserAttachment = resourceType<UserPolicyAttachmentArgs>("aws:iam/userPolicyAttachment:UserPolicyAttachment");
/** One policy for several identities, users among them. */
const Attachment = resourceType<{ users?: string[] }>("aws:iam/policyAttachment:PolicyAttachment");
const JUDGED: ResourceType<object>[] = [AccessKey, LoginProfile, UserPolicy, UserAttachment, Attachment];

export const iamUserKeys = resourcePolicy({
    name: "iam-user-keys",
    title: "Programs and people use roles, not IAM users with keys",
    severity: "medium",
    level: "advisory",
    why: "a key of a user is valid until somebody deletes it, wherever it was copied to",
    fix: "let the workload assume a role, and let people sign in through IAM Identity Center",
    since: "0.2.0",
    controls: ["IAM.2"],
    frameworks: { "PCI DSS": ["8.6.3 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2",
    ],
    types: JUDGED,
    check(_props, { resource, report }) {
        if (resource.is(AccessKey) && resource.props.status !== "Inactive") {
            const isSealed = isSet(resource.props, "pgpKey");
            report(
                undefined,
                `a key is made that never ends${isSealed ? "" : ", and its secret lies in the stack's state"}`,
            );
        } else if (resource.is(LoginProfile)) {
            report(undefined, "a user is given a password of the program's making");
        } else if (resource.is(UserPolicy) || resource.is(UserAttachment)) {
            report("user", "a policy is given to one user alone", {
                fix: "give it to a group or a role",
                severity: "low",
            });
        } else if (resource.is(Attachment) && !isEmpty(resource.props.users)) {
            report("users", "a policy is given to users alone", {
                fix: "give it to a group or a role",
                severity: "low",
            });
        }
    },
});
