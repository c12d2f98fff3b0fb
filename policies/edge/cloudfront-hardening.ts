import { isEmpty, isSet, resourcePolicy, rule } from "../../kit";
import { Distribution } from "../../kit/aws";

export const cloudfrontHardening = resourcePolicy({
    name: "cloudfront-hardening",
    title: "A distribution has a root object, a second origin and a certificate of its own",
    severity: "low",
    level: "disabled",
    why: "without a root object the bucket's listing may be shown; without a second origin the site falls with the first",
    fix: "set defaultRootObject, originGroups and viewerCertificate.acmCertificateArn",
    since: "0.2.0",
    controls: ["CloudFront.1", "CloudFront.17"],
    links: ["https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html"],
    rules: [
        rule({
            type: Distribution,
            property: "originGroups",
            must: { given: true },
            absent: "wrong",
            problem: "there is no second origin to fall back to",
            controls: ["CloudFront.4"],
        }),
        rule({
            type: Distribution,
            property: "viewerCertificate.cloudfrontDefaultCertificate",
            must: { is: false },
            absent: "right",
            problem: "CloudFront's own certificate knows no name of yours, and takes TLS 1.0",
            fix: "set viewerCertificate.acmCertificateArn to a certificate of your domain, in us-east-1",
            controls: ["CloudFront.7"],
        }),
    ],
    types: [Distribution],
    check(distribution, { report, attempt }) {
        attempt(() => {
            const isBucket = (distribution.origins ?? []).some(
                (origin) => !isSet(origin, "customOriginConfig") && !isSet(origin, "vpcOriginConfig"),
            );
            if (isBucket && !isSet(distribution, "defaultRootObject")) {
                report("defaultRootObject", "a request for / asks the bucket for the list of its objects", {
                    fix: 'set defaultRootObject, such as "index.html"',
                    severity: "high",
                });
            }
        });
        const behaviors: [string, { trustedSigners?: string[] }][] = [
            ["defaultCacheBehavior", distribution.defaultCacheBehavior ?? {}],
            ...(distribution.orderedCacheBehaviors ?? []).map((behavior, index): [string, typeof behavior] => [
                `orderedCacheBehaviors[${index}]`,
                behavior,
            ]),
        ];
        for (const [place, { trustedSigners }] of behaviors) {
            if (!isEmpty(trustedSigners)) {
                report(
                    `${place}.trustedSigners`,
                    "only the root user of an account can change the keys of a trusted signer",
                    {
                        fix: "use trustedKeyGroups",
                        severity: "medium",
                    },
                );
            }
        }
    },
});
