import type { SlackChannelConfigurationArgs } from "@pulumi/aws/chatbot/slackChannelConfiguration";
import type { TeamsChannelConfigurationArgs } from "@pulumi/aws/chatbot/teamsChannelConfiguration";
import type { TopicSubscriptionArgs } from "@pulumi/aws/sns/topicSubscription";

import { dependentsOf, isUnknownValue, type Resource, resourceType, stackPolicy } from "../../kit";
import { CompositeAlarm, MetricAlarm, Topic } from "../../kit/aws";

const TopicSubscription = resourceType<TopicSubscriptionArgs>("aws:sns/topicSubscription:TopicSubscription");
const SlackChannel = resourceType<SlackChannelConfigurationArgs>(
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
);
const TeamsChannel = resourceType<TeamsChannelConfigurationArgs>(
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
);

export const alarmTopicSubscribed = stackPolicy({
    name: "alarm-topic-subscribed",
    title: "Someone subscribes to the topics that alarms notify",
    severity: "medium",
    level: "advisory",
    why: "a message to a topic without a subscription is dropped",
    fix: "add an aws.sns.TopicSubscription with this topic's ARN, an endpoint and its protocol",
    links: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html"],
    types: [Topic],
    check(topic, { resource, stack, report, undecided }) {
        const alarms = [
            stack.referrers(resource, MetricAlarm, "alarmActions", Topic),
            stack.referrers(resource, CompositeAlarm, "alarmActions", Topic),
        ].flatMap(({ resources }) => resources.map(({ name }) => name));
        if (alarms.length === 0 || "subscription" in topic || dependentsOf(stack, resource).some(mayRead)) {
            return;
        }
        const subscriptions = [
            stack.referrers(resource, TopicSubscription, "topic", Topic),
            stack.referrers(resource, SlackChannel, "snsTopicArns", Topic),
            stack.referrers(resource, TeamsChannel, "snsTopicArns", Topic),
        ];
        if (subscriptions.some(({ resources }) => resources.length > 0)) {
            return;
        }
        if (subscriptions.some(({ possible }) => possible.length > 0) || stack.managed.some(mayReadAny)) {
            undecided("arn");
            return;
        }
        const [first, ...others] = alarms;
        const what =
            others.length === 0
                ? `the alarm ${first} notifies`
                : `${alarms.length} alarms, ${first} among them, notify`;
        report(undefined, `nothing subscribes to this topic, which ${what}`);
    },
});

/** A resource that may subscribe in a way of its own: another provider's, a command, a native subscription. */
function mayRead({ type }: Resource): boolean {
    return !type.startsWith("aws:") && !/aws-native:(cloudwatch|iam|sns:TopicPolicy)/.test(type);
}

/** A command that is not known yet, and that nothing tells the origin of. */
function mayReadAny(resource: Resource): boolean {
    const { token, unguarded: values } = resource;
    return token.startsWith("command:") && isUnknownValue(values.create) && resource.origins("create").length === 0;
}
