import type { ReplicationConfigArgs } from "@pulumi/aws/dms/replicationConfig";
import type { ReplicationTaskArgs } from "@pulumi/aws/dms/replicationTask";

import { at, parseJson, resourcePolicy, type ResourceType, type Values } from "../../kit";
import { DmsReplicationConfig, DmsReplicationTask } from "../../kit/aws";

const JUDGED: ResourceType<Partial<ReplicationTaskArgs & ReplicationConfigArgs>>[] = [
    DmsReplicationTask,
    DmsReplicationConfig,
];

export const dmsTaskLogging = resourcePolicy({
    name: "dms-task-logging",
    title: "A DMS task writes its log to CloudWatch",
    severity: "medium",
    level: "advisory",
    why: "when a table stops or a row is refused, the task's log is the only place that says why",
    fix: "add Logging: { EnableLogging: true } to the JSON of the task's settings",
    controls: ["DMS.7", "DMS.8"],
    links: [
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-7",
    ],
    types: JUDGED,
    check(task, { resource, report }) {
        const property = resource.is(DmsReplicationConfig) ? "replicationSettings" : "replicationTaskSettings";
        const text = task[property];
        if (!text) {
            report(property, "the task has no settings, and by default it does not log", {
                fix: `set ${property} to JSON with Logging: { EnableLogging: true }`,
            });
            return;
        }
        const settings = parseJson(text);
        if (typeof settings !== "object") {
            report(property, "it is no JSON object, so logging cannot be on");
        } else if (String(at(settings as Values, "Logging.EnableLogging")) !== "true") {
            report(property, "logging is not on", { fix: `set Logging.EnableLogging to true in ${property}` });
        }
    },
});
