import type { ListenerRuleArgs } from "@pulumi/aws/lb/listenerRule";
import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer";
import type { TargetGroupArgs } from "@pulumi/aws/lb/targetGroup";

import { isUnknownValue, type Resource, resourceType, type Stack, stackPolicy } from "../../kit";
import {
    allTargets,
    blocksOf,
    EcsService,
    taskInterfaces,
    isAwsvpc,
    isManaged,
    isTrusted,
    launchOf,
    letsThrough,
    Listener,
    LoadBalancer,
    oneTarget,
    type Party,
    partyOf,
    SecurityGroup,
    Subnet,
    TargetGroup,
    TRUSTED,
} from "../../kit/aws";

const ListenerRule = resourceType<ListenerRuleArgs>("aws:lb/listenerRule:ListenerRule");

export const healthCheckReachable = stackPolicy({
    name: "health-check-reachable",
    title: "A load balancer reaches its targets, on the port that serves and on that of the health check",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "no target ever becomes healthy: the service stops and starts its tasks again, for ever",
    fix: "let the load balancer's security group in on the port, in the security group of the tasks",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
    ],
    settings: { trusted: TRUSTED },
    types: [EcsService],
    check(service, { resource, stack, settings, report, attempt }) {
        const launch = launchOf(stack, resource);
        const tasks = launch && isAwsvpc(launch) === "yes" ? taskInterfaces(stack, resource, launch) : undefined;
        const { groups } = tasks ? partyOf(tasks) : {};
        if (!tasks || !groups) {
            return; // On instances the ports differ, and so do the groups.
        }
        (service.loadBalancers ?? []).forEach((balanced, index) => {
            attempt(() => {
                const group = oneTarget(stack, resource, `loadBalancers[${index}].targetGroupArn`, TargetGroup);
                const balancers = group && balancersOf(stack, group);
                const { containerPort } = balanced;
                const ports = group && containerPort !== undefined ? portsOf(group, containerPort) : [];
                for (const balancer of balancers ?? []) {
                    ports.forEach((port) => judge(balancer, port));
                }
            });
        });

        function judge(balancer: Resource<LoadBalancerArgs>, { port, what }: Port): void {
            const party = partyOfBalancer(stack, balancer);
            const names = (party?.groups ?? []).map(({ name }) => name).join(", ");
            if (!party?.groups || !tasks || !groups || isTrusted(settings.trusted, ...groups, ...party.groups)) {
                return;
            }
            if (letsThrough(stack, groups, "ingress", party, port) === "no") {
                const own = groups.map(({ name }) => name).join(", ");
                report(
                    "networkConfiguration.securityGroups",
                    `its security group ${own} does not let the load balancer ${balancer.name} in on ${what} ${port}`,
                    { fix: `add an ingress rule to ${own}: TCP port ${port} from the security group ${names}` },
                );
            }
            if (letsThrough(stack, party.groups, "egress", partyOf(tasks), port) === "no") {
                report(
                    "loadBalancers",
                    `the load balancer ${balancer.name} may not send to ${what} ${port}: its security group ${names} lets nothing out to it`,
                    { fix: `add an egress rule to ${names}: TCP port ${port} to the security group of the tasks` },
                );
            }
        }
    },
});

interface Port {
    port: number;
    what: string;
}

/** The ports of a task that a target group's load balancer calls: the task's own, where the health check has none. */
function portsOf(group: Resource<TargetGroupArgs>, containerPort: number): Port[] {
    const checked = group.props.healthCheck?.port ?? "traffic-port";
    const serving = { port: containerPort, what: "port" };
    return /^\d+$/.test(checked) && Number(checked) !== containerPort
        ? [serving, { port: Number(checked), what: "the health check's port" }]
        : [serving];
}

/** The application load balancers in front of a target group; undefined where one of them is not known. */
function balancersOf(stack: Stack, group: Resource<TargetGroupArgs>): Resource<LoadBalancerArgs>[] | undefined {
    const direct = stack.referrers(group, Listener, "defaultActions", TargetGroup).resources;
    const rules = stack.referrers(group, ListenerRule, "actions", TargetGroup).resources;
    const listeners = [...direct, ...rules.map((rule) => oneTarget(stack, rule, "listenerArn", Listener))];
    const balancers = listeners.map((one) => one && oneTarget(stack, one, "loadBalancerArn", LoadBalancer));
    const known = balancers.filter((balancer) => balancer !== undefined);
    return known.length === balancers.length ? [...new Set(known)] : undefined;
}

/**
 * An application load balancer, as its targets see it. A network load balancer may send its clients' own addresses;
 * undefined for it, and where the groups are not known.
 */
function partyOfBalancer(stack: Stack, balancer: Resource<LoadBalancerArgs>): Party | undefined {
    const { loadBalancerType = "application" } = balancer.unguarded;
    const groups = allTargets(stack, balancer, "securityGroups", SecurityGroup);
    const isApplication = !isUnknownValue(loadBalancerType) && loadBalancerType === "application";
    const subnets = allTargets(stack, balancer, "subnets", Subnet) ?? [];
    return isApplication && isManaged(stack, balancer) && groups?.length
        ? { groups, blocks: blocksOf(...subnets) }
        : undefined;
}
