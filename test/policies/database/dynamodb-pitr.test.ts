import { dynamodbPitr } from "../../../policies/database/dynamodb-pitr";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const stackName = "prod";
const table = (props: Record<string, unknown> = {}): TestResource => resource("aws:dynamodb/table:Table", "orders", props);
const selection = (props: Record<string, unknown>): TestResource => resource("aws:backup/selection:Selection", "nightly", props);
const expect = [{ resource: "orders", property: "pointInTimeRecovery.enabled" }];

policyTests(dynamodbPitr, {
    example: {
        bad: `
            // The stack's name is prod
            new aws.dynamodb.Table("orders", {
                billingMode: "PAY_PER_REQUEST", hashKey: "id", attributes: [{ name: "id", type: "S" }],
                deletionProtectionEnabled: true,
            });`,
        good: `
            new aws.dynamodb.Table("orders", {
                billingMode: "PAY_PER_REQUEST", hashKey: "id", attributes: [{ name: "id", type: "S" }],
                deletionProtectionEnabled: true,
                pointInTimeRecovery: { enabled: true },
            });`,
    },
    pass: [
        { name: "point-in-time recovery (DynamoDB.2)", stackName, stack: [table({ pointInTimeRecovery: { enabled: true } })] },
        { name: "not known yet", stackName, stack: [table({ pointInTimeRecovery: { enabled: unknown } })], undecided: true },
        { name: "not production", kind: "lookalike", stack: [table()] },
        { name: "the tier is set", settings: { tier: "nonproduction" }, stackName, stack: [table()] },
        { name: "a backup plan names it", stackName, stack: [table(), selection({ resources: [ref("orders")] })], undecided: false },
        {
            name: "a backup plan names its ARN",
            stackName,
            stack: [
                resource("aws:dynamodb/table:Table", "orders", {}, { outputs: { arn: "arn:aws:dynamodb:us-east-1:604219837745:table/orders" } }),
                selection({ resources: ["arn:aws:dynamodb:us-east-1:604219837745:table/orders"] }),
            ],
            undecided: false,
        },
        { name: "a backup plan for all tables", stackName, stack: [table(), selection({ resources: ["arn:aws:dynamodb:*:*:table/*"] })], undecided: false },
        { name: "a backup plan for everything", stackName, stack: [table(), selection({ resources: ["*"] })], undecided: false },
        {
            name: "a backup plan for some names",
            stackName,
            stack: [table(), selection({ resources: ["arn:aws:dynamodb:*:*:table/prod-*"] })],
            undecided: true,
        },
        {
            name: "a backup plan that selects by tag",
            stackName,
            stack: [table(), selection({ selectionTags: [{ key: "backup", type: "STRINGEQUALS", value: "daily" }] })],
            undecided: true,
        },
        {
            name: "a backup plan that selects by conditions",
            stackName,
            stack: [table(), selection({ resources: [], conditions: [{ stringEquals: [{ key: "aws:ResourceTag/backup", value: "daily" }] }] })],
            undecided: true,
        },
        { name: "a backup plan for what is not known yet", stackName, stack: [table(), selection({ resources: [unknown] })], undecided: true },
    ],
    fail: [
        { name: "nothing said (DynamoDB.2)", kind: "default", stackName, stack: [table()], expect },
        { name: "switched off", stackName, stack: [table({ pointInTimeRecovery: { enabled: false } })], expect },
        {
            name: "a backup plan for another table",
            stackName,
            stack: [
                table({ pointInTimeRecovery: { enabled: false } }),
                resource("aws:dynamodb/table:Table", "other", { pointInTimeRecovery: { enabled: true } }),
                selection({ resources: [ref("other")] }),
            ],
            expect,
        },
        {
            name: "a backup plan for another service",
            stackName,
            stack: [table(), selection({ resources: ["arn:aws:rds:us-east-1:604219837745:db:x"] })],
            expect,
        },
    ],
});
