import { apigatewayExecutionLogs } from "../../../policies/logging/apigateway-execution-logs";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const api = resource("aws:apigateway/restApi:RestApi", "api");
const stage = resource("aws:apigateway/stage:Stage", "live", { restApi: ref("api"), deployment: "d1", stageName: "live" });
const settings = (level: Value, restApi: Value = ref("api")): TestResource =>
    resource("aws:apigateway/methodSettings:MethodSettings", "all", { restApi, stageName: "live", methodPath: "*/*", settings: { loggingLevel: level } });
const socket = resource("aws:apigatewayv2/api:Api", "api", { protocolType: "WEBSOCKET" });
const socketStage = (level: Value): TestResource =>
    resource("aws:apigatewayv2/stage:Stage", "live", { apiId: ref("api"), defaultRouteSettings: level === undefined ? undefined : { loggingLevel: level } });
const found = [{ resource: "live" }];

policyTests(apigatewayExecutionLogs, {
    example: {
        bad: `
            new aws.apigateway.Stage("live", { restApi: "a1b2c3d4e5", deployment: "l2m3n4", stageName: "live" });`,
        good: `
            const live = new aws.apigateway.Stage("live", { restApi: "a1b2c3d4e5", deployment: "l2m3n4", stageName: "live" });
            new aws.apigateway.MethodSettings("all", {
                restApi: "a1b2c3d4e5", stageName: live.stageName, methodPath: "*/*", settings: { loggingLevel: "ERROR" },
            });`,
    },
    pass: [
        { name: "errors of every method are logged", stack: [api, stage, settings("ERROR")] },
        { name: "a level that is not known yet", stack: [api, stage, settings(unknown)], undecided: true },
        { name: "settings of an API that is not known yet: it may be this one", stack: [api, stage, settings("INFO", unknown)] },
        { name: "a WebSocket API that logs errors", stack: [socket, socketStage("ERROR")] },
        { name: "a WebSocket API whose level is not known yet", stack: [socket, socketStage(unknown)], undecided: true },
        {
            name: "an HTTP API, which has no such log",
            kind: "lookalike",
            stack: [resource("aws:apigatewayv2/api:Api", "api", { protocolType: "HTTP" }), socketStage(undefined)],
        },
        {
            name: "an API that exists already",
            stack: [resource("aws:apigateway/stage:Stage", "live", { restApi: "a1b2", deployment: "d1", stageName: "live" }), settings("INFO", "a1b2")],
        },
    ],
    fail: [
        { name: "a stage without settings (APIGateway.1)", kind: "default", stack: [api, stage], expect: found },
        { name: "logging is off", stack: [api, stage, settings("OFF")], expect: found },
        { name: "settings without a level", stack: [api, stage, settings(undefined)], expect: found },
        {
            name: "settings of another API",
            stack: [api, stage, resource("aws:apigateway/restApi:RestApi", "other"), settings("ERROR", ref("other"))],
            expect: found,
        },
        { name: "settings of another API that exists already", stack: [api, stage, settings("ERROR", "a1b2")], expect: found },
        {
            name: "a WebSocket API (APIGateway.1)",
            stack: [socket, socketStage(undefined)],
            expect: [{ resource: "live", property: "defaultRouteSettings.loggingLevel", says: /set defaultRoute/ }],
        },
    ],
});
