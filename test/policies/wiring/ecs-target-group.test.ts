import { ecsTargetGroup } from "../../../policies/wiring/ecs-target-group";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const api = { name: "api", image: "api:1.4.2", portMappings: [{ containerPort: 8080 }] };
const task = (containers: Value = [api], more: Value = {}): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
        family: "api",
        networkMode: "awsvpc",
        containerDefinitions: JSON.stringify(containers),
        ...more,
    });
const group = (more: Value = {}, name = "api"): TestResource =>
    resource("aws:lb/targetGroup:TargetGroup", name, { port: 8080, protocol: "HTTP", targetType: "ip", ...more });
const listener = (defaultActions: Value = [{ type: "forward", targetGroupArn: ref("api") }]): TestResource =>
    resource("aws:lb/listener:Listener", "https", {
        loadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:604219837745:loadbalancer/app/shop/1",
        port: 443,
        defaultActions,
    });
const balanced = { targetGroupArn: ref("api"), containerName: "api", containerPort: 8080 };
const service = (more: Value = {}, ...entries: Value[]): TestResource =>
    resource("aws:ecs/service:Service", "shop", {
        taskDefinition: ref("task"),
        launchType: "FARGATE",
        loadBalancers: entries.length > 0 ? entries : [balanced],
        ...more,
    });
const onGroup = { resource: "shop", property: "loadBalancers[0].targetGroupArn" };

const program = (targetType: string): string => `
            const group = new aws.lb.TargetGroup("api", { port: 8080, protocol: "HTTP", vpcId: vpc.id${targetType} });
            const listener = new aws.lb.Listener("https", {
                loadBalancerArn: alb.arn, port: 443, protocol: "HTTPS", certificateArn: "arn:aws:acm:us-east-1:604219837745:certificate/1",
                sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
                defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
            });
            const task = new aws.ecs.TaskDefinition("api", {
                family: "api", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "256", memory: "512",
                executionRoleArn: "arn:aws:iam::604219837745:role/ecs-execution",
                containerDefinitions: JSON.stringify([{
                    name: "api", image: "604219837745.dkr.ecr.us-east-1.amazonaws.com/api:1.4.2", readonlyRootFilesystem: true, user: "1000",
                    portMappings: [{ containerPort: 8080 }],
                }]),
            });
            new aws.ecs.Service("api", {
                cluster: cluster.arn, taskDefinition: task.arn, launchType: "FARGATE", desiredCount: 2,
                networkConfiguration: { subnets: subnetIds, securityGroups: [securityGroup.id] },
                loadBalancers: [{ targetGroupArn: group.arn, containerName: "api", containerPort: 8080 }],
            }, { dependsOn: [listener] });`;

policyTests(ecsTargetGroup, {
    example: { bad: program(""), good: program(', targetType: "ip"') },
    pass: [
        { name: "a target group of addresses that a listener uses", stack: [task(), group(), listener(), service()] },
        {
            name: "keys in another case, which the provider takes",
            kind: "lookalike",
            stack: [task([{ Name: "api", image: "nginx:1.27", portmappings: [{ ContainerPort: 8080 }] }]), group(), listener(), service()],
        },
        {
            name: "one that a rule uses, with a weight",
            stack: [
                ...[task(), group(), service()],
                resource("aws:lb/listenerRule:ListenerRule", "rule", {
                    ...{
                        listenerArn: "arn:aws:elasticloadbalancing:us-east-1:604219837745:listener/app/shop/1/2",
                        conditions: [{ pathPattern: { values: ["/*"] } }],
                    },
                    actions: [{ type: "forward", forward: { targetGroups: [{ arn: ref("api"), weight: 1 }] } }],
                }),
            ],
        },
        {
            name: "instances in bridge mode, which is the default",
            kind: "default",
            stack: [task([api], { networkMode: undefined }), group({ targetType: undefined }), listener(), service({ launchType: "EC2" })],
        },
        {
            name: "a target group of another stack",
            kind: "lookalike",
            stack: [task(), service({}, { ...balanced, targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:604219837745:targetgroup/api/1" })],
        },
        { name: "a target type that is not known", stack: [task(), group({ targetType: unknown }), listener(), service()], undecided: true },
        { name: "a listener of which nobody knows what it uses", stack: [task(), group(), listener(unknown), service()] },
        {
            name: "a range of ports beside one",
            stack: [
                task([{ ...api, portMappings: [{ containerPort: 8080 }, { containerPortRange: "9000-9100" }] }]),
                ...[group(), listener(), service({}, { ...balanced, containerPort: 9050 })],
            ],
        },
        {
            name: "one of two containers whose name is not known yet",
            stack: [task([], { containerDefinitions: [api, unknown] }), group(), listener(), service({}, { ...balanced, containerName: "web" })],
        },
        { name: "containers that are not known", stack: [task([], { containerDefinitions: unknown }), group(), listener(), service()] },
        {
            name: "a range of ports",
            stack: [task([{ ...api, portMappings: [{ containerPortRange: "8000-8100" }] }]), group(), listener(), service()],
        },
        { name: "what CodeDeploy deploys", stack: [task(), group(), service({ deploymentController: { type: "CODE_DEPLOY" } })] },
        {
            name: "a group that a blue/green deployment does not use at present",
            stack: [
                ...[task(), group()],
                service({}, { ...balanced, advancedConfiguration: { alternateTargetGroupArn: "green", productionListenerRule: "rule", roleArn: "role" } }),
            ],
        },
        { name: "another stack's listener uses it", settings: { trusted: ["aws:lb/targetGroup:TargetGroup::api"] }, stack: [task(), group(), service()] },
    ],
    fail: [
        {
            name: "tasks with their own interface on a group of instances",
            stack: [task(), group({ targetType: undefined }), listener(), service()],
            expect: [{ ...onGroup, says: /have a network interface each, and the target group api has target type instance[^]*targetType of api to "ip"/ }],
        },
        {
            name: "tasks in bridge mode on a group of addresses",
            stack: [task([api], { networkMode: "bridge" }), group(), listener(), service({ launchType: undefined })],
            expect: [{ ...onGroup, says: /share that of their instance, and the target group api has target type ip[^]*to "instance"/ }],
        },
        {
            name: "no listener",
            stack: [task(), group(), service()],
            expect: [{ ...onGroup, says: /no listener sends anything[^]*name it in the defaultActions/ }],
        },
        {
            name: "one of two has no listener",
            stack: [task(), group(), group({}, "internal"), listener(), service({}, balanced, { ...balanced, targetGroupArn: ref("internal") })],
            expect: [{ resource: "shop", property: "loadBalancers", says: /group internal/ }],
        },
        {
            name: "a container that the task does not have",
            stack: [task(), group(), listener(), service({}, { ...balanced, containerName: "web" })],
            expect: [{ resource: "shop", property: "loadBalancers[0].containerName", says: /no container web[\s\S]*: api/ }],
        },
        {
            name: "a port that the container does not map",
            stack: [task(), group(), listener(), service({}, { ...balanced, containerPort: 80 })],
            expect: [{ resource: "shop", property: "loadBalancers[0].containerPort", says: /maps 8080, not 80[^]*add { containerPort: 80 }/ }],
        },
    ],
});
