import { lambdaRuntime } from "../../../policies/lambda/lambda-runtime";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const fn = (runtime: Value, more: Record<string, unknown> = {}): TestResource => resource("aws:lambda/function:Function", "orders", { runtime, ...more });
const at = { resource: "orders", property: "runtime" };

policyTests(lambdaRuntime, {
    example: {
        bad: `
            new aws.lambda.Function("orders", { runtime: "nodejs18.x", handler: "index.handler", role: role.arn, code });`,
        good: `
            new aws.lambda.Function("orders", { runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code });`,
    },
    pass: [
        { name: "a supported runtime", stack: [fn("nodejs22.x")] },
        { name: "no runtime", kind: "default", stack: [resource("aws:lambda/function:Function", "orders", { packageType: "Image", imageUri: "x" })] },
        { name: "not known yet", stack: [fn(unknown)], undecided: true },
        { name: "a runtime that is newer than the facts", kind: "lookalike", stack: [fn("nodejs30.x")] },
        { name: "an announced runtime without dates", stack: [fn("python3.15")] },
        { name: "well before its end", stack: [fn("nodejs22.x")], today: "2027-01-29" },
        { name: "fewer days", settings: { days: 0 }, stack: [fn("nodejs22.x")], today: "2027-04-29" },
        { name: "a wrong type", stack: [fn(22)] },
    ],
    fail: [
        { name: "blocked (Lambda.2)", stack: [fn("nodejs14.x")], expect: [{ ...at, level: "mandatory", says: /since 2024-01-09[^]*nodejs24\.x/ }] },
        {
            name: "deprecated, not blocked yet",
            stack: [fn("nodejs18.x")],
            expect: [{ ...at, level: "advisory", severity: "medium", says: /2025-09-01, and no function can be created with it from 2027-02-01/ }],
        },
        {
            name: "deprecated soon",
            stack: [fn("nodejs22.x")],
            today: "2027-01-30",
            expect: [{ ...at, level: "advisory", severity: "low", says: /2027-04-30/ }],
        },
        { name: "more days", settings: { days: 200 }, stack: [fn("nodejs22.x")], expect: [{ ...at, level: "advisory" }] },
        {
            name: "blocked by a day that lay ahead when the facts were true",
            stack: [fn("nodejs18.x")],
            today: "2027-02-01",
            expect: [{ ...at, level: "mandatory", says: /AWS was to block new functions with nodejs18\.x from 2027-02-01 \(as of 2026/ }],
        },
        {
            name: "deprecated by a day that lay ahead when the facts were true",
            stack: [fn("nodejs22.x")],
            today: "2027-04-30",
            expect: [{ ...at, level: "advisory", says: /was to be deprecated on 2027-04-30/ }],
        },
        { name: "never a managed runtime", stack: [fn("dotnet7")], expect: [{ ...at, level: "mandatory", says: /no managed runtime/ }] },
    ],
});
