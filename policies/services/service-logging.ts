import type { WorkgroupArgs } from "@pulumi/aws/athena/workgroup";
import type { InstanceArgs } from "@pulumi/aws/connect/instance";
import type { TaskArgs } from "@pulumi/aws/datasync/task";
import type { ConnectorArgs } from "@pulumi/aws/transfer/connector";

import { resourcePolicy, resourceType, rule } from "../../kit";

const DataSyncTask = resourceType<TaskArgs>("aws:datasync/task:Task");

export const serviceLogging = resourcePolicy({
    name: "service-logging",
    title: "Transfers, contact flows and queries leave a log",
    severity: "medium",
    level: "advisory",
    why: "when files are missing after the cutover, the log alone says which, and why",
    fix: "set what the finding names",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/datasync/latest/userguide/configure-logging.html",
        "https://docs.aws.amazon.com/transfer/latest/userguide/structured-logging.html",
        "https://docs.aws.amazon.com/connect/latest/adminguide/contact-flow-logs.html",
        "https://docs.aws.amazon.com/athena/latest/ug/athena-cloudwatch-metrics-enable.html",
    ],
    rules: [
        rule({
            type: DataSyncTask,
            property: "cloudwatchLogGroupArn",
            must: { given: true },
            absent: "wrong",
            problem: "the transfer leaves no log",
            fix: "set cloudwatchLogGroupArn, and options.logLevel to BASIC or TRANSFER",
            controls: ["DataSync.1"],
        }),
        rule({
            type: DataSyncTask,
            property: "options.logLevel",
            must: { noneOf: ["OFF"] },
            absent: "right",
            problem: "the transfer leaves no log",
            fix: 'set options.logLevel to "BASIC" or "TRANSFER"',
            controls: ["DataSync.1"],
        }),
        rule({
            type: resourceType<ConnectorArgs>("aws:transfer/connector:Connector"),
            property: "loggingRole",
            must: { given: true },
            absent: "wrong",
            problem: "the connector's transfers leave no log",
            controls: ["Transfer.3"],
        }),
        rule({
            type: resourceType<InstanceArgs>("aws:connect/instance:Instance"),
            property: "contactFlowLogsEnabled",
            must: { is: true },
            absent: "wrong",
            problem: "nobody can tell how a call went through its flow",
            controls: ["Connect.2"],
        }),
        rule({
            type: resourceType<WorkgroupArgs>("aws:athena/workgroup:Workgroup"),
            property: "configuration.publishCloudwatchMetricsEnabled",
            must: { is: true },
            absent: "right",
            problem: "nobody sees how much the queries read, which is what they cost",
            severity: "low",
            controls: ["Athena.4"],
        }),
    ],
});
