import type { EndpointArgs } from "@pulumi/aws/dms/endpoint";
import type { S3EndpointArgs } from "@pulumi/aws/dms/s3endpoint";

import { resourcePolicy, resourceType, rule } from "../../kit";

const Endpoint = resourceType<EndpointArgs>("aws:dms/endpoint:Endpoint");

export const dmsEndpointSettings = resourcePolicy({
    name: "dms-endpoint-settings",
    title: "MongoDB, Redis and Kafka endpoints sign in and use TLS, and data in S3 are encrypted",
    severity: "medium",
    level: "advisory",
    why: "the whole of the data goes through an endpoint, and its password with it",
    fix: "use the engine's authentication and TLS",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["4.2.1 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Redis.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kafka.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html",
    ],
    rules: [
        rule({
            type: Endpoint,
            property: "mongodbSettings.authType",
            must: { noneOf: ["no"] },
            absent: "right",
            problem: "DMS reads the database without signing in",
            fix: 'leave authType out, or set it to "password"',
            controls: ["DMS.11"],
        }),
        rule({
            type: Endpoint,
            property: "redisSettings.sslSecurityProtocol",
            must: { noneOf: ["plaintext"] },
            absent: "right",
            problem: "data and password go to Redis in the clear",
            fix: 'leave sslSecurityProtocol out, or set it to "ssl-encryption"',
            controls: ["DMS.12"],
        }),
        rule({
            type: Endpoint,
            property: "kafkaSettings.securityProtocol",
            must: { noneOf: ["plaintext"] },
            absent: "wrong",
            problem: "records go to Kafka in the clear",
            fix: 'set kafkaSettings.securityProtocol to "ssl-encryption", "ssl-authentication" or "sasl-ssl"',
            unless: ({ kafkaSettings }) => kafkaSettings === undefined,
        }),
        rule({
            type: resourceType<S3EndpointArgs>("aws:dms/s3Endpoint:S3Endpoint"),
            property: "serverSideEncryptionKmsKeyId",
            must: { given: true },
            absent: "wrong",
            problem: "the files in S3 have no key of your own",
            fix: 'set encryptionMode to "SSE_KMS" and serverSideEncryptionKmsKeyId to your key',
            severity: "low",
            unless: ({ endpointType }) => endpointType !== "target",
        }),
    ],
});
