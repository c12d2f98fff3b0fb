import { meaningOfMissing } from "../../facts/cloudwatch";
import { isEmpty, known, resourcePolicy } from "../../kit";
import { MetricAlarm } from "../../kit/aws";

export const alarmMissingData = resourcePolicy({
    name: "alarm-missing-data",
    title: "Alarms say what missing data means",
    severity: "low",
    level: "advisory",
    why: "by default an alarm without data keeps quiet, also when the data stopped because the service did",
    fix: 'set treatMissingData: "breaching" where data always come, "notBreaching" where they come only with an event',
    links: [
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data",
    ],
    types: [MetricAlarm],
    check(alarm, { report }) {
        if (isEmpty(alarm.treatMissingData)) {
            const right = rightTreatment(alarm);
            report("treatMissingData", "what missing data means is not said", {
                fix: right && `set treatMissingData: "${right}"`,
            });
        }
    },
    repair: (alarm) => ({ treatMissingData: rightTreatment(alarm) }),
});

/** What missing data of the alarm's metric means; undefined where the facts do not say, as for metric math. */
function rightTreatment(alarm: { namespace?: unknown; metricName?: unknown }): string | undefined {
    return meaningOfMissing(String(known(alarm, "namespace")), String(known(alarm, "metricName")));
}
