import { dmsEndpointCredentials } from "../../../policies/secrets/dms-endpoint-credentials";
import { policyTests, redacted, resource, secret, unknown, type TestResource } from "../../harness";

const endpoint = (props: Record<string, unknown>): TestResource =>
    resource("aws:dms/endpoint:Endpoint", "source", { endpointType: "source", engineName: "postgres", sslMode: "require", ...props });
const clear = { resource: "source", property: "secretsManagerArn", severity: "high" };
const unencrypted = { resource: "source", property: "sslMode" };

policyTests(dmsEndpointCredentials, {
    example: {
        bad: `
            new aws.dms.Endpoint("source", {
                endpointId: "source", endpointType: "source", engineName: "postgres", databaseName: "orders",
                serverName: config.require("sourceHost"), port: 5432, username: "dms", password: config.requireSecret("sourcePassword"),
            });`,
        good: `
            new aws.dms.Endpoint("source", {
                endpointId: "source", endpointType: "source", engineName: "postgres", databaseName: "orders",
                secretsManagerArn: secret.arn, secretsManagerAccessRoleArn: role.arn, sslMode: "require",
            });`,
    },
    pass: [
        { name: "a secret", stack: [endpoint({ secretsManagerArn: "arn:aws:secretsmanager:us-east-1:604219837745:secret:a-b1C2d3" })] },
        { name: "a secret that is not known yet", stack: [endpoint({ secretsManagerArn: unknown, secretsManagerAccessRoleArn: unknown })] },
        { name: "a password that is not known yet", stack: [endpoint({ username: "dms", password: secret(unknown) })] },
        {
            name: "a redacted secret's ARN, beside a redacted password",
            stack: [endpoint({ secretsManagerArn: redacted(), password: redacted() })],
        },
        { name: "sslMode not known yet", stack: [endpoint({ sslMode: unknown })], undecided: true },
        { name: "an engine that is not known yet", stack: [endpoint({ engineName: unknown, sslMode: "none" })], undecided: true },
        {
            name: "targets that are no databases",
            kind: "lookalike",
            stack: ["s3", "kinesis", "kafka", "dynamodb", "opensearch"].map((engineName) =>
                resource("aws:dms/endpoint:Endpoint", engineName, { engineName, sslMode: "none" }),
            ),
        },
    ],
    fail: [
        {
            name: "a redacted password: it is there, whatever it is",
            stack: [endpoint({ username: "dms", password: redacted() })],
            expect: [{ resource: "source", property: "secretsManagerArn" }],
        },
        {
            name: "a password from the configuration",
            stack: [endpoint({ username: "dms", password: secret("Quiet-Meadow-7743") })],
            config: { "shop:p": "Quiet-Meadow-7743" },
            expect: [clear],
        },
        { name: "a literal, whose value another policy flags", stack: [endpoint({ username: "dms", password: "password" })], expect: [clear] },
        { name: "another database", stack: [endpoint({ engineName: "aurora-postgresql", username: "dms", password: "x" })], expect: [clear] },
        {
            name: "no encryption (DMS.9)",
            stack: [endpoint({ sslMode: "none", secretsManagerArn: unknown })],
            expect: [{ ...unencrypted, says: /set sslMode to "require"/ }],
        },
        {
            name: "no encryption by default",
            kind: "default",
            stack: [resource("aws:dms/endpoint:Endpoint", "source", { engineName: "mysql" })],
            expect: [unencrypted],
        },
        { name: "both", stack: [endpoint({ username: "dms", password: "x", sslMode: "none" })], expect: [clear, unencrypted] },
        { name: "an unknown hides nothing", stack: [endpoint({ username: "dms", password: "x", sslMode: unknown })], expect: [clear] },
    ],
});
