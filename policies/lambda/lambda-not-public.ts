import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution";
import type { FunctionUrlArgs } from "@pulumi/aws/lambda/functionUrl";
import type { LayerVersionPermissionArgs } from "@pulumi/aws/lambda/layerVersionPermission";
import type { PermissionArgs } from "@pulumi/aws/lambda/permission";

import {
    hasUnknown,
    isUnknownValue,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { Distribution, openStatements, policyHeldBy, servicesForAnyAccount } from "../../kit/aws";

const FunctionUrl = resourceType<FunctionUrlArgs>("aws:lambda/functionUrl:FunctionUrl");
const LayerPermission = resourceType<LayerVersionPermissionArgs>(
    "aws:lambda/layerVersionPermission:LayerVersionPermission",
);
const Permission = resourceType<PermissionArgs>("aws:lambda/permission:Permission");
const JUDGED: ResourceType<object>[] = [FunctionUrl, LayerPermission, Permission];

export const lambdaNotPublic = stackPolicy({
    name: "lambda-not-public",
    title: "No function may be called by anyone",
    severity: "critical",
    level: "mandatory",
    stops: "exposed",
    why: "whoever finds it runs the function with an input of their choice and with its role",
    fix: "name the principal, and set sourceArn to what calls the function",
    since: "0.2.0",
    controls: ["Lambda.1"],
    frameworks: { "PCI DSS": ["7.2.1"] },
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
        "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
        "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
    ],
    types: JUDGED,
    check(_props, { resource, stack, report }) {
        if (resource.is(FunctionUrl)) {
            if (resource.props.authorizationType === "NONE") {
                report("authorizationType", "everybody on the internet may call the function by its URL", {
                    fix: 'set authorizationType to "AWS_IAM", behind CloudFront with an origin access control; waive it where the function checks each caller itself',
                    ...(isMeantForAll(resource, stack) ? ({ level: "advisory", severity: "medium" } as const) : {}),
                });
            }
            return;
        }
        const { statements = [] } = policyHeldBy(resource) ?? {};
        if (openStatements(statements).length > 0) {
            if (resource.is(LayerPermission)) {
                report("principal", "every AWS account may read the layer's code", {
                    fix: "name the account, or set organizationId to your organisation's id",
                });
            } else if (!(resource.is(Permission) && isOfUrl(resource.unguarded) && hasOpenUrl(stack))) {
                report("principal", "every AWS account may call the function");
            }
        }
        for (const service of statements.flatMap(servicesForAnyAccount)) {
            const lesser = service === "s3.amazonaws.com" ? {} : ({ level: "advisory", severity: "medium" } as const);
            report("sourceArn", `${service} may call the function for any account, not only for yours`, {
                ...lesser,
                fix: "set sourceArn to what calls the function; for a bucket, sourceAccount too",
            });
        }
    },
});

/**
 * True where the program shows that the URL is for everybody: browsers are let in by CORS, CloudFront serves it, or it is
 * called by the servers of others, who sign what they send and not the request.
 */
function isMeantForAll(url: Resource<FunctionUrlArgs>, stack: Stack): boolean {
    return (
        url.gives("cors") ||
        /web-?hook/i.test(url.name) ||
        stack.of(Distribution).some((distribution) => mayServe(distribution, url))
    );
}

/** True where the distribution's origins come from the URL, or are not known to come from anything. */
function mayServe(distribution: Resource<DistributionArgs>, url: Resource<FunctionUrlArgs>): boolean {
    const origins = distribution.origins("origins");
    return origins.includes(url.urn) || (origins.length === 0 && hasUnknown(distribution.unguarded.origins));
}

/** True for a permission to call by a URL, or one that may be. */
function isOfUrl({ functionUrlAuthType: type, invokedViaFunctionUrl: isByUrl }: Record<string, unknown>): boolean {
    return type === "NONE" || isByUrl === true || [type, isByUrl].some(isUnknownValue);
}

/** True where a URL's own finding says it already, or may. */
function hasOpenUrl(stack: Stack): boolean {
    return stack.of(FunctionUrl).some(({ unguarded }) => unguarded.authorizationType !== "AWS_IAM");
}
