import { resourcePolicy, rule } from "../../kit";
import { MqBroker, MskConnector } from "../../kit/aws";

export const brokerLogs = resourcePolicy({
    name: "broker-logs",
    title: "Message brokers and connectors keep logs",
    severity: "medium",
    level: "advisory",
    why: "otherwise nobody can tell who changed users and queues, or why a connector stopped moving records",
    fix: "send the logs to CloudWatch Logs",
    frameworks: { "PCI DSS": ["10.2.1 (partly)"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring.html",
        "https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-logging.html",
    ],
    rules: [
        rule({
            type: MqBroker,
            property: "logs.audit",
            must: { is: true },
            absent: "wrong",
            problem: "who changed users, queues and settings is written down nowhere",
            fix: "set logs to { audit: true, general: true }",
            controls: ["MQ.2"],
            // RabbitMQ has no audit log.
            unless: ({ engineType }) => String(engineType).toLowerCase() === "rabbitmq",
        }),
        rule({
            type: MqBroker,
            property: "logs.general",
            must: { is: true },
            absent: "wrong",
            problem: "errors of the broker are written down nowhere",
            fix: "set logs.general to true",
        }),
        rule({
            type: MskConnector,
            property: "logDelivery.workerLogDelivery",
            must: { given: true },
            absent: "wrong",
            problem: "errors of the connector are written down nowhere",
            fix: "set logDelivery.workerLogDelivery.cloudwatchLogs",
            controls: ["MSK.5"],
        }),
    ],
});
