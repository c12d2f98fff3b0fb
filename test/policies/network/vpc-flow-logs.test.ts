import { vpcFlowLogs } from "../../../policies/network/vpc-flow-logs";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const vpc = resource("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const role = resource("aws:iam/role:Role", "writer", {});
const group = (props: Record<string, unknown> = { retentionInDays: 365 }): TestResource =>
    resource("aws:cloudwatch/logGroup:LogGroup", "traffic", { name: "/vpc/shop", ...props });
const log = (props: Record<string, unknown>, name = "log"): TestResource =>
    resource("aws:ec2/flowLog:FlowLog", name, {
        ...{ vpcId: ref("shop"), trafficType: "ALL", logDestination: ref("traffic"), iamRoleArn: ref("writer") },
        ...{ logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
        ...props,
    });
const bucket = resource("aws:s3/bucket:Bucket", "archive", {});
const toBucket = { logDestination: ref("archive"), logDestinationType: "s3", iamRoleArn: undefined };
const ARN = "arn:aws:logs:us-east-1:604219837745:log-group:/vpc/shop";

policyTests(vpcFlowLogs, {
    example: {
        bad: `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });`,
        good: `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
            const traffic = new aws.cloudwatch.LogGroup("traffic", { retentionInDays: 365 });
            new aws.ec2.FlowLog("shop", {
                vpcId: vpc.id, trafficType: "ALL", logDestination: traffic.arn, iamRoleArn: role.arn,
            });`,
    },
    pass: [
        { name: "a flow log of all traffic to a log group with retention", stack: [vpc, role, group(), log({})] },
        { name: "a flow log to a bucket needs no role", stack: [vpc, bucket, log(toBucket)] },
        {
            name: "a flow log to Firehose needs no role",
            stack: [
                vpc,
                resource("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "stream", {}),
                log({ logDestination: ref("stream"), logDestinationType: "kinesis-data-firehose", iamRoleArn: undefined }),
            ],
        },
        {
            name: "a VPC and its log that exist already",
            stack: [{ ...vpc, outputs: { id: "vpc-0a1" } }, role, group(), log({ vpcId: "vpc-0a1", iamRoleArn: "arn:aws:iam::604219837745:role/writer" })],
        },
        {
            name: "the log group by its name, as older programs have it",
            stack: [vpc, role, group(), { ...log({ logDestination: undefined, logGroupName: "/vpc/shop" }), older: true }],
        },
        { name: "a log group outside the stack", stack: [vpc, role, log({ logDestination: ARN })] },
        {
            name: "accepted and rejected traffic in two logs",
            stack: [vpc, role, group(), bucket, log({ trafficType: "ACCEPT" }, "in"), log({ ...toBucket, trafficType: "REJECT" }, "out")],
        },
        {
            name: "a log of rejected traffic beside one of all traffic",
            stack: [vpc, role, group(), bucket, log({}), log({ ...toBucket, trafficType: "REJECT" }, "rejected")],
            kind: "lookalike",
        },
        {
            name: "a flow log whose VPC is not known: it may be this one's",
            stack: [vpc, role, group(), log({ vpcId: unknown })],
            undecided: true,
        },
        {
            name: "a log of a subnet of a VPC that the stack does not make",
            stack: [role, group(), log({ vpcId: undefined, subnetId: "subnet-1", trafficType: "REJECT" })],
        },
        {
            name: "traffic, destination and role that are not known",
            stack: [vpc, log({ trafficType: unknown, logDestination: unknown, iamRoleArn: unknown, logDestinationType: unknown })],
        },
        { name: "a VPC that is only read", stack: [{ ...vpc, read: true }] },
        { name: "a log group that no flow log writes to", stack: [group({})] },
        {
            name: "rejected traffic, where the settings take that",
            stack: [vpc, role, group(), log({ trafficType: "REJECT" })],
            settings: { trafficType: ["ALL", "REJECT"] },
        },
    ],
    fail: [
        { name: "no flow log (EC2.6)", stack: [vpc], expect: [{ resource: "shop", severity: "high", says: /no flow log/ }] },
        {
            name: "the flow log of another VPC",
            stack: [vpc, resource("aws:ec2/vpc:Vpc", "other", {}), role, group(), log({ vpcId: ref("other") })],
            expect: [{ resource: "shop" }],
        },
        {
            name: "a log of a subnet only",
            stack: [vpc, resource("aws:ec2/subnet:Subnet", "a", { vpcId: ref("shop") }), role, group(), log({ vpcId: undefined, subnetId: ref("a") })],
            expect: [{ resource: "shop" }],
        },
        {
            name: "rejected traffic only",
            stack: [vpc, role, group(), log({ trafficType: "REJECT" })],
            expect: [{ resource: "log", property: "trafficType", says: /only REJECT[^]*set trafficType to "ALL"/ }],
        },
        {
            name: "rejected traffic, where the settings ask for the other",
            stack: [vpc, role, group(), log({ trafficType: "REJECT" })],
            settings: { trafficType: ["ACCEPT"] },
            expect: [{ resource: "log", property: "trafficType", says: /set trafficType to "ACCEPT"/ }],
        },
        {
            name: "no role to write with, the provider's default destination",
            kind: "default",
            stack: [vpc, group(), log({ iamRoleArn: undefined })],
            expect: [{ resource: "log", property: "iamRoleArn", says: /set iamRoleArn to the ARN of a role/ }],
        },
        {
            name: "a log group that keeps logs for ever, which is the default",
            stack: [vpc, role, group({ retentionInDays: 0 }), log({})],
            expect: [{ resource: "traffic", property: "retentionInDays", says: /set retentionInDays/ }],
        },
        {
            name: "a log group without retention, by its ARN",
            stack: [vpc, role, group({}), log({ logDestination: `${ARN}:*` })],
            expect: [{ resource: "traffic", property: "retentionInDays" }],
        },
        {
            name: "a log group without retention, by its name",
            stack: [vpc, role, group({}), { ...log({ logDestination: undefined, logGroupName: "/vpc/shop" }), older: true }],
            expect: [{ resource: "traffic", property: "retentionInDays" }],
        },
    ],
});
