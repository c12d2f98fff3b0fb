import type { AttachmentArgs } from "@pulumi/aws/autoscaling/attachment";
import type { GroupArgs } from "@pulumi/aws/autoscaling/group";
import type { ServiceArgs as EcsServiceArgs } from "@pulumi/aws/ecs/service";
import type { ListenerRuleArgs } from "@pulumi/aws/lb/listenerRule";
import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer";
import type { TargetGroupArgs } from "@pulumi/aws/lb/targetGroup";
import type { TargetGroupAttachmentArgs } from "@pulumi/aws/lb/targetGroupAttachment";

import {
    isEmpty,
    isSet,
    isUnknownValue,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import {
    allTargets,
    AutoScalingGroup,
    blocksOf,
    Ec2Instance,
    EcsService,
    taskInterfaces,
    isManaged,
    isTrusted,
    LaunchConfiguration,
    launchOf,
    LaunchTemplate,
    letsThrough,
    Listener,
    LoadBalancer,
    managedTarget,
    oneTarget,
    type Party,
    partyOf,
    SecurityGroup,
    Subnet,
    TargetGroup,
    TRUSTED,
} from "../../kit/aws";

const ListenerRule = resourceType<ListenerRuleArgs>("aws:lb/listenerRule:ListenerRule");
const TargetGroupAttachment = resourceType<TargetGroupAttachmentArgs>(
    "aws:lb/targetGroupAttachment:TargetGroupAttachment",
);
const GroupAttachment = resourceType<AttachmentArgs>("aws:autoscaling/attachment:Attachment");
const JUDGED: ResourceType<object>[] = [EcsService, TargetGroupAttachment, AutoScalingGroup];
/** What gives the interfaces of an instance further security groups. */
const FurtherGroup = resourceType<object>(
    "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
);

/** What serves behind target groups, with its network interfaces, where all of these are this stack's. */
interface Targets {
    party: Party & { groups: Resource<unknown>[] };
    /** Where its security groups are said. */
    own: string;
    /** The target groups that it is in. */
    places: Place[];
}

interface Place {
    /** Where it says so. */
    property: string;
    group: Resource<TargetGroupArgs> | undefined;
    /** The port that serves; throws `UnknownValue`. */
    port(this: void): number | undefined;
}

export const healthCheckReachable = stackPolicy({
    name: "health-check-reachable",
    title: "A load balancer reaches its targets, on the port that serves and on that of the health check",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "no target ever becomes healthy: tasks and instances are replaced by others, for ever",
    fix: "let the load balancer in on the port, in the security group of the targets",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
    ],
    settings: { trusted: TRUSTED },
    types: JUDGED,
    check(_props, { resource, stack, settings, report, attempt }) {
        const targets = targetsOf(stack, resource);
        for (const place of targets?.places ?? []) {
            for (const balancer of (place.group && balancersOf(stack, place.group)) ?? []) {
                attempt(() => judge(targets as Targets, place, balancer));
            }
        }

        function judge({ party, own }: Targets, place: Place, balancer: Resource<LoadBalancerArgs>): void {
            const sender = partyOfBalancer(stack, balancer);
            const port = place.port();
            if (!sender || port === undefined || isTrusted(settings.trusted, ...party.groups, ...sender.groups)) {
                return;
            }
            const from = namesOf(sender.groups);
            const to = namesOf(party.groups);
            for (const { port: called, what } of portsOf(place.group as Resource<TargetGroupArgs>, port, balancer)) {
                if (letsThrough(stack, party.groups, "ingress", sender, called) === "no") {
                    const who = from ? `the security group ${from}` : `the networks of its subnets`;
                    report(
                        own,
                        `its security group ${to} does not let the load balancer ${balancer.name} in on ${what} ${called}`,
                        { fix: `add an ingress rule to ${to}: TCP port ${called} from ${who}` },
                    );
                }
                if (from && letsThrough(stack, sender.groups, "egress", party, called) === "no") {
                    report(
                        place.property,
                        `the load balancer ${balancer.name} may not send to ${what} ${called}: its security group ${from} lets nothing out to it`,
                        { fix: `add an egress rule to ${from}: TCP port ${called} to the security group ${to}` },
                    );
                }
            }
        }
    },
});

function namesOf(resources: Resource<unknown>[]): string {
    return resources.map(({ name }) => name).join(", ");
}

function targetsOf(stack: Stack, resource: Resource<object>): Targets | undefined {
    return resource.is(EcsService)
        ? tasksOf(stack, resource)
        : resource.is(AutoScalingGroup)
          ? scaledOf(stack, resource)
          : resource.is(TargetGroupAttachment)
            ? instanceOf(stack, resource)
            : undefined;
}

/** Tasks with interfaces of their own, which only they configure. */
function tasksOf(stack: Stack, service: Resource<EcsServiceArgs>): Targets | undefined {
    const launch = launchOf(stack, service);
    const tasks = launch && taskInterfaces(stack, service, launch);
    const { groups, blocks } = tasks ? partyOf(tasks) : {};
    return (
        groups && {
            party: { groups, blocks },
            own: "networkConfiguration.securityGroups",
            places: (service.props.loadBalancers ?? []).map((balanced, index) => ({
                property: "loadBalancers",
                group: oneTarget(stack, service, `loadBalancers[${index}].targetGroupArn`, TargetGroup),
                port: () => balanced.containerPort,
            })),
        }
    );
}

