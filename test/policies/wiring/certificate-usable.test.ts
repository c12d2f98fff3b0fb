import { certificateUsable } from "../../../policies/wiring/certificate-usable";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const ARN = "arn:aws:acm:REGION:851725499301:certificate/2b1a4c5e-0000-4000-8000-5d9f6a3c7e11";
const certificate = (props: object = {}, region?: Value): TestResource =>
    resource(
        "aws:acm/certificate:Certificate",
        "cert",
        { domainName: "shop.example.com", validationMethod: "DNS", ...props },
        {
            provider: { props: region === undefined ? {} : { region } },
        },
    );
const validation = resource("aws:acm/certificateValidation:CertificateValidation", "valid", { certificateArn: ref("cert") });
const distribution = (acmCertificateArn: Value, aliases: Value = ["shop.example.com"]): TestResource =>
    resource("aws:cloudfront/distribution:Distribution", "cdn", {
        enabled: true,
        aliases,
        viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only" },
    });
const restDomain = (props: object): TestResource => resource("aws:apigateway/domainName:DomainName", "api", { domainName: "shop.example.com", ...props });
const listener = (certificateArn: Value, more: Partial<TestResource> = {}): TestResource =>
    resource("aws:lb/listener:Listener", "https", { certificateArn, defaultActions: [], loadBalancerArn: "alb" }, more);
const arn = (region: string): string => ARN.replace("REGION", region);
const wrongRegion = { resource: "cdn", property: "viewerCertificate.acmCertificateArn", says: /the certificate is in eu-west-1, and CloudFront/ };

