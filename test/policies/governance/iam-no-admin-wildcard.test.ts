import { iamNoAdminWildcard } from "../../../policies/governance/iam-no-admin-wildcard";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const document = (action: Value, on: Value, more: object = {}): object => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: on, ...more }],
});
const admin = JSON.stringify(document("*", "*"));
const policy = (value: Value): TestResource => resource("aws:iam/policy:Policy", "p", { policy: value });
const attachment = (policyArn: Value, role: Value = "deployer"): TestResource =>
    resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role, policyArn });
const managed = "arn:aws:iam::aws:policy/AdministratorAccess";
const role = (props = {}): TestResource => resource("aws:iam/role:Role", "deployer", { assumeRolePolicy: "{}", ...props });
const onPolicy = [{ resource: "p", property: "policy" }];

policyTests(iamNoAdminWildcard, {
    example: {
        bad: `
            new aws.iam.RolePolicy("worker", {
                role: role.id,
                policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
            });`,
        good: `
            new aws.iam.RolePolicy("worker", {
                role: role.id,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"], Resource: queue.arn }],
                }),
            });`,
    },
    pass: [
        { name: "one service's actions", stack: [policy(JSON.stringify(document("s3:*", "*")))] },
        { name: "every action on one resource", stack: [policy(document("*", "arn:aws:s3:::logs"))] },
        { name: "a denial", stack: [policy(document("*", "*", { Effect: "Deny" }))], kind: "lookalike" },
        { name: "a resource that is not known yet", stack: [policy(document("*", [unknown]))] },
        { name: "a policy that is not known yet", stack: [policy(unknown)], undecided: true },
        { name: "no policy of its own", stack: [role()], kind: "default" },
        { name: "a key's policy, which speaks of the key", stack: [resource("aws:kms/key:Key", "k", { policy: admin })] },
        { name: "an endpoint's policy", stack: [resource("aws:ec2/vpcEndpoint:VpcEndpoint", "e", { policy: admin })] },
        { name: "a boundary", stack: [policy(admin), role({ permissionsBoundary: ref("p") })] },
        { name: "AdministratorAccess as a boundary", stack: [role({ permissionsBoundary: managed })] },
        {
            name: "other policies of AWS's",
            stack: [
                attachment("arn:aws:iam::aws:policy/PowerUserAccess"),
                role({ managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess-Amplify"] }),
            ],
        },
        { name: "an attachment that is not known yet", stack: [attachment(unknown)] },
        { name: "a role that is allowed, by its physical name", stack: [attachment(managed)], settings: { allow: ["deployer"] } },
        { name: "a role that is allowed, by its logical name", stack: [role(), attachment(managed, ref("deployer"))], settings: { allow: ["deploy*"] } },
        {
            name: "a role that is not known yet, where some are allowed",
            stack: [attachment(managed, unknown)],
            settings: { allow: ["deployer"] },
            undecided: true,
        },
        {
            name: "a role whose name is not known yet, where some are allowed",
            stack: [role({ name: unknown }), attachment(managed, ref("deployer"))],
            settings: { allow: ["ci"] },
            undecided: true,
        },
        {
            name: "odd documents",
            stack: [
                policy(5),
                ...["{", [], { Statement: { Effect: "Allow", Action: {}, Resource: 3 } }].map((value, index) =>
                    resource("aws:iam/policy:Policy", `p${index}`, { policy: value as never }),
                ),
                role({ inlinePolicies: [null, "x", {}] }),
            ],
        },
    ],
    fail: [
        {
            name: "a statement beside one that is not known yet",
            stack: [
                policy({
                    Statement: [
                        { Effect: unknown, Action: "*", Resource: "*" },
                        { Effect: "Allow", Action: "*", Resource: unknown },
                        { Effect: "Allow", Action: "*", Resource: "*" },
                    ],
                }),
            ],
            expect: [{ resource: "p", property: "policy" }],
        },
        { name: "everything on everything (IAM.1)", stack: [policy(admin)], expect: [{ resource: "p", property: "policy", severity: "high" }] },
        {
            name: "among other actions and resources, in an object",
            stack: [
                policy({
                    Statement: [
                        { Effect: "Deny", Action: "*", Resource: "*" },
                        { Effect: "Allow", Action: ["s3:*", "*"], Resource: ["*", unknown] },
                    ],
                }),
            ],
            expect: onPolicy,
        },
        { name: "one statement that is no list", stack: [policy({ Statement: { Effect: "Allow", Action: "*:*", Resource: "*" } })], expect: onPolicy },
        {
            name: "an inline policy of a role",
            stack: [
                role({
                    inlinePolicies: [
                        { name: "a", policy: unknown },
                        { name: "b", policy: admin },
                    ],
                }),
            ],
            expect: [{ resource: "deployer", property: "inlinePolicies[1].policy" }],
        },
        { name: "a role's policy", stack: [resource("aws:iam/rolePolicy:RolePolicy", "p", { role: "x", policy: admin })], expect: onPolicy },
        {
            name: "AdministratorAccess",
            stack: [attachment(managed)],
            expect: [{ resource: "a", property: "policyArn", says: /Fix: attach a policy that names the actions/ }],
        },
        {
            name: "AdministratorAccess of a role that is not known yet",
            stack: [attachment(managed, unknown)],
            expect: [{ resource: "a", property: "policyArn" }],
        },
        {
            name: "AdministratorAccess on the role itself",
            stack: [role({ managedPolicyArns: [managed] })],
            expect: [{ resource: "deployer", property: "managedPolicyArns" }],
        },
        {
            name: "another partition",
            stack: [attachment("arn:aws-us-gov:iam::aws:policy/AdministratorAccess")],
            expect: [{ resource: "a", property: "policyArn" }],
        },
        { name: "another role is allowed", stack: [attachment(managed)], settings: { allow: ["other"] }, expect: [{ resource: "a", property: "policyArn" }] },
        {
            name: "aws-native's policy",
            stack: [resource("aws-native:iam:ManagedPolicy", "p", { policyDocument: document("*", "*") })],
            expect: [{ resource: "p", property: "policyDocument" }],
        },
    ],
});
