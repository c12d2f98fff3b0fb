import { iamServiceWildcard } from "../../../policies/identity/iam-service-wildcard";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const allow = (action: Value, on: Value = "*", more: object = {}): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: on, ...more }] });
const policy = (document: Value): TestResource => resource("aws:iam/policy:Policy", "p", { policy: document });
const inline = (document: Value): TestResource => resource("aws:iam/rolePolicy:RolePolicy", "p", { role: "worker", policy: document });
const found = [{ resource: "p", property: "policy" }];

policyTests(iamServiceWildcard, {
    example: {
        bad: `
            new aws.iam.RolePolicy("worker", {
                role: "worker",
                policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] }),
            });`,
        good: `
            new aws.iam.RolePolicy("worker", {
                role: "worker",
                policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders-7f3/*" }],
                }),
            });`,
    },
    pass: [
        { name: "all of a service on one resource", stack: [policy(allow("s3:*", ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"]))], kind: "lookalike" },
        { name: "some actions on everything", stack: [policy(allow(["ec2:Describe*", "ecr:GetAuthorizationToken", "s3:*Tagging"]))] },
        { name: "everything, of which iam-no-admin-wildcard speaks", stack: [policy(allow(["*", "s3:*"])), { ...policy(allow("*:*")), name: "q" }] },
        {
            name: "with a condition",
            stack: [policy(allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } }))],
        },
        { name: "one key", stack: [inline(allow("kms:Decrypt", "arn:aws:kms:us-east-1:851725499301:key/0a1b"))] },
        { name: "encryption with every key", stack: [inline(allow(["kms:Encrypt", "kms:DescribeKey"]))] },
        { name: "a denial of all but some", stack: [policy(JSON.stringify({ Statement: { Effect: "Deny", NotAction: "iam:*", Resource: "*" } }))] },
        { name: "a document that is not known yet", stack: [policy(unknown)], undecided: true },
        {
            name: "a resource that is not known yet",
            stack: [
                resource("aws:iam/policy:Policy", "p", {
                    policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: [unknown] }] },
                }),
            ],
        },
        { name: "a role without policies", stack: [resource("aws:iam/role:Role", "r", { assumeRolePolicy: "{}" })], kind: "default" },
        {
            name: "a boundary of a role, which is not known yet",
            stack: [policy(allow("s3:*")), resource("aws:iam/role:Role", "r", { permissionsBoundary: unknown })],
            undecided: true,
        },
        { name: "a boundary", stack: [policy(allow("s3:*")), resource("aws:iam/role:Role", "r", { permissionsBoundary: ref("p") })] },
    ],
    fail: [
        {
            name: "all of a service (IAM.21)",
            stack: [policy(allow(["sqs:SendMessage", "s3:*"]))],
            expect: [{ ...found[0], resource: "p", says: /allows s3:\* on everything/ }],
        },
        {
            name: "decryption with every key (KMS.1)",
            stack: [policy(allow("kms:Decrypt"))],
            expect: [{ ...found[0], resource: "p", says: /decrypt with every key/ }],
        },
        {
            name: "decryption with every key of the account, inline (KMS.2)",
            stack: [inline(allow(["s3:GetObject", "kms:ReEncryptFrom"], ["arn:aws:s3:::orders/*", "arn:aws:kms:us-east-1:851725499301:key/*"]))],
            expect: found,
        },
        { name: "decryption by a pattern", stack: [policy(allow("kms:De*"))], expect: [{ ...found[0], resource: "p", says: /decrypt with every key/ }] },
        {
            name: "every role",
            stack: [inline(allow(["ecs:RunTask", "iam:PassRole"]))],
            expect: [{ ...found[0], resource: "p", says: /iam:PassRole of every role/ }],
        },
        {
            name: "all but some",
            stack: [policy(JSON.stringify({ Statement: { Effect: "Allow", NotAction: "iam:*", Resource: "*" } }))],
            expect: [{ ...found[0], resource: "p", says: /every action but/ }],
        },
        {
            name: "an inline policy of a role, in two statements",
            stack: [
                resource("aws:iam/role:Role", "r", {
                    assumeRolePolicy: "{}",
                    inlinePolicies: [
                        { name: "a", policy: JSON.stringify({ Statement: ["s3:*", "sns:*"].map((Action) => ({ Effect: "Allow", Action, Resource: "*" })) }) },
                    ],
                }),
            ],
            expect: [{ resource: "r", property: "inlinePolicies[0].policy", says: /s3:\*.*; .*sns:\*/ }],
        },
    ],
});
