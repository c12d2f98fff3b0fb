import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution";
import type { RoleArgs } from "@pulumi/aws/iam/role";
import type { FunctionArgs } from "@pulumi/aws/lambda/function";
import type { ProxyArgs } from "@pulumi/aws/rds/proxy";

import {
    hasUnknown,
    isEmpty,
    isUnknownValue,
    oncePerStack,
    type Resource,
    resourceType,
    type Stack,
    stackPolicy,
    type Values,
} from "../../kit";
import { DATABASES, LambdaFunction } from "../../kit/aws";

const Distribution = resourceType<DistributionArgs>("aws:cloudfront/distribution:Distribution");
const RdsProxy = resourceType<ProxyArgs>("aws:rds/proxy:Proxy");
const Role = resourceType<RoleArgs>("aws:iam/role:Role");

export const lambdaReservedConcurrency = stackPolicy({
    name: "lambda-reserved-concurrency",
    title: "A Lambda function beside a database has a limit of its own on how often it runs at once",
    severity: "medium",
    level: "advisory",
    why: "each execution opens connections of its own: a peak takes all that the database has, and all of the account's concurrency",
    fix: "set reservedConcurrentExecutions to the most executions that this function may run at once",
    links: ["https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"],
    history: [
        {
            version: "0.2.0",
            change: "without `every` it speaks only of functions in a VPC whose stack has a database without a proxy",
        },
    ],
    settings: {
        every: {
            type: "boolean",
            default: false,
            description: "True asks for a reservation of each function, whatever it connects to.",
        },
        minimum: { type: "integer", description: "The least that a function may reserve." },
        maximum: { type: "integer", description: "The most that a function may reserve." },
    },
    types: [LambdaFunction],
    check(fn, { resource, stack, settings: { every, minimum, maximum }, report, undecided }) {
        const reserved = fn.reservedConcurrentExecutions;
        if (reserved === 0) {
            report("reservedConcurrentExecutions", "0 stops every call of this function");
        } else if (reserved === undefined) {
            if (!every && !(mayExhaust(stack).database && !isEmpty(fn.vpcConfig?.subnetIds))) {
                return;
            }
            const isAtEdge = fn.capacityProviderConfig ? true : isEdgeFunction(resource, stack);
            if (isAtEdge === undefined) {
                undecided("role");
            } else if (!isAtEdge) {
                report("reservedConcurrentExecutions", "no concurrency is reserved for this function");
            }
        } else if (reserved < (minimum ?? 0)) {
            report("reservedConcurrentExecutions", `${reserved} is less than the ${minimum} that the policy asks for`);
        } else if (reserved > (maximum ?? Infinity)) {
            report("reservedConcurrentExecutions", `${reserved} is more than the ${maximum} that the policy allows`);
        }
    },
});

/**
 * AWS advises a reservation for the most critical functions, and where what a function calls does not grow with it, such
 * as a database, whose connections a proxy would share (https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html).
 */
const mayExhaust = oncePerStack((stack) => ({
    database: DATABASES.some((type) => stack.of(type).length > 0) && stack.of(RdsProxy).length === 0,
}));

/**
 * Lambda@Edge takes no reserved concurrency. CloudFront refers to such a function, or its role trusts edgelambda;
 * undefined where that is not known.
 */
function isEdgeFunction(fn: Resource<FunctionArgs>, stack: Stack): boolean | undefined {
    const behaviors = (["defaultCacheBehavior", "orderedCacheBehaviors"] as const).map((behavior) =>
        stack.referrers(fn, Distribution, behavior, LambdaFunction),
    );
    const { resources: roles, certain } = stack.targets(fn, "role", Role);
    const trusts = roles.map(({ unguarded: values }) => values.assumeRolePolicy);
    if (behaviors.some(({ resources }) => resources.length > 0) || JSON.stringify(trusts).includes("edgelambda.")) {
        return true;
    }
    const may = behaviors.some(({ possible }) => possible.some(mayHaveFunctions)) || hasUnknown(trusts) || !certain;
    return may ? undefined : false;
}

/** True for a distribution whose functions are not known: most of its other properties may be. */
function mayHaveFunctions({ unguarded: values }: Resource<unknown>): boolean {
    const behaviors = [values.defaultCacheBehavior, values.orderedCacheBehaviors].flat();
    return behaviors.some(
        (behavior) =>
            isUnknownValue(behavior) || hasUnknown((behavior as Values | undefined)?.lambdaFunctionAssociations),
    );
}
