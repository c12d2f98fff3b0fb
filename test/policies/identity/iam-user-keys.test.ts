import { iamUserKeys } from "../../../policies/identity/iam-user-keys";
import { policyTests, resource, unknown } from "../../harness";

const policyArn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

policyTests(iamUserKeys, {
    example: {
        bad: `
            const reporting = new aws.iam.User("reporting");
            new aws.iam.AccessKey("reporting", { user: reporting.name });`,
        good: `
            new aws.iam.RolePolicyAttachment("reporting", { role: "reporting", policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" });`,
    },
    pass: [
        { name: "a policy of a role", stack: [resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: "reporting", policyArn })] },
        {
            name: "a policy of a group, in which users are",
            kind: "lookalike",
            stack: [resource("aws:iam/policyAttachment:PolicyAttachment", "a", { groups: ["readers"], policyArn })],
        },
        { name: "a key that was switched off", stack: [resource("aws:iam/accessKey:AccessKey", "k", { user: "reporting", status: "Inactive" })] },
        {
            name: "a key of which that is not known yet",
            stack: [resource("aws:iam/accessKey:AccessKey", "k", { user: "reporting", status: unknown })],
            undecided: true,
        },
        { name: "a user alone", stack: [resource("aws:iam/user:User", "u")], kind: "default" },
    ],
    fail: [
        {
            name: "a key",
            stack: [resource("aws:iam/accessKey:AccessKey", "k", { user: "reporting" })],
            expect: [{ resource: "k", says: /lies in the stack's state/ }],
        },
        {
            name: "a key that is sealed",
            stack: [resource("aws:iam/accessKey:AccessKey", "k", { user: "reporting", pgpKey: "keybase:ops", status: "Active" })],
            expect: [{ resource: "k", says: /never ends$/m }],
        },
        { name: "a password", stack: [resource("aws:iam/userLoginProfile:UserLoginProfile", "l", { user: "reporting" })], expect: [{ resource: "l" }] },
        {
            name: "a policy of a user (IAM.2)",
            stack: [resource("aws:iam/userPolicy:UserPolicy", "p", { user: "reporting", policy: "{}" })],
            expect: [{ resource: "p", property: "user", severity: "low" }],
        },
        {
            name: "a policy attached to a user (IAM.2)",
            stack: [resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "p", { user: "reporting", policyArn })],
            expect: [{ resource: "p", property: "user" }],
        },
        {
            name: "a policy attached to users (IAM.2)",
            stack: [resource("aws:iam/policyAttachment:PolicyAttachment", "p", { users: ["reporting"], policyArn })],
            expect: [{ resource: "p", property: "users", severity: "low", says: /a group or a role/ }],
        },
    ],
});
