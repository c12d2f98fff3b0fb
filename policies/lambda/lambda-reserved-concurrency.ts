import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution";
import type { RoleArgs } from "@pulumi/aws/iam/role";
import type { FunctionArgs } from "@pulumi/aws/lambda/function";

import { isUnknown, known, type Resource, resourceType, type Stack, stackPolicy } from "../../kit";
import { LambdaFunction } from "../../kit/aws";

const Distribution = resourceType<DistributionArgs>("aws:cloudfront/distribution:Distribution");
const Role = resourceType<RoleArgs>("aws:iam/role:Role");

export const lambdaReservedConcurrency = stackPolicy({
    name: "lambda-reserved-concurrency",
    title: "Each Lambda function has a share of the account's concurrency of its own",
    severity: "medium",
    level: "advisory",
    why: "one busy function can take all of the account's concurrency, and every other function is throttled then",
    fix: "set reservedConcurrentExecutions to the most executions that this function may run at once",
    links: ["https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"],
    settings: {
        minimum: { type: "integer", description: "The least that a function may reserve." },
        maximum: { type: "integer", description: "The most that a function may reserve." },
    },
    types: [LambdaFunction],
    check(fn, { resource, stack, settings: { minimum, maximum }, report, undecided }) {
        const reserved = fn.reservedConcurrentExecutions;
        if (reserved === 0) {
            report("reservedConcurrentExecutions", "0 stops every call of this function");
        } else if (reserved === undefined || reserved < 0) {
            if (fn.capacityProviderConfig || isEdgeFunction(resource, stack)) {
                return;
            }
            if (mayBeEdgeFunction(resource, stack)) {
                undecided("role");
            } else {
                report("reservedConcurrentExecutions", "no concurrency is reserved for this function");
            }
        } else if (minimum !== undefined && reserved < minimum) {
            report("reservedConcurrentExecutions", `${reserved} is less than the ${minimum} that the policy asks for`);
        } else if (maximum !== undefined && reserved > maximum) {
            report("reservedConcurrentExecutions", `${reserved} is more than the ${maximum} that the policy allows`);
        }
    },
});

const BEHAVIORS = ["defaultCacheBehavior", "orderedCacheBehaviors"] as const;

/** Lambda@Edge takes no reserved concurrency. CloudFront refers to such a function, or its role trusts edgelambda. */
function isEdgeFunction(fn: Resource<FunctionArgs>, stack: Stack): boolean {
    return (
        BEHAVIORS.some(
            (behavior) => stack.referrers(fn, Distribution, behavior, LambdaFunction).resources.length > 0,
        ) ||
        stack
            .targets(fn, "role", Role)
            .resources.some((role) =>
                JSON.stringify(known(role.props, "assumeRolePolicy") ?? "").includes("edgelambda."),
            )
    );
}

/** True where a distribution may refer to the function, or what its role trusts is not known yet. */
function mayBeEdgeFunction(fn: Resource<FunctionArgs>, stack: Stack): boolean {
    const { resources: roles } = stack.targets(fn, "role", Role);
    return (
        BEHAVIORS.some((behavior) => stack.referrers(fn, Distribution, behavior, LambdaFunction).possible.length > 0) ||
        (roles.length === 0 && isUnknown(fn.props, "role")) ||
        roles.some((role) => isUnknown(role.props, "assumeRolePolicy"))
    );
}
