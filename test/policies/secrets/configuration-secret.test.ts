import { configurationSecret } from "../../../policies/secrets/configuration-secret";
import { policyTests, resource, unknown } from "../../harness";

const config = { "shop:dbPassword": "kR7-wq2-Lm9-zz", "aws:region": "us-east-1" };

policyTests(configurationSecret, {
    example: {
        bad: `
            // pulumi config set dbPassword ...
            const password = new pulumi.Config().get("dbPassword");`,
        good: `
            // pulumi config set --secret dbPassword ...
            const password = new pulumi.Config().getSecret("dbPassword");`,
    },
    pass: [
        { name: "a secret", stack: [], config, secretKeys: ["shop:dbPassword"] },
        { name: "an engine that does not tell which keys are secret", stack: [], config },
        { name: "no configuration", stack: [resource("aws:sns/topic:Topic", "t", { displayName: unknown })], kind: "default", secretKeys: [] },
        {
            name: "what says where a credential is, or how it is used",
            kind: "lookalike",
            stack: [],
            secretKeys: [],
            config: {
                "shop:dbSecretArn": "arn:aws:secretsmanager:us-east-1:851725499301:secret:orders-a1b2c3",
                "shop:dbSecretName": "orders-database-key",
                "shop:passwordMinLength": "14",
                "shop:requirePassword": "true",
                "shop:tokenEndpoint": "https://login.example-shop.com/token",
                "shop:database": '{"user":"app","secretId":"orders-database-key","token":null,"password":7743}',
                "shop:shortPassword": "aX7-q",
                "token-v2:owner": "payments-team",
            },
        },
        { name: "a key that is allowed", stack: [], config: { "shop:apiKey": "pk-0a1b2c3d4e" }, secretKeys: [], settings: { allow: ["shop:apiKey"] } },
    ],
    fail: [
        {
            name: "a password",
            stack: [],
            config,
            secretKeys: [],
            expect: [{ resource: "stack", says: /shop:dbPassword holds a credential in clear[^]*config set --secret shop:dbPassword/, severity: "high" }],
        },
        {
            name: "a token inside an object, beside a secret",
            stack: [],
            config: { ...config, "shop:partner": '{"host":"p.example.org","auth":[{"token":"0a1b2c3d4e"}]}' },
            secretKeys: ["shop:dbPassword"],
            expect: [{ resource: "stack", says: /shop:partner/ }],
        },
        { name: "six characters", stack: [], config: { "shop:password": "aX7-q2" }, secretKeys: [], expect: [{ resource: "stack" }] },
        { name: "another is allowed", stack: [], config, secretKeys: [], settings: { allow: ["shop:apiKey"] }, expect: [{ resource: "stack" }] },
    ],
});
