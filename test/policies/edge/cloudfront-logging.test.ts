import { cloudfrontLogging } from "../../../policies/edge/cloudfront-logging";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";
import { distribution } from "./distribution";

const source = (resourceArn: Value): TestResource =>
    resource("aws:cloudwatch/logDeliverySource:LogDeliverySource", "source", { logType: "ACCESS_LOGS", name: "shop", resourceArn });

policyTests(cloudfrontLogging, {
    example: {
        bad: `
            new aws.cloudfront.Distribution("shop", {
                enabled: true,
                origins: [
                    {
                        originId: "shop",
                        domainName: "origin.shop.io",
                        customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
                    },
                ],
                defaultCacheBehavior: {
                    allowedMethods: ["GET", "HEAD"],
                    cachedMethods: ["GET", "HEAD"],
                    cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
                    targetOriginId: "shop",
                    viewerProtocolPolicy: "redirect-to-https",
                },
                restrictions: { geoRestriction: { restrictionType: "none" } },
                viewerCertificate: { cloudfrontDefaultCertificate: true },
            });`,
        good: `
            new aws.cloudfront.Distribution("shop", {
                enabled: true,
                loggingConfig: { bucket: "central-logs.s3.amazonaws.com" },
                origins: [
                    {
                        originId: "shop",
                        domainName: "origin.shop.io",
                        customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
                    },
                ],
                defaultCacheBehavior: {
                    allowedMethods: ["GET", "HEAD"],
                    cachedMethods: ["GET", "HEAD"],
                    cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
                    targetOriginId: "shop",
                    viewerProtocolPolicy: "redirect-to-https",
                },
                restrictions: { geoRestriction: { restrictionType: "none" } },
                viewerCertificate: { cloudfrontDefaultCertificate: true },
            });`,
    },
    pass: [
        { name: "logs in a bucket", stack: [distribution({ loggingConfig: { bucket: unknown } })] },
        { name: "standard logging v2", kind: "lookalike", stack: [distribution(), source(ref("shop"))] },
        { name: "v2 of a distribution that is not known yet", stack: [distribution(), source(unknown)], undecided: true },
        { name: "not known yet", stack: [distribution({ loggingConfig: unknown })], undecided: true },
    ],
    fail: [
        { name: "nothing said (CloudFront.5)", kind: "default", stack: [distribution()], expect: [{ resource: "shop", property: "loggingConfig" }] },
        {
            name: "a setting of cookies alone",
            stack: [distribution({ loggingConfig: { includeCookies: true } })],
            expect: [{ resource: "shop", property: "loggingConfig" }],
        },
        {
            name: "v2 of another resource",
            stack: [distribution(), source("arn:aws:bedrock:eu-west-1:851725499301:knowledge-base/EMDPPAYPZI")],
            expect: [{ resource: "shop", property: "loggingConfig" }],
        },
    ],
});
