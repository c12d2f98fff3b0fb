import { fargateCanPull } from "../../../policies/wiring/fargate-can-pull";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";
import { everywhere, group, nat, subnet, tcp, vpc } from "./network";

const ECR = "604219837745.dkr.ecr.us-east-1.amazonaws.com/api:1.4.2";
const task = (container: Value = {}, more: Value = {}): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "api", {
        ...{ family: "api", networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"] },
        containerDefinitions: JSON.stringify([{ name: "api", image: ECR, ...container }]),
        ...more,
    });
const open = group("app", { egress: [everywhere] });
const service = (network: Value = {}, more: Value = {}): TestResource =>
    resource("aws:ecs/service:Service", "shop", {
        ...{ taskDefinition: ref("api"), launchType: "FARGATE", desiredCount: 2 },
        networkConfiguration: { subnets: [ref("inner")], securityGroups: [ref("app")], ...network },
        ...more,
    });
const endpoint = (service: string, more: Value = {}): TestResource =>
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", service, {
        ...{ vpcId: ref("vpc"), serviceName: `com.amazonaws.us-east-1.${service}`, vpcEndpointType: "Interface" },
        ...{ privateDnsEnabled: true, subnetIds: [ref("inner")], securityGroupIds: [ref("endpoints")], ...more },
    });
const gateway = (routeTableIds: Value = [ref("private")]): TestResource =>
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcId: ref("vpc"), serviceName: "com.amazonaws.us-east-1.s3", routeTableIds });
const fromVpc = group("endpoints", { ingress: [tcp(443, { cidrBlocks: ["10.0.0.0/16"] })] });
const endpoints = [fromVpc, endpoint("ecr.api"), endpoint("ecr.dkr"), gateway()];
const at = (property: string, says: RegExp): Value => ({ resource: "shop", property: `networkConfiguration.${property}`, says });

const program = (out: string): string => `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.20.0.0/16", enableDnsHostnames: true });
            new aws.ec2.FlowLog("shop", {
                vpcId: vpc.id, trafficType: "ALL", logDestinationType: "s3", logDestination: "arn:aws:s3:::shop-flow-logs",
            });
            const inner = new aws.ec2.Subnet("app", { vpcId: vpc.id, cidrBlock: "10.20.1.0/24" });
            const table = new aws.ec2.RouteTable("app", { vpcId: vpc.id });
            new aws.ec2.RouteTableAssociation("app", { subnetId: inner.id, routeTableId: table.id });${out}
            const group = new aws.ec2.SecurityGroup("app", {
                vpcId: vpc.id, egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
            });
            const task = new aws.ecs.TaskDefinition("api", {
                family: "api", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "256", memory: "512",
                executionRoleArn: "arn:aws:iam::604219837745:role/ecs-execution",
                containerDefinitions: JSON.stringify([{
                    name: "api", image: "604219837745.dkr.ecr.us-east-1.amazonaws.com/api:1.4.2", readonlyRootFilesystem: true, user: "1000",
                }]),
            });
            new aws.ecs.Service("api", {
                cluster: cluster.arn, taskDefinition: task.arn, launchType: "FARGATE", desiredCount: 2,
                networkConfiguration: { subnets: [inner.id], securityGroups: [group.id] },
            });`;

