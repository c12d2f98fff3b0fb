import { stackOutputs } from "../../../policies/governance/stack-outputs";
import { policyTests, resource, unknown } from "../../harness";

const required = ["vpcId", "rdsEndpoint"];
const vpc = resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
const on = (property: string): { resource: string; property: string } => ({ resource: "stack", property });

policyTests(stackOutputs, {
    example: {
        given: `
            const privateSubnets = [subnet];`,
        bad: `
            // preflight: required = ["vpcId", "privateSubnetIds"]
            export const vpcId = vpc.id;`,
        good: `
            // preflight: required = ["vpcId", "privateSubnetIds"]
            export const vpcId = vpc.id;
            export const privateSubnetIds = privateSubnets.map((subnet) => subnet.id);`,
    },
    pass: [
        { name: "nothing is required", stack: [vpc], kind: "default" },
        { name: "all are exported, and not known yet", stack: [vpc], outputs: { vpcId: unknown, rdsEndpoint: unknown }, settings: { required } },
        { name: "more than is required", stack: [vpc], outputs: { vpcId: "vpc-0a1b2c3d", rdsEndpoint: "db.internal", x: 1 }, settings: { required } },
        { name: "lists and maps of what is not known yet", stack: [vpc], outputs: { vpcId: [unknown], rdsEndpoint: { a: unknown } }, settings: { required } },
        { name: "false and zero hold something", stack: [vpc], outputs: { vpcId: false, rdsEndpoint: 0 }, settings: { required } },
        { name: "a pattern that one output matches", stack: [vpc], outputs: { paymentsQueueUrl: unknown }, settings: { required: ["*QueueUrl"] } },
        { name: "a pattern of the start of a name", stack: [vpc], outputs: { paymentsQueueUrl: unknown }, settings: { required: ["payments*"] } },
        { name: "an output that says that there is nothing", stack: [vpc], outputs: { directConnectVifId: "not-configured" }, kind: "lookalike" },
        { name: "nothing exported that is not known", stack: [resource("aws:ec2/vpc:Vpc", "other", { cidrBlock: unknown })] },
    ],
    fail: [
        {
            name: "one is missing",
            stack: [vpc],
            outputs: { vpcId: unknown },
            settings: { required },
            expect: [
                {
                    resource: "stack",
                    severity: "medium",
                    says: /does not export rdsEndpoint\n[^]*export const rdsEndpoint = \.\.\.;` to the program's entry file$/m,
                },
            ],
        },
        {
            name: "no outputs at all",
            stack: [vpc],
            settings: { required },
            expect: [{ resource: "stack", says: /does not export vpcId, rdsEndpoint\n[^]*and the others/ }],
        },
        { name: "another case is another name", stack: [vpc], outputs: { VpcId: unknown }, settings: { required: ["vpcId"] }, expect: [{ resource: "stack" }] },
        {
            name: "a pattern that none matches",
            stack: [vpc],
            outputs: { queue: unknown },
            settings: { required: ["*QueueUrl"] },
            expect: [{ resource: "stack", says: /\*QueueUrl/ }],
        },
        {
            name: "empty ones",
            stack: [vpc],
            outputs: { vpcId: "", rdsEndpoint: [], securityGroupIds: {} },
            settings: { required: [...required, "securityGroupIds"] },
            expect: ["vpcId", "rdsEndpoint", "securityGroupIds"].map((name) => ({ ...on(name), severity: "medium" })),
        },
        {
            name: "an empty one that nobody requires is a lesser finding",
            stack: [vpc],
            outputs: { bastionIp: "" },
            expect: [{ ...on("bastionIp"), level: "advisory", severity: "low" }],
        },
        {
            name: "a placeholder, where no-placeholder-values is switched off",
            stack: [vpc],
            outputs: { directConnectVifId: "vif-placeholder" },
            expect: [{ ...on("directConnectVifId"), says: /vif-placeholder/ }],
        },
        { name: "a name with a space in it", stack: [vpc], outputs: { "vpc: id": "" }, expect: [{ ...on("vpc_id"), level: "advisory" }] },
    ],
});
