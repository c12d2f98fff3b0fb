import type { TaskDefinitionArgs } from "@pulumi/aws/ecs/taskDefinition";

import { at, isUnknownValue, known, type Resource, type Stack, stackPolicy } from "../../kit";
import {
    containerDefinitions,
    EcsService,
    INTERNET,
    taskInterfaces,
    isEcrImage,
    isFromEcr,
    isOnFargate,
    isPublicSubnet,
    isTrusted,
    launchOf,
    LAUNCHERS,
    letsThrough,
    parseImage,
    reachesOut,
    reachesService,
    type NetworkInterface,
    TRUSTED,
    vpcOf,
} from "../../kit/aws";

/** What stands for everything that has a public address. */
const ANYWHERE = "the internet";
/** What an image in a private registry of ECR comes from, on platform version 1.4. */
const ECR = ["ecr.api", "ecr.dkr", "s3"];
/** Registries that have public addresses only. */
const PUBLIC =
    /^(docker\.io|public\.ecr\.aws|ghcr\.io|quay\.io|gcr\.io|registry\.k8s\.io|mcr\.microsoft\.com|registry\.gitlab\.com|docker\.elastic\.co|nvcr\.io)$/;

export const fargateCanPull = stackPolicy({
    name: "fargate-can-pull",
    title: "Tasks on Fargate reach what they need to start: their image, their logs and their secrets",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "the deployment is accepted, and then every task stops before its container runs",
    fix: "route the subnets to a NAT gateway, set assignPublicIp to true in public ones, or give the VPC the endpoints",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-version-migration.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
    ],
    settings: { trusted: TRUSTED },
    types: LAUNCHERS,
    check(_props, { resource, stack, settings, report, undecided }) {
        const launch = launchOf(stack, resource);
        const isJudged = launch && isOnFargate(launch) === "yes" && isCurrent(launch.values);
        if (!isJudged || !launch.task || (resource.is(EcsService) && isStopped(resource))) {
            return;
        }
        const property = `${launch.path}networkConfiguration`;
        const senders = taskInterfaces(stack, resource, launch);
        if (!senders) {
            if (isUnknownValue(at(resource.unguarded, `${property}.subnets`))) {
                undecided(`${property}.subnets`);
            }
            return;
        }
        if (isTrusted(settings.trusted, ...senders.flatMap(({ subnet }) => [subnet, vpcOf(stack, subnet)]))) {
            return;
        }
        const needs = needsOf(stack, launch.task);
        for (const [missing, cut] of byMissing(stack, senders, needs)) {
            const fault = faultOf(stack, cut);
            report(`${property}.${fault.property}`, `${fault.problem}, so its tasks do not reach ${missing} to start`, {
                fix: fault.fix,
            });
        }
    },
});

/** Older platform versions pull over an interface of their own. */
function isCurrent({ platformVersion = "LATEST" }: Record<string, unknown>): boolean {
    return platformVersion === "LATEST" || platformVersion === "1.4.0";
}

/** True for a service that starts no task: it counts none where it does not say. */
function isStopped({ unguarded: { desiredCount = 0 } }: Resource<unknown>): boolean {
    return desiredCount === 0 || isUnknownValue(desiredCount);
}

/** What the tasks call before a container runs, as far as it is known. */
function needsOf(stack: Stack, task: Resource<TaskDefinitionArgs>): string[] {
    const family = at(task.unguarded, "runtimePlatform.operatingSystemFamily");
    if (isUnknownValue(family) || /^WINDOWS/.test(String(family))) {
        return [];
    }
    if (isUnknownValue(task.unguarded.containerDefinitions)) {
        return isFromEcr(stack, task) ? ECR : [];
    }
    return [...new Set(containerDefinitions(task).flatMap(containerNeeds))];
}

function containerNeeds(container: Record<string, unknown>): string[] {
    const image = known(container, "image");
    const secrets = known(container, "secrets");
    const logs = known(container, "logConfiguration") as Record<string, unknown> | undefined;
    return [
        ...(typeof image === "string" ? imageNeeds(image) : []),
        ...(logs && known(logs, "logDriver") === "awslogs" ? ["logs"] : []),
        ...(Array.isArray(secrets) ? secrets : []).flatMap((secret: Record<string, unknown>) => {
            const from = known(secret, "valueFrom");
            return typeof from === "string" ? [from.includes(":secretsmanager:") ? "secretsmanager" : "ssm"] : [];
        }),
    ];
}

function imageNeeds(image: string): string[] {
    return isEcrImage(image) ? ECR : PUBLIC.test(parseImage(image).registry) ? [ANYWHERE] : [];
}

/** The network interfaces that reach not everything, by what they do not reach. */
function byMissing(stack: Stack, senders: NetworkInterface[], needs: string[]): Map<string, NetworkInterface[]> {
    const cut = new Map<string, NetworkInterface[]>();
    for (const sender of senders) {
        const missing = needs.filter(
            (need) => (need === ANYWHERE ? reachesOut(stack, sender) : reachesService(stack, sender, need)) === "no",
        );
        if (missing.length > 0) {
            const names = missing.join(", ");
            cut.set(names, [...(cut.get(names) ?? []), sender]);
        }
    }
    return cut;
}

/** What cuts the interfaces off, and what to change. */
function faultOf(stack: Stack, cut: NetworkInterface[]): { property: string; problem: string; fix?: string } {
    const [{ groups = [], hasPublicAddress }] = cut as [NetworkInterface];
    const subnets = cut.map(({ subnet }) => subnet.name).join(", ");
    if (letsThrough(stack, groups, "egress", INTERNET, 443) === "no" && groups.length > 0) {
        const names = groups.map(({ name }) => name).join(", ");
        return {
            property: "securityGroups",
            problem: `the security group ${names} lets no HTTPS out`,
            fix: "add an egress rule for TCP port 443 to 0.0.0.0/0, or to the endpoints",
        };
    }
    const isPublic = cut.every(({ subnet }) => isPublicSubnet(stack, subnet));
    return isPublic && hasPublicAddress === "no"
        ? {
              property: "assignPublicIp",
              problem: `the tasks have no public address, and ${subnets} no other way out than an internet gateway`,
              fix: "set assignPublicIp to true, or name subnets that route to a NAT gateway",
          }
        : { property: "subnets", problem: `${subnets} have neither a route to the internet nor an endpoint for it` };
}
