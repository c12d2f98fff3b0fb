import type { EventBusArgs } from "@pulumi/aws/cloudwatch/eventBus";
import type { EventBusPolicyArgs } from "@pulumi/aws/cloudwatch/eventBusPolicy";
import type { EventPermissionArgs } from "@pulumi/aws/cloudwatch/eventPermission";

import { resourceType, stackPolicy } from "../../kit";

const EventBus = resourceType<EventBusArgs>("aws:cloudwatch/eventBus:EventBus");
const EventBusPolicy = resourceType<EventBusPolicyArgs>("aws:cloudwatch/eventBusPolicy:EventBusPolicy");
const EventPermission = resourceType<EventPermissionArgs>("aws:cloudwatch/eventPermission:EventPermission");

export const eventBusPolicy = stackPolicy({
    name: "event-bus-policy",
    title: "A custom event bus has a policy that says who may send to it",
    severity: "low",
    level: "disabled",
    why: "without one every identity of the account with events:PutEvents may send to it",
    fix: "add an aws.cloudwatch.EventBusPolicy that names the senders",
    since: "0.2.0",
    controls: ["EventBridge.3"],
    links: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html"],
    types: [EventBus],
    check(_bus, { resource, stack, report, undecided }) {
        const policies = stack.referrers(resource, EventBusPolicy, "eventBusName", EventBus);
        const permissions = stack.referrers(resource, EventPermission, "eventBusName", EventBus);
        if (policies.resources.length + permissions.resources.length > 0) {
            return;
        }
        if (policies.possible.length + permissions.possible.length > 0) {
            undecided("name");
        } else {
            report(undefined, "the event bus has no policy");
        }
    },
});
