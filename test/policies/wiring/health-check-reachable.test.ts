import { healthCheckReachable } from "../../../policies/wiring/health-check-reachable";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";
import { everywhere, group, subnet, tcp, vpc } from "./network";

const fromBalancer = { securityGroups: [ref("front")] };
const front = (more: Value = { egress: [everywhere] }): TestResource => group("front", more);
const app = (more: Value): TestResource => group("app", more);
const balancer = (more: Value = {}): TestResource =>
    resource("aws:lb/loadBalancer:LoadBalancer", "alb", { subnets: [ref("outer"), ref("second")], securityGroups: [ref("front")], ...more });
const targets = (healthCheck?: Value): TestResource =>
    resource("aws:lb/targetGroup:TargetGroup", "api", { port: 80, protocol: "HTTP", targetType: "ip", vpcId: ref("vpc"), healthCheck });
const around = [
    ...vpc,
    subnet("second", { cidrBlock: "10.0.3.0/24" }),
    resource("aws:lb/listener:Listener", "https", {
        loadBalancerArn: ref("alb"),
        port: 443,
        defaultActions: [{ type: "forward", targetGroupArn: ref("api") }],
    }),
    resource("aws:ecs/taskDefinition:TaskDefinition", "task", { family: "api", networkMode: "awsvpc", containerDefinitions: "[]" }),
];
const service = (network: Value = {}, more: Value = {}): TestResource =>
    resource("aws:ecs/service:Service", "shop", {
        ...{ taskDefinition: ref("task"), launchType: "FARGATE" },
        networkConfiguration: { subnets: [ref("inner")], securityGroups: [ref("app")], ...network },
        loadBalancers: [{ targetGroupArn: ref("api"), containerName: "api", containerPort: 8080 }],
        ...more,
    });
const stack = (...resources: TestResource[]): TestResource[] => [...around, service(), ...resources];
const onTasks = { resource: "shop", property: "networkConfiguration.securityGroups" };
const onBalancer = { resource: "shop", property: "loadBalancers" };

const network = (more: Value = {}): TestResource => balancer({ loadBalancerType: "network", ...more });
const bare = network({ securityGroups: undefined });
const instance = (more: Value = {}): TestResource =>
    resource("aws:ec2/instance:Instance", "web", {
        ...{ ami: "ami-0a1b2c3d", instanceType: "m7g.large", subnetId: ref("inner"), vpcSecurityGroupIds: [ref("app")] },
        ...more,
    });
const attachment = (more: Value = {}): TestResource =>
    resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "attached", { targetGroupArn: ref("api"), targetId: ref("web"), ...more });
const template = (more: Value = {}): TestResource =>
    resource("aws:ec2/launchTemplate:LaunchTemplate", "machine", { vpcSecurityGroupIds: [ref("app")], ...more });
const scaled = (more: Value = {}): TestResource =>
    resource("aws:autoscaling/group:Group", "scaled", {
        ...{ minSize: 2, maxSize: 4, launchTemplate: { id: ref("machine") } },
        ...{ vpcZoneIdentifiers: [ref("inner")], targetGroupArns: [ref("api")], ...more },
    });
/** Instances behind a load balancer with a group. */
const behind = [...around, front(), balancer(), targets()];

const program = (port: number): string => `
            const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.20.0.0/16" });
            new aws.ec2.FlowLog("shop", {
                vpcId: vpc.id, trafficType: "ALL", logDestinationType: "s3", logDestination: "arn:aws:s3:::shop-flow-logs",
            });
            const subnets = ["us-east-1a", "us-east-1b"].map(
                (availabilityZone, i) => new aws.ec2.Subnet(\`app-\${i}\`, { vpcId: vpc.id, availabilityZone, cidrBlock: \`10.20.\${i}.0/24\` }),
            );
            const subnetIds = subnets.map((subnet) => subnet.id);
            const front = new aws.ec2.SecurityGroup("front", {
                vpcId: vpc.id,
                ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
                egress: [{ protocol: "tcp", fromPort: 8080, toPort: 8080, cidrBlocks: [vpc.cidrBlock] }],
            });
            const app = new aws.ec2.SecurityGroup("app", {
                vpcId: vpc.id,
                ingress: [{ protocol: "tcp", fromPort: ${port}, toPort: ${port}, securityGroups: [front.id] }],
                egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
            });
            const alb = new aws.lb.LoadBalancer("shop", {
                internal: true, subnets: subnetIds, securityGroups: [front.id], dropInvalidHeaderFields: true, enableDeletionProtection: true,
                accessLogs: { bucket: "shop-access-logs", enabled: true },
            });
            const targets = new aws.lb.TargetGroup("api", { port: 80, protocol: "HTTP", targetType: "ip", vpcId: vpc.id });
            const listener = new aws.lb.Listener("https", {
                loadBalancerArn: alb.arn, port: 443, protocol: "HTTPS", certificateArn: "arn:aws:acm:us-east-1:604219837745:certificate/1",
                sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
                defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
            });
            new aws.ecs.Service("api", {
                cluster: cluster.arn, taskDefinition: "api:7", launchType: "FARGATE", desiredCount: 2,
                networkConfiguration: { subnets: subnetIds, securityGroups: [app.id] },
                loadBalancers: [{ targetGroupArn: targets.arn, containerName: "api", containerPort: 8080 }],
            }, { dependsOn: [listener] });`;

