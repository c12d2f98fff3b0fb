import type { ServiceArgs } from "@pulumi/aws/ecs/service";
import type { TaskDefinitionArgs } from "@pulumi/aws/ecs/taskDefinition";
import type { ListenerRuleArgs } from "@pulumi/aws/lb/listenerRule";
import type { TargetGroupArgs } from "@pulumi/aws/lb/targetGroup";

import {
    isUnknownValue,
    type Plain,
    type Resource,
    resourceType,
    type Stack,
    stackPolicy,
    type Values,
} from "../../kit";
import {
    allTargets,
    containerDefinitions,
    EcsService,
    isAwsvpc,
    isTrusted,
    type Launch,
    launchOf,
    Listener,
    mayBeChangedElsewhere,
    TargetGroup,
    TRUSTED,
} from "../../kit/aws";

const ListenerRule = resourceType<ListenerRuleArgs>("aws:lb/listenerRule:ListenerRule");

type Balanced = NonNullable<Plain<ServiceArgs>["loadBalancers"]>[number];

export const ecsTargetGroup = stackPolicy({
    name: "ecs-target-group",
    title: "A service's load balancing fits its tasks: the target type, the container and its port, and a listener",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "ECS refuses the service, after everything it stands on was made",
    fix: "write the target group, the container and its port as the task definition has them",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html",
    ],
    settings: { trusted: TRUSTED },
    types: [EcsService],
    check(service, { resource, stack, settings, report, attempt }) {
        const launch = launchOf(stack, resource);
        const { type: controller = "ECS" } = service.deploymentController ?? {};
        if (!launch || controller !== "ECS") {
            return; // What else deploys it has a second target group, and its own listeners.
        }
        (service.loadBalancers ?? []).forEach((balanced, index) => {
            attempt(() => judgeContainer(launch, balanced, `loadBalancers[${index}].`));
        });
        attempt(() => {
            const groups = allTargets(stack, resource, "loadBalancers", TargetGroup) ?? [];
            // Which entry names which of several is not known at the preview.
            const property = groups.length === 1 ? "loadBalancers[0].targetGroupArn" : "loadBalancers";
            for (const group of groups.filter((group) => !isTrusted(settings.trusted, group))) {
                judgeType(launch, group, property);
                judgeUse(group, property);
            }
        });

        function judgeContainer({ task }: Launch, balanced: Balanced, path: string): void {
            const containers = task && containersIn(task);
            if (!containers) {
                return;
            }
            const { containerName, containerPort } = balanced;
            const container = containers.find(({ name }) => name === containerName);
            if (!container) {
                const names = containers.map(({ name }) => String(name)).join(", ");
                report(`${path}containerName`, `the task definition ${task.name} has no container ${containerName}`, {
                    fix: `name one that it has: ${names}`,
                });
                return;
            }
            const ports = portsOf(container);
            if (ports && !ports.includes(Number(containerPort))) {
                report(
                    `${path}containerPort`,
                    `the container ${containerName} of ${task.name} maps ${ports.join(", ") || "no port"}, not ${containerPort}`,
                    { fix: `add { containerPort: ${containerPort} } to its portMappings, or name a port that it has` },
                );
            }
        }

        function judgeType(launch: Launch, group: Resource<TargetGroupArgs>, property: string): void {
            const { targetType = "instance" } = group.props;
            const wanted = { yes: "ip", no: "instance", "not known": targetType }[isAwsvpc(launch)];
            if (targetType !== wanted) {
                const mode = wanted === "ip" ? "have a network interface each" : "share that of their instance";
                report(
                    property,
                    `its tasks ${mode}, and the target group ${group.name} has target type ${targetType}`,
                    {
                        fix: `set targetType of ${group.name} to "${wanted}"`,
                    },
                );
            }
        }

        function judgeUse(group: Resource<TargetGroupArgs>, property: string): void {
            // Of a blue/green deployment, one of two is used at a time.
            const isBlueGreen = service.loadBalancers?.some((balanced) => balanced.advancedConfiguration !== undefined);
            if (!isBlueGreen && isUnused(stack, group)) {
                report(property, `no listener sends anything to the target group ${group.name}`, {
                    fix: "name it in the defaultActions of an aws.lb.Listener, or in the actions of an aws.lb.ListenerRule",
                });
            }
        }
    },
});

/** The containers of a task definition, where all are known by name. */
function containersIn(task: Resource<TaskDefinitionArgs>): Values[] | undefined {
    const raw: unknown = task.unguarded.containerDefinitions;
    const containers = Array.isArray(raw) && raw.some(isUnknownValue) ? [] : containerDefinitions(task);
    const areNamed = containers.length > 0 && containers.every(({ name }) => typeof name === "string");
    return areNamed ? containers : undefined;
}

/** The ports that a container maps; undefined where they are not all known, or are a range. */
function portsOf(container: Values): number[] | undefined {
    const { portMappings = [] } = container;
    return Array.isArray(portMappings) && portMappings.every((mapping: Values) => !("containerPortRange" in mapping))
        ? portMappings.map((mapping: Values) => Number(mapping.containerPort))
        : undefined;
}

/** True where no listener and no rule of one uses the target group, or may. */
function isUnused(stack: Stack, group: Resource<TargetGroupArgs>): boolean {
    const users = [
        stack.referrers(group, Listener, "defaultActions", TargetGroup),
        stack.referrers(group, ListenerRule, "actions", TargetGroup),
    ];
    return (
        users.every(({ resources, possible }) => resources.length + possible.length === 0) &&
        !mayBeChangedElsewhere(stack, group)
    );
}
