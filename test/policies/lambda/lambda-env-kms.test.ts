import { lambdaEnvKms } from "../../../policies/lambda/lambda-env-kms";
import { policyTests, ref, resource, secret, unknown } from "../../harness";

const fn = (props: Record<string, unknown>): ReturnType<typeof resource> =>
    resource("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", ...props });
const environment = { variables: { STAGE: "prod" } };

policyTests(lambdaEnvKms, {
    example: {
        bad: `
            new aws.lambda.Function("orders", {
                runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code,
                environment: { variables: { STAGE: "prod" } },
            });`,
        good: `
            new aws.lambda.Function("orders", {
                runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code,
                environment: { variables: { STAGE: "prod" } },
                kmsKeyArn: key.arn,
            });`,
    },
    pass: [
        { name: "a customer managed key", stack: [fn({ environment, kmsKeyArn: "arn:aws:kms:us-east-1:604219837745:key/1" })] },
        { name: "no environment", stack: [fn({})] },
        { name: "no variables", stack: [fn({ environment: { variables: {} } })], kind: "default" },
        {
            name: "a key that is not known yet",
            stack: [resource("aws:kms/key:Key", "key"), fn({ environment, kmsKeyArn: ref("key") })],
            undecided: false,
        },
        { name: "an environment that is not known yet", stack: [fn({ environment: unknown })], undecided: true },
        {
            name: "another type's environment",
            stack: [
                resource("aws:codebuild/project:Project", "build", {
                    environment: { type: "LINUX_CONTAINER", computeType: "BUILD_GENERAL1_SMALL", image: "aws/codebuild/standard:7.0" },
                }),
            ],
            kind: "lookalike",
        },
    ],
    fail: [
        { name: "no key", stack: [fn({ environment })], expect: [{ resource: "orders", property: "kmsKeyArn", severity: "high" }] },
        {
            name: "a key for the code package is something else",
            stack: [fn({ environment, sourceKmsKeyArn: "arn:aws:kms:us-east-1:604219837745:key/1" })],
            expect: [{ resource: "orders", property: "kmsKeyArn" }],
        },
        {
            name: "variables whose values are not known yet, or secret",
            stack: [fn({ environment: { variables: { HOST: unknown, TOKEN: secret("x") } } })],
            expect: [{ resource: "orders", property: "kmsKeyArn" }],
        },
        {
            name: "aws-native's function",
            stack: [resource("aws-native:lambda:Function", "orders", { functionName: "orders", environment })],
            expect: [{ resource: "orders", property: "kmsKeyArn" }],
        },
        {
            name: "an unknown function beside it hides nothing",
            stack: [fn({ environment }), resource("aws:lambda/function:Function", "other", { environment: unknown })],
            expect: [{ resource: "orders", property: "kmsKeyArn" }],
        },
    ],
});
