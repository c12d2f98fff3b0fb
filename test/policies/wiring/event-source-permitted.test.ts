import { eventSourcePermitted } from "../../../policies/wiring/event-source-permitted";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const ACCOUNT = "604219837745";
const QUEUE_ARN = `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`;
const trust = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }] });
const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const managed = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

const role = resource("aws:iam/role:Role", "worker", { name: "worker", assumeRolePolicy: trust });
const fn = resource("aws:lambda/function:Function", "work", { name: "work", role: ref("worker") });
const queue = resource("aws:sqs/queue:Queue", "orders", {}, { outputs: { arn: QUEUE_ARN } });
const mapping = (more: Value = {}): TestResource =>
    resource("aws:lambda/eventSourceMapping:EventSourceMapping", "read", { eventSourceArn: ref("orders"), functionName: ref("work"), ...more });
const attach = (policyArn: Value): TestResource => resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attach", { role: "worker", policyArn });
const inline = (policy: Value): TestResource => resource("aws:iam/rolePolicy:RolePolicy", "inline", { role: ref("worker"), policy });
const reads = (Resource: Value): string =>
    document({ Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource });
const basic = attach(managed("service-role/AWSLambdaBasicExecutionRole"));

/** The other sources, each with AWS's policy for it. */
const sources: { source: TestResource; policy: string; misses: RegExp }[] = [
    {
        source: resource("aws:kinesis/stream:Stream", "clicks", { shardCount: 1 }),
        policy: "service-role/AWSLambdaKinesisExecutionRole",
        misses: /kinesis:GetRecords/,
    },
    {
        source: resource("aws:dynamodb/table:Table", "table", { hashKey: "id", attributes: [{ name: "id", type: "S" }], streamEnabled: true }),
        policy: "service-role/AWSLambdaDynamoDBExecutionRole",
        misses: /dynamodb:DescribeStream/,
    },
    {
        source: resource("aws:msk/cluster:Cluster", "kafka", {
            ...{ kafkaVersion: "3.9.x", numberOfBrokerNodes: 3 },
            brokerNodeGroupInfo: { clientSubnets: ["subnet-1"], instanceType: "kafka.m7g.large", securityGroups: ["sg-1"] },
        }),
        policy: "service-role/AWSLambdaMSKExecutionRole",
        misses: /kafka:GetBootstrapBrokers/,
    },
];

