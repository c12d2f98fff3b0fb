import { alarmTopicSubscribed } from "../../../policies/monitoring/alarm-topic-subscribed";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const topic = (props = {}): TestResource => resource("aws:sns/topic:Topic", "alerts", { name: "alerts-1a2b3c4", ...props });
const alarm = (name = "cpu", actions: Value = [ref("alerts")]): TestResource =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, { alarmActions: actions });
const subscription = (to: Value): TestResource =>
    resource("aws:sns/topicSubscription:TopicSubscription", "mail", { topic: to, protocol: "email", endpoint: "oncall@shop.dev" });
const command = (create: Value): TestResource => resource("command:local:Command", "subscribe", { create });
const expect = [{ resource: "alerts", severity: "medium", says: /the alarm cpu notifies/ }];

policyTests(alarmTopicSubscribed, {
    example: {
        bad: `
            const alerts = new aws.sns.Topic("alerts");
            new aws.cloudwatch.MetricAlarm("cpu", { ...alarm, alarmActions: [alerts.arn] });`,
        good: `
            const alerts = new aws.sns.Topic("alerts");
            new aws.sns.TopicSubscription("oncall", { topic: alerts.arn, protocol: "email", endpoint: config.require("oncall") });
            new aws.cloudwatch.MetricAlarm("cpu", { ...alarm, alarmActions: [alerts.arn] });`,
    },
    pass: [
        { name: "a subscription", stack: [topic(), alarm(), subscription(ref("alerts"))] },
        { name: "a subscription to a topic that is not known yet", stack: [topic(), alarm(), subscription(unknown)], undecided: true },
        { name: "a topic that no alarm notifies", stack: [topic(), alarm("cpu", [])], kind: "lookalike" },
        { name: "a topic known only by its ARN", stack: [alarm("cpu", ["arn:aws:sns:eu-west-1:604219837745:alerts"])], kind: "lookalike" },
        {
            name: "a chat channel",
            stack: [topic(), alarm(), resource("aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration", "ops", { snsTopicArns: [ref("alerts")] })],
        },
        { name: "a command that subscribes", stack: [topic(), alarm(), command(ref("alerts"))] },
        {
            name: "subscriptions of the topic's own",
            stack: [resource("aws-native:sns:Topic", "alerts", { subscription: [{ protocol: "email", endpoint: "oncall@shop.dev" }] }), alarm()],
        },
    ],
    fail: [
        { name: "no subscription", stack: [topic(), alarm()], expect, kind: "default" },
        { name: "a command that does something else", stack: [topic(), alarm(), command("curl shop.dev")], expect },
        {
            name: "a subscription to another topic",
            stack: [topic(), resource("aws:sns/topic:Topic", "orders"), alarm(), subscription(ref("orders")), command(ref("orders"))],
            expect,
        },
        { name: "a policy reads nothing", stack: [topic(), alarm(), resource("aws:sns/topicPolicy:TopicPolicy", "policy", { arn: ref("alerts") })], expect },
        { name: "several alarms, one finding", stack: [topic(), alarm(), alarm("disk")], expect: [{ resource: "alerts", says: /2 alarms, cpu among them/ }] },
        {
            name: "a composite alarm",
            stack: [topic(), resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "degraded", { alarmActions: [ref("alerts")] })],
            expect: [{ resource: "alerts" }],
        },
    ],
});
