/** What has network interfaces in a VPC and is given something of a resource, such as its address. */
import { dependentsOf } from "../dependents";
import type { Resource } from "../resource";
import type { Stack } from "../stack";
import { TaskDefinition } from "./containers";
import { interfacesAt, type NetworkInterface } from "./endpoints";
import { LAUNCHERS, launchOf, taskInterfaces } from "./tasks";
import { LambdaFunction } from "./types";

/** A function, or what launches tasks. */
export interface Client {
    name: string;
    /** What is given it: the function itself, or the task definition. */
    holder: Resource<unknown>;
    interfaces: NetworkInterface[];
}

/** The functions, services and schedules that a resource's outputs go to, where all their subnets are this stack's. */
export function clientsOf(stack: Stack, resource: Resource<unknown>): Client[] {
    const dependents = dependentsOf(stack, resource);
    const functions = dependents.filter((dependent) => dependent.is(LambdaFunction));
    const tasks = dependents.filter((dependent) => dependent.is(TaskDefinition));
    return [
        ...functions.map((fn) => ({
            name: fn.name,
            holder: fn,
            interfaces: interfacesAt(stack, fn, "vpcConfig.subnetIds", "vpcConfig.securityGroupIds", "no") ?? [],
        })),
        ...(tasks.length > 0 ? stack.of(...LAUNCHERS) : []).flatMap((launcher) => {
            const launch = launchOf(stack, launcher);
            const holder = launch?.task;
            return holder && (tasks as Resource<unknown>[]).includes(holder)
                ? [{ name: launcher.name, holder, interfaces: taskInterfaces(stack, launcher, launch) ?? [] }]
                : [];
        }),
    ].filter(({ interfaces }) => interfaces.length > 0);
}
