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
                apiId: "a1b2c3d4e5", integrationType: "HTTP_PROXY", integrationMethod: "ANY", integrationUri: "arn:aws:elasticloadbalancing:us-east-1:851725499301:listener/app/orders/0a1b/2c3d",
                connectionType: "VPC_LINK", connectionId: "o5p6q7",
            });`,
        good: `
            new aws.apigatewayv2.Integration("orders", {
                apiId: "a1b2c3d4e5", integrationType: "HTTP_PROXY", integrationMethod: "ANY", integrationUri: "arn:aws:elasticloadbalancing:us-east-1:851725499301:listener/app/orders/0a1b/2c3d",
                connectionType: "VPC_LINK", connectionId: "o5p6q7", tlsConfig: { serverNameToVerify: "orders.example-shop.com" },
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
