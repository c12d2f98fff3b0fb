import { isEmpty, isSet, resourcePolicy } from "../../kit";
import { LambdaFunction } from "../../kit/aws";

export const lambdaEnvKms = resourcePolicy({
    name: "lambda-env-kms",
    title: "Lambda environment variables are encrypted with a customer managed key",
    severity: "high",
    level: "advisory",
    why: "with the AWS managed key whoever may read the function's configuration reads its variables, and nobody can revoke that",
    fix: "set kmsKeyArn to the ARN of a KMS key of your own, such as key.arn",
    frameworks: { "NIST 800-53": ["SC-28"], "PCI DSS": ["3.5.1 (partly)"] },
    links: ["https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html"],
    types: [LambdaFunction],
    check(fn, { report }) {
        if (!isEmpty(fn.environment?.variables) && !isSet(fn, "kmsKeyArn")) {
            report("kmsKeyArn", "environment variables are encrypted with the AWS managed key only");
        }
    },
});
