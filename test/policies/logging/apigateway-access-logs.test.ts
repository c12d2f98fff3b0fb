import { apigatewayAccessLogs } from "../../../policies/logging/apigateway-access-logs";
import { policyTests, resource } from "../../harness";

policyTests(apigatewayAccessLogs, {
    example: {
        bad: `
            new aws.apigatewayv2.Stage("live", { apiId: "a1b2c3d4e5", autoDeploy: true });`,
        good: `
            new aws.apigatewayv2.Stage("live", {
                apiId: "a1b2c3d4e5", autoDeploy: true,
                accessLogSettings: { destinationArn: "arn:aws:logs:us-east-1:851725499301:log-group:/api/live", format: "$context.requestId $context.status" },
            });`,
    },
    pass: [
        {
            name: "what failed is logged, and no bodies",
            kind: "lookalike",
            stack: [
                resource("aws:apigateway/methodSettings:MethodSettings", "all", {
                    ...{ restApi: "a1", stageName: "live", methodPath: "*/*" },
                    settings: { loggingLevel: "ERROR", dataTraceEnabled: false },
                }),
            ],
        },
    ],
    fail: [],
});
