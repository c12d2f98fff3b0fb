/** Where the tasks of a task definition run: services, and what starts tasks of its own accord. */
import type { EventTargetArgs } from "@pulumi/aws/cloudwatch/eventTarget";
import type { TaskDefinitionArgs } from "@pulumi/aws/ecs/taskDefinition";
import type { ScheduleArgs } from "@pulumi/aws/scheduler/schedule";

import type { Answer } from "../answer";
import { resourceType, type Resource, type ResourceType, type Values } from "../resource";
import { at, type Stack } from "../stack";
import { isUnknownValue } from "../unknown";
import { TaskDefinition } from "./containers";
import { isManaged } from "./outside";
import { interfacesAt, type NetworkInterface } from "./endpoints";
import { oneTarget } from "./network";
import { EcsService } from "./types";

const EventTarget = resourceType<EventTargetArgs>("aws:cloudwatch/eventTarget:EventTarget");
const Schedule = resourceType<ScheduleArgs>("aws:scheduler/schedule:Schedule");

/** What starts tasks. */
export const LAUNCHERS: ResourceType<object>[] = [EcsService, EventTarget, Schedule];

/** How tasks are started, wherever that is written. */
export interface Launch {
    /** Where it is written: `ecsTarget.`, or nothing. */
    path: string;
    /** Its properties, unguarded. */
    values: Values;
    /** The task definition, where the stack manages it. */
    task: Resource<TaskDefinitionArgs> | undefined;
}

/** The tasks that a resource starts; undefined for one that starts none. */
export function launchOf(stack: Stack, resource: Resource<unknown>): Launch | undefined {
    const path = resource.is(EventTarget) ? "ecsTarget." : resource.is(Schedule) ? "target.ecsParameters." : "";
    const values = at(resource.unguarded, path);
    if (typeof values !== "object" || values === null) {
        return undefined;
    }
    const property = `${path}${path === "" ? "taskDefinition" : "taskDefinitionArn"}`;
    const task = oneTarget(stack, resource, property, TaskDefinition);
    return { path, values: values as Values, task: task && isManaged(stack, task) ? task : undefined };
}

/** Whether the tasks run on Fargate, by the launch type or by the capacity providers that are named. */
export function isOnFargate({ values: { launchType, capacityProviderStrategies: providers } }: Launch): Answer {
    if (isUnknownValue(launchType)) {
        return "not known";
    }
    if (typeof launchType === "string") {
        return launchType === "FARGATE" ? "yes" : "no";
    }
    if (!Array.isArray(providers) || providers.length === 0) {
        return "not known"; // The cluster's own providers.
    }
    const names = providers.map((provider) => (provider as Values | null)?.capacityProvider);
    return names.every((name) => name === "FARGATE" || name === "FARGATE_SPOT") ? "yes" : "not known";
}

/** Whether the tasks have a network interface each, as all of Fargate do. */
export function isAwsvpc(launch: Launch): Answer {
    const { task } = launch;
    const mode = task?.unguarded.networkMode;
    if (isOnFargate(launch) === "yes") {
        return "yes";
    }
    return !task || isUnknownValue(mode) ? "not known" : mode === "awsvpc" ? "yes" : "no";
}

/** The network interfaces of the tasks, one for each subnet; undefined where the subnets are not all this stack's. */
export function taskInterfaces(
    stack: Stack,
    resource: Resource<unknown>,
    { path, values }: Launch,
): NetworkInterface[] | undefined {
    const network = `${path}networkConfiguration.`;
    const assigned = at(values, "networkConfiguration.assignPublicIp");
    const hasPublicAddress = isUnknownValue(assigned) ? "not known" : assigned === true ? "yes" : "no";
    return interfacesAt(stack, resource, `${network}subnets`, `${network}securityGroups`, hasPublicAddress);
}

/** True where container definitions that are not known hold a repository of ECR, or an image that was built for one. */
export function isFromEcr(stack: Stack, task: Resource<TaskDefinitionArgs>): boolean {
    const isRepository = (urn: string): boolean => /[:$]aws:ecr\/repository:Repository::/.test(urn);
    return task
        .origins("containerDefinitions")
        .some((urn) => isRepository(urn) || stack.get(urn)?.data.dependencies?.some(isRepository));
}
