import { dmsEndpointSettings } from "../../../policies/migration/dms-endpoint-settings";
import { policyTests, resource } from "../../harness";

policyTests(dmsEndpointSettings, {
    base: {
        "aws:dms/endpoint:Endpoint": { endpointType: "target", kafkaSettings: { broker: "b-1.shop.internal:9094" } },
        "aws:dms/s3Endpoint:S3Endpoint": { endpointType: "target" },
    },
    example: {
        bad: `
            new aws.dms.Endpoint("carts", {
                endpointId: "carts", endpointType: "target", engineName: "redis",
                redisSettings: { serverName: "carts.internal", port: 6379, authType: "none", sslSecurityProtocol: "plaintext" },
            });`,
        good: `
            new aws.dms.Endpoint("carts", {
                endpointId: "carts", endpointType: "target", engineName: "redis",
                redisSettings: { serverName: "carts.internal", port: 6379, authType: "none", sslSecurityProtocol: "ssl-encryption" },
            });`,
    },
    pass: [
        {
            name: "an endpoint of another engine",
            kind: "lookalike",
            stack: [resource("aws:dms/endpoint:Endpoint", "orders", { endpointType: "source", engineName: "postgres" })],
        },
        { name: "files that DMS reads", stack: [resource("aws:dms/s3Endpoint:S3Endpoint", "files", { endpointType: "source" })] },
    ],
    fail: [],
});
