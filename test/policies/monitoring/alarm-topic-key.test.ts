import { alarmTopicKey } from "../../../policies/monitoring/alarm-topic-key";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const topic = (kmsMasterKeyId?: Value): TestResource => resource("aws:sns/topic:Topic", "alerts", { kmsMasterKeyId });
const alarm = (property = "alarmActions", to: Value = ref("alerts")): TestResource =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", "errors", { [property]: [to] });
const expect = [{ resource: "alerts", property: "kmsMasterKeyId", severity: "high", says: /alarm errors cannot publish/ }];

policyTests(alarmTopicKey, {
    example: {
        bad: `
            const alerts = new aws.sns.Topic("alerts", { kmsMasterKeyId: "alias/aws/sns" });
            new aws.cloudwatch.MetricAlarm("errors", {
                comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, threshold: 0, namespace: "AWS/Lambda",
                metricName: "Errors", statistic: "Sum", period: 60, alarmActions: [alerts.arn],
            });`,
        good: `
            const key = new aws.kms.Key("alerts", { enableKeyRotation: true });
            const alerts = new aws.sns.Topic("alerts", { kmsMasterKeyId: key.id });
            new aws.cloudwatch.MetricAlarm("errors", {
                comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, threshold: 0, namespace: "AWS/Lambda",
                metricName: "Errors", statistic: "Sum", period: 60, alarmActions: [alerts.arn],
            });`,
    },
    pass: [
        { name: "a topic without a key", kind: "default", stack: [topic(), alarm()] },
        { name: "a key of one's own", stack: [resource("aws:kms/key:Key", "key"), topic(ref("key")), alarm()] },
        { name: "a key that is not known yet", stack: [topic(unknown), alarm()], undecided: true },
        {
            name: "AWS's key where no alarm publishes",
            kind: "lookalike",
            stack: [topic("alias/aws/sns"), alarm("alarmActions", "arn:aws:sns:us-east-1:851725499301:other")],
        },
        { name: "an alarm whose action is not known yet", stack: [topic("alias/aws/sns"), alarm("alarmActions", unknown)] },
    ],
    fail: [
        { name: "AWS's key", stack: [topic("alias/aws/sns"), alarm()], expect },
        {
            name: "AWS's key by its ARN, for what is well again",
            stack: [topic("arn:aws:kms:us-east-1:851725499301:alias/aws/sns"), alarm("okActions")],
            expect,
        },
    ],
});
