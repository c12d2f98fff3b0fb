import type { MethodSettingsArgs } from "@pulumi/aws/apigateway/methodSettings";
import type { StageArgs } from "@pulumi/aws/apigateway/stage";
import type { IntegrationArgs } from "@pulumi/aws/apigatewayv2/integration";

import { resourcePolicy, resourceType, rule } from "../../kit";

const Stage = resourceType<StageArgs>("aws:apigateway/stage:Stage");

export const apigatewayHardening = resourcePolicy({
    name: "apigateway-hardening",
    title: "APIs encrypt their cache and what they send on, and can be traced",
    severity: "medium",
    level: "disabled",
    why: "answers lie in the cache, and calls go to the integration, in the clear",
    fix: "switch on what the finding names",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html",
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/data-protection-encryption.html",
    ],
    rules: [
        rule({
            type: Stage,
            property: "clientCertificateId",
            must: { given: true },
            absent: "wrong",
            problem: "the backend cannot tell the API from anyone else: the stage has no client certificate",
            controls: ["APIGateway.2"],
        }),
        rule({
            type: Stage,
            property: "xrayTracingEnabled",
            must: { is: true },
            absent: "wrong",
            problem: "a slow or failed call cannot be traced",
            severity: "low",
            controls: ["APIGateway.3"],
        }),
        rule({
            type: resourceType<MethodSettingsArgs>("aws:apigateway/methodSettings:MethodSettings"),
            property: "settings.cacheDataEncrypted",
            must: { is: true },
            absent: "wrong",
            problem: "answers lie in the cache unencrypted",
            controls: ["APIGateway.5"],
            unless: ({ settings }) => settings?.cachingEnabled !== true,
        }),
        rule({
            type: resourceType<IntegrationArgs>("aws:apigatewayv2/integration:Integration"),
            property: "tlsConfig",
            must: { given: true },
            absent: "wrong",
            problem: "calls go through the VPC link in the clear",
            fix: "set tlsConfig.serverNameToVerify to the name in the load balancer's certificate",
            controls: ["APIGateway.10"],
            unless: ({ connectionType }) => connectionType !== "VPC_LINK",
        }),
    ],
});
