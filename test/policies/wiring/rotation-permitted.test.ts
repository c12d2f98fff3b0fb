import { rotationPermitted } from "../../../policies/wiring/rotation-permitted";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const ACCOUNT = "604219837745";
const SERVICE = "secretsmanager.amazonaws.com";
const trust = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }] });
const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const all = document({ Effect: "Allow", Action: "secretsmanager:*", Resource: "*" });

const role = resource("aws:iam/role:Role", "rotator", { name: "rotator", assumeRolePolicy: trust });
const inline = (policy: Value): TestResource => resource("aws:iam/rolePolicy:RolePolicy", "inline", { role: "rotator", policy });
const fn = resource("aws:lambda/function:Function", "rotate", { name: "rotate", role: ref("rotator") });
const secret = resource("aws:secretsmanager/secret:Secret", "db", {});
const rotation = (more: Value = {}): TestResource =>
    resource("aws:secretsmanager/secretRotation:SecretRotation", "rotation", {
        ...{ secretId: ref("db"), rotationLambdaArn: ref("rotate"), rotationRules: { automaticallyAfterDays: 30 } },
        ...more,
    });
const permission = (more: Value = {}): TestResource =>
    resource("aws:lambda/permission:Permission", "allow", {
        ...{ action: "lambda:InvokeFunction", function: "rotate", principal: SERVICE, sourceArn: ref("db") },
        ...more,
    });
const whole = [role, inline(all), fn, secret, rotation()];

policyTests(rotationPermitted, {
    example: {
        bad: `
            const rotator = new aws.iam.Role("rotator", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
            });
            const rotate = new aws.lambda.Function("rotate", {
                code, handler: "index.handler", runtime: "nodejs24.x", role: rotator.arn,
            });
            const db = new aws.secretsmanager.Secret("db");
            new aws.secretsmanager.SecretRotation("db", {
                secretId: db.id, rotationLambdaArn: rotate.arn, rotationRules: { automaticallyAfterDays: 30 },
            });`,
        good: `
            const rotator = new aws.iam.Role("rotator", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
            });
            const rotate = new aws.lambda.Function("rotate", {
                code, handler: "index.handler", runtime: "nodejs24.x", role: rotator.arn,
            });
            const db = new aws.secretsmanager.Secret("db");
            new aws.iam.RolePolicy("rotator", {
                role: rotator.name,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [{
                        Effect: "Allow",
                        Action: [
                            "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue",
                            "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
                        ],
                        Resource: db.arn,
                    }],
                }),
            });
            const call = new aws.lambda.Permission("rotate", {
                function: rotate.name, action: "lambda:InvokeFunction",
                principal: "secretsmanager.amazonaws.com", sourceArn: db.arn,
            });
            new aws.secretsmanager.SecretRotation("db", {
                secretId: db.id, rotationLambdaArn: rotate.arn, rotationRules: { automaticallyAfterDays: 30 },
            }, { dependsOn: call });`,
    },
    pass: [
        { name: "a permission and a role that may", stack: [...whole, permission()], undecided: false },
        { name: "a permission for every secret", kind: "default", stack: [...whole, permission({ sourceArn: undefined })] },
        { name: "a source that is not known", stack: [...whole, permission({ sourceArn: unknown })], undecided: true },
        { name: "a policy that refers to the secret, not there yet", stack: [role, inline(ref("db")), fn, secret, rotation(), permission()], undecided: true },
        {
            name: "AWS's policy of Secrets Manager",
            stack: [
                ...[role, fn, secret, rotation(), permission()],
                resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attach", {
                    role: "rotator",
                    policyArn: "arn:aws:iam::aws:policy/SecretsManagerReadWrite",
                }),
            ],
        },
        { name: "a function from outside", stack: [secret, rotation({ rotationLambdaArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:elsewhere` })] },
        { name: "a function that is not known", stack: [secret, rotation({ rotationLambdaArn: unknown })] },
        { name: "a secret from outside", stack: [role, fn, rotation({ secretId: "elsewhere" }), permission({ sourceArn: undefined })] },
        {
            name: "a secret whose own policy may let the role in",
            kind: "lookalike",
            stack: [
                ...[role, fn, secret, rotation(), permission()],
                resource("aws:secretsmanager/secretPolicy:SecretPolicy", "policy", {
                    secretArn: ref("db"),
                    policy: document({
                        Effect: "Allow",
                        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/rotator` },
                        Action: "secretsmanager:*",
                        Resource: "*",
                    }),
                }),
            ],
            undecided: true,
        },
        { name: "a function and a role that something outside completes", stack: [role, fn, secret, rotation()], settings: { trusted: ["*::rotat*"] } },
    ],
    fail: [
        {
            name: "no permission",
            stack: whole,
            expect: [
                {
                    resource: "rotation",
                    property: "rotationLambdaArn",
                    severity: "high",
                    says: /no aws\.lambda\.Permission lets secretsmanager\.amazonaws\.com invoke function rotate[^]*add an aws\.lambda\.Permission with function rotate/,
                },
            ],
        },
        {
            name: "a permission for another service",
            stack: [...whole, permission({ principal: "events.amazonaws.com", sourceArn: undefined })],
            expect: [{ resource: "rotation", property: "rotationLambdaArn" }],
        },
        {
            name: "a permission for another secret",
            stack: [...whole, resource("aws:secretsmanager/secret:Secret", "other", {}), permission({ sourceArn: ref("other") })],
            expect: [{ resource: "rotation", property: "rotationLambdaArn" }],
        },
        {
            name: "a role that may only read",
            stack: [
                role,
                inline(document({ Effect: "Allow", Action: ["secretsmanager:Get*", "secretsmanager:Describe*"], Resource: "*" })),
                fn,
                secret,
                rotation(),
                permission(),
            ],
            expect: [
                {
                    resource: "rotation",
                    property: "rotationLambdaArn",
                    says: /role rotator of function rotate may not do secretsmanager:PutSecretValue, secretsmanager:UpdateSecretVersionStage on db[^]*give rotator a policy/,
                },
            ],
        },
    ],
});