function instanceOf(stack: Stack, attachment: Resource<TargetGroupAttachmentArgs>): Targets | undefined {
    const instance = managedTarget(stack, attachment, "targetId", Ec2Instance);
    const groups = instance && groupsAt(stack, instance, "vpcSecurityGroupIds");
    const subnet = instance && oneTarget(stack, instance, "subnetId", Subnet);
    const group = oneTarget(stack, attachment, "targetGroupArn", TargetGroup);
    return (
        groups && {
            party: { groups, blocks: subnet && blocksOf(subnet) },
            own: "targetId",
            places: [{ property: "targetGroupArn", group, port: () => attachment.props.port ?? group?.props.port }],
        }
    );
}

/** The instances of a group, by its launch template or its launch configuration. */
function scaledOf(stack: Stack, scaling: Resource<GroupArgs>): Targets | undefined {
    const template = managedTarget(stack, scaling, "launchTemplate", LaunchTemplate);
    const configuration = managedTarget(stack, scaling, "launchConfiguration", LaunchConfiguration);
    const groups = template
        ? groupsAt(
              stack,
              template,
              isSet(template.props, "networkInterfaces")
                  ? "networkInterfaces[0].securityGroups"
                  : "vpcSecurityGroupIds",
          )
        : configuration && groupsAt(stack, configuration, "securityGroups");
    const subnets = allTargets(stack, scaling, "vpcZoneIdentifiers", Subnet) ?? [];
    const own = allTargets(stack, scaling, "targetGroupArns", TargetGroup) ?? [];
    const attached = stack
        .referrers(scaling, GroupAttachment, "autoscalingGroupName", AutoScalingGroup)
        .resources.map((attachment) => oneTarget(stack, attachment, "lbTargetGroupArn", TargetGroup));
    return (
        groups && {
            party: { groups, blocks: blocksOf(...subnets) },
            own: template ? "launchTemplate" : "launchConfiguration",
            places: [...own, ...attached].map((group) => ({
                property: "targetGroupArns",
                group,
                port: () => group?.props.port,
            })),
        }
    );
}

/** The security groups of an instance; undefined where another stack has one, or nothing here says which. */
function groupsAt(stack: Stack, resource: Resource<unknown>, property: string): Resource<unknown>[] | undefined {
    const groups = allTargets(stack, resource, property, SecurityGroup);
    const mayHaveMore =
        stack.of(FurtherGroup).length > 0 ||
        (Array.isArray(resource.unguarded.networkInterfaces) && resource.unguarded.networkInterfaces.length > 1);
    return groups?.length && !mayHaveMore ? groups : undefined;
}

interface Port {
    port: number;
    what: string;
}

/**
 * The ports of a target that its load balancer calls: its own, and that of the health check. Where a network load
 * balancer leaves the addresses of its clients as they are, only the health check is sure to be its own.
 */
function portsOf({ props }: Resource<TargetGroupArgs>, serving: number, balancer: Resource<LoadBalancerArgs>): Port[] {
    const { port = "traffic-port" } = props.healthCheck ?? {};
    const checked = /^\d+$/.test(port) ? Number(port) : serving;
    return [
        ...(checked === serving || !isNetwork(balancer) ? [{ port: serving, what: "port" }] : []),
        ...(checked === serving ? [] : [{ port: checked, what: "the health check's port" }]),
    ];
}

/** The load balancers in front of a target group; undefined where one of them is not known. */
function balancersOf(stack: Stack, group: Resource<TargetGroupArgs>): Resource<LoadBalancerArgs>[] | undefined {
    const direct = stack.referrers(group, Listener, "defaultActions", TargetGroup).resources;
    const rules = stack.referrers(group, ListenerRule, "actions", TargetGroup).resources;
    const listeners = [...direct, ...rules.map((rule) => oneTarget(stack, rule, "listenerArn", Listener))];
    const balancers = listeners.map((one) => one && oneTarget(stack, one, "loadBalancerArn", LoadBalancer));
    const known = balancers.filter((balancer) => balancer !== undefined);
    return known.length === balancers.length ? [...new Set(known)] : undefined;
}

/**
 * A load balancer, as its targets see it; undefined where its groups are not known. A network load balancer calls from
 * its subnets, and may have no group.
 */
function partyOfBalancer(stack: Stack, balancer: Resource<LoadBalancerArgs>): Targets["party"] | undefined {
    const said = balancer.unguarded.securityGroups;
    const hasNone = isNetwork(balancer) && (isUnknownValue(said) ? !balancer.gives("securityGroups") : isEmpty(said));
    const groups = hasNone ? [] : allTargets(stack, balancer, "securityGroups", SecurityGroup);
    const subnets =
        allTargets(stack, balancer, "subnets", Subnet) ?? allTargets(stack, balancer, "subnetMappings", Subnet);
    const isWhole = isManaged(stack, balancer) && (hasNone || groups?.length);
    return groups && isWhole ? { groups, blocks: blocksOf(...(subnets ?? [])) } : undefined;
}

/** @throws UnknownValue where the type is not known. Those of gateways are of no other use here. */
function isNetwork({ props }: Resource<LoadBalancerArgs>): boolean {
    return props.loadBalancerType === "network";
}