policyTests(eventSourcePermitted, {
    example: {
        bad: `
            const orders = new aws.sqs.Queue("orders", { visibilityTimeoutSeconds: 60 });
            const worker = new aws.iam.Role("worker", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
            });
            new aws.iam.RolePolicyAttachment("logs", {
                role: worker.name, policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
            });
            const work = new aws.lambda.Function("work", {
                code, handler: "index.handler", runtime: "nodejs24.x", role: worker.arn, timeout: 10,
            });
            new aws.lambda.EventSourceMapping("orders", { eventSourceArn: orders.arn, functionName: work.arn });`,
        good: `
            const orders = new aws.sqs.Queue("orders", { visibilityTimeoutSeconds: 60 });
            const worker = new aws.iam.Role("worker", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
            });
            const reads = new aws.iam.RolePolicyAttachment("reads", {
                role: worker.name, policyArn: aws.iam.ManagedPolicy.AWSLambdaSQSQueueExecutionRole,
            });
            const work = new aws.lambda.Function("work", {
                code, handler: "index.handler", runtime: "nodejs24.x", role: worker.arn, timeout: 10,
            });
            new aws.lambda.EventSourceMapping("orders", {
                eventSourceArn: orders.arn, functionName: work.arn,
            }, { dependsOn: reads });`,
    },
    pass: [
        {
            name: "AWS's own policy for queues",
            stack: [role, fn, queue, mapping(), attach(managed("service-role/AWSLambdaSQSQueueExecutionRole"))],
            undecided: false,
        },
        { name: "AWS's policy of all of SQS", stack: [role, fn, queue, mapping(), attach(managed("AmazonSQSFullAccess"))] },
        { name: "a policy for this queue", stack: [role, fn, queue, mapping(), inline(reads(QUEUE_ARN))] },
        { name: "a policy for every queue", stack: [role, fn, { ...queue, outputs: {} }, mapping(), inline(reads("arn:aws:sqs:*:*:*"))] },
        { name: "a policy that refers to the queue, not there yet", stack: [role, fn, queue, mapping(), inline(ref("orders"))], undecided: true },
        {
            name: "a customer policy that is not known",
            stack: [role, fn, queue, mapping(), attach(ref("own")), resource("aws:iam/policy:Policy", "own", { policy: unknown })],
            undecided: true,
        },
        { name: "a policy of AWS that the facts do not have", stack: [role, fn, queue, mapping(), attach(managed("ReadOnlyAccess"))], undecided: true },
        {
            name: "a queue whose own policy lets the role read",
            kind: "lookalike",
            stack: [
                ...[role, fn, queue, mapping(), basic],
                resource("aws:sqs/queuePolicy:QueuePolicy", "policy", {
                    queueUrl: ref("orders"),
                    policy: document({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/worker` }, Action: "sqs:*", Resource: QUEUE_ARN }),
                }),
            ],
            undecided: true,
        },
        { name: "a queue outside the stack, whose policy may let it read", stack: [role, fn, mapping({ eventSourceArn: QUEUE_ARN }), basic] },
        { name: "a source that is not known", kind: "default", stack: [role, fn, queue, mapping({ eventSourceArn: unknown }), basic] },
        { name: "a function outside the stack", stack: [role, queue, mapping({ functionName: "elsewhere" }), basic] },
        { name: "a role outside the stack", stack: [{ ...fn, props: { name: "work", role: `arn:aws:iam::${ACCOUNT}:role/other` } }, queue, mapping()] },
        { name: "a role that something outside completes", stack: [role, fn, queue, mapping(), basic], settings: { trusted: ["aws:iam/role:Role"] } },
        ...sources.map(({ source, policy }) => ({
            name: `AWS's own policy for ${source.name}`,
            stack: [role, fn, source, mapping({ eventSourceArn: ref(source.name) }), attach(managed(policy))],
        })),
    ],
    fail: [
        {
            name: "a role that may write logs only",
            stack: [role, fn, queue, mapping(), basic],
            expect: [
                {
                    ...{ resource: "read", property: "eventSourceArn", severity: "high" },
                    says: /role worker of function work may not do sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on orders/,
                },
            ],
        },
        {
            name: "a role that may not delete what it has read",
            stack: [
                role,
                fn,
                queue,
                mapping(),
                attach(managed("AmazonSQSReadOnlyAccess")),
                inline(document({ Effect: "Allow", Action: "sqs:Receive*", Resource: "*" })),
            ],
            expect: [{ resource: "read", property: "eventSourceArn", says: /may not do sqs:DeleteMessage on orders/ }],
        },
        {
            name: "a policy for another queue",
            stack: [role, fn, queue, mapping(), inline(reads(`${QUEUE_ARN}-failed`))],
            expect: [{ resource: "read", property: "eventSourceArn" }],
        },
        {
            name: "a queue whose own policy lets a service send, and nobody read",
            stack: [
                ...[role, fn, queue, mapping({ functionName: "work:live" }), basic],
                resource("aws:sqs/queuePolicy:QueuePolicy", "policy", {
                    queueUrl: ref("orders"),
                    policy: document({ Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:*", Resource: QUEUE_ARN }),
                }),
            ],
            expect: [{ resource: "read", property: "eventSourceArn" }],
        },
        ...sources.map(({ source, misses }) => ({
            name: `${source.name} with a role that may write logs only`,
            stack: [role, fn, source, mapping({ eventSourceArn: ref(source.name) }), basic],
            expect: [{ resource: "read", property: "eventSourceArn", says: misses }],
        })),
    ],
});
