import { canaryRuntime } from "../../../policies/compute/canary-runtime";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const canary = (runtimeVersion: Value): TestResource => resource("aws:synthetics/canary:Canary", "checkout", { runtimeVersion });
const program = (runtime: string): string => `
            const config = new pulumi.Config();
            new aws.synthetics.Canary("checkout", {
                runtimeVersion: "${runtime}", handler: "checkout.handler", zipFile: "checkout.zip", schedule: { expression: "rate(5 minutes)" },
                artifactS3Location: "s3://shop-canaries/checkout", executionRoleArn: config.require("roleArn"),
            });`;

policyTests(canaryRuntime, {
    example: { bad: program("syn-nodejs-puppeteer-6.2"), good: program("syn-nodejs-puppeteer-13.0") },
    pass: [
        { name: "a supported runtime", stack: [canary("syn-nodejs-puppeteer-13.0")] },
        { name: "newer than the facts", kind: "lookalike", stack: [canary("syn-nodejs-puppeteer-62.0")] },
        { name: "none, which the provider itself refuses", kind: "default", stack: [canary(undefined)] },
        { name: "not known yet", stack: [canary(unknown)], undecided: true },
        { name: "before its end", today: "2026-01-21", stack: [canary("syn-nodejs-puppeteer-6.2")] },
    ],
    fail: [
        {
            name: "deprecated",
            stack: [canary("syn-nodejs-puppeteer-6.2")],
            expect: [{ resource: "checkout", property: "runtimeVersion", level: "mandatory", says: /2026-01-22/ }],
        },
        { name: "on the day", today: "2026-02-03", stack: [canary("syn-python-selenium-5.1")], expect: [{ resource: "checkout", property: "runtimeVersion" }] },
        { name: "long gone", stack: [canary("syn-1.0")], expect: [{ resource: "checkout", property: "runtimeVersion" }] },
    ],
});
