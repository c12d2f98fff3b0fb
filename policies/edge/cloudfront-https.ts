import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution";

import { knownEntries, type Plain, resourcePolicy, rule } from "../../kit";
import { Distribution } from "../../kit/aws";

/** SSLv3 and the first two versions of TLS are broken. */
const OLD_PROTOCOLS = ["SSLv3", "TLSv1", "TLSv1.1"];

export const cloudfrontHttps = resourcePolicy({
    name: "cloudfront-https",
    title: "CloudFront speaks HTTPS with viewers and with origins",
    severity: "medium",
    level: "advisory",
    why: "what a viewer sends, cookies and passwords included, can be read on the way",
    fix: 'set viewerProtocolPolicy to "redirect-to-https" or "https-only"',
    since: "0.2.0",
    frameworks: { "PCI DSS": ["4.2.1"] },
    links: [
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html",
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html",
    ],
    rules: [
        ...["defaultCacheBehavior.viewerProtocolPolicy", "orderedCacheBehaviors[].viewerProtocolPolicy"].map(
            (property) =>
                rule({
                    type: Distribution,
                    property,
                    must: { noneOf: ["allow-all"] },
                    absent: "right",
                    problem: "viewers may use plain HTTP",
                    controls: ["CloudFront.3"],
                }),
        ),
    ],
    types: [Distribution],
    controls: ["CloudFront.9", "CloudFront.10"],
    check(distribution, { report, attempt }) {
        for (const [index, origin] of (distribution.origins ?? []).entries()) {
            attempt(() => {
                const config = origin.customOriginConfig;
                const policy = config?.originProtocolPolicy;
                const isPlain = policy === "http-only" || (policy === "match-viewer" && takesHttp(distribution));
                // The website endpoint of a bucket has no HTTPS.
                if (isPlain && !/\.s3-website[.-]/.test(origin.domainName ?? "")) {
                    report(
                        `origins[${index}].customOriginConfig.originProtocolPolicy`,
                        `${policy} takes plain HTTP to the origin`,
                        {
                            fix: 'set originProtocolPolicy to "https-only"',
                        },
                    );
                }
                const offered = knownEntries(config?.originSslProtocols).map(([, protocol]) => protocol);
                const old = OLD_PROTOCOLS.find((protocol) => offered.includes(protocol));
                if (old && policy !== "http-only") {
                    report(
                        `origins[${index}].customOriginConfig.originSslProtocols`,
                        `${old} is offered to the origin`,
                        {
                            fix: 'set originSslProtocols to ["TLSv1.2"]',
                        },
                    );
                }
            });
        }
    },
});

/** True where viewers may come over plain HTTP. */
function takesHttp({ defaultCacheBehavior, orderedCacheBehaviors = [] }: Plain<DistributionArgs>): boolean {
    return [defaultCacheBehavior, ...orderedCacheBehaviors].some(
        (behavior) => behavior?.viewerProtocolPolicy === "allow-all",
    );
}
