import { requiredTags } from "../../../policies/governance/required-tags";
import { assetArchive, policyTests, resource, secret, unknown, type TestResource, type Value } from "../../harness";

const all = { Environment: "dev", Project: "shop", ManagedBy: "Pulumi", Owner: "payments", CostCenter: "cc-1" };
const { Owner, CostCenter, ...three } = all;

const vpc = (props: Record<string, unknown>, provider?: Record<string, unknown>): TestResource =>
    resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16", ...props }, provider && { provider: { props: provider } });
const group = (tags: Value, provider?: Record<string, unknown>): TestResource =>
    resource("aws:autoscaling/group:Group", "workers", { maxSize: 2, tags }, provider && { provider: { props: provider } });
const queue = (name: string, tags: Value, provider = "default_7_48_0"): TestResource =>
    resource("aws:sqs/queue:Queue", name, { tags }, { provider: { name: provider, props: {} } });
const listed = (tags: Record<string, string>): object[] => Object.entries(tags).map(([key, value]) => ({ key, value }));
const onMain = { resource: "main", property: "tags" };

policyTests(requiredTags, {
    example: {
        bad: `
            new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } });`,
        good: `
            const provider = new aws.Provider("tagged", {
                defaultTags: {
                    tags: {
                        Environment: "production", Project: "shop", ManagedBy: "Pulumi",
                        Owner: "payments", CostCenter: "cc-1",
                    },
                },
            });
            new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } }, { provider });`,
    },
    pass: [
        { name: "all of them on the resource", stack: [vpc({ tags: all })] },
        { name: "all of them from the provider, as the engine hands them over", stack: [vpc({}, { defaultTags: JSON.stringify({ tags: all }) })] },
        { name: "all of them from the provider, as an object", stack: [vpc({ tags: { Name: "main" } }, { defaultTags: { tags: all } })], kind: "default" },
        { name: "some from each", stack: [vpc({ tags: three }, { defaultTags: JSON.stringify({ tags: { Owner, CostCenter } }) })] },
        { name: "the provider's merged tags", stack: [vpc({ tags: {}, tagsAll: all })] },
        { name: "a map that is not known yet", stack: [vpc({ tags: unknown })], undecided: true },
        { name: "all of them, whatever the default tags that are not known yet", stack: [vpc({ tags: all }, { defaultTags: unknown })], undecided: false },
        { name: "default tags that are not known yet", stack: [vpc({ tags: three }, { defaultTags: unknown })], undecided: true },
        { name: "default tags whose map is not known yet", stack: [vpc({ tags: three }, { defaultTags: JSON.stringify({ tags: unknown }) })], undecided: true },
        { name: "values that are not known yet", stack: [vpc({ tags: { ...all, Owner: unknown, CostCenter: secret("x") } })] },
        { name: "a type that takes no tags", stack: [resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "a", {})], kind: "lookalike" },
        {
            name: "a component and another provider's resource",
            stack: [resource("shop:net:Network", "net"), resource("random:index/randomPassword:RandomPassword", "pw")],
        },
        {
            name: "the tags of a container image",
            stack: [resource("docker-build:index:Image", "app", { tags: ["registry/app:1.4.2"] }), resource("docker:index/image:Image", "web", { tags: {} })],
        },
        {
            name: "tags that are no tags",
            stack: [
                resource("aws:devopsguru/resourceCollection:ResourceCollection", "c", { tags: { appBoundaryKey: "DevOps-Guru-x", tagValues: ["orders"] } }),
            ],
        },
        { name: "an Auto Scaling group's list", stack: [group(listed(all))] },
        { name: "an Auto Scaling group's list with a key that is not known yet", stack: [group([{ key: unknown, value: "x" }])], undecided: true },
        { name: "aws-native's list", stack: [resource("aws-native:ec2:Vpc", "main", { tags: listed(all) })] },
        { name: "aws-native's map", stack: [resource("aws-native:ssm:Parameter", "main", { tags: all })] },
        { name: "a type that takes tags in the classic provider only", stack: [resource("aws-native:ec2:SecurityGroupIngress", "main", {})] },
        { name: "aws-native's type that nobody here knows", stack: [resource("aws-native:iot:Thing", "main", {})] },
        { name: "fewer tags are required", stack: [vpc({ tags: { Owner } })], settings: { tags: ["Owner"] } },
        { name: "an exempt type", stack: [vpc({})], settings: { exempt: ["aws:ec2/vpc:Vpc"] } },
        { name: "an exempt resource", stack: [vpc({})], settings: { exempt: ["*::main"] } },
        { name: "an object in a bucket", stack: [resource("aws:s3/bucketObjectv2:BucketObjectv2", "page", { bucket: "b" })] },
        { name: "a resource that is only read", stack: [resource("aws:ec2/vpc:Vpc", "shared", {}, { read: true })] },
    ],
    fail: [
        {
            name: "no tags",
            stack: [vpc({})],
            expect: [{ ...onMain, severity: "medium", says: /Environment, Project, ManagedBy, Owner and CostCenter are missing/ }],
        },
        { name: "one is missing", stack: [vpc({ tags: { ...three, Owner } })], expect: [{ ...onMain, says: /CostCenter is missing\n/ }] },
        {
            name: "the provider's tags are not enough",
            stack: [vpc({ tags: { Name: "x" } }, { defaultTags: JSON.stringify({ tags: three }) })],
            expect: [{ ...onMain, says: /Owner and CostCenter are missing/ }],
        },
        { name: "the provider has no default tags", stack: [vpc({}, { region: "us-east-1" })], expect: [onMain] },
        { name: "merged tags that are not known yet, while both parts are", stack: [vpc({ tags: three, tagsAll: unknown }, {})], expect: [onMain] },
        { name: "an empty value", stack: [vpc({ tags: { ...all, Owner: "" } })], expect: [{ ...onMain, says: /Owner is missing\n/ }] },
        {
            name: "another case",
            stack: [vpc({ tags: { ...three, Owner, "cost-center": "cc-1" } })],
            expect: [{ ...onMain, says: /CostCenter is missing; cost-center is another key/ }],
        },
        {
            name: "tags that are not strings",
            stack: [vpc({ tags: { Environment: 1, Project: null, Owner: { a: [] }, CostCenter: true } })],
            expect: [{ ...onMain, says: /Project and ManagedBy are missing/ }],
        },
        { name: "tags that are no map", stack: [vpc({ tags: "Owner" })], expect: [onMain] },
        { name: "default tags that are no JSON", stack: [vpc({ tags: three }, { defaultTags: "{" })], expect: [onMain] },
        {
            name: "an Auto Scaling group, which the provider's tags do not reach",
            stack: [group(listed({ Owner }), { defaultTags: JSON.stringify({ tags: all }) })],
            expect: [{ resource: "workers", property: "tags", says: /do not reach it/ }],
        },
        { name: "an Auto Scaling group with odd elements", stack: [group([null, 3, { value: "x" }])], expect: [{ resource: "workers", property: "tags" }] },
        { name: "aws-native's list", stack: [resource("aws-native:ec2:Vpc", "main", { tags: listed({ Owner }) })], expect: [onMain] },
        { name: "aws-native's type without tags", stack: [resource("aws-native:ec2:Vpc", "main", {})], expect: [onMain] },
        { name: "alb as well as lb", stack: [resource("aws:alb/loadBalancer:LoadBalancer", "main", {})], expect: [onMain] },
        { name: "tags of its own", stack: [vpc({ tags: { Owner } })], settings: { tags: ["Owner", "Team"] }, expect: [{ ...onMain, says: /Team is missing/ }] },
        { name: "another resource is exempt", stack: [vpc({})], settings: { exempt: ["*::other"] }, expect: [onMain] },
        {
            name: "nothing of a provider has them: one finding, with the line that repairs all",
            stack: [queue("main", {}), queue("jobs", {}), queue("mail", { Name: "mail" }), queue("late", {})],
            expect: [
                {
                    ...{ resource: "stack", level: "advisory", severity: "medium" },
                    says: /\n4 resources of the default provider lack Environment, Project, ManagedBy, Owner and CostCenter: jobs, late, mail and 1 more\n[^]*Fix: add defaultTags: \{ tags: \{ Environment: "dev", Project: "shop", ManagedBy: "Pulumi", Owner: "\.\.\.", CostCenter: "\.\.\." \} \}/,
                },
            ],
        },
        {
            name: "each provider's gap, and what a single resource lacks beside it",
            stack: [
                ...["a", "b"].map((name) => queue(name, three, "tagged")),
                queue("c", { Environment: "dev", Project: "shop", "managed-by": "Pulumi" }, "tagged"),
                ...["d", "e"].map((name) => queue(name, { ...three, Owner }, "other")),
                queue("f", { Owner, CostCenter, Environment: "dev", Project: "shop" }, "tagged"),
            ],
            expect: [
                { resource: "stack", says: /\n3 resources of the provider tagged lack Owner and CostCenter: a, b, c\n/ },
                { resource: "stack", says: /\n2 resources of the provider other lack CostCenter: d, e\n/ },
                { resource: "c", property: "tags", says: /ManagedBy is missing; managed-by is another key/ },
                { resource: "f", property: "tags", says: /ManagedBy is missing\n/ },
            ],
        },
        {
            name: "most lack most of them",
            stack: [queue("a", three), queue("b", { ...three, Owner }), queue("c", three)],
            expect: [{ resource: "stack", says: /\n3 resources of the default provider lack one or more of Owner and CostCenter: / }],
        },
        {
            name: "a key that is no name, beside types that take no tags",
            stack: [
                ...[queue("a", {}), queue("b", {})],
                ...["r", "s", "t"].map((name) =>
                    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", name, {}, { provider: { name: "default_7_48_0", props: {} } }),
                ),
            ],
            settings: { tags: ["cost-center", "team:"] },
            expect: [{ resource: "stack", says: /Fix: add defaultTags: \{ tags: \{ "cost-center": "\.\.\.", "team:": "\.\.\." \} \}/ }],
        },
        {
            name: "exceptions, each by itself",
            stack: [queue("a", all), queue("b", all), queue("c", three), queue("d", three), queue("e", all)],
            expect: ["c", "d"].map((name) => ({ resource: name, property: "tags", says: /Owner and CostCenter are missing/ })),
        },
        {
            name: "an exempt resource and one that is not known count for nothing",
            stack: [queue("main", {}), queue("page", {}), queue("late", unknown)],
            settings: { exempt: ["*::page"] },
            expect: [onMain],
        },
        {
            name: "a waiver holds for its resource: it is told by itself and not counted",
            stack: [queue("main", {}), queue("jobs", {}), queue("mail", {})],
            settings: { waivers: [{ resource: "mail", reason: "goes next week", expires: "2026-12-01" }] },
            expect: [
                { resource: "stack", says: /\n2 resources of/ },
                { resource: "mail", property: "tags", says: /Waived until 2026-12-01/ },
            ],
        },
        {
            name: "an unknown resource beside it hides nothing",
            stack: [vpc({}), resource("aws:ec2/vpc:Vpc", "other", { tags: unknown })],
            settings: { values: {} },
            expect: [onMain],
        },
    ],
    remediate: [
        {
            name: "adds the tags whose values it knows, and keeps a secret one",
            stack: [vpc({ tags: { Name: unknown, Token: secret("x") } })],
            settings: { values: { Owner: "payments" } },
            expect: {
                cidrBlock: "10.0.0.0/16",
                tags: { Name: unknown, Token: secret("x"), Environment: "dev", Project: "shop", ManagedBy: "Pulumi", Owner: "payments" },
            },
        },
        {
            name: "leaves what the provider adds",
            stack: [vpc({}, { defaultTags: JSON.stringify({ tags: three }) })],
            expect: { cidrBlock: "10.0.0.0/16" },
        },
        {
            name: "writes where there are no tags, beside a property that is not known yet",
            stack: [vpc({ cidrBlock: unknown })],
            settings: { tags: ["Project"] },
            expect: { cidrBlock: unknown, tags: { Project: "shop" } },
        },
        { name: "leaves tags that are not known yet", stack: [vpc({ tags: unknown })], expect: { cidrBlock: "10.0.0.0/16", tags: unknown } },
        { name: "leaves an exempt resource", stack: [vpc({})], settings: { exempt: ["aws:ec2/*"] }, expect: { cidrBlock: "10.0.0.0/16" } },
        {
            name: "writes an Auto Scaling group's list",
            stack: [group(listed({ Owner }))],
            settings: { tags: ["Owner", "Project"] },
            expect: {
                maxSize: 2,
                tags: [
                    { key: "Owner", value: "payments" },
                    { key: "Project", value: "shop", propagateAtLaunch: true },
                ],
            },
        },
        {
            name: "writes aws-native's list",
            stack: [resource("aws-native:ec2:Vpc", "main", { tags: [] })],
            settings: { tags: ["Project"] },
            expect: { tags: [{ key: "Project", value: "shop" }] },
        },
        {
            name: "leaves a function whose archive was put together in the program",
            stack: [resource("aws:lambda/function:Function", "fn", { code: assetArchive({}) })],
            expect: { code: assetArchive({}) },
        },
    ],
});
