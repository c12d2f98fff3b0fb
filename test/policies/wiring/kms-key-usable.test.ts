import { kmsKeyUsable } from "../../../policies/wiring/kms-key-usable";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const ACCOUNT = "604219837745";
const root = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" };
const lets = (service: string, more: object = {}): object => ({
    ...{ Effect: "Allow", Principal: { Service: service }, Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*"], Resource: "*" },
    ...more,
});
const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const key = (policy?: Value): TestResource => resource("aws:kms/key:Key", "data", { policy }, policy === undefined ? { computed: ["policy"] } : {});
const group = (kmsKeyId: Value): TestResource => resource("aws:cloudwatch/logGroup:LogGroup", "app", { kmsKeyId });
const trail = (kmsKeyId: Value): TestResource => resource("aws:cloudtrail/trail:Trail", "audit", { s3BucketName: "logs", kmsKeyId });
const queue = (kmsMasterKeyId: Value): TestResource => resource("aws:sqs/queue:Queue", "orders", { kmsMasterKeyId });
const topic = (kmsMasterKeyId: Value): TestResource => resource("aws:sns/topic:Topic", "alerts", { kmsMasterKeyId });
const rule = resource("aws:cloudwatch/eventRule:EventRule", "nightly", { scheduleExpression: "rate(1 day)" });
const target = (arn: Value): TestResource => resource("aws:cloudwatch/eventTarget:EventTarget", "target", { rule: ref("nightly"), arn });
const subscription = resource("aws:sns/topicSubscription:TopicSubscription", "subscription", {
    topic: ref("alerts"),
    protocol: "sqs",
    endpoint: ref("orders"),
});
const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "errors", {
    ...{ comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, alarmActions: [ref("alerts")] },
});
const alias = resource("aws:kms/alias:Alias", "alias", { name: "alias/data", targetKeyId: ref("data") });

policyTests(kmsKeyUsable, {
    example: {
        bad: `
            const data = new aws.kms.Key("data", { enableKeyRotation: true });
            new aws.cloudwatch.LogGroup("app", { kmsKeyId: data.arn, retentionInDays: 365 });`,
        good: `
            const account = "604219837745";
            const data = new aws.kms.Key("data", {
                enableKeyRotation: true,
                policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        { Effect: "Allow", Principal: { AWS: \`arn:aws:iam::\${account}:root\` }, Action: "kms:*", Resource: "*" },
                        {
                            Effect: "Allow",
                            Principal: { Service: "logs.eu-west-1.amazonaws.com" },
                            Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                            Resource: "*",
                            Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": \`arn:aws:logs:*:\${account}:*\` } },
                        },
                    ],
                }),
            });
            new aws.cloudwatch.LogGroup("app", { kmsKeyId: data.arn, retentionInDays: 365 });`,
    },
    pass: [
        {
            name: "a key that lets CloudWatch Logs in",
            stack: [key(document(root, lets("logs.eu-west-1.amazonaws.com"))), group(ref("data"))],
            undecided: false,
        },
        {
            name: "a key that lets it in for its log groups",
            stack: [
                key(
                    document(
                        root,
                        lets("logs.eu-west-1.amazonaws.com", { Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:*:*:*" } } }),
                    ),
                ),
                group(ref("data")),
            ],
            undecided: true,
        },
        { name: "a policy that is not known", stack: [key(unknown), group(ref("data"))], undecided: true },
        {
            name: "a policy beside the key that may be of it",
            stack: [key(), group(ref("data")), resource("aws:kms/keyPolicy:KeyPolicy", "policy", { keyId: unknown, policy: document(root) })],
            undecided: true,
        },
        {
            name: "a policy beside the key",
            stack: [
                key(),
                group(ref("data")),
                resource("aws:kms/keyPolicy:KeyPolicy", "policy", { keyId: ref("data"), policy: document(root, lets("logs.amazonaws.com")) }),
            ],
        },
        { name: "a log group under no key of its own", kind: "default", stack: [key(), group(undefined)] },
        { name: "a log group whose key is not known", stack: [key(), group(unknown)] },
        { name: "a key from outside", stack: [group(`arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`)] },
        {
            name: "a queue that only identities send to: those have their own permissions",
            kind: "lookalike",
            stack: [key(), queue(ref("data"))],
        },
        {
            name: "a database uses the key in the name of who makes it",
            kind: "lookalike",
            stack: [key(), resource("aws:dynamodb/table:Table", "table", { attributes: [], serverSideEncryption: { enabled: true, kmsKeyArn: ref("data") } })],
        },
        {
            name: "a key that lets a topic's queue be sent to",
            stack: [key(document(root, lets("sns.amazonaws.com"))), topic(undefined), queue(ref("data")), subscription],
        },
        { name: "AWS's own key under a queue that no service sends to", stack: [queue("alias/aws/sqs")] },
        { name: "a key that something outside completes", stack: [key(), group(ref("data"))], settings: { trusted: ["aws:kms/key:Key::data"] } },
    ],
    fail: [
        {
            name: "a log group under a key with the default policy",
            stack: [key(), group(ref("data"))],
            expect: [
                {
                    resource: "data",
                    property: "policy",
                    severity: "high",
                    says: /logs\.amazonaws\.com may not use this key: CloudWatch Logs refuses log group app[^]*allows kms:GenerateDataKey\* and kms:Decrypt to Service logs/,
                },
            ],
        },
        {
            name: "a policy that lets the account in only",
            stack: [key(document(root)), group(ref("data"))],
            expect: [{ resource: "data", property: "policy" }],
        },
        {
            name: "two log groups, one finding",
            stack: [key(), { ...group(ref("data")), name: "web" }, group(ref("data"))],
            expect: [{ resource: "data", property: "policy", says: /log group app/ }],
        },
        { name: "a key by its alias", stack: [key(), alias, group(ref("alias"))], expect: [{ resource: "data", property: "policy" }] },
        {
            name: "a policy that lets it decrypt only",
            stack: [key(document(root, lets("logs.amazonaws.com", { Action: "kms:Decrypt" }))), group(ref("data"))],
            expect: [{ resource: "data", property: "policy" }],
        },
        {
            name: "a trail",
            stack: [key(document(root)), trail(ref("data"))],
            expect: [{ resource: "data", property: "policy", says: /CloudTrail refuses trail audit/ }],
        },
        {
            name: "a queue that a topic sends to",
            stack: [key(document(root)), topic(undefined), queue(ref("data")), subscription],
            expect: [{ resource: "data", property: "policy", says: /sns\.amazonaws\.com may not use this key: what subscription sends to orders is lost/ }],
        },
        {
            name: "a topic that a rule and an alarm send to",
            stack: [key(document(root)), topic(ref("data")), rule, target(ref("alerts")), alarm],
            expect: [
                { resource: "data", property: "policy", says: /events\.amazonaws\.com/ },
                { resource: "data", property: "policy", says: /cloudwatch\.amazonaws\.com/ },
            ],
        },
        {
            name: "AWS's own key under a queue that a rule sends to",
            stack: [queue("alias/aws/sqs"), rule, target(ref("orders"))],
            expect: [
                {
                    resource: "orders",
                    property: "kmsMasterKeyId",
                    says: /events\.amazonaws\.com cannot use AWS's own key[^]*a key of your own whose policy allows/,
                },
            ],
        },
        {
            name: "AWS's own key under a topic that a rule sends to",
            stack: [topic("alias/aws/sns"), rule, target(ref("alerts"))],
            expect: [{ resource: "alerts", property: "kmsMasterKeyId" }],
        },
    ],
});
