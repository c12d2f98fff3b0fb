import type { StageArgs } from "@pulumi/aws/apigateway/stage";
import type { MethodSettingsArgs } from "@pulumi/aws/apigateway/methodSettings";
import type { StageArgs as StageV2Args } from "@pulumi/aws/apigatewayv2/stage";
import type { GraphQLApiArgs } from "@pulumi/aws/appsync/graphQLApi";
import type { StateMachineArgs } from "@pulumi/aws/sfn/stateMachine";

import { resourcePolicy, resourceType, rule } from "../../kit";

const StageV2 = resourceType<StageV2Args>("aws:apigatewayv2/stage:Stage");
const BODIES = "requests and responses are written to the log whole, card numbers and tokens too";

export const apigatewayAccessLogs = resourcePolicy({
    name: "apigateway-access-logs",
    title: "APIs and workflows log who called and what failed, and not what was sent",
    severity: "medium",
    level: "advisory",
    why: "without a log nobody sees who called, and with whole bodies the log holds the data it should protect",
    fix: "set accessLogSettings to a log group",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["10.2.1 (partly)", "3.3.1 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html",
        "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
        "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
    ],
    rules: [
        rule({
            type: resourceType<StageArgs>("aws:apigateway/stage:Stage"),
            property: "accessLogSettings",
            must: { given: true },
            absent: "wrong",
            problem: "nobody can tell who called the API",
        }),
        rule({
            type: StageV2,
            property: "accessLogSettings",
            must: { given: true },
            absent: "wrong",
            problem: "nobody can tell who called the API",
            controls: ["APIGateway.9"],
        }),
        rule({
            type: resourceType<MethodSettingsArgs>("aws:apigateway/methodSettings:MethodSettings"),
            property: "settings.dataTraceEnabled",
            must: { is: false },
            absent: "right",
            problem: BODIES,
            fix: "leave dataTraceEnabled out; loggingLevel ERROR tells what failed",
        }),
        rule({
            type: StageV2,
            property: "defaultRouteSettings.dataTraceEnabled",
            must: { is: false },
            absent: "right",
            problem: BODIES,
            fix: "leave dataTraceEnabled out; loggingLevel ERROR tells what failed",
        }),
        rule({
            type: resourceType<StateMachineArgs>("aws:sfn/stateMachine:StateMachine"),
            property: "loggingConfiguration.level",
            must: { oneOf: ["ALL", "ERROR", "FATAL"] },
            absent: "wrong",
            problem: "executions leave no log",
            fix: 'set loggingConfiguration to { level: "ERROR", logDestination } with a log group',
            controls: ["StepFunctions.1"],
        }),
        rule({
            type: resourceType<GraphQLApiArgs>("aws:appsync/graphQLApi:GraphQLApi"),
            property: "logConfig.fieldLogLevel",
            must: { oneOf: ["ERROR", "INFO", "DEBUG", "ALL"] },
            absent: "wrong",
            problem: "resolvers that fail leave no log",
            fix: 'set logConfig to { fieldLogLevel: "ERROR", cloudwatchLogsRoleArn }',
            controls: ["AppSync.2"],
        }),
    ],
});
