import { regionAllowed } from "../../../policies/governance/region-allowed";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const regions = ["eu-west-1", "eu-central-1"];
const provider = (region: Value, type = "aws"): TestResource => resource(`pulumi:providers:${type}`, "provider", { region });
const vpc = (region: Value, of?: string): TestResource =>
    resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16", region }, of ? { provider: { props: { region: of } } } : {});
const table = (replicas: Value): TestResource => resource("aws:dynamodb/table:Table", "main", { replicas });
const onMain = { resource: "main", property: "region" };

policyTests(regionAllowed, {
    example: {
        bad: `
            // preflight: regions = ["eu-west-1"]
            const provider = new aws.Provider("main", { region: "us-east-1" });`,
        good: `
            // preflight: regions = ["eu-west-1"]
            const provider = new aws.Provider("main", { region: "eu-west-1" });`,
    },
    pass: [
        { name: "no list", stack: [provider("us-east-1"), vpc("us-east-1")], kind: "default" },
        { name: "an empty list", stack: [provider("us-east-1")], settings: { regions: [] } },
        { name: "an allowed region", stack: [provider("eu-west-1"), vpc("eu-central-1", "eu-west-1")], settings: { regions } },
        {
            name: "a region that is not known yet",
            stack: [provider(unknown), vpc(unknown), table(unknown), table([unknown]), table([{ regionName: unknown }])].map((r, i) => ({
                ...r,
                name: `r${i}`,
            })),
            settings: { regions },
        },
        { name: "no region", stack: [provider(undefined)].map((r) => ({ ...r, props: {} })), settings: { regions } },
        { name: "an empty region", stack: [vpc("")], settings: { regions } },
        {
            name: "the region of a record's routing",
            stack: [resource("aws-native:route53:RecordSet", "r", { region: "us-east-1" })],
            settings: { regions },
            kind: "lookalike",
        },
        {
            name: "another cloud's provider",
            stack: [
                provider("us-east-1", "gcp"),
                resource("gcp:x/y:Z", "z", { region: "us-east-1" }),
                resource("shop-aws:net:Network", "n", { region: "us-east-1" }),
            ],
            settings: { regions },
        },
        { name: "odd values", stack: [table([5, null]), vpc({ name: 3 })].map((r, i) => ({ ...r, name: `r${i}` })), settings: { regions } },
    ],
    fail: [
        {
            name: "a provider",
            stack: [provider("us-east-1")],
            settings: { regions },
            expect: [
                {
                    resource: "provider",
                    property: "region",
                    severity: "medium",
                    says: /us-east-1 is none[^]*Fix: use one of eu-west-1, eu-central-1: the default provider takes it/,
                },
            ],
        },
        {
            name: "aws-native's provider",
            stack: [provider("us-east-1", "aws-native")],
            settings: { regions },
            expect: [{ resource: "provider", property: "region" }],
        },
        {
            name: "a resource's own region",
            stack: [vpc("us-east-1", "eu-west-1")],
            settings: { regions: ["eu-west-1"] },
            expect: [{ ...onMain, says: /Fix: use eu-west-1$/m }],
        },
        {
            name: "a resolver of Route 53, which is in a region",
            stack: [resource("aws:route53/resolverEndpoint:ResolverEndpoint", "main", { region: "us-east-1" })],
            settings: { regions },
            expect: [onMain],
        },
        {
            name: "a resource in its provider's region is the same mistake",
            stack: [provider("us-east-1"), vpc("us-east-1", "us-east-1")],
            settings: { regions },
            expect: [{ resource: "provider", property: "region" }],
        },
        {
            name: "a replica",
            stack: [table([{ regionName: "eu-west-1" }, { regionName: "us-east-1" }])],
            settings: { regions },
            expect: [{ resource: "main", property: "replicas[1]" }],
        },
        {
            name: "an unknown resource beside it hides nothing",
            stack: [vpc("us-east-1"), { ...vpc(unknown), name: "other" }],
            settings: { regions },
            expect: [onMain],
        },
    ],
});
