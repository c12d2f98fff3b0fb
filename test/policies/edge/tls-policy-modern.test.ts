import { tlsPolicyModern } from "../../../policies/edge/tls-policy-modern";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const listener = (props: Value): TestResource =>
    resource("aws:lb/listener:Listener", "https", { loadBalancerArn: unknown, port: 443, protocol: "HTTPS", defaultActions: [{ type: "forward" }], ...props });
const distribution = (viewerCertificate: Value): TestResource => resource("aws:cloudfront/distribution:Distribution", "shop", { viewerCertificate } as Value);
const api = (securityPolicy: Value): TestResource => resource("aws:apigateway/domainName:DomainName", "api", { domainName: "api.shop.io", securityPolicy });
const search = (tlsSecurityPolicy: Value, type = "aws:opensearch/domain:Domain"): TestResource =>
    resource(type, "search", { domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy } } as Value);
const classic = (name: string, value: Value): TestResource =>
    resource("aws:elb/loadBalancerPolicy:LoadBalancerPolicy", "tls", {
        loadBalancerName: "shop",
        policyName: "tls",
        policyTypeName: "SSLNegotiationPolicyType",
        policyAttributes: [
            { name: "Server-Defined-Cipher-Order", value: "true" },
            { name, value },
        ],
    });

policyTests(tlsPolicyModern, {
    example: {
        bad: `
            const balancer = new aws.lb.LoadBalancer("shop", { subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] });
            const targets = new aws.lb.TargetGroup("shop", { port: 8080, protocol: "HTTP", vpcId: "vpc-0a1b2c3d4e5f60718" });
            new aws.lb.Listener("https", {
                loadBalancerArn: balancer.arn,
                port: 443,
                protocol: "HTTPS",
                certificateArn: "arn:aws:acm:eu-west-1:851725499301:certificate/9f2c4b1e-0d53-4c1b-9a36-7e5d2f1c8b40",
                defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
            });`,
        good: `
            const balancer = new aws.lb.LoadBalancer("shop", { subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] });
            const targets = new aws.lb.TargetGroup("shop", { port: 8080, protocol: "HTTP", vpcId: "vpc-0a1b2c3d4e5f60718" });
            new aws.lb.Listener("https", {
                loadBalancerArn: balancer.arn,
                port: 443,
                protocol: "HTTPS",
                sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
                certificateArn: "arn:aws:acm:eu-west-1:851725499301:certificate/9f2c4b1e-0d53-4c1b-9a36-7e5d2f1c8b40",
                defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
            });`,
    },
    pass: [
        { name: "a policy of TLS 1.3", stack: [listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" })] },
        { name: "a policy of TLS 1.2", stack: [listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" })] },
        { name: "a policy newer than the facts", kind: "lookalike", stack: [listener({ sslPolicy: "ELBSecurityPolicy-TLS14-1-3-2028-01" })] },
        { name: "a policy that is not known yet", stack: [listener({ sslPolicy: unknown })], undecided: true },
        { name: "plain HTTP, which has no TLS", kind: "lookalike", stack: [listener({ protocol: "HTTP" })] },
        { name: "CloudFront's own certificate, whose TLS nobody can set", kind: "lookalike", stack: [distribution({ cloudfrontDefaultCertificate: true })] },
        { name: "CloudFront with TLS 1.2", stack: [distribution({ acmCertificateArn: unknown, minimumProtocolVersion: "TLSv1.2_2021" })] },
        { name: "an API with TLS 1.2", stack: [api("TLS_1_2"), api("SecurityPolicy_TLS13_1_3_2025_09")] },
        { name: "an API of which nothing is said, nor by AWS", kind: "default", stack: [api(undefined)] },
        { name: "a search domain with TLS 1.2", stack: [search("Policy-Min-TLS-1-2-PFS-2023-10")] },
        { name: "a classic policy with TLS 1.2", stack: [classic("Reference-Security-Policy", "ELBSecurityPolicy-FS-1-2-Res-2020-10")] },
        { name: "a classic policy of one's own", stack: [classic("Protocol-TLSv1.2", "true")] },
    ],
    fail: [
        {
            name: "nothing said (ELB.17)",
            stack: [listener({})],
            expect: [{ resource: "https", property: "sslPolicy", severity: "medium", says: /default ELBSecurityPolicy-2016-08/ }],
        },
        {
            name: "a network load balancer (ELB.17)",
            stack: [listener({ protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06" })],
            expect: [{ resource: "https", property: "sslPolicy" }],
        },
        {
            name: "TLS 1.1 (ELB.17)",
            stack: [listener({ sslPolicy: "ELBSecurityPolicy-TLS-1-1-2017-01" })],
            expect: [{ resource: "https", property: "sslPolicy", severity: "medium", says: /2017-01 takes TLS older than 1\.2/ }],
        },
        {
            name: "weak ciphers (ELB.17)",
            stack: [listener({ sslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01" })],
            expect: [{ resource: "https", property: "sslPolicy", severity: "low", says: /ciphers/ }],
        },
        {
            name: "CloudFront of which nothing is said (CloudFront.15)",
            stack: [distribution({ acmCertificateArn: unknown })],
            expect: [{ resource: "shop", property: "viewerCertificate.minimumProtocolVersion" }],
        },
        {
            name: "CloudFront with SSLv3 (CloudFront.15)",
            stack: [distribution({ acmCertificateArn: unknown, minimumProtocolVersion: "SSLv3" })],
            expect: [{ resource: "shop", property: "viewerCertificate.minimumProtocolVersion" }],
        },
        {
            name: "a distribution of many tenants (CloudFront.15)",
            stack: [
                resource("aws:cloudfront/multitenantDistribution:MultitenantDistribution", "shop", {
                    viewerCertificate: { minimumProtocolVersion: "TLSv1.1_2016" },
                } as Value),
            ],
            expect: [{ resource: "shop", property: "viewerCertificate.minimumProtocolVersion" }],
        },
        {
            name: "an API with TLS 1.0 (APIGateway.11)",
            stack: [api("TLS_1_0")],
            expect: [{ resource: "api", property: "securityPolicy", says: /set securityPolicy to "TLS_1_2"/i }],
        },
        {
            name: "a search domain of which nothing is said (Opensearch.8)",
            stack: [resource("aws:opensearch/domain:Domain", "search", {})],
            expect: [{ resource: "search", property: "domainEndpointOptions.tlsSecurityPolicy" }],
        },
        {
            name: "a search domain in the old spelling (ES.8)",
            stack: [search("Policy-Min-TLS-1-0-2019-07", "aws:elasticsearch/domain:Domain")],
            expect: [{ resource: "search", property: "domainEndpointOptions.tlsSecurityPolicy" }],
        },
        {
            name: "a classic policy (ELB.8)",
            stack: [classic("Reference-Security-Policy", "ELBSecurityPolicy-2016-08")],
            expect: [{ resource: "tls", property: "policyAttributes[1].value" }],
        },
    ],
});
