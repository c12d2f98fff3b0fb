import type { DashboardArgs } from "@pulumi/aws/cloudwatch/dashboard";

import { wrongDimensions } from "../../facts/cloudwatch";
import { parseJson, resourceType, stackPolicy } from "../../kit";
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
            ({ namespace, name, keys }) => keys.length === 0 && wrongDimensions(namespace, name, keys) !== undefined,
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
    /** The names of its dimensions. */
    keys: string[];
}

/** The metrics of a dashboard's widgets, with `.` and `...` filled in from the metric before. */
function metricsOf(body: unknown): ShownMetric[] {
    return list(property(body, "widgets")).flatMap((widget) => {
        let before: unknown[] = [];
        return list(property(property(widget, "properties"), "metrics")).flatMap((metric): ShownMetric[] => {
            const words = list(metric).filter((word) => typeof word !== "object");
            const dots = words.indexOf("...");
            const own =
                dots < 0
                    ? words
                    : [...before.slice(0, before.length - (words.length - 1 - dots)), ...words.slice(dots + 1)];
            const full = own.map((word, index) => (word === "." ? before[index] : word));
            before = full;
            const [namespace, name, ...dimensions] = full;
            return typeof namespace === "string" && typeof name === "string"
                ? [{ namespace, name, keys: dimensions.filter((_, index) => index % 2 === 0).map(String) }]
                : [];
        });
    });
}

function list(value: unknown): unknown[] {
    return Array.isArray(value) ? value : [];
}

function property(value: unknown, key: string): unknown {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
