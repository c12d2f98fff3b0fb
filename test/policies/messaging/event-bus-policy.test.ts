import { eventBusPolicy } from "../../../policies/messaging/event-bus-policy";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const bus = resource("aws:cloudwatch/eventBus:EventBus", "orders", { name: "orders" });
const policy = (eventBusName?: Value, name = "p"): TestResource =>
    resource("aws:cloudwatch/eventBusPolicy:EventBusPolicy", name, { eventBusName, policy: "{}" });

policyTests(eventBusPolicy, {
    example: {
        bad: `
            new aws.cloudwatch.EventBus("orders");`,
        good: `
            const orders = new aws.cloudwatch.EventBus("orders");
            new aws.cloudwatch.EventBusPolicy("orders", {
                eventBusName: orders.name,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [{ Sid: "shop", Effect: "Allow", Principal: { AWS: "arn:aws:iam::851725499301:role/sender" }, Action: "events:PutEvents", Resource: orders.arn }],
                }),
            });`,
    },
    pass: [
        { name: "a policy", stack: [bus, policy(ref("orders"))] },
        { name: "a policy by the bus's name", stack: [bus, policy("orders")] },
        {
            name: "a permission",
            stack: [
                bus,
                resource("aws:cloudwatch/eventPermission:EventPermission", "e", {
                    eventBusName: ref("orders"),
                    principal: "851725499301",
                    statementId: "shop",
                }),
            ],
        },
        { name: "a policy whose bus is not known: it may be this one's", stack: [bus, policy(unknown)], undecided: true },
        {
            name: "a rule on the account's own bus",
            kind: "lookalike",
            stack: [resource("aws:cloudwatch/eventRule:EventRule", "r", { scheduleExpression: "rate(1 day)" })],
        },
    ],
    fail: [
        { name: "a bus alone (EventBridge.3)", kind: "default", stack: [bus], expect: [{ resource: "orders" }] },
        { name: "a policy of the account's own bus", stack: [bus, policy()], expect: [{ resource: "orders" }] },
    ],
});
