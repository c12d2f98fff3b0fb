import { stackPolicy } from "../../kit";
import { MetricAlarm, Topic } from "../../kit/aws";

const ACTIONS = ["alarmActions", "okActions", "insufficientDataActions"] as const;

export const alarmTopicKey = stackPolicy({
    name: "alarm-topic-key",
    title: "A topic that alarms publish to has a key that CloudWatch may use",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "the policy of alias/aws/sns does not let CloudWatch use it and cannot be changed: no alarm is ever delivered",
    fix: "give the topic a key of your own whose policy lets cloudwatch.amazonaws.com do kms:Decrypt and kms:GenerateDataKey*, or none",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
        "https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger",
    ],
    types: [Topic],
    check(topic, { resource, stack, report }) {
        const isAwsKey = topic.kmsMasterKeyId?.endsWith("alias/aws/sns");
        const alarm = ACTIONS.flatMap((action) => stack.referrers(resource, MetricAlarm, action, Topic).resources)[0];
        if (isAwsKey && alarm) {
            report("kmsMasterKeyId", `alarm ${alarm.name} cannot publish to a topic with AWS's own key`);
        }
    },
});
