import { iamManagedFullAccess } from "../../../policies/identity/iam-managed-full-access";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const AWS = "arn:aws:iam::aws:policy/";
const role = resource("aws:iam/role:Role", "worker", { assumeRolePolicy: "{}" });
const attached = (policyArn: Value, name = "a", to: Value = ref("worker")): TestResource =>
    resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, { role: to, policyArn });

policyTests(iamManagedFullAccess, {
    example: {
        bad: `
            new aws.iam.RolePolicyAttachment("worker", { role: "worker", policyArn: aws.iam.ManagedPolicy.AmazonS3FullAccess });`,
        good: `
            new aws.iam.RolePolicy("worker", {
                role: "worker",
                policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::orders-7f3/*" }],
                }),
            });`,
    },
    pass: [
        { name: "what a function needs to write its log", stack: [role, attached(`${AWS}service-role/AWSLambdaBasicExecutionRole`)] },
        { name: "read-only access", stack: [role, attached(`${AWS}AmazonS3ReadOnlyAccess`)] },
        { name: "a policy that is not known yet", stack: [role, attached(unknown)] },
        { name: "a role without policies", stack: [role], kind: "default" },
        { name: "a policy of one's own with that name", kind: "lookalike", stack: [role, attached("arn:aws:iam::851725499301:policy/OrdersFullAccess")] },
        {
            name: "only to invoke and to mount",
            stack: [role, attached(`${AWS}AmazonAPIGatewayInvokeFullAccess`), attached(`${AWS}AmazonElasticFileSystemClientFullAccess`, "b")],
        },
        { name: "one that is allowed", stack: [role, attached(`${AWS}AmazonSSMFullAccess`)], settings: { allow: ["AmazonSSMFullAccess"] } },
        { name: "AdministratorAccess, of which iam-no-admin-wildcard speaks", stack: [role, attached(`${AWS}AdministratorAccess`)] },
    ],
    fail: [
        {
            name: "all of S3",
            stack: [role, attached(`${AWS}AmazonS3FullAccess`)],
            expect: [{ resource: "a", property: "policyArn", says: /AmazonS3FullAccess is attached/, severity: "high" }],
        },
        {
            name: "a newer version, in another partition",
            stack: [role, attached("arn:aws-cn:iam::aws:policy/CloudWatchFullAccessV2")],
            expect: [{ resource: "a", property: "policyArn" }],
        },
        {
            name: "a job function's",
            stack: [role, attached(`${AWS}job-function/SystemAdministrator`)],
            expect: [{ resource: "a", property: "policyArn", says: /^SystemAdministrator is attached|: SystemAdministrator is attached/m }],
        },
        {
            name: "an attachment whose name only looks like a callback's",
            stack: [role, attached(`${AWS}AmazonS3FullAccess`, "worker-0a1b2c3d4")],
            expect: [{ resource: "worker-0a1b2c3d4", property: "policyArn" }],
        },
        { name: "everything but identities", stack: [role, attached(`${AWS}PowerUserAccess`)], expect: [{ resource: "a", property: "policyArn" }] },
        {
            name: "on the role itself",
            stack: [
                resource("aws:iam/role:Role", "worker", {
                    assumeRolePolicy: "{}",
                    managedPolicyArns: [`${AWS}AmazonSQSFullAccess`, unknown, `${AWS}AmazonSNSFullAccess`],
                }),
            ],
            expect: [{ resource: "worker", property: "managedPolicyArns", says: /AmazonSQSFullAccess and AmazonSNSFullAccess/ }],
        },
        {
            name: "a callback function that names neither role nor policies: once",
            stack: [
                role,
                { ...role, name: "deployer" },
                attached(`${AWS}AWSLambda_FullAccess`, "worker-0a1b2c3d"),
                attached(`${AWS}AmazonS3FullAccess`, "worker-4e5f6a7b"),
            ],
            expect: [{ resource: "worker-0a1b2c3d", property: "policyArn", says: /names no role or policies[^]*AWSLambdaBasicExecutionRole/ }],
        },
        {
            name: "another is allowed",
            stack: [role, attached(`${AWS}AmazonS3FullAccess`)],
            settings: { allow: ["AmazonSSMFullAccess"] },
            expect: [{ resource: "a", property: "policyArn" }],
        },
    ],
});
