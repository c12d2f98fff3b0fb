import { logGroupRetention } from "../../../policies/monitoring/log-group-retention";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const group = (props: Record<string, unknown> = {}): TestResource => resource("aws:cloudwatch/logGroup:LogGroup", "orders", { name: "/ecs/orders", ...props });
const finding = { resource: "orders", property: "retentionInDays", severity: "medium" };
const expect = [finding];

policyTests(logGroupRetention, {
    example: {
        bad: `new aws.cloudwatch.LogGroup("orders", { name: "/ecs/orders" });`,
        good: `new aws.cloudwatch.LogGroup("orders", { name: "/ecs/orders", retentionInDays: 365 });`,
    },
    pass: [
        {
            name: "a flow log's group, of which vpc-flow-logs speaks",
            stack: [group({}), resource("aws:ec2/flowLog:FlowLog", "log", { logDestination: ref("orders") })],
        },
        { name: "a stated time", stack: [group({ retentionInDays: 7 })] },
        { name: "a time that is not known yet", stack: [group({ retentionInDays: unknown })], undecided: true },
        {
            name: "a group that a flow log may write to",
            stack: [group(), resource("aws:ec2/flowLog:FlowLog", "log", { logDestination: unknown })],
            undecided: true,
        },
        { name: "as long as is asked for", stack: [group({ retentionInDays: 365 })], settings: { days: 365 } },
        { name: "the delivery class, which keeps logs for two days", stack: [group({ logGroupClass: "DELIVERY" })], kind: "lookalike" },
    ],
    fail: [
        { name: "for ever", stack: [group()], expect: [{ ...finding, says: /Fix: set retentionInDays, such as 365/ }] },
        { name: "the default", stack: [group({ retentionInDays: 0 })], expect, kind: "default" },
        {
            name: "too short",
            stack: [group({ retentionInDays: 30 })],
            settings: { days: 350 },
            expect: [{ resource: "orders", property: "retentionInDays", says: /30 days, fewer than 350[^]*Fix: set retentionInDays to 365 or more/ }],
        },
    ],
    remediate: [
        { name: "a group without a time", stack: [group({ retentionInDays: 0 })], expect: { name: "/ecs/orders", retentionInDays: 365 } },
        {
            name: "a group that keeps too few days",
            stack: [group({ retentionInDays: 1 })],
            settings: { days: 35 },
            expect: { name: "/ecs/orders", retentionInDays: 60 },
        },
        { name: "not a stated time", stack: [group({ retentionInDays: 7 })], expect: { name: "/ecs/orders", retentionInDays: 7 } },
        { name: "not what is not known yet", stack: [group({ retentionInDays: unknown })], expect: { name: "/ecs/orders", retentionInDays: unknown } },
    ],
});
