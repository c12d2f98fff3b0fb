import type { DomainNameArgs } from "@pulumi/aws/apigateway/domainName";
import type { MultitenantDistributionArgs } from "@pulumi/aws/cloudfront/multitenantDistribution";
import type { LoadBalancerPolicyArgs } from "@pulumi/aws/elb/loadBalancerPolicy";
import type { DomainArgs } from "@pulumi/aws/opensearch/domain";

import { defaultTlsPolicy, recommendedTlsPolicy, tlsQuality, type TlsService } from "../../facts/tls";
import { type Resource, resourcePolicy, resourceType, type ResourceType } from "../../kit";
import { Distribution, Listener } from "../../kit/aws";

const MultitenantDistribution = resourceType<MultitenantDistributionArgs>(
    "aws:cloudfront/multitenantDistribution:MultitenantDistribution",
);
const ApiDomain = resourceType<DomainNameArgs>("aws:apigateway/domainName:DomainName");
const SearchDomain = resourceType<DomainArgs>("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain");
const ClassicPolicy = resourceType<LoadBalancerPolicyArgs>("aws:elb/loadBalancerPolicy:LoadBalancerPolicy");

const JUDGED: ResourceType<object>[] = [
    Listener,
    Distribution,
    MultitenantDistribution,
    ApiDomain,
    SearchDomain,
    ClassicPolicy,
];

export const tlsPolicyModern = resourcePolicy({
    name: "tls-policy-modern",
    title: "What takes TLS takes only TLS 1.2 and newer",
    severity: "medium",
    level: "advisory",
    why: "TLS 1.0 and 1.1 are broken, browsers have dropped them, and card brands refuse them",
    fix: "name a policy that begins with TLS 1.2",
    since: "0.2.0",
    controls: ["ELB.17", "ELB.8 (partly)", "CloudFront.15", "APIGateway.11", "Opensearch.8", "ES.8"],
    frameworks: { "PCI DSS": ["4.2.1"] },
    links: [
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html",
    ],
    types: JUDGED,
    check(_props, { resource, report }) {
        const setting = settingOf(resource);
        if (!setting) {
            return;
        }
        const { service, property } = setting;
        const policy = setting.policy ?? defaultTlsPolicy(service);
        const quality = policy === undefined ? "unknown" : tlsQuality(service, policy);
        if (quality === "good" || quality === "unknown") {
            return;
        }
        const fault = quality === "old" ? "takes TLS older than 1.2" : "has ciphers that AWS recommends no more";
        report(
            property,
            setting.policy ? `${policy} ${fault}` : `nothing is said, and the default ${policy} ${fault}`,
            {
                fix: `set ${property} to "${recommendedTlsPolicy(service)}"`,
                severity: quality === "old" ? undefined : "low",
            },
        );
    },
});

/** Where a resource says what TLS it takes, and what. */
interface Setting {
    service: TlsService;
    property: string;
    policy: string | undefined;
}

/** The TLS setting of a resource; undefined for one that takes no TLS, or has none to set. */
function settingOf(resource: Resource<object>): Setting | undefined {
    if (resource.is(Listener)) {
        const { protocol, sslPolicy } = resource.props;
        const takesTls = protocol === "HTTPS" || protocol === "TLS";
        return takesTls ? { service: "elasticloadbalancing", property: "sslPolicy", policy: sslPolicy } : undefined;
    }
    if (resource.is(Distribution) || resource.is(MultitenantDistribution)) {
        const { cloudfrontDefaultCertificate, minimumProtocolVersion } = resource.props.viewerCertificate ?? {};
        const property = "viewerCertificate.minimumProtocolVersion";
        // CloudFront's own certificate comes with TLSv1, whatever is said.
        return cloudfrontDefaultCertificate
            ? undefined
            : { service: "cloudfront", property, policy: minimumProtocolVersion };
    }
    if (resource.is(ApiDomain)) {
        return { service: "apigateway", property: "securityPolicy", policy: resource.props.securityPolicy };
    }
    if (resource.is(SearchDomain)) {
        const policy = resource.props.domainEndpointOptions?.tlsSecurityPolicy;
        return { service: "opensearch", property: "domainEndpointOptions.tlsSecurityPolicy", policy };
    }
    if (resource.is(ClassicPolicy)) {
        const attributes = resource.props.policyAttributes ?? [];
        const index = attributes.findIndex(({ name }) => name === "Reference-Security-Policy");
        return index < 0
            ? undefined
            : {
                  service: "elasticloadbalancing",
                  property: `policyAttributes[${index}].value`,
                  policy: attributes[index]?.value,
              };
    }
    return undefined;
}
