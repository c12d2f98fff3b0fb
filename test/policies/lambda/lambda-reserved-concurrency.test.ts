import { lambdaReservedConcurrency } from "../../../policies/lambda/lambda-reserved-concurrency";
import { policyTests, ref, resource, unknown } from "../../harness";

const fn = (props: Record<string, unknown>): ReturnType<typeof resource> =>
    resource("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", ...props });
const every = { every: true };
const inVpc = { vpcConfig: { subnetIds: [unknown], securityGroupIds: [unknown] } };
const database = resource("aws:rds/cluster:Cluster", "db", { engine: "aurora-postgresql" });
const expect = [{ resource: "orders", property: "reservedConcurrentExecutions" }];
const trust = (service: string): string => JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }] });

/** What every behaviour of a distribution has. */
const behavior = { allowedMethods: ["GET"], cachedMethods: ["GET"], targetOriginId: "site", viewerProtocolPolicy: "https-only" };

policyTests(lambdaReservedConcurrency, {
    example: {
        bad: `
            // preflight: every = true
            new aws.lambda.Function("orders", { runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code });`,
        good: `
            new aws.lambda.Function("orders", {
                runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code,
                reservedConcurrentExecutions: 50,
            });`,
    },
    pass: [
        { name: "a function in a VPC without a database", kind: "lookalike", stack: [fn(inVpc)] },
        {
            name: "a function outside the database's VPC",
            stack: [database, fn({}), resource("aws:lambda/function:Function", "b", { vpcConfig: { subnetIds: [], securityGroupIds: [] } })],
        },
        {
            name: "a function beside a database with a proxy",
            stack: [database, fn(inVpc), resource("aws:rds/proxy:Proxy", "proxy", { engineFamily: "POSTGRESQL", roleArn: unknown, vpcSubnetIds: unknown })],
        },
        { name: "a network that is not known yet", stack: [database, fn({ vpcConfig: unknown })], undecided: true },
        { name: "a reservation", stack: [fn({ reservedConcurrentExecutions: 50 })] },
        { name: "a reservation that is not known yet", stack: [fn({ reservedConcurrentExecutions: unknown })], undecided: true },
        { name: "within the settings", settings: { minimum: 50, maximum: 50 }, stack: [fn({ reservedConcurrentExecutions: 50 })] },
        {
            name: "Lambda@Edge, by the distribution that calls it",
            settings: every,
            kind: "lookalike",
            stack: [
                fn({ publish: true }),
                resource("aws:cloudfront/distribution:Distribution", "site", {
                    defaultCacheBehavior: {
                        ...{ allowedMethods: ["GET", "HEAD"], cachedMethods: ["GET", "HEAD"], targetOriginId: "shop", viewerProtocolPolicy: "https-only" },
                        lambdaFunctionAssociations: [{ eventType: "viewer-request", lambdaArn: ref("orders") }],
                    },
                }),
            ],
        },
        {
            name: "Lambda@Edge, by its role",
            settings: every,
            stack: [resource("aws:iam/role:Role", "edge", { assumeRolePolicy: trust("edgelambda.amazonaws.com") }), fn({ role: ref("edge") })],
        },
        { name: "a function on instances of a capacity provider", settings: every, stack: [fn({ capacityProviderConfig: { x: 1 } })] },
        {
            name: "a function that a distribution may run, for its functions are not known",
            settings: every,
            stack: [
                fn({}),
                resource("aws:cloudfront/distribution:Distribution", "cdn", { defaultCacheBehavior: { ...behavior, lambdaFunctionAssociations: unknown } }),
            ],
            undecided: true,
        },
        {
            name: "a role whose trust is not known",
            settings: every,
            stack: [resource("aws:iam/role:Role", "edge", { assumeRolePolicy: unknown }), fn({ role: ref("edge") })],
            undecided: true,
        },
    ],
    fail: [
        { name: "none, beside a database", stack: [database, fn(inVpc)], expect: [{ ...expect[0]!, level: "advisory" }] },
        { name: "none, where each function is to have some", settings: every, stack: [fn({})], expect },
        { name: "the provider's default", kind: "default", stack: [database, fn({ ...inVpc, reservedConcurrentExecutions: -1 })], expect },
        {
            name: "none, with a role of another service",
            settings: every,
            stack: [resource("aws:iam/role:Role", "role", { assumeRolePolicy: trust("lambda.amazonaws.com") }), fn({ role: ref("role") })],
            expect,
        },
        {
            name: "none, beside a distribution of which something else is not known",
            settings: every,
            stack: [fn({}), resource("aws:cloudfront/distribution:Distribution", "cdn", { defaultCacheBehavior: { ...behavior, cachePolicyId: unknown } })],
            expect,
        },
        { name: "zero", stack: [fn({ reservedConcurrentExecutions: 0 })], expect: [{ ...expect[0]!, says: /stops every call/ }] },
        { name: "less than the minimum", settings: { minimum: 10 }, stack: [fn({ reservedConcurrentExecutions: 9 })], expect },
        { name: "more than the maximum", settings: { maximum: 100 }, stack: [fn({ reservedConcurrentExecutions: 101 })], expect },
    ],
});
