import { multiRegionPresent } from "../../../policies/resilience/multi-region-present";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const queue = (name: string, region: unknown, own?: string): TestResource =>
    resource("aws:sqs/queue:Queue", name, own ? { region: own } : {}, { provider: { name: `in-${String(region)}`, props: { region } } });
const record = (props: Record<string, unknown>): TestResource =>
    resource("aws:route53/record:Record", "pay", { zoneId: "Z1", name: "pay", type: "A", ...props });
const expect = [{ resource: "stack", severity: "medium", says: /eu-west-1/ }];

policyTests(multiRegionPresent, {
    example: {
        given: `
            const aliases = [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: true }];
            const record = { zoneId: zone.id, name: "pay", type: "A", aliases };`,
        bad: `new aws.sqs.Queue("payments");`,
        good: `
            new aws.sqs.Queue("payments");
            new aws.sqs.Queue("payments-standby", { region: "eu-central-1" });
            new aws.route53.Record("pay", {
                ...record, setIdentifier: "primary", failoverRoutingPolicies: [{ type: "PRIMARY" }], healthCheckId: check.id,
            });`,
    },
    pass: [
        { name: "two providers", stack: [queue("a", "eu-west-1"), queue("b", "eu-central-1")] },
        { name: "a region of the resource's own", stack: [queue("a", "eu-west-1"), queue("b", "eu-west-1", "eu-central-1")] },
        { name: "failover records", stack: [queue("a", "eu-west-1"), record({ failoverRoutingPolicies: [{ type: "PRIMARY" }] })] },
        { name: "an ARC plan", stack: [queue("a", "eu-west-1"), resource("aws:arcregionswitch/plan:Plan", "switch")] },
        { name: "a region that is not known yet", stack: [queue("a", "eu-west-1"), queue("b", unknown)], undecided: true },
        { name: "no region is known yet", stack: [queue("a", unknown)], undecided: true },
        { name: "regions that nothing tells", kind: "lookalike", stack: [resource("aws:sqs/queue:Queue", "a")], undecided: false },
        {
            name: "a global table of a template",
            stack: [
                queue("a", "eu-west-1"),
                resource("aws:cloudformation/stack:Stack", "t", { templateBody: "Resources:\n  T:\n    Type: AWS::DynamoDB::GlobalTable\n" }),
            ],
        },
        { name: "no AWS at all", stack: [resource("random:index/randomPet:RandomPet", "pet")], kind: "default" },
        {
            name: "evidence of one's own",
            stack: [queue("a", "eu-west-1"), resource("shop:index:Standby", "standby")],
            settings: { evidence: ["shop:index:Standby"] },
        },
    ],
    fail: [
        { name: "one region", stack: [queue("a", "eu-west-1"), queue("b", "eu-west-1")], expect },
        {
            name: "a certificate for CloudFront in another region",
            stack: [
                queue("a", "eu-west-1"),
                resource("aws:acm/certificate:Certificate", "cert", {}, { provider: { name: "us", props: { region: "us-east-1" } } }),
            ],
            expect,
            kind: "lookalike",
        },
        { name: "weighted records, which move no region", stack: [queue("a", "eu-west-1"), record({ weightedRoutingPolicies: [{ weight: 1 }] })], expect },
    ],
});
