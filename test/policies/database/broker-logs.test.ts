import { brokerLogs } from "../../../policies/database/broker-logs";
import { policyTests, resource } from "../../harness";

policyTests(brokerLogs, {
    base: { "aws:mq/broker:Broker": { engineType: "ActiveMQ" } },
    example: {
        given: `
            const password = new random.RandomPassword("password", { length: 32 });`,
        bad: `
            new aws.mq.Broker("orders", {
                brokerName: "orders", engineType: "ActiveMQ", engineVersion: "5.18", hostInstanceType: "mq.m5.large", autoMinorVersionUpgrade: true,
                users: [{ username: "orders_app", password: password.result }],
            });`,
        good: `
            new aws.mq.Broker("orders", {
                brokerName: "orders", engineType: "ActiveMQ", engineVersion: "5.18", hostInstanceType: "mq.m5.large", autoMinorVersionUpgrade: true,
                users: [{ username: "orders_app", password: password.result }],
                logs: { audit: true, general: true },
            });`,
    },
    pass: [
        {
            name: "RabbitMQ, which has no audit log",
            kind: "lookalike",
            stack: [resource("aws:mq/broker:Broker", "orders", { engineType: "RabbitMQ", logs: { general: true } })],
        },
    ],
    fail: [],
});
