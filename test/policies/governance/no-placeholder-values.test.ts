import { noPlaceholderValues } from "../../../policies/governance/no-placeholder-values";
import { policyTests, redacted, ref, resource, secret, stringAsset, unknown, type TestResource, type Value } from "../../harness";

const endpoint = (props: Record<string, unknown>, name = "source"): TestResource =>
    resource("aws:dms/endpoint:Endpoint", name, { endpointId: "source-dev", endpointType: "source", engineName: "postgres", ...props });
const fn = (variables: Record<string, string>): TestResource => resource("aws:lambda/function:Function", "fn", { environment: { variables } });
const task = (environment: Value): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
        family: "task",
        containerDefinitions: JSON.stringify([{ name: "app", image: "nginx", environment }]),
    });
const at = (name: string, property?: string): { resource: string; property?: string } => ({ resource: name, property });
const hosts = [
    ...["source-db.example.com", "EXAMPLE.COM", "db.example.org:5432", "https://api.example.net/v1", "<on-prem-ip>", "placeholder"],
    ...["TODO", "REPLACE_ME", "your-db-host.internal", "https://<your-domain>/x", "203.0.113.10", "2001:db8::1", "changeme"],
    ...["a.internal:9092,b.example.com:9092", "jdbc:postgresql://db.example.com/shop", "legacy.invalid", "db.example"],
];
const realHosts = [
    ...["db.corp.net", "localhost", "127.0.0.1", "0.0.0.0", "10.0.0.100", "todo-api.corp.net", "my-db.cluster-c1.us-east-1.rds.amazonaws.com"],
    ...["examples.company.com", "example.company.com", "https://corp.net/placeholder.png", "shop.test", "not-configured", "*"],
    ...["https://sqs.us-east-1.amazonaws.com/604219837745/orders", "myexample.com", "https://corp.net/?next=https://example.com"],
];

