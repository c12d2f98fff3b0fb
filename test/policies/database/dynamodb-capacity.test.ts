import { dynamodbCapacity } from "../../../policies/database/dynamodb-capacity";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const table = (props: Record<string, unknown> = {}): TestResource => resource("aws:dynamodb/table:Table", "orders", { name: "orders", ...props });
const target = (resourceId: string): TestResource => resource("aws:appautoscaling/target:Target", "scale", { resourceId, serviceNamespace: "dynamodb" });
const expect = [{ resource: "orders", property: "billingMode" }];

policyTests(dynamodbCapacity, {
    example: {
        bad: `
            new aws.dynamodb.Table("orders", {
                hashKey: "id", attributes: [{ name: "id", type: "S" }], readCapacity: 5, writeCapacity: 5,
                pointInTimeRecovery: { enabled: true }, deletionProtectionEnabled: true,
            });`,
        good: `
            new aws.dynamodb.Table("orders", {
                hashKey: "id", attributes: [{ name: "id", type: "S" }], billingMode: "PAY_PER_REQUEST",
                pointInTimeRecovery: { enabled: true }, deletionProtectionEnabled: true,
            });`,
    },
    pass: [
        { name: "on demand (DynamoDB.1)", stack: [table({ billingMode: "PAY_PER_REQUEST" })] },
        { name: "a target by name (DynamoDB.1)", kind: "lookalike", stack: [table(), target("table/orders")], undecided: false },
        { name: "a target made of the table (DynamoDB.1)", stack: [table(), target(ref("orders"))], undecided: false },
        { name: "a mode not known yet", stack: [table({ billingMode: unknown })], undecided: true },
        { name: "a target not known yet", stack: [table(), target(unknown)], undecided: true },
        { name: "a name not known yet", stack: [table({ name: unknown }), target("table/orders")], undecided: true },
    ],
    fail: [
        { name: "nothing said (DynamoDB.1)", kind: "default", stack: [table()], expect },
        { name: "the default, written (DynamoDB.1)", stack: [table({ billingMode: "PROVISIONED" })], expect },
        { name: "a target of another table", stack: [table(), target("table/customers")], expect },
        { name: "a target of an ECS service", stack: [table(), target("service/main/orders")], expect },
    ],
});
