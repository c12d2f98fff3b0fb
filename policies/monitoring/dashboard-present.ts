import type { DashboardArgs } from "@pulumi/aws/cloudwatch/dashboard";

import { wrongDimensions } from "../../facts/cloudwatch";
import { at, parseJson, resourceType, stackPolicy, type Values } from "../../kit";
import { presence } from "../../kit/aws";

const Dashboard = resourceType<DashboardArgs>("aws:cloudwatch/dashboard:Dashboard", "aws-native:cloudwatch:Dashboard");

const asked = presence({
    evidence: [
        "aws:cloudwatch/dashboard:Dashboard",
        "aws-native:cloudwatch:Dashboard",
        "datadog:*Dashboard*",
        "grafana:*Dashboard*",
        "newrelic:*Dashboard*",
        "splunk:*Dashboard*",
        "signalfx:*Dashboard*",
    ],
    templates: ["AWS::CloudWatch::Dashboard"],
    absent: "nothing in this stack is a dashboard",
});

export const dashboardPresent = stackPolicy({
    name: "dashboard-present",
    title: "A stack has a dashboard, and its widgets show something",
    severity: "low",
    why: "during an incident or a cutover everybody looks for the same few graphs",
    fix: "add an aws.cloudwatch.Dashboard with the metrics of what the stack serves",
    links: [
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html",
    ],
    ...asked,
    settings: {
        ...asked.settings,
        widgets: {
            type: "boolean",
            default: false,
            description: "True also finds widgets that show nothing, because their metric has no dimension (advisory).",
        },
    },
    types: [Dashboard],
    check(dashboard, { settings, report }) {
        if (!settings.widgets) {
            return;
        }
        const body: unknown = dashboard.dashboardBody;
        const bare = metricsOf(typeof body === "string" ? parseJson(body) : body).filter(
            ({ namespace, name, isBare }) => isBare && wrongDimensions(namespace, name, []) !== undefined,
        );
        if (bare.length > 0) {
            const names = [...new Set(bare.map(({ name }) => name))].join(", ");
            report("dashboardBody", `widgets show nothing: without dimensions CloudWatch has no data for ${names}`, {
                fix: 'add the dimensions to each metric, such as ["AWS/SQS", "NumberOfMessagesSent", "QueueName", queue.name]',
                level: "advisory",
            });
        }
    },
});

interface ShownMetric {
    namespace: string;
    name: string;
    /** It has no dimension. */
    isBare: boolean;
}

/** The metrics of a dashboard's widgets, with `.` and `...` filled in from the metric before. */
function metricsOf(body: unknown): ShownMetric[] {
    return list(at(body as Values, "widgets")).flatMap((widget) => {
        let before: unknown[] = [];
        return list(at(widget as Values, "properties.metrics")).map((metric): ShownMetric => {
            const words = list(metric).filter((word) => typeof word !== "object");
            const own =
                words[0] === "..." ? [...before.slice(0, before.length + 1 - words.length), ...words.slice(1)] : words;
            before = own.map((word, index) => (word === "." ? before[index] : word));
            const [namespace, name, ...dimensions] = before;
            return { namespace: String(namespace), name: String(name), isBare: dimensions.length === 0 };
        });
    });
}

function list(value: unknown): unknown[] {
    return Array.isArray(value) ? value : [];
}
