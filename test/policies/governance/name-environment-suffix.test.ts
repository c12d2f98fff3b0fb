import { nameEnvironmentSuffix } from "../../../policies/governance/name-environment-suffix";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const role = (name: Value, logical = "role-dev"): TestResource => resource("aws:iam/role:Role", logical, { name });
const bucket = (name: string): TestResource => resource("aws:s3/bucket:Bucket", "logs-dev", { bucket: name });
const queue = (name: string, logical = "orders"): TestResource => resource("aws:sqs/queue:Queue", logical, { name });
const rule = (logical: string, more = {}): TestResource =>
    resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", logical, { ipProtocol: "tcp" }, more);
const logical = { logical: true };

policyTests(nameEnvironmentSuffix, {
    example: {
        bad: `
            new aws.dms.Endpoint("source", { endpointId: "source", endpointType: "source", engineName: "postgres" });`,
        good: `
            const suffix = config.require("environmentSuffix");
            new aws.dms.Endpoint("source", { endpointId: \`source-\${suffix}\`, endpointType: "source", engineName: "postgres" });`,
    },
    pass: [
        ...["orders-dev", "/ecs/orders-dev", "payment/db-dev", "orders-dev.fifo", "dev-orders", "ordersDev", "ordersdev", "orders_DEV", "orders-dev-api"].map(
            (name) => ({ name: `the name ${name}`, stack: [queue(name)] }),
        ),
        {
            name: "a bucket whose suffix is followed by the account id",
            stack: [bucket("vpc-flow-logs-dev-604219837745")],
            settings: { position: "end" },
            kind: "lookalike" as const,
        },
        { name: "a suffix followed by a region", stack: [bucket("logs-dev-eu-west-1")], settings: { position: "end" } },
        { name: "a suffix followed by a number", stack: [queue("orders-dev-1")], settings: { position: "end" } },
        { name: "a suffix followed by .fifo", stack: [queue("orders-dev.fifo")], settings: { position: "end" } },
        { name: "a prefix", stack: [queue("dev-orders")], settings: { position: "start" } },
        { name: "a name that Pulumi made up", stack: [queue("orders-1a2b3c4")], kind: "default" },
        { name: "a FIFO queue's name that Pulumi made up", stack: [queue("orders-1a2b3c4.fifo")] },
        {
            name: "a name that Pulumi made up and cut",
            stack: [resource("aws:lb/loadBalancer:LoadBalancer", "a-very-long-load-balancer-name", { name: "a-very-long-load-balance-1a2b3c4" })],
        },
        { name: "a name that is not known yet", stack: [role(unknown)] },
        { name: "a name from another resource", stack: [resource("random:index/randomPet:RandomPet", "pet"), role(ref("pet"))] },
        { name: "no name", stack: [resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" })] },
        { name: "a role that DMS looks up", stack: [role("dms-vpc-role")] },
        { name: "a log group that AWS names", stack: [resource("aws:cloudwatch/logGroup:LogGroup", "logs", { name: "/aws/lambda/orders" })] },
        { name: "a name that is unique within its role", stack: [resource("aws:iam/rolePolicy:RolePolicy", "p", { name: "read-secret" })] },
        { name: "an API's default stage", stack: [resource("aws:apigatewayv2/stage:Stage", "stage", { name: "$default" })] },
        { name: "the document that Session Manager reads", stack: [resource("aws:ssm/document:Document", "d", { name: "SSM-SessionManagerRunShell" })] },
        { name: "a DNS name", stack: [resource("aws:route53/record:Record", "api", { name: "api.corp.net" })] },
        { name: "a name that was never filled in, which no-placeholder-values judges", stack: [role("role-${suffix}")] },
        { name: "a logical name, which is free by default", stack: [rule("from-alb")] },
        { name: "logical names too", stack: [rule("from-alb-dev"), queue("orders-dev", "orders-dev")], settings: logical },
        ...["awsx:ec2:Vpc", "aws-apigateway:index:RestAPI"].map((type) => ({
            name: `what another package's component makes: ${type}`,
            stack: [resource(type, "component"), rule("component-rule", { parent: "component" })],
            settings: logical,
        })),
        {
            name: "a component and another provider's resource",
            stack: [resource("shop-aws:net:Network", "net"), resource("random:index/randomId:RandomId", "id")],
            settings: logical,
        },
        { name: "an exempt resource", stack: [queue("orders")], settings: { exempt: ["aws:sqs/*::orders"] } },
        { name: "the suffix of the setting", stack: [queue("orders-pr4521")], settings: { suffix: "pr4521" } },
        { name: "the configured suffix", stack: [queue("orders-pr4521")], config: { "shop:environmentSuffix": "pr4521" } },
        { name: "the environment in the stack's name", stack: [queue("orders-production")], stackName: "payments-prod" },
        ...[
            ["dev-2", "orders-development"],
            ["tst", "orders-testing"],
            ["payments-stg", "orders-staging"],
            ["payments-qa", "orders-qa"],
            ["payments-uat", "orders-uat"],
            ["payments-sandbox", "orders-sandbox"],
            ["payments-preprod", "orders-preprod"],
        ].map(([stackName, name = ""]) => ({ name: `the name ${name} in the stack ${stackName}`, stack: [queue(name)], stackName })),
        { name: "a stack that names no environment", stack: [queue("orders-pr-4521")], stackName: "pr-4521" },
        { name: "a name that is no text", stack: [role(["5"])] },
        { name: "a bucket that is called after a domain", stack: [bucket("www.corp.net")], kind: "lookalike" },
        { name: "a name that comes whole from configuration", stack: [queue("settlements")], config: { "shop:queueName": "settlements" } },
        { name: "a name in a structured value of the configuration", stack: [queue("settlements")], config: { "shop:queues": '{"out":"settlements"}' } },
        {
            name: "organizational units and accounts, which are environments themselves",
            stack: [
                resource("aws:organizations/organizationalUnit:OrganizationalUnit", "ou", { name: "Workloads" }),
                resource("aws:organizations/account:Account", "account", { name: "log-archive" }),
            ],
        },
        { name: "the environment amid a name in camel case", stack: [queue("ordersDevApi")] },
        { name: "the environment before a name without separators", stack: [queue("devorders")] },
        {
            name: "what another package's component makes in a project called like one",
            stack: [resource("eks:index:Cluster", "cluster"), rule("eks-rule", { parent: "cluster" })],
            settings: logical,
            project: "eks",
        },
    ],
    fail: [
        {
            name: "most names of the stack, as one",
            stack: [
                ...["orders", "mail", "jobs-dev"].map((name) => resource("aws:sqs/queue:Queue", `${name}-queue`, { name })),
                resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" }),
                resource("aws:iam/rolePolicy:RolePolicy", "read", { role: "orders-dev", name: "read" }),
            ],
            expect: [
                {
                    resource: "stack",
                    says: /\n2 resources are named in AWS without the environment suffix "dev": mail-queue, orders-queue\n[^]*Fix: make every name from the environment, such as "(mail|orders)-dev"/,
                },
            ],
        },
        {
            name: "some of its names, each by itself",
            // Of fewer names that are known, they are most.
            once: ["shop-dev"],
            stack: ["orders", "mail", "a-dev", "b-dev"].map((name) => resource("aws:sqs/queue:Queue", name, { name })),
            expect: ["orders", "mail"].map((name) => ({ resource: name, property: "name" })),
        },
        {
            name: "no suffix",
            stack: [queue("orders")],
            expect: [{ resource: "orders", property: "name", severity: "medium", says: /"orders" lacks the environment suffix "dev"\n.*\n.*"orders-dev"/ }],
        },
        { name: "the suffix within a word", stack: [queue("my-devices")], expect: [{ resource: "orders", property: "name" }] },
        { name: "a role that looks like one of DMS's and is none", stack: [role("dms-vpc-mgmt-role")], expect: [{ resource: "role-dev", property: "name" }] },
        {
            name: "another property than name",
            stack: [resource("aws:dms/endpoint:Endpoint", "source-dev", { endpointId: "source" })],
            expect: [{ resource: "source-dev", property: "endpointId" }],
        },
        {
            name: "aws-native's name",
            stack: [resource("aws-native:sqs:Queue", "orders", { queueName: "orders" })],
            expect: [{ resource: "orders", property: "queueName" }],
        },
        { name: "another environment", stack: [queue("orders-prod")], expect: [{ resource: "orders", property: "name" }] },
        {
            name: "the start of a name without separators, where the end is asked for",
            stack: [queue("devorders")],
            settings: { position: "end" },
            expect: [{ resource: "orders", property: "name" }],
        },
        {
            name: "the end of a name without separators, where the start is asked for",
            stack: [queue("ordersdev")],
            settings: { position: "start" },
            expect: [{ resource: "orders", property: "name" }],
        },
        ...["/shop/orders.api", "orders.api/mail"].map((name) => ({
            name: `the name ${name}, which is no domain`,
            stack: [resource("aws:cloudwatch/logGroup:LogGroup", "orders", { name })],
            expect: [{ resource: "orders", property: "name" }],
        })),
        { name: "not at the end", stack: [queue("orders-dev-api")], settings: { position: "end" }, expect: [{ resource: "orders", property: "name" }] },
        {
            name: "not at the start",
            stack: [queue("orders-dev")],
            settings: { position: "start" },
            expect: [{ resource: "orders", property: "name", says: /"dev-orders-dev"/ }],
        },
        {
            name: "a logical name",
            stack: [rule("from-alb")],
            settings: logical,
            expect: [
                {
                    resource: "from-alb",
                    says: /The logical name "from-alb" lacks[^]*Fix: name it after the environment in the program, such as "from-alb-dev"/,
                },
            ],
        },
        {
            name: "both names, as one finding",
            stack: [queue("orders")],
            settings: logical,
            expect: [{ resource: "orders", property: "name", says: /and so does the logical name/ }],
        },
        {
            name: "the logical name of a resource that Pulumi names",
            stack: [queue("orders-1a2b3c4")],
            settings: logical,
            expect: [{ resource: "orders", says: /logical name "orders"/ }],
        },
        {
            name: "the program's own component",
            stack: [resource("shop:net:Network", "net"), rule("from-alb", { parent: "net" })],
            settings: logical,
            expect: [{ resource: "from-alb" }],
        },
        ...["eks", "aws-shop"].map((project) => ({
            name: `the program's own component in a project called ${project}`,
            stack: [resource(`${project}:net:Network`, "net"), rule("from-alb", { parent: "net" })],
            settings: logical,
            project,
            expect: [{ resource: "from-alb" }],
        })),
        {
            name: "the program's own component, whose package only ends like another",
            stack: [resource("shop-eks:net:Network", "net"), rule("from-alb", { parent: "net" })],
            settings: logical,
            expect: [{ resource: "from-alb" }],
        },
        {
            name: "the component of another package of the program in such a project",
            stack: [resource("shop:net:Network", "net"), rule("from-alb", { parent: "net" })],
            settings: logical,
            project: "aws-shop",
            expect: [{ resource: "from-alb" }],
        },
        ...["developers", "latestdevelopers", "devices-api"].map((name) => ({
            name: `no environment in ${name}`,
            stack: [queue(name)],
            expect: [{ resource: "orders", property: "name" }],
        })),
        { name: "no environment in latest", stack: [queue("latest")], stackName: "test", expect: [{ resource: "orders", property: "name" }] },
        {
            name: "a name with a configured part",
            stack: [queue("settlements-out")],
            config: { "shop:queueName": "settlements" },
            expect: [{ resource: "orders", property: "name" }],
        },
        {
            name: "the configured suffix",
            stack: [queue("orders-dev")],
            config: { "shop:environmentSuffix": "pr4521" },
            expect: [{ resource: "orders", property: "name" }],
        },
        {
            name: "the setting before the configuration",
            stack: [queue("orders-pr1")],
            settings: { suffix: "pr2" },
            config: { "shop:environmentSuffix": "pr1" },
            expect: [{ resource: "orders", property: "name" }],
        },
        {
            name: "an exempt resource hides no other",
            stack: [queue("orders")],
            settings: { exempt: ["*::other"] },
            expect: [{ resource: "orders", property: "name" }],
        },
        { name: "an unknown resource beside it hides nothing", stack: [queue("orders"), role(unknown)], expect: [{ resource: "orders", property: "name" }] },
    ],
});
