import type { CertificateArgs } from "@pulumi/aws/acm/certificate";
import type { DomainNameArgs } from "@pulumi/aws/apigateway/domainName";

import {
    at,
    isSet,
    isUnknownValue,
    known,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { Distribution, Listener, oneTarget, regionOf, Route53Record } from "../../kit/aws";

const Certificate = resourceType<CertificateArgs>("aws:acm/certificate:Certificate");
const Validation = resourceType<object>("aws:acm/certificateValidation:CertificateValidation");
const RestDomain = resourceType<DomainNameArgs>("aws:apigateway/domainName:DomainName");
const HttpDomain = resourceType<object>("aws:apigatewayv2/domainName:DomainName");
const UserPoolDomain = resourceType<object>("aws:cognito/userPoolDomain:UserPoolDomain");
const GraphQlDomain = resourceType<object>("aws:appsync/domainName:DomainName");
const ListenerCertificate = resourceType<object>("aws:lb/listenerCertificate:ListenerCertificate");

/** Where something names a certificate. */
interface Use {
    type: ResourceType<object>;
    property: string;
    /** True for what CloudFront serves: its certificates are in one region. */
    isGlobal?(resource: Resource<object>): boolean;
    /** Where it names the domains that it serves. */
    domains?: string;
}

const USES: Use[] = [
    { type: Distribution, property: "viewerCertificate.acmCertificateArn", isGlobal: () => true, domains: "aliases" },
    { type: RestDomain, property: "certificateArn", isGlobal: isEdge, domains: "domainName" },
    { type: RestDomain, property: "regionalCertificateArn", domains: "domainName" },
    { type: HttpDomain, property: "domainNameConfiguration.certificateArn", domains: "domainName" },
    { type: UserPoolDomain, property: "certificateArn", isGlobal: () => true, domains: "domain" },
    { type: GraphQlDomain, property: "certificateArn", isGlobal: () => true, domains: "domainName" },
    { type: Listener, property: "certificateArn" },
    { type: ListenerCertificate, property: "certificateArn" },
];

/** The region of every certificate that CloudFront serves, in AWS's commercial partition. */
const GLOBAL_REGION = "us-east-1";

export const certificateUsable = stackPolicy({
    name: "certificate-usable",
    title: "A certificate is in the region, for the domain and validated by the time that something uses it",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses the distribution, the domain name or the listener that is given it",
    fix: "give it a certificate that names its domains, of the region in which it is served",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html",
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html",
        "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html",
        "https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/acm/certificatevalidation/",
    ],
    types: [...new Set(USES.map(({ type }) => type))],
    check(_props, { resource, stack, report, attempt }) {
        for (const { type, property, isGlobal, domains } of USES) {
            if (!resource.is(type) || at(resource.unguarded, property) === undefined) {
                continue;
            }
            const certificate = certificateAt(stack, resource, property);
            attempt(() => {
                const region = isGlobal?.(resource) ? regionAt(resource, property, certificate) : undefined;
                if (region !== undefined && region !== GLOBAL_REGION) {
                    report(
                        property,
                        `the certificate is in ${region}, and CloudFront takes those of ${GLOBAL_REGION} only`,
                        {
                            fix: `make the certificate, and its validation, with a provider of region ${GLOBAL_REGION}`,
                        },
                    );
                }
            });
            if (!certificate) {
                continue;
            }
            attempt(() => {
                for (const [path, domain] of domains === undefined ? [] : textsAt(resource, domains)) {
                    if (!isNamed(certificate, domain)) {
                        report(path, `certificate ${certificate.name} does not name ${domain}`, {
                            fix: `add ${domain} to subjectAlternativeNames of ${certificate.name}: a wildcard stands for one label`,
                        });
                    }
                }
            });
            if (isUnvalidated(stack, resource, property, certificate)) {
                report(property, `nothing waits until certificate ${certificate.name} is validated`, {
                    fix: `use certificateArn of an aws.acm.CertificateValidation of ${certificate.name}`,
                    // Records may be made in a way that a preview does not show, and the rest may take long enough.
                    level: "advisory",
                });
            }
        }
    },
});

/** The certificate of this stack that a property names, by itself or by its validation. */
function certificateAt(
    stack: Stack,
    resource: Resource<object>,
    property: string,
): Resource<CertificateArgs> | undefined {
    const validation = oneTarget(stack, resource, property, Validation);
    const certificate =
        oneTarget(stack, resource, property, Certificate) ??
        (validation && oneTarget(stack, validation, "certificateArn", Certificate));
    return certificate && stack.of(Certificate).includes(certificate) ? certificate : undefined;
}

/** The region that the ARN has, or else that of the certificate; undefined where neither is known. */
function regionAt(
    resource: Resource<object>,
    property: string,
    certificate: Resource<CertificateArgs> | undefined,
): string | undefined {
    const arn = at(resource.unguarded, property);
    const [, region] = /^arn:aws:acm:([^:]+):/.exec(typeof arn === "string" ? arn : "") ?? [];
    const made = region === undefined && certificate ? regionOf(certificate) : region;
    return made?.startsWith("cn-") ? undefined : made;
}

/** API Gateway serves a domain name through CloudFront unless it is told another way. */
function isEdge({ props }: Resource<object>): boolean {
    const { endpointConfiguration } = props as { endpointConfiguration?: { types?: string } };
    return [endpointConfiguration?.types ?? "EDGE"].flat()[0] === "EDGE";
}

/** The texts of a property that is one or a list of them, each with its path. */
function textsAt({ props }: Resource<object>, property: string): [string, string][] {
    const value = (props as Record<string, unknown>)[property];
    return Array.isArray(value)
        ? value.map((text, index): [string, string] => [`${property}[${index}]`, String(text)])
        : typeof value === "string"
          ? [[property, value]]
          : [];
}

/** True for a domain that a certificate names, itself or by a wildcard for its first label. */
function isNamed({ props }: Resource<CertificateArgs>, domain: string): boolean {
    const { domainName, subjectAlternativeNames = [] } = props;
    // One that was imported has its names in its body.
    const names = [domainName, ...subjectAlternativeNames].filter((name) => name !== undefined).map(normalized);
    const wanted = normalized(domain);
    return names.length === 0 || isSet(props, "certificateBody") || names.some((name) => covers(name, wanted));
}

function covers(name: string, domain: string): boolean {
    return name === domain || (name.startsWith("*.") && domain.replace(/^[^.]+\./, "*.") === name);
}

function normalized(name: string): string {
    return name.toLowerCase().replace(/\.$/, "");
}

/** True for a certificate that this update makes, and that is used as soon as it is there. */
function isUnvalidated(
    stack: Stack,
    resource: Resource<object>,
    property: string,
    certificate: Resource<CertificateArgs>,
): boolean {
    const { props } = certificate;
    const waits = resource.waitsFor.some((urn) => stack.get(urn)?.is<object>(Validation, Route53Record));
    return (
        certificate.output("arn") === undefined &&
        isUnknownValue(at(resource.unguarded, property)) &&
        !waits &&
        known(props, "validationMethod") === "DNS" &&
        !isSet(props, "certificateAuthorityArn")
    );
}
