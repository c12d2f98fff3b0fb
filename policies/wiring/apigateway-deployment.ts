import type { DeploymentArgs } from "@pulumi/aws/apigateway/deployment";
import type { IntegrationArgs } from "@pulumi/aws/apigateway/integration";
import type { MethodArgs } from "@pulumi/aws/apigateway/method";
import type { RestApiArgs } from "@pulumi/aws/apigateway/restApi";

import { isSet, resourceType, stackPolicy } from "../../kit";
import { oneTarget } from "../../kit/aws";

const Deployment = resourceType<DeploymentArgs>("aws:apigateway/deployment:Deployment");
const RestApi = resourceType<RestApiArgs>("aws:apigateway/restApi:RestApi");
const Method = resourceType<MethodArgs>("aws:apigateway/method:Method");
const Integration = resourceType<IntegrationArgs>("aws:apigateway/integration:Integration");

export const apigatewayDeployment = stackPolicy({
    name: "apigateway-deployment",
    title: "A REST API is deployed anew when its methods change",
    severity: "medium",
    level: "advisory",
    why: "a deployment is a picture of the API as it was: later changes are made, reported as done, and reach no caller",
    fix: "set triggers of the deployment to a hash of the API's body, or of its methods and integrations",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/deployment/",
    ],
    types: [Deployment],
    check(deployment, { resource, stack, report }) {
        const api = oneTarget(stack, resource, "restApi", RestApi);
        // A change of these makes a new deployment too.
        const isTriggered = isSet(deployment, "triggers") || isSet(deployment, "variables");
        if (!api || isTriggered) {
            return;
        }
        const parts = [
            ...stack.referrers(api, Method, "restApi", RestApi).resources,
            ...stack.referrers(api, Integration, "restApi", RestApi).resources,
        ];
        if (isSet(api.props, "body")) {
            report("triggers", `no change of the body of ${api.name} makes a new deployment`, {
                fix: "set triggers to { body: a hash of the body }",
            });
        } else if (parts.length > 0) {
            const waits = parts.some(({ urn }) => resource.waitsFor.includes(urn));
            const early = waits ? "" : ", and the first may be made before they are there";
            report("triggers", `no change of the methods of ${api.name} makes a new deployment${early}`, {
                fix: `set triggers to a hash of the methods and integrations${waits ? "" : ", and name them in dependsOn"}`,
            });
        }
    },
});
