import { apigatewayHardening } from "../../../policies/network/apigateway-hardening";
import { policyTests, resource } from "../../harness";

policyTests(apigatewayHardening, {
    base: {
        "aws:apigateway/methodSettings:MethodSettings": { settings: { cachingEnabled: true } },
        "aws:apigatewayv2/integration:Integration": { connectionType: "VPC_LINK" },
    },
    example: {
        bad: `
            new aws.apigatewayv2.Integration("orders", {
                apiId: api.id, integrationType: "HTTP_PROXY", integrationMethod: "ANY", integrationUri: listenerArn,
                connectionType: "VPC_LINK", connectionId: link.id,
            });`,
        good: `
            new aws.apigatewayv2.Integration("orders", {
                apiId: api.id, integrationType: "HTTP_PROXY", integrationMethod: "ANY", integrationUri: listenerArn,
                connectionType: "VPC_LINK", connectionId: link.id, tlsConfig: { serverNameToVerify: "orders.example-shop.com" },
            });`,
    },
    pass: [
        {
            name: "an integration over the internet, and a cache that is off",
            kind: "lookalike",
            stack: [
                resource("aws:apigatewayv2/integration:Integration", "i", { integrationType: "HTTP_PROXY" }),
                resource("aws:apigateway/methodSettings:MethodSettings", "s", { settings: { cachingEnabled: false } }),
            ],
        },
    ],
    fail: [],
});
