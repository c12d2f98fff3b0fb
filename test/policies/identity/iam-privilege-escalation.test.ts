import { iamPrivilegeEscalation } from "../../../policies/identity/iam-privilege-escalation";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const statement = (action: unknown, more: object = {}): object => ({ Effect: "Allow", Action: action, Resource: "*", ...more });
const policy = (...statements: object[]): TestResource => resource("aws:iam/policy:Policy", "p", { policy: JSON.stringify({ Statement: statements }) });
const found = [{ resource: "p", property: "policy", severity: "high" }];

policyTests(iamPrivilegeEscalation, {
    example: {
        bad: `
            new aws.iam.Policy("deployer", {
                policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Action: ["iam:PassRole", "lambda:CreateFunction"], Resource: "*" }],
                }),
            });`,
        good: `
            new aws.iam.Policy("deployer", {
                policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        { Effect: "Allow", Action: "lambda:CreateFunction", Resource: "*" },
                        { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::851725499301:role/worker" },
                    ],
                }),
            });`,
    },
    pass: [
        {
            name: "only named roles are passed",
            stack: [policy(statement("lambda:CreateFunction"), statement("iam:PassRole", { Resource: "arn:aws:iam::851725499301:role/worker" }))],
        },
        {
            name: "roles are passed to one service",
            kind: "lookalike",
            stack: [policy(statement(["iam:PassRole", "ecs:RunTask"], { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } }))],
        },
        { name: "reading identities", stack: [policy(statement(["iam:Get*", "iam:List*"]))] },
        { name: "one's own keys", stack: [policy(statement("iam:CreateAccessKey", { Resource: "arn:aws:iam::*:user/${aws:username}" }))] },
        {
            name: "all of a service but what escalates",
            stack: [policy(statement("lambda:*"), { Effect: "Deny", Action: "lambda:UpdateFunctionCode", Resource: "*" })],
        },
        {
            name: "a role and a function, of which one is denied",
            stack: [policy(statement(["iam:PassRole", "lambda:CreateFunction"]), { Effect: "Deny", Action: "lambda:CreateFunction", Resource: "*" })],
        },
        {
            name: "a denial of all but some, which may leave nothing of it",
            stack: [policy(statement("iam:*"), { Effect: "Deny", NotAction: ["iam:Get*", "iam:List*"], Resource: "*" })],
        },
        {
            name: "a boundary of a user, which is not known yet",
            stack: [policy(statement("iam:*")), resource("aws:iam/user:User", "u", { permissionsBoundary: unknown })],
            undecided: true,
        },
        { name: "everything, of which iam-no-admin-wildcard speaks", stack: [policy(statement("*"))] },
        { name: "a document that is not known yet", stack: [resource("aws:iam/policy:Policy", "p", { policy: unknown })], undecided: true },
        { name: "a role without policies", kind: "default", stack: [resource("aws:iam/role:Role", "r", { assumeRolePolicy: "{}" })] },
        { name: "a boundary", stack: [policy(statement("iam:*")), resource("aws:iam/user:User", "u", { permissionsBoundary: ref("p") })] },
    ],
    fail: [
        {
            name: "a role and a function, in two statements",
            stack: [policy(statement("iam:PassRole"), statement("lambda:Create*"))],
            expect: [{ ...found[0], resource: "p", says: /iam:PassRole with lambda:CreateFunction/ }],
        },
        { name: "all of IAM", stack: [policy(statement("iam:*"))], expect: found },
        {
            name: "new versions of a policy",
            stack: [policy(statement(["s3:GetObject", "iam:CreatePolicyVersion"]))],
            expect: [{ ...found[0], resource: "p", says: /iam:CreatePolicyVersion on everything/ }],
        },
        { name: "the code of every function", stack: [policy(statement("lambda:UpdateFunctionCode"))], expect: found },
        {
            name: "a denial of something else",
            stack: [policy(statement("iam:PutRolePolicy"), { Effect: "Deny", Action: "iam:DeleteRole", Resource: "*" })],
            expect: found,
        },
    ],
});
