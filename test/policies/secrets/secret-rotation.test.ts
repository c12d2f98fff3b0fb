import { secretRotation } from "../../../policies/secrets/secret-rotation";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const secret = (props: Record<string, unknown> = {}): TestResource => resource("aws:secretsmanager/secret:Secret", "orders", props);
const rotation = (props: Record<string, unknown>, rotationLambdaArn: Value = unknown): TestResource =>
    resource("aws:secretsmanager/secretRotation:SecretRotation", "rotation", {
        ...{ secretId: ref("orders"), rotationLambdaArn },
        ...props,
    });
const NONE = null;
const every = (days: number): TestResource => rotation({ rotationRules: { automaticallyAfterDays: days } });
const schedule = (scheduleExpression: Value): TestResource => rotation({ rotationRules: { scheduleExpression } });
const version = resource("aws:secretsmanager/secretVersion:SecretVersion", "version", { secretId: ref("orders"), secretString: unknown });

policyTests(secretRotation, {
    example: {
        given: `
            const rotate = aws.lambda.Function.get("rotate", "rotate");`,
        bad: `
            const secret = new aws.secretsmanager.Secret("orders-db");`,
        good: `
            const secret = new aws.secretsmanager.Secret("orders-db");
            new aws.secretsmanager.SecretRotation("orders-db", {
                secretId: secret.id,
                rotationLambdaArn: rotate.arn,
                rotationRules: { automaticallyAfterDays: 30 },
            });`,
    },
    pass: [
        { name: "a rotation", stack: [secret(), every(30)] },
        {
            name: "a rotation by the secret's known name",
            stack: [secret({ name: "orders/db" }), rotation({ secretId: "orders/db", rotationRules: { automaticallyAfterDays: 7 } })],
        },
        {
            name: "a rotation by the secret's version",
            stack: [secret(), version, rotation({ secretId: ref("version"), rotationRules: { automaticallyAfterDays: 7 } })],
        },
        { name: "a rotation of a secret that is not known yet", stack: [secret(), rotation({ secretId: unknown })], undecided: true },
        { name: "an interval that is not known yet", stack: [secret(), rotation({ rotationRules: unknown })], undecided: true },
        { name: "a schedule that is not known yet", stack: [secret(), schedule(unknown)] },
        { name: "a rate within the limit", stack: [secret(), schedule("rate(30 days)")] },
        { name: "hours", stack: [secret(), schedule("rate(4 hours)")] },
        { name: "the first of every month", stack: [secret(), schedule("cron(0 8 1 * ? *)")] },
        { name: "the first Sunday of every month, under a larger limit", settings: { days: 35 }, stack: [secret(), schedule("cron(0 8 ? * SUN#1 *)")] },
        { name: "a schedule that is not understood", stack: [secret(), schedule("cron(0 8 15W * ? 2027)")] },
        { name: "a secret that another service owns", stack: [secret({ name: "rds!cluster-1234" })] },
        { name: "exempt by logical name", settings: { exempt: ["ord*"] }, stack: [secret()] },
        { name: "exempt by physical name", settings: { exempt: ["partner/*"] }, stack: [secret({ name: "partner/api/key" })] },
        {
            name: "the rotation of a secret that RDS manages",
            kind: "lookalike",
            stack: [
                resource("aws:rds/instance:Instance", "db", { manageMasterUserPassword: true }),
                resource("aws:secretsmanager/secretRotation:SecretRotation", "rotation", {
                    ...{ secretId: ref("db"), rotationRules: { automaticallyAfterDays: 14 } },
                }),
            ],
        },
        {
            name: "a secret of a partner, which Secrets Manager rotates",
            stack: [secret({ type: "SalesforceClientSecret" }), rotation({ externalSecretRotationRoleArn: unknown }, NONE)],
        },
        { name: "a secret that is only read", stack: [{ ...secret(), read: true }] },
    ],
    fail: [
        { name: "no rotation (SecretsManager.1)", stack: [secret()], expect: [{ resource: "orders", severity: "high" }] },
        {
            name: "the provider's defaults",
            kind: "default",
            stack: [secret({ recoveryWindowInDays: 30, forceOverwriteReplicaSecret: false })],
            expect: [{ resource: "orders" }],
        },
        {
            name: "a rotation of another secret",
            stack: [secret(), resource("aws:secretsmanager/secret:Secret", "other"), every(30), version].map((r) =>
                r.name === "rotation" ? { ...r, props: { ...r.props, secretId: ref("other") } } : r,
            ),
            expect: [{ resource: "orders" }],
        },
        {
            name: "a rotation of another secret's version",
            stack: [
                secret(),
                { ...secret(), name: "other" },
                { ...version, props: { ...version.props, secretId: ref("other") } },
                rotation({ secretId: ref("version"), rotationRules: { automaticallyAfterDays: 30 } }),
            ],
            expect: [{ resource: "orders" }],
        },
        { name: "another is exempt", settings: { exempt: ["partner/*"] }, stack: [secret({ name: "orders/db" })], expect: [{ resource: "orders" }] },
        {
            name: "too rarely (SecretsManager.4)",
            stack: [secret(), every(90)],
            expect: [{ resource: "rotation", property: "rotationRules.automaticallyAfterDays", says: /90 days[^]*30 or less/ }],
        },
        {
            name: "too rarely for the setting",
            settings: { days: 7 },
            stack: [secret(), every(30)],
            expect: [{ resource: "rotation", property: "rotationRules.automaticallyAfterDays" }],
        },
        { name: "a rate", stack: [secret(), schedule("rate(90 days)")], expect: [{ resource: "rotation", property: "rotationRules.scheduleExpression" }] },
        {
            name: "every quarter",
            stack: [secret(), schedule("cron(0 8 1 1/3 ? *)")],
            expect: [{ resource: "rotation", property: "rotationRules.scheduleExpression" }],
        },
        {
            name: "no function",
            stack: [secret(), rotation({ rotationRules: { automaticallyAfterDays: 7 } }, NONE)],
            expect: [{ resource: "rotation", property: "rotationLambdaArn", says: /ARN of a rotation function/ }],
        },
    ],
});
