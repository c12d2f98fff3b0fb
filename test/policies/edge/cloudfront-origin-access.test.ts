import { cloudfrontOriginAccess } from "../../../policies/edge/cloudfront-origin-access";
import { policyTests, ref, resource, unknown, type Value } from "../../harness";
import { distribution } from "./distribution";

const origin = (more: Value = {}): Value => ({ originId: "shop", domainName: "shop.s3.eu-west-1.amazonaws.com", ...more });
const custom = (domainName: Value, more: Value = {}): Value =>
    origin({ domainName, customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] }, ...more });
const url = resource("aws:lambda/functionUrl:FunctionUrl", "url", { authorizationType: "AWS_IAM", functionName: "orders" });
const signing = { originAccessControlOriginType: "s3", signingProtocol: "sigv4" };
const control = resource("aws:cloudfront/originAccessControl:OriginAccessControl", "control", { ...signing, signingBehavior: "always" });
const property = "origins[0].originAccessControlId";

policyTests(cloudfrontOriginAccess, {
    base: { "aws:cloudfront/originAccessControl:OriginAccessControl": signing },
    example: {
        bad: `
            new aws.cloudfront.Distribution("shop", {
                enabled: true,
                origins: [{ originId: "shop", domainName: "shop-pages.s3.eu-west-1.amazonaws.com" }],
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
            const control = new aws.cloudfront.OriginAccessControl("shop", {
                originAccessControlOriginType: "s3",
                signingBehavior: "always",
                signingProtocol: "sigv4",
            });
            new aws.cloudfront.Distribution("shop", {
                enabled: true,
                origins: [{ originId: "shop", domainName: "shop-pages.s3.eu-west-1.amazonaws.com", originAccessControlId: control.id }],
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
        { name: "a bucket with a control", stack: [control, distribution({ origins: [origin({ originAccessControlId: ref("control") })] })] },
        {
            name: "a function with a control",
            stack: [distribution({ origins: [custom("x.lambda-url.eu-west-1.on.aws", { originAccessControlId: unknown })] })],
        },
        { name: "a server", kind: "default", stack: [distribution({ origins: [custom("origin.shop.io")] })] },
        {
            name: "the website of a bucket, for which CloudFront cannot sign",
            kind: "lookalike",
            stack: [distribution({ origins: [custom("shop.s3-website-us-east-1.amazonaws.com")] })],
        },
        { name: "a server in a VPC", stack: [distribution({ origins: [origin({ domainName: unknown, vpcOriginConfig: { vpcOriginId: unknown } })] })] },
        { name: "a domain that is not known yet", kind: "lookalike", stack: [distribution({ origins: [custom(unknown)] })] },
        { name: "a function that may be either origin", stack: [url, distribution({ origins: [custom(ref("url")), custom(unknown)] })], undecided: true },
    ],
    fail: [
        { name: "a bucket (CloudFront.13)", stack: [distribution({ origins: [origin()] })], expect: [{ resource: "shop", property, says: /bucket/ }] },
        {
            name: "a bucket of the stack (CloudFront.13)",
            stack: [distribution({ origins: [origin({ domainName: unknown })] })],
            expect: [{ resource: "shop", property }],
        },
        {
            name: "an origin access identity (CloudFront.13)",
            stack: [distribution({ origins: [origin({ s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E127EXAMPLE51Z" } })] })],
            expect: [{ resource: "shop", property: "origins[0].s3OriginConfig", severity: "low" }],
        },
        {
            name: "an empty identity (CloudFront.13)",
            stack: [distribution({ origins: [origin({ s3OriginConfig: { originAccessIdentity: "" } })] })],
            expect: [{ resource: "shop", property }],
        },
        {
            name: "a function by its domain (CloudFront.16)",
            stack: [distribution({ origins: [custom("x.lambda-url.eu-west-1.on.aws")] })],
            expect: [{ resource: "shop", property, says: /function/ }],
        },
        {
            name: "a function of the stack (CloudFront.16)",
            stack: [url, distribution({ origins: [custom(ref("url")), custom("origin.shop.io")] })],
            expect: [{ resource: "shop", property, says: /function/ }],
        },
    ],
});