policyTests(certificateUsable, {
    example: {
        given: `
            const distribution = (aliases: string[], acmCertificateArn: pulumi.Input<string>) => ({
                enabled: true, aliases, viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" },
                origins: [{ originId: "web", domainName: "web.example.com", customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] } }],
                defaultCacheBehavior: { targetOriginId: "web", viewerProtocolPolicy: "redirect-to-https", allowedMethods: ["GET", "HEAD"], cachedMethods: ["GET", "HEAD"], cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6" },
                restrictions: { geoRestriction: { restrictionType: "none" } },
            });`,
        bad: `
            const certificate = new aws.acm.Certificate("shop", { domainName: "shop.example.com", validationMethod: "DNS", region: "eu-west-1" });
            new aws.cloudfront.Distribution("shop", distribution(["www.shop.example.com"], certificate.arn));`,
        good: `
            const certificate = new aws.acm.Certificate("shop", {
                domainName: "shop.example.com", subjectAlternativeNames: ["*.shop.example.com"], validationMethod: "DNS", region: "us-east-1",
            });
            const validated = new aws.acm.CertificateValidation("shop", { certificateArn: certificate.arn, region: "us-east-1" });
            new aws.cloudfront.Distribution("shop", distribution(["www.shop.example.com"], validated.certificateArn));`,
    },
    pass: [
        { name: "validated, in the right region", stack: [certificate({}, "us-east-1"), validation, distribution(ref("valid"))] },
        { name: "a region of its own", stack: [certificate({ region: "us-east-1" }, "eu-west-1"), validation, distribution(ref("valid"))] },
        { name: "an ARN of the right region", stack: [distribution(arn("us-east-1"))] },
        { name: "China has other rules", stack: [distribution(arn("cn-north-1").replace("aws", "aws-cn"))] },
        { name: "a certificate in China", stack: [certificate({}, "cn-north-1"), validation, distribution(ref("valid"))] },
        { name: "a region that is not known", stack: [certificate({}, undefined), validation, distribution(ref("valid"))] },
        {
            name: "CloudFront's own certificate",
            kind: "default",
            stack: [
                resource("aws:cloudfront/distribution:Distribution", "cdn", {
                    enabled: true,
                    viewerCertificate: { cloudfrontDefaultCertificate: true },
                }),
            ],
        },
        { name: "a certificate that is not known", stack: [distribution(unknown)] },
        { name: "aliases that are not known yet", stack: [certificate({}, "us-east-1"), validation, distribution(ref("valid"), unknown)], undecided: true },
        {
            name: "alternative names that are not known yet",
            stack: [certificate({ subjectAlternativeNames: unknown }, "us-east-1"), validation, distribution(ref("valid"), ["www.example.com"])],
            undecided: true,
        },
        {
            name: "a wildcard",
            stack: [
                certificate({ domainName: "Example.com", subjectAlternativeNames: ["*.example.com"] }, "us-east-1"),
                validation,
                distribution(ref("valid"), ["example.com", "www.example.com", "*.example.com"]),
            ],
        },
        {
            name: "a regional API in its region",
            kind: "lookalike",
            stack: [
                certificate({}, "eu-west-1"),
                validation,
                restDomain({ regionalCertificateArn: ref("valid"), endpointConfiguration: { types: "REGIONAL" } }),
            ],
        },
        { name: "a private API in its region", stack: [restDomain({ certificateArn: arn("eu-west-1"), endpointConfiguration: { types: "PRIVATE" } })] },
        {
            name: "an endpoint type that is not known yet",
            stack: [restDomain({ certificateArn: arn("eu-west-1"), endpointConfiguration: { types: unknown } })],
            undecided: true,
        },
        {
            name: "an imported certificate",
            stack: [
                certificate({ domainName: undefined, validationMethod: undefined, certificateBody: "PEM", privateKey: "PEM" }, "us-east-1"),
                distribution(ref("cert")),
            ],
        },
        {
            name: "a certificate of a private authority",
            stack: [certificate({ certificateAuthorityArn: "arn", validationMethod: undefined }), listener(ref("cert"))],
        },
        { name: "a listener that waits", stack: [certificate(), validation, listener(ref("cert"), { dependsOn: ["valid"] })] },
        { name: "a certificate that is there already", stack: [{ ...certificate(), outputs: { arn: arn("eu-west-1") } }, listener(arn("eu-west-1"))] },
        { name: "validated by e-mail", stack: [certificate({ validationMethod: "EMAIL" }), listener(ref("cert"))] },
        { name: "a certificate that is only read", stack: [{ ...certificate(), read: true }, listener(ref("cert"))] },
    ],
    fail: [
        { name: "another region, by its ARN", stack: [distribution(arn("eu-west-1"))], expect: [wrongRegion] },
        { name: "another region, by its provider", stack: [certificate({}, "eu-west-1"), validation, distribution(ref("valid"))], expect: [wrongRegion] },
        {
            name: "an edge-optimised API",
            stack: [certificate({}, "eu-west-1"), validation, restDomain({ certificateArn: ref("valid") })],
            expect: [{ resource: "api", property: "certificateArn", says: /in eu-west-1[^]*provider of region us-east-1/ }],
        },
        {
            name: "a user pool's domain",
            stack: [
                resource("aws:cognito/userPoolDomain:UserPoolDomain", "auth", {
                    domain: "auth.example.com",
                    userPoolId: "p",
                    certificateArn: arn("eu-west-1"),
                }),
            ],
            expect: [{ resource: "auth", property: "certificateArn", says: /eu-west-1/ }],
        },
        {
            name: "a GraphQL API's domain",
            stack: [resource("aws:appsync/domainName:DomainName", "api", { domainName: "api.example.com", certificateArn: arn("eu-west-1") })],
            expect: [{ resource: "api", property: "certificateArn", says: /eu-west-1/ }],
        },
        {
            name: "another domain",
            stack: [certificate({}, "us-east-1"), validation, distribution(ref("valid"), ["shop.example.com", "www.shop.example.com"])],
            expect: [
                {
                    resource: "cdn",
                    property: "aliases[1]",
                    says: /certificate cert does not name www\.shop\.example\.com[^]*add www\.shop\.example\.com to subjectAlternativeNames of cert/,
                },
            ],
        },
        {
            name: "a wildcard, one label too far, and its own base",
            stack: [certificate({ domainName: "*.example.com" }, "us-east-1"), validation, distribution(ref("valid"), ["a.b.example.com", "example.com"])],
            expect: [
                { resource: "cdn", property: "aliases[0]" },
                { resource: "cdn", property: "aliases[1]" },
            ],
        },
        {
            name: "another domain, of an HTTP API",
            stack: [
                certificate(),
                validation,
                resource("aws:apigatewayv2/domainName:DomainName", "api", {
                    domainName: "api.example.com",
                    domainNameConfiguration: { certificateArn: ref("valid"), endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
                }),
            ],
            expect: [{ resource: "api", property: "domainName", says: /does not name api\.example\.com/ }],
        },
        {
            name: "a listener that does not wait",
            stack: [certificate(), listener(ref("cert"))],
            expect: [{ resource: "https", property: "certificateArn", level: "advisory", says: /nothing waits until certificate cert is validated/ }],
        },
        {
            name: "a listener that does not wait beside a validation",
            stack: [certificate(), validation, listener(ref("cert"))],
            expect: [{ resource: "https", property: "certificateArn", level: "advisory", says: /CertificateValidation of cert/ }],
        },
    ],
});
