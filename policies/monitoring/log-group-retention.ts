import { stackPolicy } from "../../kit";
import { flowLogsInto, LogGroup, mayLogAnywhere } from "../../kit/aws";

/** The periods that CloudWatch Logs takes, in days. */
const PERIODS = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
/** What the remediation sets where no minimum is configured. */
const A_YEAR = 365;

export const logGroupRetention = stackPolicy({
    name: "log-group-retention",
    title: "Log groups keep logs for a stated time",
    severity: "medium",
    level: "advisory",
    why: "without retentionInDays logs are kept, and paid for, for ever",
    fix: "set retentionInDays, such as 365",
    frameworks: { "NIST 800-53": ["AU-11", "SI-12"], "PCI DSS": ["10.5.1 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html",
    ],
    settings: {
        days: { type: "number", description: "The fewest days to keep logs; any stated time is enough without it." },
    },
    types: [LogGroup],
    check(group, { resource, stack, settings, report, undecided }) {
        // The delivery class keeps logs for a day or two, whatever is set; vpc-flow-logs speaks of a flow log's group.
        if (
            group.logGroupClass === "DELIVERY" ||
            (!group.retentionInDays && flowLogsInto(resource, stack).length > 0)
        ) {
            return;
        }
        const days = group.retentionInDays;
        if (!days && mayLogAnywhere(stack)) {
            undecided("retentionInDays");
        } else if (!days) {
            report("retentionInDays", "logs are kept for ever", {
                fix: `set retentionInDays, such as ${enough(settings.days)}`,
            });
        } else if (Number(days) < (settings.days ?? 0)) {
            report("retentionInDays", `logs are kept for ${days} days, fewer than ${settings.days}`, {
                fix: `set retentionInDays to ${enough(settings.days)} or more`,
            });
        }
    },
    repair(group, { settings }) {
        const isEnough = Number(group.retentionInDays ?? 0) >= (settings.days ?? 1);
        return group.logGroupClass === "DELIVERY" || isEnough ? undefined : { retentionInDays: enough(settings.days) };
    },
});

/** The shortest period that CloudWatch Logs takes and that is long enough. */
function enough(minimum = A_YEAR): number {
    return PERIODS.find((period) => period >= minimum) ?? A_YEAR;
}
