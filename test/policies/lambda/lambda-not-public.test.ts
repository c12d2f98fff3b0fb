import { lambdaNotPublic } from "../../../policies/lambda/lambda-not-public";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const fn = resource("aws:lambda/function:Function", "pay");
const permission = (props: Record<string, unknown>): TestResource =>
    resource("aws:lambda/permission:Permission", "call", { function: ref("pay"), action: "lambda:InvokeFunction", ...props });
const url = (authorizationType: Value): TestResource => resource("aws:lambda/functionUrl:FunctionUrl", "url", { functionName: ref("pay"), authorizationType });
const layer = (props: Record<string, unknown>): TestResource =>
    resource("aws:lambda/layerVersionPermission:LayerVersionPermission", "layer", {
        ...{ layerName: "tools", versionNumber: 1, statementId: "share", action: "lambda:GetLayerVersion" },
        ...props,
    });
const ACCOUNT = "851725499301";

policyTests(lambdaNotPublic, {
    example: {
        bad: `
            new aws.lambda.FunctionUrl("pay", { functionName: "pay", authorizationType: "NONE" });
            new aws.lambda.Permission("uploads", {
                function: "pay", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com",
            });`,
        good: `
            new aws.lambda.FunctionUrl("pay", { functionName: "pay", authorizationType: "AWS_IAM" });
            new aws.lambda.Permission("uploads", {
                function: "pay", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com",
                sourceArn: "arn:aws:s3:::uploads-7f3", sourceAccount: "851725499301",
            });`,
    },
    pass: [
        {
            name: "a service for one resource",
            stack: [fn, permission({ principal: "events.amazonaws.com", sourceArn: ref("rule") }), resource("aws:cloudwatch/eventRule:EventRule", "rule")],
        },
        { name: "a bucket of one account", stack: [fn, permission({ principal: "s3.amazonaws.com", sourceAccount: ACCOUNT })] },
        { name: "one account", stack: [fn, permission({ principal: ACCOUNT })] },
        { name: "one role", stack: [fn, permission({ principal: `arn:aws:iam::${ACCOUNT}:role/caller` })] },
        { name: "everyone of an organisation", stack: [fn, permission({ principal: "*", principalOrgId: "o-a1b2c3d4e5" })], kind: "lookalike" },
        { name: "one skill of Alexa's", stack: [fn, permission({ principal: "alexa-appkit.amazon.com", eventSourceToken: "amzn1.ask.skill.0a1b" })] },
        { name: "a principal that is not known yet", stack: [fn, permission({ principal: unknown })], undecided: true },
        { name: "a function without permissions", stack: [fn], kind: "default" },
        { name: "a URL that asks for a signature", stack: [fn, url("AWS_IAM")] },
        { name: "a URL of which it is not known", stack: [fn, url(unknown)], undecided: true },
        { name: "a layer for an organisation", stack: [layer({ principal: "*", organizationId: "o-a1b2c3d4e5" })] },
    ],
    fail: [
        { name: "anyone (Lambda.1)", stack: [fn, permission({ principal: "*" })], expect: [{ resource: "call", property: "principal", severity: "critical" }] },
        {
            name: "any bucket (Lambda.1)",
            stack: [fn, permission({ principal: "s3.amazonaws.com" })],
            expect: [{ resource: "call", property: "sourceArn", says: /s3\.amazonaws\.com may call the function for any account/ }],
        },
        {
            name: "any account's API",
            stack: [fn, permission({ principal: "apigateway.amazonaws.com" })],
            expect: [{ resource: "call", property: "sourceArn", level: "advisory", severity: "medium" }],
        },
        {
            name: "a public URL and its permission, which are one mistake (Lambda.1)",
            stack: [fn, url("NONE"), permission({ principal: "*", action: "lambda:InvokeFunctionUrl", functionUrlAuthType: "NONE" })],
            expect: [{ resource: "url", property: "authorizationType", says: /everybody on the internet/ }],
        },
        {
            name: "a public URL that browsers of other sites may call",
            stack: [
                fn,
                resource("aws:lambda/functionUrl:FunctionUrl", "url", { functionName: ref("pay"), authorizationType: "NONE", cors: { allowOrigins: ["*"] } }),
            ],
            expect: [{ resource: "url", property: "authorizationType", level: "advisory", severity: "medium" }],
        },
        {
            name: "a website's URL, which CloudFront serves",
            stack: [
                fn,
                url("NONE"),
                resource("aws:cloudfront/distribution:Distribution", "site", { enabled: true, origins: [{ originId: "fn", domainName: ref("url") }] }),
            ],
            expect: [
                {
                    resource: "url",
                    property: "authorizationType",
                    level: "advisory",
                    severity: "medium",
                    says: /behind CloudFront with an origin access control/,
                },
            ],
        },
        {
            name: "a public URL beside a website of something else",
            stack: [
                fn,
                url("NONE"),
                resource("aws:s3/bucket:Bucket", "pages"),
                ...[ref("pages") as Value, "www.example.com"].map((domainName, i) =>
                    resource("aws:cloudfront/distribution:Distribution", `site${i}`, { enabled: true, origins: [{ originId: "pages", domainName }] }),
                ),
            ],
            expect: [{ resource: "url", property: "authorizationType", level: "mandatory", severity: "critical" }],
        },
        {
            name: "a public URL, and a function that anyone may call without it",
            stack: [fn, url("NONE"), permission({ principal: "*" })],
            expect: [
                { resource: "url", property: "authorizationType" },
                { resource: "call", property: "principal" },
            ],
        },
        {
            name: "a public URL and its permission to call the function by it (Lambda.1)",
            stack: [fn, url("NONE"), permission({ principal: "*", invokedViaFunctionUrl: true })],
            expect: [{ resource: "url", property: "authorizationType" }],
        },
        {
            name: "a permission for a public URL, beside one that asks for a signature",
            stack: [fn, url("AWS_IAM"), permission({ principal: "*", action: "lambda:InvokeFunctionUrl", functionUrlAuthType: "NONE" })],
            expect: [{ resource: "call", property: "principal" }],
        },
        {
            name: "a URL for a webhook",
            stack: [fn, resource("aws:lambda/functionUrl:FunctionUrl", "payWebhook", { functionName: ref("pay"), authorizationType: "NONE" })],
            expect: [{ resource: "payWebhook", property: "authorizationType", level: "advisory", severity: "medium" }],
        },
        {
            name: "a permission for a public URL that is made elsewhere",
            stack: [fn, permission({ principal: "*", action: "lambda:InvokeFunctionUrl", functionUrlAuthType: "NONE" })],
            expect: [{ resource: "call", property: "principal" }],
        },
        {
            name: "a layer for everyone",
            stack: [layer({ principal: "*" })],
            expect: [{ resource: "layer", property: "principal", says: /read the layer's code[^]*organizationId/ }],
        },
        {
            name: "aws-native's URL",
            stack: [resource("aws-native:lambda:Url", "url", { targetFunctionArn: "arn:aws:lambda:us-east-1:851725499301:function:pay", authType: "NONE" })],
            expect: [{ resource: "url", property: "authType" }],
        },
        {
            name: "aws-native's permission",
            stack: [resource("aws-native:lambda:Permission", "call", { functionName: "pay", action: "lambda:InvokeFunction", principal: "*" })],
            expect: [{ resource: "call", property: "principal" }],
        },
    ],
});
