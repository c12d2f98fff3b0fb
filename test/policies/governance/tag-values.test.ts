import { tagValues } from "../../../policies/governance/tag-values";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const vpc = (tags: Value, provider?: Record<string, unknown>): TestResource =>
    resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16", tags }, provider && { provider: { props: provider } });
const values = { CostCenter: "cc-\\d{4}", Team: ["payments", "platform"] };
const expect = [{ resource: "main", property: "tags" }];

policyTests(tagValues, {
    example: {
        bad: `
            // in the stack prod
            new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Environment: "dev" } });`,
        good: `
            // in the stack prod
            new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Environment: "prod" } });`,
    },
    pass: [
        { name: "nothing is agreed on", stack: [vpc({ Team: "x" })], kind: "default" },
        { name: "agreed values", stack: [vpc({ CostCenter: "cc-1234", Team: "payments", Name: "x" })], settings: { values } },
        { name: "no such tag, which required-tags judges", stack: [vpc({})], settings: { values } },
        { name: "values that are not known yet", stack: [vpc({ CostCenter: unknown, Environment: unknown })], settings: { values } },
        { name: "tags that are not known yet", stack: [vpc(unknown)], settings: { values } },
        { name: "an environment of the stack's tier", stack: [vpc({ Environment: "production" })], stackName: "prod" },
        { name: "another environment of the same tier", stack: [vpc({ Environment: "staging" })], stackName: "dev" },
        { name: "an environment that says no tier", stack: [vpc({ Environment: "blue" })], stackName: "prod", kind: "lookalike" },
        { name: "a stack that says no tier", stack: [vpc({ Environment: "production" })], stackName: "main" },
        { name: "a tier that is set", stack: [vpc({ Environment: "production" })], settings: { tier: "production" } },
        { name: "tags that are not strings", stack: [vpc({ Team: 5, Environment: { a: 1 }, CostCenter: [] })], settings: { values } },
        { name: "a type that takes no tags", stack: [resource("shop:net:Network", "main", { tags: { Team: "x" } })], settings: { values } },
    ],
    fail: [
        {
            name: "a value that is none of those agreed on",
            stack: [vpc({ Team: "pay" })],
            settings: { values },
            expect: [{ ...expect[0], resource: "main", severity: "low", says: /Team is "pay"\n.*\nFix: set Team to one of payments, platform/ }],
        },
        {
            name: "any value, where the pattern is none",
            stack: [vpc({ Team: "x" })],
            settings: { values: { Team: "(" } },
            expect: [{ ...expect[0], resource: "main", says: /Fix: correct the policy's setting "values": \( for Team is no regular expression/ }],
        },
        { name: "a value that does not match as a whole", stack: [vpc({ CostCenter: "cc-12345" })], settings: { values }, expect },
        { name: "a value from the provider's default tags", stack: [vpc({}, { defaultTags: '{"tags":{"Team":"pay"}}' })], settings: { values }, expect },
        {
            name: "another environment than the stack's",
            stack: [vpc({ Environment: "dev" })],
            stackName: "prod",
            expect: [{ ...expect[0], resource: "main", says: /"dev" in a production stack/ }],
        },
        { name: "production in a stack that is none", stack: [vpc({ Environment: "Production" })], expect },
        {
            name: "one value in many places, as one",
            stack: [
                vpc({ Environment: "dev" }),
                resource("aws:sqs/queue:Queue", "jobs", { tags: { Environment: "dev" } }),
                resource("aws:sqs/queue:Queue", "mail", { tags: { Environment: "test" } }),
            ],
            stackName: "prod",
            expect: [
                { resource: "stack", says: /\n2 resources of a production stack have Environment "dev": jobs, main\n/ },
                { resource: "mail", property: "tags" },
            ],
        },
        {
            name: "one disallowed value in two places",
            stack: [vpc({ Team: "pay" }), resource("aws:sqs/queue:Queue", "jobs", { tags: { Team: "pay" } })],
            settings: { values },
            expect: [{ resource: "stack", says: /2 resources have Team "pay"/ }],
        },
        { name: "aws-native's tags", stack: [resource("aws-native:ec2:Vpc", "main", { tags: [{ key: "Team", value: "pay" }] })], settings: { values }, expect },
    ],
});
