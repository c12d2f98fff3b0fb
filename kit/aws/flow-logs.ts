/** VPC flow logs and the log groups that they write into. */
import type { FlowLogArgs } from "@pulumi/aws/ec2/flowLog";

import { resourceType, type Resource } from "../resource";
import type { Stack } from "../stack";
import { LogGroup } from "./types";
import { isUnknown } from "../unknown";

/** `logGroupName` is how @pulumi/aws before 7 names the log group. */
export const FlowLog = resourceType<FlowLogArgs & { logGroupName?: string }>("aws:ec2/flowLog:FlowLog");

export type Log = Resource<FlowLogArgs & { logGroupName?: string }>;

/** True where a flow log may write into any log group: what it writes into is not known, and nothing tells its origin. */
export function mayLogAnywhere(stack: Stack): boolean {
    return stack
        .of(FlowLog)
        .some((log) => isUnknown(log.props, "logDestination") && log.origins("logDestination").length === 0);
}

/** The flow logs that write into a log group: by its output, by its name, or by an ARN that names it. */
export function flowLogsInto(group: Resource<object>, stack: Stack): Log[] {
    const name = group.unguarded.name;
    return [
        ...stack.referrers(group, FlowLog, "logDestination", LogGroup).resources,
        ...stack.referrers(group, FlowLog, "logGroupName", LogGroup).resources,
        ...stack.of(FlowLog).filter(({ unguarded: values }) => {
            const [, named] = /:log-group:([^:]+)(:\*)?$/.exec(String(values.logDestination)) ?? [];
            return named !== undefined && named === name;
        }),
    ];
}
