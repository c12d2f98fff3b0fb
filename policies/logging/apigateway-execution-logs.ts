import type { MethodSettingsArgs } from "@pulumi/aws/apigateway/methodSettings";
import type { StageArgs } from "@pulumi/aws/apigateway/stage";
import type { ApiArgs } from "@pulumi/aws/apigatewayv2/api";
import type { StageArgs as StageV2Args } from "@pulumi/aws/apigatewayv2/stage";

import { at, isUnknownValue, type ResourceType, resourceType, stackPolicy } from "../../kit";

const Api = resourceType<ApiArgs>("aws:apigatewayv2/api:Api");
const RestApi = resourceType("aws:apigateway/restApi:RestApi");
const MethodSettings = resourceType<MethodSettingsArgs>("aws:apigateway/methodSettings:MethodSettings");
const Stage = resourceType<StageArgs>("aws:apigateway/stage:Stage");
const StageV2 = resourceType<StageV2Args>("aws:apigatewayv2/stage:Stage");
const JUDGED: ResourceType<object>[] = [Stage, StageV2];
const ENOUGH = ["ERROR", "INFO"];

export const apigatewayExecutionLogs = stackPolicy({
    name: "apigateway-execution-logs",
    title: "REST and WebSocket APIs log what fails while they answer",
    severity: "medium",
    level: "disabled",
    why: "an integration that fails shows only as a status code, not as what went wrong",
    fix: 'add an aws.apigateway.MethodSettings for "*/*" with loggingLevel "ERROR"',
    since: "0.2.0",
    controls: ["APIGateway.1"],
    links: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"],
    types: JUDGED,
    check(_props, { resource, stack, report, undecided }) {
        if (resource.is(StageV2)) {
            const apis = stack.targets(resource, "apiId", Api).resources;
            const level = at(resource.unguarded, "defaultRouteSettings.loggingLevel");
            // HTTP APIs have no such log.
            const isWebSocket = apis.some(({ unguarded }) => unguarded.protocolType === "WEBSOCKET");
            if (isWebSocket && isUnknownValue(level)) {
                undecided("defaultRouteSettings.loggingLevel");
            } else if (isWebSocket && !ENOUGH.includes(String(level))) {
                report("defaultRouteSettings.loggingLevel", "what fails is not logged", {
                    fix: 'set defaultRouteSettings.loggingLevel to "ERROR"',
                });
            }
            return;
        }
        const api = stack.targets(resource, "restApi", RestApi);
        const apis = new Set(api.resources);
        const settings = stack.of(MethodSettings).filter((one) => {
            const { resources, certain } = stack.targets(one, "restApi", RestApi);
            const sameText =
                !isUnknownValue(one.unguarded.restApi) && one.unguarded.restApi === resource.unguarded.restApi;
            return !certain || sameText || resources.some((api) => apis.has(api));
        });
        const levels = settings.map(({ unguarded }) => at(unguarded, "settings.loggingLevel"));
        if (levels.some((level) => ENOUGH.includes(String(level)))) {
            return;
        }
        if (!api.certain || levels.some(isUnknownValue)) {
            undecided("restApi");
        } else {
            report(undefined, "what fails in the stage's methods is not logged");
        }
    },
});
