import { lambdaPrivateEgress } from "../../../policies/wiring/lambda-private-egress";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";
import { everywhere, group, nat, tcp, vpc } from "./network";

const open = group("app", { egress: [everywhere] });
const queue = resource("aws:sqs/queue:Queue", "orders");
const fn = (more: Value = {}, network: Value = {}): TestResource =>
    resource("aws:lambda/function:Function", "worker", {
        ...{ role: "arn:aws:iam::604219837745:role/worker" },
        vpcConfig: { subnetIds: [ref("inner")], securityGroupIds: [ref("app")], ...network },
        environment: { variables: { QUEUE: ref("orders") } },
        ...more,
    });
const endpoint = (service: string, more: Value = {}): TestResource =>
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", service, { vpcId: ref("vpc"), serviceName: `com.amazonaws.us-east-1.${service}`, ...more });
const byInterface = { vpcEndpointType: "Interface", privateDnsEnabled: true, securityGroupIds: [ref("endpoints")] };
const endpoints = group("endpoints", { ingress: [tcp(443, { securityGroups: [ref("app")] })] });
const at = { resource: "worker", property: "vpcConfig" };

const program = (endpoint: string): string => `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.20.0.0/16", enableDnsHostnames: true });
            const subnet = new aws.ec2.Subnet("app", { vpcId: vpc.id, cidrBlock: "10.20.1.0/24" });
            const group = new aws.ec2.SecurityGroup("app", {
                vpcId: vpc.id, egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
            });${endpoint}
            const orders = new aws.dynamodb.Table("orders", { billingMode: "PAY_PER_REQUEST", hashKey: "id", attributes: [{ name: "id", type: "S" }] });
            new aws.lambda.Function("orders", {
                role: role.arn, runtime: "nodejs22.x", handler: "index.handler", code,
                vpcConfig: { subnetIds: [subnet.id], securityGroupIds: [group.id] },
                environment: { variables: { ORDERS: orders.name } },
            });`;

policyTests(lambdaPrivateEgress, {
    example: {
        bad: program(""),
        good: program(`
            new aws.ec2.VpcEndpoint("dynamodb", {
                vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.dynamodb", routeTableIds: [vpc.mainRouteTableId],
            });`),
    },
    pass: [
        { name: "behind a NAT gateway", stack: [...vpc, ...nat, open, queue, fn()] },
        { name: "in no VPC", kind: "default", stack: [...vpc, queue, fn({ vpcConfig: undefined })] },
        { name: "an endpoint", stack: [...vpc, open, endpoints, endpoint("sqs", byInterface), queue, fn()] },
        {
            name: "a gateway endpoint of the route table",
            stack: [...vpc, open, resource("aws:dynamodb/table:Table", "orders"), endpoint("dynamodb", { routeTableIds: [ref("private")] }), fn()],
        },
        { name: "an environment that names no service", kind: "lookalike", stack: [...vpc, open, fn({ environment: { variables: { LOG_LEVEL: "info" } } })] },
        { name: "an environment that is not known", stack: [...vpc, open, fn({ environment: { variables: { QUEUE: unknown } } })] },
        { name: "subnets of another stack", stack: [...vpc, open, queue, fn({}, { subnetIds: ["subnet-0a1b2c3d"] })] },
        { name: "IPv6", stack: [...vpc, open, queue, fn({}, { ipv6AllowedForDualStack: true })] },
        { name: "an endpoint of which nobody knows the service", stack: [...vpc, open, endpoint("sqs", { serviceName: unknown }), queue, fn()] },
        { name: "another stack has the endpoints", settings: { trusted: ["aws:ec2/vpc:Vpc"] }, stack: [...vpc, open, queue, fn()] },
    ],
    fail: [
        {
            name: "a private subnet without a way out",
            stack: [...vpc, open, queue, fn()],
            expect: [{ ...at, says: /from inner it does not reach sqs,[^]*add an aws\.ec2\.VpcEndpoint for sqs/ }],
        },
        { name: "a public subnet: the interface has no public address", stack: [...vpc, open, queue, fn({}, { subnetIds: [ref("outer")] })], expect: [at] },
        {
            name: "ARNs and addresses in the environment",
            stack: [
                ...[...vpc, open],
                fn({
                    environment: {
                        variables: {
                            SECRET: "arn:aws:secretsmanager:us-east-1:604219837745:secret:orders",
                            QUEUE: "https://sqs.us-east-1.amazonaws.com/604219837745/orders",
                        },
                    },
                }),
            ],
            expect: [{ ...at, says: /secretsmanager, sqs/ }],
        },
        { name: "an endpoint of another service", stack: [...vpc, open, endpoints, endpoint("sns", byInterface), queue, fn()], expect: [at] },
        {
            name: "an endpoint that does not let it in",
            stack: [...vpc, open, group("endpoints"), endpoint("sqs", byInterface), queue, fn()],
            expect: [at],
        },
        { name: "a group without egress, which lets nothing out", stack: [...vpc, ...nat, group("app"), queue, fn()], expect: [at] },
    ],
});
