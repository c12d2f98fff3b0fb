import { networkFirewallPresent } from "../../../policies/network/network-firewall-present";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const subnet = (name: string, zone: string): TestResource => resource("aws:ec2/subnet:Subnet", name, { availabilityZone: zone });
const subnets = [subnet("a", "us-east-1a"), subnet("b", "us-east-1b"), subnet("a2", "us-east-1a")];
const mappings = (...names: string[]): { subnetId: string }[] => names.map((name) => ({ subnetId: ref(name) }));
const firewall = (props: Props = {}): TestResource =>
    resource("aws:networkfirewall/firewall:Firewall", "firewall", { firewallPolicyArn: unknown, subnetMappings: mappings("a", "b"), ...props });
const logging = (firewallArn: Value = ref("firewall")): TestResource =>
    resource("aws:networkfirewall/loggingConfiguration:LoggingConfiguration", "log", { firewallArn, loggingConfiguration: { logDestinationConfigs: [] } });

policyTests(networkFirewallPresent, {
    example: {
        given: `
            const policy = aws.networkfirewall.FirewallPolicy.get("policy", "policy");
            const firewallSubnets = ["a", "b"].map((zone) => aws.ec2.Subnet.get(zone, \`subnet-\${zone}\`));`,
        bad: `
            // a VPC that takes payments, and no firewall
            const vpc = new aws.ec2.Vpc("payments", { cidrBlock: "10.0.0.0/16" });`,
        good: `
            const firewall = new aws.networkfirewall.Firewall("payments", {
                vpcId: vpc.id, firewallPolicyArn: policy.arn,
                subnetMappings: firewallSubnets.map((subnet) => ({ subnetId: subnet.id })),
            });
            new aws.networkfirewall.LoggingConfiguration("payments", {
                firewallArn: firewall.arn,
                loggingConfiguration: { logDestinationConfigs: [{
                    logType: "ALERT", logDestinationType: "CloudWatchLogs", logDestination: { logGroup: logs.name },
                }] },
            });`,
    },
    pass: [
        { name: "no log, which network-firewall-logging asks for", stack: [...subnets, firewall()] },
        { name: "two zones, a policy and a log", stack: [...subnets, firewall(), logging()] },
        { name: "zones that are not known", stack: [firewall({ subnetMappings: unknown }), logging()] },
        { name: "subnets outside the stack", stack: [firewall({ subnetMappings: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }] }), logging()] },
        { name: "one subnet outside the stack", stack: [...subnets, firewall({ subnetMappings: [...mappings("a"), { subnetId: "subnet-1" }] })] },
        {
            name: "a firewall of a transit gateway",
            kind: "lookalike",
            stack: [
                firewall({ subnetMappings: undefined, availabilityZoneMappings: [{ availabilityZoneId: "use1-az1" }, { availabilityZoneId: "use1-az2" }] }),
                logging(),
            ],
        },
        {
            name: "one zone, and an endpoint in another",
            stack: [
                ...subnets,
                firewall({ subnetMappings: mappings("a") }),
                logging(),
                resource("aws:networkfirewall/vpcEndpointAssociation:VpcEndpointAssociation", "b-endpoint", { firewallArn: ref("firewall") }),
            ],
        },
        {
            name: "a template that has one",
            stack: [resource("aws:cloudformation/stack:Stack", "net", { templateBody: '{"Resources":{"F":{"Type":"AWS::NetworkFirewall::Firewall"}}}' })],
            undecided: false,
        },
        { name: "a template that is not known", stack: [resource("aws:cloudformation/stack:Stack", "net", { templateBody: unknown })], undecided: true },
        { name: "what the settings accept", stack: [resource("acme:net:Appliance", "x", {})], settings: { evidence: ["acme:net:*"] } },
    ],
    fail: [
        { name: "no firewall", kind: "default", stack: subnets, expect: [{ resource: "stack", severity: "medium" }] },
        { name: "a web application firewall is another", stack: [resource("aws:wafv2/webAcl:WebAcl", "waf", {})], expect: [{ resource: "stack" }] },
        {
            name: "one subnet",
            stack: [...subnets, firewall({ subnetMappings: mappings("a") }), logging()],
            expect: [{ resource: "firewall", property: "subnetMappings", says: /add a subnetMapping/ }],
        },
        {
            name: "one subnet, outside the stack",
            stack: [firewall({ subnetMappings: [{ subnetId: "subnet-1" }] })],
            expect: [{ resource: "firewall", property: "subnetMappings" }],
        },
        {
            name: "two subnets in one zone",
            stack: [...subnets, firewall({ subnetMappings: mappings("a", "a2") }), logging()],
            expect: [{ resource: "firewall", property: "subnetMappings", says: /us-east-1a/ }],
        },
        {
            name: "no policy",
            stack: [...subnets, firewall({ firewallPolicyArn: undefined }), logging()],
            expect: [{ resource: "firewall", property: "firewallPolicyArn" }],
        },
    ],
});