policyTests(noPlaceholderValues, {
    example: {
        given: `
            const virtualInterface = aws.directconnect.PrivateVirtualInterface.get("premises", "dxvif-0a1b2c3d");`,
        bad: `
            new aws.dms.Endpoint("source", {
                endpointId: "source", endpointType: "source", engineName: "postgres",
                serverName: "on-premises-db.example.com",
            });
            export const directConnectVifId = "vif-placeholder";`,
        good: `
            new aws.dms.Endpoint("source", {
                endpointId: "source", endpointType: "source", engineName: "postgres",
                serverName: config.require("sourceDbHost"),
            });
            export const directConnectVifId = virtualInterface.id;`,
    },
    pass: [
        ...realHosts.map((host) => ({ name: `the real host ${host}`, stack: [endpoint({ serverName: host })] })),
        { name: "a host that is not known yet", stack: [endpoint({ serverName: unknown })], undecided: false },
        { name: "a host that is redacted", stack: [endpoint({ serverName: redacted(), password: redacted() })], undecided: "hidden" },
        {
            name: "containers that are not known yet as a whole",
            stack: [resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { containerDefinitions: unknown })],
            undecided: "unknown",
        },
        { name: "a host of another resource", stack: [resource("aws:rds/instance:Instance", "db", {}), endpoint({ serverName: ref("db") })] },
        { name: "no host", stack: [endpoint({})], kind: "default" },
        {
            name: "labels and prose",
            stack: [
                resource("aws:ec2/securityGroup:SecurityGroup", "source", {
                    tags: { Url: "https://example.com", Owner: "TODO" },
                    description: "see https://example.com",
                }),
            ],
            kind: "lookalike",
        },
        {
            name: "credentials, which no-hardcoded-credentials judges",
            stack: [endpoint({ username: "TODO", password: "placeholder" }), fn({ AWS_ACCESS_KEY_ID: "<key>", API_TOKEN_ID: "TODO" })],
        },
        { name: "a URL with a password in it", stack: [fn({ DATABASE_URL: "postgres://shop:hunter22@db.example.com/shop" })] },
        { name: "an image and an account", stack: [task([{ name: "IMAGE", value: "placeholder" }]), fn({ ACCOUNT: "123456789012" })] },
        { name: "values under keys that say nothing of a host", stack: [fn({ MODE: "placeholder", GREETING: "TODO", TITLE: "example.com" })] },
        {
            name: "a parameter that is filled in later",
            stack: [resource("aws:ssm/parameter:Parameter", "p", { name: "/shop/x", type: "String", value: "placeholder" })],
        },
        {
            name: "variables of IAM policies",
            stack: [
                resource("aws:iam/policy:Policy", "p", {
                    name: "p",
                    policy: JSON.stringify({ Statement: [{ Resource: "arn:aws:iam::*:user/${aws:username}" }] }),
                }),
            ],
        },
        {
            name: "a stage variable in an integration",
            stack: [resource("aws:apigateway/integration:Integration", "i", { uri: "https://api.corp.net/${stageVariables.version}" })],
        },
        { name: "source code", stack: [resource("aws:lambda/function:Function", "fn", { code: stringAsset("fetch('https://example.com')") })] },
        { name: "a component, whose resources are judged", stack: [resource("shop-aws:net:Network", "net", { serverName: "db.example.com" })] },
        { name: "another provider's resource", stack: [resource("random:index/randomId:RandomId", "r", { keepers: { host: "example.com" } })] },
        { name: "a value that is allowed", stack: [endpoint({ serverName: "db.example.com" })], settings: { allow: ["db.example.com"] } },
        {
            name: "a name with such a text in it that is allowed",
            stack: [resource("aws:rds/instance:Instance", "db", { identifier: "postgres-${suffix}" })],
            settings: { allow: ["postgres-${suffix}"] },
        },
        {
            name: "outputs that are real or not known yet",
            stack: [],
            outputs: { a: "not-configured", b: unknown, c: ["vpc-0a1b2c3d"], d: 3, e: true, f: "ssh -i <key> ec2-user@10.0.0.1", g: secret("x") },
        },
        { name: "odd values", stack: [endpoint({ serverName: 5, port: "x", kafkaSettings: [[null, 3]], redisSettings: {} })] },
        { name: "an auto-named resource", stack: [resource("aws:sqs/queue:Queue", "orders-dev", { name: "orders-dev-1a2b3c4" })] },
    ],
    fail: [
        ...hosts.map((host) => ({
            name: `the host ${host}`,
            stack: [endpoint({ serverName: host })],
            expect: [{ ...at("source", "serverName"), severity: "high" }],
        })),
        {
            name: "an environment variable",
            stack: [fn({ SOURCE_DB_HOST: "source-db.example.com", DB_PORT: "5432" })],
            expect: [at("fn", "environment.variables.SOURCE_DB_HOST")],
        },
        {
            name: "a container's variable, inside JSON",
            stack: [
                task([
                    { name: "A", value: "b" },
                    { name: "PAYMENT_API_URL", value: "https://api.example.com" },
                ]),
            ],
            expect: [{ ...at("task", "containerDefinitions[0].environment[1].value"), says: /PAYMENT_API_URL is "[\w.-]+", a placeholder/ }],
        },
        {
            name: "aws-native's containers",
            stack: [
                resource("aws-native:ecs:TaskDefinition", "task", {
                    containerDefinitions: [{ image: "x", environment: [{ name: "API_HOST", value: "api.example.com" }] }],
                }),
            ],
            expect: [at("task", "containerDefinitions[0].environment[0].value")],
        },
        {
            name: "ids",
            stack: [
                resource("aws:lb/targetGroup:TargetGroup", "targets", { vpcId: "vpc-xxxxxxxx" }),
                resource("aws:lb/listener:Listener", "https", { loadBalancerArn: unknown, certificateArn: "<certificate-arn>" }),
                resource("aws:rds/subnetGroup:SubnetGroup", "data", { subnetIds: ["subnet-0a1b2c3d", "subnet-placeholder"] }),
            ],
            expect: [at("targets", "vpcId"), at("https", "certificateArn"), at("data", "subnetIds[1]")],
        },
        {
            name: "an email address",
            stack: [resource("aws:sns/topicSubscription:TopicSubscription", "s", { protocol: "email", endpoint: "ops@example.com" })],
            expect: [at("s", "endpoint")],
        },
        {
            name: "DNS names",
            stack: [
                resource("aws:route53/zone:Zone", "zone", { name: "example.com" }),
                resource("aws:route53/record:Record", "record", { name: "api.corp.net", records: ["lb.example.com"] }),
                resource("aws:acm/certificate:Certificate", "cert", { domainName: "*.example.com" }),
            ],
            expect: [at("zone", "name"), at("record", "records[0]"), at("cert", "domainName")],
        },
        {
            name: "an address in a documentation block",
            stack: [resource("aws:ec2/customerGateway:CustomerGateway", "cgw", { bgpAsn: "65000", ipAddress: "198.51.100.7" })],
            expect: [at("cgw", "ipAddress")],
        },
        {
            name: "outputs",
            stack: [],
            outputs: { directConnectVifId: "vif-placeholder", ids: { a: ["TODO"] }, url: "https://api.example.com" },
            expect: [{ ...at("stack", "directConnectVifId"), says: /Fix: export the resource's own attribute/ }, at("stack", "ids.a[0]"), at("stack", "url")],
        },
        {
            name: "an output beside a resource's other placeholder",
            stack: [endpoint({ serverName: "db.example.com" })],
            outputs: { "api: url": "https://api.example.com" },
            expect: [at("source", "serverName"), at("stack", "api_url")],
        },
        {
            name: "an output that hands a placeholder on is the same mistake",
            stack: [endpoint({ serverName: "db.example.com" })],
            outputs: { sourceHost: "db.example.com" },
            once: ["shop-dev"],
            expect: [at("source", "serverName")],
        },
        {
            name: "what the provider repeats is the same mistake",
            stack: [
                resource("aws:route53/record:Record", "r", { name: "api.example.com" }, { outputs: { fqdn: "api.example.com", hostUrl: "api.example.com" } }),
            ],
            expect: [at("r", "name")],
        },
        {
            name: "a name that was never filled in",
            stack: [resource("aws:rds/instance:Instance", "db", { identifier: "postgres-${args.environmentSuffix}" })],
            expect: [{ ...at("db", "identifier"), says: /\$\{args\.environmentSuffix\} as text.*\n.*\n.*backquotes/ }],
        },
        {
            name: "a logical name that was never filled in, once",
            stack: [resource("aws:sqs/queue:Queue", "orders-${suffix}", { name: "orders-${suffix}-1a2b3c4" })],
            expect: [{ resource: "orders-${suffix}", says: /Fix: write the name in backquotes/ }],
        },
        {
            name: "an unknown resource beside it hides nothing",
            stack: [endpoint({ serverName: "db.example.com" }), endpoint({ serverName: unknown }, "other")],
            expect: [at("source", "serverName")],
        },
        {
            name: "another value is allowed",
            stack: [endpoint({ serverName: "db.example.com" })],
            settings: { allow: ["example.com"] },
            expect: [at("source", "serverName")],
        },
    ],
});