policyTests(fargateCanPull, {
    example: {
        bad: program(""),
        good: program(`
            const outer = new aws.ec2.Subnet("public", { vpcId: vpc.id, cidrBlock: "10.20.0.0/24" });
            const internet = new aws.ec2.InternetGateway("shop", { vpcId: vpc.id });
            const open = new aws.ec2.RouteTable("public", { vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: internet.id }] });
            new aws.ec2.RouteTableAssociation("public", { subnetId: outer.id, routeTableId: open.id });
            const nat = new aws.ec2.NatGateway("shop", { subnetId: outer.id, allocationId: new aws.ec2.Eip("nat").id });
            new aws.ec2.Route("out", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id });`),
    },
    pass: [
        { name: "behind a NAT gateway", stack: [...vpc, ...nat, open, task(), service()] },
        { name: "a public address in a public subnet", stack: [...vpc, open, task(), service({ subnets: [ref("outer")], assignPublicIp: true })] },
        { name: "the endpoints that a pull needs", stack: [...vpc, open, ...endpoints, task({ logConfiguration: { logDriver: "awsfirelens" } }), service()] },
        {
            name: "endpoints that let in the tasks' group, over a rule of its own",
            stack: [
                ...[...vpc, group("endpoints"), endpoint("ecr.api"), endpoint("ecr.dkr"), gateway(), task(), service(), open],
                resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in", {
                    ...{ securityGroupId: ref("endpoints"), ipProtocol: "tcp", fromPort: 443, toPort: 443 },
                    referencedSecurityGroupId: ref("app"),
                }),
            ],
        },
        { name: "subnets of another stack", kind: "default", stack: [...vpc, open, task(), service({ subnets: ["subnet-0a1b2c3d"] })], undecided: false },
        { name: "subnets that are not known", stack: [...vpc, open, task(), service({ subnets: unknown })], undecided: true },
        {
            name: "a way out by another network",
            kind: "lookalike",
            stack: [
                ...[...vpc, open, task(), service()],
                resource("aws:ec2/route:Route", "hub", { routeTableId: ref("private"), destinationCidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-0a1b2c3d" }),
            ],
        },
        {
            name: "a route of which nobody knows to which table it belongs",
            stack: [
                ...[...vpc, open, task(), service()],
                resource("aws:ec2/route:Route", "stray", { routeTableId: unknown, destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-0a1b2c3d" }),
            ],
        },
        {
            name: "a component that nobody looked into has the route table",
            stack: [
                ...[...vpc, open, task(), service()],
                resource("shop:network:Exit", "exit", { table: ref("private") }, { provider: { type: "pulumi:providers:shop", name: "shop", props: {} } }),
            ],
        },
        { name: "routes that a VPN tells", stack: [...vpc.filter(({ name }) => name !== "private"), privateTable(), open, task(), service()] },
        {
            name: "a VPC of another stack",
            stack: [
                resource("aws:ec2/subnet:Subnet", "inner", { vpcId: "vpc-0a1b2c3d" }),
                ...[group("app", { vpcId: "vpc-0a1b2c3d", egress: [everywhere] }), task(), service()],
            ],
        },
        {
            name: "a VPC to which another stack adds the way out",
            settings: { trusted: ["aws:ec2/vpc:Vpc::vpc"] },
            stack: [...vpc, open, task(), service()],
        },
        { name: "no tasks", stack: [...vpc, open, task(), service({}, { desiredCount: 0 })] },
        { name: "an older platform version", stack: [...vpc, open, task(), service({}, { platformVersion: "1.3.0" })] },
        {
            name: "Windows, which pulls over an interface of its own",
            stack: [...vpc, open, task({}, { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } }), service()],
        },
        { name: "on instances", stack: [...vpc, open, task(), service({}, { launchType: "EC2" })] },
        { name: "an image of a registry that may be in the VPC", stack: [...vpc, open, task({ image: "registry.shop.internal/api:1" }), service()] },
        { name: "containers that are not known", stack: [...vpc, open, task({}, { containerDefinitions: unknown }), service()] },
        { name: "groups of another stack", stack: [...vpc, ...nat, task(), service({ securityGroups: ["sg-0a1b2c3d"] })] },
    ],
    fail: [
        {
            name: "a private subnet without a way out",
            stack: [...vpc, open, task(), service()],
            expect: [at("subnets", /^.*inner have neither.*do not reach ecr.api, ecr.dkr, s3 to start/s)],
        },
        {
            name: "a public subnet without a public address",
            stack: [...vpc, open, task(), service({ subnets: [ref("outer")] })],
            expect: [at("assignPublicIp", /no public address, and outer[^]*set assignPublicIp to true/)],
        },
        {
            name: "the platform version by its number",
            stack: [...vpc, open, task(), service({}, { platformVersion: "1.4.0" })],
            expect: [at("subnets", /inner have neither/)],
        },
        {
            name: "a public address, and no gateway",
            stack: [...vpc, open, task(), service({ assignPublicIp: true })],
            expect: [at("subnets", /inner have neither/)],
        },
        {
            name: "one of two subnets",
            stack: [...vpc, ...nat, subnet("alone"), open, task(), service({ subnets: [ref("inner"), ref("alone")] })],
            expect: [at("subnets", /: alone have neither/)],
        },
        {
            name: "a group without egress, which lets nothing out",
            stack: [...vpc, ...nat, group("app"), task(), service()],
            expect: [at("securityGroups", /group app lets no HTTPS out/)],
        },
        {
            name: "a public image behind endpoints",
            stack: [...vpc, open, ...endpoints, task({ image: "nginx:1.27" }), service()],
            expect: [at("subnets", /do not reach the internet/)],
        },
        {
            name: "logs and secrets without their endpoints",
            stack: [
                ...[...vpc, open, ...endpoints, service()],
                task({
                    logConfiguration: { logDriver: "awslogs" },
                    secrets: [
                        { name: "A", valueFrom: "arn:aws:secretsmanager:us-east-1:604219837745:secret:a" },
                        { name: "B", valueFrom: "/shop/b" },
                    ],
                }),
            ],
            expect: [at("subnets", /do not reach logs, secretsmanager, ssm/)],
        },
        {
            name: "an endpoint that another route table uses",
            stack: [...vpc, open, fromVpc, endpoint("ecr.api"), endpoint("ecr.dkr"), gateway([ref("public")]), task(), service()],
            expect: [at("subnets", /do not reach s3 /)],
        },
        {
            name: "endpoints without private names, or whose group lets nobody in",
            stack: [...vpc, open, group("endpoints"), endpoint("ecr.api"), endpoint("ecr.dkr", { privateDnsEnabled: false }), gateway(), task(), service()],
            expect: [at("subnets", /do not reach ecr.api, ecr.dkr /)],
        },
        {
            name: "definitions that hold a repository of ECR",
            stack: [...vpc, open, resource("aws:ecr/repository:Repository", "images"), task({}, { containerDefinitions: ref("images") }), service()],
            expect: [at("subnets", /ecr.dkr/)],
        },
        {
            name: "a task on a schedule",
            stack: [
                ...[...vpc, open, task()],
                resource("aws:cloudwatch/eventTarget:EventTarget", "nightly", {
                    ...{ rule: "nightly", arn: "arn:aws:ecs:us-east-1:604219837745:cluster/shop" },
                    ecsTarget: {
                        launchType: "FARGATE",
                        taskDefinitionArn: ref("api"),
                        networkConfiguration: { subnets: [ref("inner")], securityGroups: [ref("app")] },
                    },
                }),
            ],
            expect: [{ resource: "nightly", property: "ecsTarget.networkConfiguration.subnets" }],
        },
    ],
});

function privateTable(): TestResource {
    return resource("aws:ec2/routeTable:RouteTable", "private", { vpcId: ref("vpc"), propagatingVgws: ["vgw-0a1b2c3d"] });
}
