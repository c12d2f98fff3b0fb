import { cloudfrontHttps } from "../../../policies/edge/cloudfront-https";
import { policyTests, unknown, type Value } from "../../harness";
import { behavior, distribution } from "./distribution";

const origin = (originProtocolPolicy: Value, originSslProtocols: Value = ["TLSv1.2"], domainName = "origin.shop.io"): Value => ({
    originId: "shop",
    domainName,
    customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy, originSslProtocols },
});

policyTests(cloudfrontHttps, {
    base: { "aws:cloudfront/distribution:Distribution": { enabled: true, origins: [], defaultCacheBehavior: behavior() } },
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
                    viewerProtocolPolicy: "allow-all",
                },
                restrictions: { geoRestriction: { restrictionType: "none" } },
                viewerCertificate: { cloudfrontDefaultCertificate: true },
            });`,
        good: `
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
    },
    pass: [
        { name: "HTTPS to the origin", stack: [distribution({ origins: [origin("https-only")] })] },
        { name: "the viewer's protocol, which is HTTPS", kind: "lookalike", stack: [distribution({ origins: [origin("match-viewer")] })] },
        { name: "a bucket", stack: [distribution({ origins: [{ originId: "shop", domainName: "shop.s3.amazonaws.com" }] })] },
        {
            name: "the website of a bucket, which has no HTTPS",
            kind: "lookalike",
            stack: [
                distribution({
                    origins: [
                        origin("http-only", ["SSLv3"], "shop.s3-website-us-east-1.amazonaws.com"),
                        origin("http-only", ["SSLv3"], "shop.s3-website.eu-south-1.amazonaws.com"),
                    ],
                }),
            ],
        },
        { name: "an origin that is not known yet", stack: [distribution({ origins: [origin("http-only", ["TLSv1.2"], unknown)] })], undecided: true },
        { name: "odd input", stack: [distribution({ origins: [origin("https-only", {})] })] },
        { name: "a protocol that is not known yet", stack: [distribution({ origins: [origin(unknown)] })], undecided: true },
    ],
    fail: [
        {
            name: "plain HTTP to the origin (CloudFront.9)",
            stack: [distribution({ origins: [origin("https-only"), origin("http-only")] })],
            expect: [{ resource: "shop", property: "origins[1].customOriginConfig.originProtocolPolicy", says: /set originProtocolPolicy to "https-only"/ }],
        },
        {
            name: "HTTP of viewers alone (CloudFront.3)",
            stack: [distribution({ origins: [origin("https-only")], defaultCacheBehavior: behavior({ viewerProtocolPolicy: "allow-all" }) })],
            expect: [{ resource: "shop", property: "defaultCacheBehavior.viewerProtocolPolicy" }],
        },
        {
            name: "the viewer's protocol, which may be HTTP (CloudFront.9)",
            stack: [
                distribution({
                    origins: [origin("match-viewer")],
                    orderedCacheBehaviors: [behavior({ pathPattern: "/a", viewerProtocolPolicy: "allow-all" })],
                }),
            ],
            expect: [
                { resource: "shop", property: "origins[0].customOriginConfig.originProtocolPolicy" },
                { resource: "shop", property: "orderedCacheBehaviors[0].viewerProtocolPolicy" },
            ],
        },
        {
            name: "the default behavior takes HTTP (CloudFront.3, CloudFront.9)",
            stack: [distribution({ origins: [origin("match-viewer")], defaultCacheBehavior: behavior({ viewerProtocolPolicy: "allow-all" }) })],
            expect: [
                { resource: "shop", property: "origins[0].customOriginConfig.originProtocolPolicy" },
                { resource: "shop", property: "defaultCacheBehavior.viewerProtocolPolicy" },
            ],
        },
        {
            name: "old protocols to the origin (CloudFront.10)",
            stack: [distribution({ origins: [origin("https-only", ["TLSv1", "TLSv1.2"]), origin("match-viewer", ["SSLv3"])] })],
            expect: [
                { resource: "shop", property: "origins[0].customOriginConfig.originSslProtocols", says: /TLSv1 is offered[^]*set originSslProtocols/ },
                { resource: "shop", property: "origins[1].customOriginConfig.originSslProtocols", says: /SSLv3 is offered/ },
            ],
        },
    ],
});
