import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution";
import type { OriginAccessControlArgs } from "@pulumi/aws/cloudfront/originAccessControl";
import type { FunctionUrlArgs } from "@pulumi/aws/lambda/functionUrl";

import { isSet, isUnknown, type Plain, type Resource, resourceType, rule, type Stack, stackPolicy } from "../../kit";
import { Distribution } from "../../kit/aws";

const FunctionUrl = resourceType<FunctionUrlArgs>("aws:lambda/functionUrl:FunctionUrl");
const AccessControl = resourceType<OriginAccessControlArgs>("aws:cloudfront/originAccessControl:OriginAccessControl");

type Origin = NonNullable<Plain<DistributionArgs>["origins"]>[number];

export const cloudfrontOriginAccess = stackPolicy({
    name: "cloudfront-origin-access",
    title: "Only the distribution reaches its bucket or function",
    severity: "medium",
    level: "advisory",
    why: "an origin that everybody reaches is read past CloudFront, its web ACL and its logs",
    fix: "set originAccessControlId to the id of an aws.cloudfront.OriginAccessControl that always signs",
    since: "0.2.0",
    controls: ["CloudFront.13", "CloudFront.16"],
    links: [
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html",
    ],
    rules: [
        rule({
            type: AccessControl,
            property: "signingBehavior",
            must: { noneOf: ["never"] },
            absent: "right",
            problem: "CloudFront never signs, so the origin cannot tell it from anybody",
            fix: 'set signingBehavior to "always"',
        }),
    ],
    types: [Distribution],
    check(distribution, { resource, stack, report, attempt, undecided }) {
        for (const [index, origin] of (distribution.origins ?? []).entries()) {
            attempt(() => {
                const kind = isSet(origin, "originAccessControlId") ? undefined : kindOf(origin, resource, stack);
                if (kind === "unknown") {
                    undecided(`origins[${index}].domainName`);
                } else if (kind === "bucket" && origin.s3OriginConfig?.originAccessIdentity) {
                    report(
                        `origins[${index}].s3OriginConfig`,
                        "the bucket is reached by an origin access identity, the old way",
                        {
                            severity: "low",
                        },
                    );
                } else if (kind) {
                    report(`origins[${index}].originAccessControlId`, `the ${kind} is reached as everybody reaches it`);
                }
            });
        }
    },
});

/** What an origin is, where CloudFront can sign what it asks of it. */
function kindOf(
    origin: Origin,
    distribution: Resource<DistributionArgs>,
    stack: Stack,
): "bucket" | "function" | "unknown" | undefined {
    if (isSet(origin, "vpcOriginConfig")) {
        return undefined;
    }
    if (!isSet(origin, "customOriginConfig")) {
        return "bucket";
    }
    if (!isUnknown(origin, "domainName")) {
        return /\.lambda-url\.[\w-]+\.on\.aws$/.test(origin.domainName ?? "") ? "function" : undefined;
    }
    const { resources: urls } = stack.targets(distribution, "origins", FunctionUrl);
    const unknowns = (distribution.props.origins ?? []).filter((other) => isUnknown(other, "domainName"));
    return urls.length === 0 ? undefined : unknowns.length === 1 ? "function" : "unknown";
}