policyTests(healthCheckReachable, {
    example: { bad: program(80), good: program(8080) },
    pass: [
        { name: "the load balancer's group is let in", stack: stack(front(), balancer(), targets(), app({ ingress: [tcp(8080, fromBalancer)] })) },
        { name: "its network is let in", stack: stack(front(), balancer(), targets(), app({ ingress: [tcp(8080, { cidrBlocks: ["10.0.0.0/16"] })] })) },
        {
            name: "by rules of their own, in the old form and the new, that name each other",
            stack: stack(
                ...[front({}), balancer(), targets(), app({})],
                resource("aws:ec2/securityGroupRule:SecurityGroupRule", "let-in", {
                    type: "ingress",
                    securityGroupId: ref("app"),
                    sourceSecurityGroupId: ref("front"),
                    protocol: "tcp",
                    fromPort: 0,
                    toPort: 65535,
                }),
                resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "let-out", {
                    securityGroupId: ref("front"),
                    referencedSecurityGroupId: ref("app"),
                    ipProtocol: "-1",
                }),
            ),
        },
        {
            name: "one group for both, that lets itself in",
            stack: stack(balancer({ securityGroups: [ref("app")] }), targets(), app({ ingress: [{ ...tcp(8080, { self: true }) }], egress: [everywhere] })),
        },
        { name: "groups of another stack", kind: "default", stack: [...around, service({ securityGroups: ["sg-0a1b2c3d"] }), front(), balancer(), targets()] },
        {
            name: "a prefix list",
            kind: "lookalike",
            stack: stack(front(), balancer(), targets(), app({ ingress: [tcp(8080, { prefixListIds: ["pl-0a1b2c3d"] })] })),
        },
        {
            name: "a part of the load balancer's networks",
            kind: "lookalike",
            stack: stack(front(), balancer(), targets(), app({ ingress: [tcp(8080, { cidrBlocks: ["10.0.0.0/24"] })] })),
        },
        { name: "a network load balancer and its group", stack: stack(front(), network(), targets(), app({ ingress: [tcp(8080, fromBalancer)] })) },
        { name: "a network load balancer that has no group", stack: stack(bare, targets(), app({ ingress: [tcp(8080, { cidrBlocks: ["10.0.0.0/16"] })] })) },
        {
            name: "a network load balancer in networks that are not known",
            kind: "lookalike",
            stack: stack(
                network({ securityGroups: undefined, subnets: ["subnet-0a1b2c3d"] }),
                targets(),
                app({ ingress: [tcp(8080, { cidrBlocks: ["10.9.0.0/16"] })] }),
            ),
        },
        {
            name: "clients of a network load balancer, whose addresses the targets see",
            kind: "lookalike",
            stack: stack(
                ...[front(), network(), targets({ port: "9090" })],
                app({ ingress: [tcp(8080, { cidrBlocks: ["192.168.0.0/16"] }), tcp(9090, fromBalancer)] }),
            ),
        },
        {
            name: "a load balancer of a type that is not known yet",
            stack: stack(front(), network({ loadBalancerType: unknown }), targets(), app({})),
            undecided: true,
        },
        { name: "an instance and its port", stack: [...behind, instance(), attachment({ port: 8080 }), app({ ingress: [tcp(8080, fromBalancer)] })] },
        { name: "an instance on the port of its target group", stack: [...behind, instance(), attachment(), app({ ingress: [tcp(80, fromBalancer)] })] },
        { name: "an instance without groups of its own", stack: [...behind, instance({ vpcSecurityGroupIds: undefined }), attachment(), app({})] },
        { name: "an instance on a port that is not known yet", stack: [...behind, instance(), attachment({ port: unknown }), app({})], undecided: true },
        {
            name: "an instance that is given another group beside",
            stack: [
                ...[...behind, instance(), attachment(), app({}), group("more", { ingress: [tcp(80, fromBalancer)] })],
                resource("aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment", "beside", {
                    securityGroupId: ref("more"),
                    networkInterfaceId: ref("web"),
                }),
            ],
        },
        { name: "an address as a target", stack: [...behind, attachment({ targetId: "10.0.3.7" }), app({})] },
        { name: "a group of instances", stack: [...behind, template(), scaled(), app({ ingress: [tcp(80, fromBalancer)] })] },
        { name: "instances of a template from elsewhere", stack: [...behind, scaled({ launchTemplate: { id: "lt-0a1b2c3d" } }), app({})] },
        {
            name: "instances with two interfaces",
            stack: [
                ...[...behind, scaled(), app({})],
                template({ vpcSecurityGroupIds: undefined, networkInterfaces: [{ securityGroups: [ref("app")] }, { securityGroups: ["sg-0a1b2c3d"] }] }),
            ],
        },
        { name: "rules that are not known", stack: stack(front(), balancer(), targets(), app({ ingress: unknown })) },
        {
            name: "a rule of which nobody knows to which group it belongs",
            stack: stack(
                ...[front(), balancer(), targets(), app({})],
                resource("aws:ec2/securityGroupRule:SecurityGroupRule", "let-in", {
                    type: "ingress",
                    securityGroupId: unknown,
                    protocol: "-1",
                    fromPort: 0,
                    toPort: 0,
                    cidrBlocks: ["0.0.0.0/0"],
                }),
            ),
        },
        {
            name: "a health check on a port that is let in too",
            stack: stack(front(), balancer(), targets({ port: "9090" }), app({ ingress: [tcp(8080, fromBalancer), tcp(9090, fromBalancer)] })),
        },
        {
            name: "another stack lets it in",
            settings: { trusted: ["aws:ec2/securityGroup:SecurityGroup::app"] },
            stack: stack(front(), balancer(), targets(), app({ ingress: [tcp(80, fromBalancer)] })),
        },
        {
            name: "a load balancer in a group of another stack",
            stack: stack(balancer({ securityGroups: ["sg-0a1b2c3d"] }), targets(), app({})),
        },
        { name: "a load balancer that is only read", stack: stack(front(), { ...balancer(), read: true }, targets(), app({})) },
        { name: "a network load balancer whose groups are not known yet", stack: stack(network({ securityGroups: unknown }), targets(), app({})) },
        {
            name: "a rule of a listener from elsewhere",
            stack: [
                ...around.filter(({ name }) => name !== "https"),
                ...[service(), front(), balancer(), targets(), app({})],
                resource("aws:lb/listenerRule:ListenerRule", "rule", {
                    listenerArn: "arn:aws:elasticloadbalancing:us-east-1:604219837745:listener/app/shop/1/2",
                    conditions: [],
                    actions: [{ type: "forward", targetGroupArn: ref("api") }],
                }),
            ],
        },
        { name: "no listener", stack: [...around.filter(({ name }) => name !== "https"), service(), front(), balancer(), targets(), app({})] },
    ],
    fail: [
        {
            name: "a network load balancer whose group is not let in",
            stack: stack(front(), network(), targets(), app({ ingress: [tcp(80, fromBalancer)] })),
            expect: [{ ...onTasks, says: /app does not let the load balancer alb in on port 8080/ }],
        },
        {
            name: "the group of another load balancer, where this one has none",
            stack: stack(front(), bare, targets(), app({ ingress: [tcp(8080, fromBalancer)] })),
            expect: [{ ...onTasks, says: /TCP port 8080 from the networks of its subnets/ }],
        },
        {
            name: "the health check of a network load balancer, on another port",
            stack: stack(front(), network(), targets({ port: "9090" }), app({ ingress: [tcp(8080, { cidrBlocks: ["0.0.0.0/0"] })] })),
            expect: [{ ...onTasks, says: /health check's port 9090/ }],
        },
        {
            name: "an instance that is closed",
            stack: [...behind, instance(), attachment({ port: 8080 }), app({ ingress: [tcp(80, fromBalancer)] })],
            expect: [{ resource: "attached", property: "targetId", says: /app does not let the load balancer alb in on port 8080/ }],
        },
        {
            name: "an instance in a network to which nothing is let out",
            stack: [
                ...[...around, targets(), balancer(), front({ egress: [tcp(80, { cidrBlocks: ["10.0.9.0/24"] })] }), app({ ingress: [tcp(80, fromBalancer)] })],
                ...[instance(), attachment()],
            ],
            expect: [{ resource: "attached", property: "targetGroupArn", says: /front lets nothing out/ }],
        },
        {
            name: "a group of instances in such a network",
            stack: [
                ...[...around, targets(), balancer(), front({ egress: [tcp(80, { cidrBlocks: ["10.0.9.0/24"] })] }), app({ ingress: [tcp(80, fromBalancer)] })],
                ...[template(), scaled()],
            ],
            expect: [{ resource: "scaled", property: "targetGroupArns", says: /front lets nothing out/ }],
        },
        {
            name: "a group of instances that are closed",
            stack: [...behind, template(), scaled(), app({ ingress: [tcp(22, fromBalancer)] })],
            expect: [{ resource: "scaled", property: "launchTemplate", says: /on port 80/ }],
        },
        {
            name: "a group of instances that is attached, whose template has the interface",
            stack: [
                ...[...behind, app({}), scaled({ targetGroupArns: undefined })],
                template({ vpcSecurityGroupIds: undefined, networkInterfaces: [{ securityGroups: [ref("app")] }] }),
                resource("aws:autoscaling/attachment:Attachment", "attached", { autoscalingGroupName: ref("scaled"), lbTargetGroupArn: ref("api") }),
            ],
            expect: [{ resource: "scaled", property: "launchTemplate" }],
        },
        {
            name: "instances of a launch configuration, to which nothing is let out",
            stack: [
                ...[...around, targets(), balancer(), front({}), app({ ingress: [tcp(80, fromBalancer)] })],
                resource("aws:ec2/launchConfiguration:LaunchConfiguration", "old", {
                    imageId: "ami-0a1b2c3d",
                    instanceType: "m7g.large",
                    securityGroups: [ref("app")],
                }),
                scaled({ launchTemplate: undefined, launchConfiguration: ref("old") }),
            ],
            expect: [{ resource: "scaled", property: "targetGroupArns", says: /front lets nothing out/ }],
        },
        {
            name: "the port of the target group, and not that of the container",
            stack: stack(front(), balancer(), targets(), app({ ingress: [tcp(80, fromBalancer)] })),
            expect: [{ ...onTasks, says: /app does not let the load balancer alb in on port 8080/ }],
        },
        {
            name: "a health check's port that is closed",
            stack: stack(front(), balancer(), targets({ port: "9090" }), app({ ingress: [tcp(8080, fromBalancer)] })),
            expect: [{ ...onTasks, says: /health check's port 9090/ }],
        },
        {
            name: "another group is let in",
            stack: stack(front(), balancer(), targets(), group("other"), app({ ingress: [tcp(8080, { securityGroups: [ref("other")] })] })),
            expect: [onTasks],
        },
        {
            name: "a load balancer's group without egress, which lets nothing out",
            stack: stack(front({ ingress: [tcp(443, { cidrBlocks: ["0.0.0.0/0"] })] }), balancer(), targets(), app({ ingress: [tcp(8080, fromBalancer)] })),
            expect: [{ ...onBalancer, says: /front lets nothing out[^]*add an egress rule to front/ }],
        },
        {
            name: "a rule sends to the group, and neither side is open",
            stack: [
                ...[
                    ...around.filter(({ name }) => name !== "https"),
                    service(),
                    front({}),
                    balancer(),
                    targets(),
                    app({ ingress: [tcp(8080, { cidrBlocks: ["192.168.0.0/16"] })] }),
                ],
                resource("aws:lb/listener:Listener", "https", { loadBalancerArn: ref("alb"), port: 443, defaultActions: [{ type: "fixed-response" }] }),
                resource("aws:lb/listenerRule:ListenerRule", "rule", {
                    listenerArn: ref("https"),
                    conditions: [],
                    actions: [{ type: "forward", targetGroupArn: ref("api") }],
                }),
            ],
            expect: [onTasks, onBalancer],
        },
    ],
});
