import { cloudfrontHardening } from "../../../policies/edge/cloudfront-hardening";
import { policyTests, unknown, type TestResource, type Value } from "../../harness";
import { behavior, distribution as made } from "./distribution";

/** One that has what the policy asks for. */
const distribution = (props: Value = {}): TestResource =>
    made({
        origins: [{ originId: "shop", domainName: "shop.s3.amazonaws.com" }],
        viewerCertificate: { acmCertificateArn: unknown },
        defaultRootObject: "index.html",
        originGroups: [{ originId: "both" }],
        ...props,
    });

const server: Value = { originId: "shop", domainName: "origin.shop.io", customOriginConfig: { httpPort: 80 } };

policyTests(cloudfrontHardening, {
    base: {
        "aws:cloudfront/distribution:Distribution": {
            origins: [server],
            defaultCacheBehavior: behavior(),
        },
    },
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
                defaultRootObject: "index.html",
                originGroups: [
                    {
                        originId: "both",
                        failoverCriteria: { statusCodes: [500, 502] },
                        members: [{ originId: "shop" }, { originId: "spare" }],
                    },
                ],
                origins: [
                    {
                        originId: "shop",
                        domainName: "origin.shop.io",
                        customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
                    },
                    {
                        originId: "spare",
                        domainName: "spare.shop.io",
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
                viewerCertificate: {
                    acmCertificateArn: "arn:aws:acm:us-east-1:851725499301:certificate/9f2c4b1e-0d53-4c1b-9a36-7e5d2f1c8b40",
                    minimumProtocolVersion: "TLSv1.2_2021",
                    sslSupportMethod: "sni-only",
                },
            });`,
    },
    pass: [
        { name: "a root object", stack: [distribution()] },
        { name: "a server, which answers / itself", kind: "lookalike", stack: [distribution({ origins: [server], defaultRootObject: undefined })] },
        { name: "a root object that is not known yet", stack: [distribution({ defaultRootObject: unknown })] },
        { name: "trusted key groups", stack: [distribution({ defaultCacheBehavior: behavior({ trustedKeyGroups: ["9f2c"] }) })] },
    ],
    fail: [
        {
            name: "a bucket without a root object (CloudFront.1)",
            stack: [distribution({ defaultRootObject: undefined })],
            expect: [{ resource: "shop", property: "defaultRootObject", severity: "high" }],
        },
        {
            name: "a bucket beside a server (CloudFront.1)",
            stack: [distribution({ origins: [server, { originId: "pages", domainName: "shop.s3.amazonaws.com" }], defaultRootObject: undefined })],
            expect: [{ resource: "shop", property: "defaultRootObject" }],
        },
        {
            name: "trusted signers of what no other behavior takes (CloudFront.17)",
            stack: [distribution({ defaultCacheBehavior: behavior({ trustedSigners: ["self"] }) })],
            expect: [{ resource: "shop", property: "defaultCacheBehavior.trustedSigners" }],
        },
        {
            name: "trusted signers (CloudFront.17)",
            stack: [distribution({ orderedCacheBehaviors: [behavior({ pathPattern: "/a", trustedSigners: ["self"] })] })],
            expect: [{ resource: "shop", property: "orderedCacheBehaviors[0].trustedSigners", severity: "medium" }],
        },
    ],
});
