import type { AccountSettingDefaultArgs } from "@pulumi/aws/ecs/accountSettingDefault";
import type { ClusterArgs } from "@pulumi/aws/ecs/cluster";

import { isSet, known, type ResourceType, resourceType, stackPolicy } from "../../kit";
import { containerDefinitions, TaskDefinition } from "../../kit/aws";

const Cluster = resourceType<ClusterArgs>("aws:ecs/cluster:Cluster");
const AccountSetting = resourceType<AccountSettingDefaultArgs>("aws:ecs/accountSettingDefault:AccountSettingDefault");
const JUDGED: ResourceType<object>[] = [TaskDefinition, Cluster];
const INSIGHTS = ["enabled", "enhanced"];

export const ecsLogging = stackPolicy({
    name: "ecs-logging",
    title: "Containers send their logs somewhere, and clusters their metrics",
    severity: "high",
    level: "advisory",
    why: "what a container prints is gone with it, so that nobody learns why it failed at the cutover",
    fix: 'give each container a logConfiguration, such as logDriver "awslogs" with a log group',
    since: "0.2.0",
    controls: ["ECS.9", "ECS.12"],
    frameworks: { "PCI DSS": ["10.2.1 (partly)"], "NIST 800-53": ["AU-12", "SI-4"] },
    links: [
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
    ],
    types: JUDGED,
    check(_props, { resource, stack, report }) {
        if (resource.is(TaskDefinition)) {
            const silent = containerDefinitions(resource).filter(
                // A log router is where the others send their logs to.
                (container) => !isSet(container, "logConfiguration") && !isSet(container, "firelensConfiguration"),
            );
            if (silent.length > 0) {
                const names = silent.map(({ name }) => String(name)).join(", ");
                report("containerDefinitions", `the logs of ${names} are kept nowhere`);
            }
        } else if (resource.is(Cluster)) {
            const [setting] = resource.props.settings ?? []; // The only one that there is: containerInsights.
            // One that is not known may be it, and may switch it on.
            const isDefault = stack
                .of(AccountSetting)
                .some(
                    ({ props }) =>
                        [undefined, "containerInsights"].includes(known(props, "name")) &&
                        known(props, "value") !== "disabled",
                );
            if (setting ? !INSIGHTS.includes(setting.value ?? "") : !isDefault) {
                report("settings", "Container Insights is off, so nothing is recorded of single tasks", {
                    fix: 'add { name: "containerInsights", value: "enhanced" }, or "enabled", to settings',
                    severity: "medium",
                });
            }
        }
    },
});
