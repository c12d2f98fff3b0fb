import { resourcePolicyNotPublic } from "../../../policies/identity/resource-policy-not-public";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const ANYONE = { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" };
const ACCOUNT = "851725499301";
const document = (...statements: unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const topic = (...statements: unknown[]): TestResource =>
    resource("aws:sns/topicPolicy:TopicPolicy", "open", { arn: unknown, policy: document(...statements) });
const when = (operator: string, key: string, value: Value): TestResource => topic({ ...ANYONE, Condition: { [operator]: { [key]: value } } });
const held = (type: string, property: string, more: Record<string, unknown> = {}): TestResource =>
    resource(type, "open", { ...more, [property]: document({ ...ANYONE, Action: "*" }) });
const open = [{ resource: "open", property: "policy", severity: "critical" }];
const domain = (props: Record<string, unknown> = {}): TestResource =>
    resource("aws:opensearch/domain:Domain", "open", { accessPolicies: document({ ...ANYONE, Action: "es:*" }), ...props });
const api = (types: Value): TestResource => resource("aws:apigateway/restApi:RestApi", "api", { endpointConfiguration: { types } });
const apiPolicy = resource("aws:apigateway/restApiPolicy:RestApiPolicy", "open", {
    restApiId: ref("api"),
    policy: document({ ...ANYONE, Action: "execute-api:Invoke" }),
});
const DENIED = { Effect: "Deny", Principal: "*", Action: "sns:*", Resource: "*", Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0a1" } } };

policyTests(resourcePolicyNotPublic, {
    example: {
        bad: `
            const topic = new aws.sns.Topic("orders");
            new aws.sns.TopicPolicy("orders", {
                arn: topic.arn,
                policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" }],
                }),
            });`,
        good: `
            const topic = new aws.sns.Topic("orders");
            new aws.sns.TopicPolicy("orders", {
                arn: topic.arn,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { Service: "s3.amazonaws.com" },
                            Action: "sns:Publish",
                            Resource: topic.arn,
                            Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::orders-7f3" } },
                        },
                    ],
                }),
            });`,
    },
    pass: [
        { name: "a named account", stack: [topic({ ...ANYONE, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } })] },
        { name: "no policy of its own", stack: [resource("aws:sns/topic:Topic", "t"), resource("aws:kms/key:Key", "k")], kind: "default" },
        {
            name: "a policy that is not known yet",
            stack: [resource("aws:sns/topicPolicy:TopicPolicy", "t", { arn: ref("o"), policy: unknown }), resource("aws:sns/topic:Topic", "o")],
            undecided: true,
        },
        {
            name: "parts that are not known yet: they never accuse",
            stack: [
                { ...ANYONE, Principal: { AWS: unknown } },
                { ...ANYONE, Effect: unknown },
                { ...ANYONE, Condition: unknown },
                { ...ANYONE, Condition: { StringEquals: { "aws:SourceAccount": unknown } } },
            ].map((statement, i) => resource("aws:sns/topic:Topic", `t${i}`, { policy: { Statement: [statement] } as never })),
        },
        {
            name: "another statement that is not known yet, which may deny it",
            stack: [resource("aws:sns/topic:Topic", "t", { policy: { Statement: [ANYONE, unknown] } as never })],
        },
        ...[
            ["StringEquals", "aws:SourceAccount", ACCOUNT],
            ["StringEquals", "aws:SourceOwner", [ACCOUNT]],
            ["ArnLike", "AWS:SourceArn", `arn:aws:sns:us-east-1:${ACCOUNT}:*`],
            ["ArnLike", "aws:SourceArn", "arn:aws:s3:::uploads-7f3"],
            ["StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
            ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/*"],
            ["StringEquals", "kms:CallerAccount", ACCOUNT],
            ["IpAddress", "aws:SourceIp", ["10.0.0.0/8", "203.0.113.7/32"]],
            ["Bool", "elasticfilesystem:AccessedViaMountTarget", "true"],
        ].map(([operator, key, value]) => ({
            name: `anyone where ${String(key)} is ${String(value)}`,
            stack: [when(operator as string, key as string, value)],
        })),
        { name: "anyone, which a denial closes for all but one endpoint", stack: [topic(ANYONE, DENIED)], kind: "lookalike" },
        { name: "a denial of everyone", stack: [topic({ ...ANYONE, Effect: "Deny" })] },
        {
            name: "a public registry that everybody may read",
            stack: [
                resource("aws:ecrpublic/repositoryPolicy:RepositoryPolicy", "r", {
                    repositoryName: "tools",
                    policy: document({ ...ANYONE, Action: ["ecr-public:GetRepositoryPolicy", "ecr-public:DescribeImages"] }),
                }),
            ],
        },
        { name: "a search domain in a VPC", stack: [domain({ vpcOptions: { subnetIds: ["subnet-0a1"] } })] },
        { name: "a search domain with users of its own", stack: [domain({ advancedSecurityOptions: { enabled: true } })] },
        { name: "a search domain of which that is not known yet", stack: [domain({ advancedSecurityOptions: unknown })] },
        {
            name: "the policy of a search domain of another stack, which may be in a VPC",
            stack: [
                resource("aws:opensearch/domainPolicy:DomainPolicy", "p", { domainName: "search", accessPolicies: document({ ...ANYONE, Action: "es:*" }) }),
            ],
        },
        { name: "an API that is not private, whose methods decide", stack: [api("REGIONAL"), apiPolicy] },
        { name: "a bucket's policy, of which another policy speaks", stack: [held("aws:s3/bucketPolicy:BucketPolicy", "policy")] },
        { name: "an endpoint's policy", stack: [held("aws:ec2/vpcEndpoint:VpcEndpoint", "policy")] },
        {
            name: "a service, for one account",
            stack: [topic({ ...ANYONE, Principal: { Service: "s3.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } })],
        },
        {
            name: "EventBridge, which publishes to a topic only without a Condition",
            stack: [topic({ ...ANYONE, Principal: { Service: "events.amazonaws.com" } })],
            kind: "lookalike",
        },
        {
            name: "a service that may use a key",
            stack: [resource("aws:kms/key:Key", "k", { policy: document({ ...ANYONE, Principal: { Service: "logs.us-east-1.amazonaws.com" } }) })],
        },
        {
            name: "an event bus for an organisation",
            stack: [
                resource("aws:cloudwatch/eventPermission:EventPermission", "p", {
                    principal: "*",
                    statementId: "org",
                    condition: { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-a1b2c3d4e5" },
                }),
            ],
        },
        { name: "odd documents", stack: ["{", "[]", "5", '{"Statement": [3, null]}'].map((policy, i) => resource("aws:sns/topic:Topic", `t${i}`, { policy })) },
    ],
    fail: [
        { name: "anyone may publish (SNS.4)", stack: [topic(ANYONE)], expect: [{ ...open[0], resource: "open", says: /anyone may do sns:Publish$/m }] },
        {
            name: "every AWS account (SQS.3)",
            stack: [
                resource("aws:sqs/queuePolicy:QueuePolicy", "open", {
                    queueUrl: ref("q"),
                    policy: document({ ...ANYONE, Principal: { AWS: [ACCOUNT, "*"] }, Action: ["sqs:SendMessage", "sqs:DeleteMessage"] }),
                }),
                resource("aws:sqs/queue:Queue", "q"),
            ],
            expect: [{ resource: "open", property: "policy", says: /sqs:SendMessage and 1 more/ }],
        },
        { name: "a key that anyone may use (KMS.5)", stack: [held("aws:kms/key:Key", "policy")], expect: open },
        ...[
            ["aws:kms/keyPolicy:KeyPolicy", "policy"],
            ["aws:secretsmanager/secretPolicy:SecretPolicy", "policy"],
            ["aws:ecr/repositoryPolicy:RepositoryPolicy", "policy"],
            ["aws:efs/fileSystemPolicy:FileSystemPolicy", "policy"],
            ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy"],
            ["aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", "accessPolicy"],
            ["aws:backup/vaultPolicy:VaultPolicy", "policy"],
            ["aws:glue/resourcePolicy:ResourcePolicy", "policy"],
            ["aws:s3/accessPoint:AccessPoint", "policy"],
            ["aws:ecrpublic/repositoryPolicy:RepositoryPolicy", "policy"],
        ].map(([type = "", property = ""]) => ({ name: type, stack: [held(type, property)], expect: [{ resource: "open", property }] })),
        {
            name: "a public registry that everybody may write to",
            stack: [
                resource("aws:ecrpublic/repositoryPolicy:RepositoryPolicy", "open", {
                    repositoryName: "tools",
                    policy: document({ ...ANYONE, Action: ["ecr-public:BatchGetImage", "ecr-public:PutImage"] }),
                }),
            ],
            expect: open,
        },
        { name: "all but some", stack: [topic({ ...ANYONE, Principal: undefined, NotPrincipal: { AWS: ACCOUNT } })], expect: open },
        ...[
            ["StringEqualsIfExists", "aws:SourceVpce", "vpce-0a1"],
            ["ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
            ["StringLike", "aws:SourceArn", "*"],
            ["ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:*"],
            ["IpAddress", "aws:SourceIp", "0.0.0.0/0"],
            ["IpAddress", "aws:SourceIp", ["203.0.113.7/32", "::/0"]],
            ["StringNotEquals", "aws:SourceAccount", ACCOUNT],
            ["Bool", "aws:SecureTransport", "true"],
            ["Bool", "elasticfilesystem:AccessedViaMountTarget", "false"],
        ].map(([operator, key, value]) => ({
            name: `anyone where ${String(operator)} ${String(key)} ${String(value)}, which is no restriction`,
            stack: [when(operator as string, key as string, value)],
            expect: open,
        })),
        { name: "a denial of other actions", stack: [topic(ANYONE, { ...DENIED, Action: "sns:Subscribe" })], expect: open },
        { name: "a denial of plain HTTP", stack: [topic(ANYONE, { ...DENIED, Condition: { Bool: { "aws:SecureTransport": "false" } } })], expect: open },
        { name: "a denial of one account", stack: [topic(ANYONE, { ...DENIED, Principal: { AWS: ACCOUNT } })], expect: open },
        { name: "a search domain on the internet", stack: [domain()], expect: [{ resource: "open", property: "accessPolicies" }] },
        {
            name: "a search domain on the internet, by a policy that stands apart",
            stack: [
                resource("aws:opensearch/domain:Domain", "d"),
                resource("aws:opensearch/domainPolicy:DomainPolicy", "open", { domainName: ref("d"), accessPolicies: document({ ...ANYONE, Action: "es:*" }) }),
            ],
            expect: [{ resource: "open", property: "accessPolicies" }],
        },
        { name: "a private API that any VPC may call", stack: [api("PRIVATE"), apiPolicy], expect: open },
        {
            name: "an event bus for anyone",
            stack: [resource("aws:cloudwatch/eventPermission:EventPermission", "open", { principal: "*", statementId: "all" })],
            expect: [{ resource: "open", property: "principal" }],
        },
        {
            name: "a service that sends for any account",
            stack: [topic({ ...ANYONE, Principal: { Service: "s3.amazonaws.com" } })],
            expect: [{ resource: "open", property: "policy", level: "advisory", says: /s3\.amazonaws\.com may send for any account/ }],
        },
        {
            name: "EventBridge, which sends to a queue with a Condition as well",
            stack: [
                resource("aws:sqs/queuePolicy:QueuePolicy", "open", {
                    queueUrl: unknown,
                    policy: document({ ...ANYONE, Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" }),
                }),
            ],
            expect: [{ resource: "open", property: "policy", level: "advisory", says: /events\.amazonaws\.com may send for any account/ }],
        },
        {
            name: "aws-native's queue",
            stack: [
                resource("aws-native:sqs:QueuePolicy", "open", {
                    queues: ["https://sqs.us-east-1.amazonaws.com/851725499301/orders"],
                    policyDocument: { Statement: [ANYONE] },
                }),
            ],
            expect: [{ resource: "open", property: "policyDocument" }],
        },
        {
            name: "aws-native's key",
            stack: [resource("aws-native:kms:Key", "open", { keyPolicy: { Statement: [ANYONE] } })],
            expect: [{ resource: "open", property: "keyPolicy" }],
        },
    ],
});
