import { logDeliveryPermitted } from "../../../policies/wiring/log-delivery-permitted";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const ACCOUNT = "604219837745";
const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const lets = (service: string, action: string | string[] = "s3:PutObject"): object => ({
    ...{ Effect: "Allow", Principal: { Service: service }, Action: action, Resource: "*" },
});

const bucket = resource("aws:s3/bucket:Bucket", "logs", { region: "eu-west-1" });
const policy = (value: Value): TestResource => resource("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: ref("logs"), policy: value });
const balancer = (more: Value = {}, accessLogs: Value = { bucket: ref("logs"), enabled: true }): TestResource =>
    resource("aws:lb/loadBalancer:LoadBalancer", "shop", { region: "eu-west-1", loadBalancerType: "application", accessLogs, ...more });
const classic = (accessLogs: Value): TestResource => resource("aws:elb/loadBalancer:LoadBalancer", "old", { listeners: [], accessLogs });
const trail = resource("aws:cloudtrail/trail:Trail", "audit", { s3BucketName: ref("logs") });
const encrypted = (sseAlgorithm: Value, kmsMasterKeyId?: Value): TestResource =>
    resource("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "encryption", {
        bucket: ref("logs"),
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId } }],
    });
const key = (value?: Value): TestResource => resource("aws:kms/key:Key", "data", { policy: value });
const channel = resource("aws:cfg/deliveryChannel:DeliveryChannel", "channel", { s3BucketName: ref("logs") });
const recorder = (roleArn: Value = ref("config")): TestResource => resource("aws:cfg/recorder:Recorder", "recorder", { roleArn });
const role = resource("aws:iam/role:Role", "config", { name: "config", assumeRolePolicy: document(lets("config.amazonaws.com", "sts:AssumeRole")) });
const inline = (value: Value): TestResource => resource("aws:iam/rolePolicy:RolePolicy", "inline", { role: "config", policy: value });
const linked = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
const flowLog = resource("aws:ec2/flowLog:FlowLog", "flow", { vpcId: "vpc-1", logDestination: ref("logs"), logDestinationType: "s3", trafficType: "ALL" });
const balancing = policy(document(lets("logdelivery.elasticloadbalancing.amazonaws.com")));

policyTests(logDeliveryPermitted, {
    example: {
        bad: `
            const logs = new aws.s3.Bucket("logs");
            new aws.lb.LoadBalancer("shop", {
                internal: true, subnets: subnetIds, dropInvalidHeaderFields: true,
                accessLogs: { bucket: logs.bucket, enabled: true },
            });`,
        good: `
            const logs = new aws.s3.Bucket("logs");
            const writes = new aws.s3.BucketPolicy("logs", {
                bucket: logs.bucket,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [{
                        Effect: "Allow",
                        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
                        Action: "s3:PutObject",
                        Resource: pulumi.interpolate\`\${logs.arn}/AWSLogs/*\`,
                    }],
                }),
            });
            new aws.lb.LoadBalancer("shop", {
                internal: true, subnets: subnetIds, dropInvalidHeaderFields: true,
                accessLogs: { bucket: logs.bucket, enabled: true },
            }, { dependsOn: writes });`,
    },
    pass: [
        { name: "a bucket that lets the load balancers in", stack: [bucket, balancer(), balancing], undecided: false },
        {
            name: "a bucket that lets AWS's account of the Region in, as older policies do",
            kind: "lookalike",
            stack: [bucket, balancer(), policy(document({ ...lets(""), Principal: { AWS: "arn:aws:iam::156460612806:root" } }))],
            undecided: true,
        },
        { name: "a policy that is not known", stack: [bucket, balancer(), policy(ref("logs"))], undecided: true },
        {
            name: "a policy that may be the bucket's",
            stack: [bucket, balancer(), { ...balancing, props: { bucket: unknown, policy: document() } }],
            undecided: true,
        },
        { name: "logs that are off, the default", kind: "default", stack: [bucket, balancer({}, { bucket: ref("logs") })] },
        { name: "no logs", stack: [bucket, balancer({ accessLogs: undefined }), classic(undefined)] },
        { name: "logs of a classic load balancer that are off", stack: [bucket, classic({ bucket: ref("logs"), enabled: false })] },
        { name: "whether they are on is not known", stack: [bucket, balancer({}, { bucket: ref("logs"), enabled: unknown })], undecided: true },
        { name: "a bucket from outside", stack: [balancer({}, { bucket: "elsewhere", enabled: true })] },
        { name: "a bucket that something outside completes", stack: [bucket, balancer(), trail], settings: { trusted: ["aws:s3/bucket:Bucket"] } },
        { name: "Regions that are not known", stack: [{ ...bucket, props: { region: unknown } }, balancer(), balancing] },
        { name: "a bucket with keys of S3", stack: [bucket, balancer(), balancing, encrypted("AES256")] },
        {
            name: "a network load balancer takes keys of KMS",
            kind: "lookalike",
            stack: [bucket, balancer({ loadBalancerType: "network" }), policy(document(lets("delivery.logs.amazonaws.com"))), encrypted("aws:kms")],
        },
        { name: "a bucket that lets CloudTrail in", stack: [bucket, trail, policy(document(lets("cloudtrail.amazonaws.com", "s3:*")))] },
        {
            name: "a recorder whose role may write",
            stack: [bucket, channel, recorder(), role, inline(document({ Effect: "Allow", Action: "s3:*", Resource: "*" }))],
        },
        {
            name: "a recorder's role that the bucket's policy makes needless",
            stack: [bucket, channel, recorder(), role, policy(document(lets("config.amazonaws.com")))],
        },
        { name: "one of two recorders", stack: [bucket, channel, recorder(), { ...recorder(), name: "second" }, role] },
        { name: "a recorder from elsewhere", stack: [bucket, channel, role] },
        { name: "a recorder for a bucket from elsewhere", stack: [{ ...channel, props: { s3BucketName: "logs" } }, recorder(), role] },
        { name: "a recorder's role that is not known", stack: [bucket, channel, recorder(unknown)] },
        {
            name: "a service-linked role, and a bucket that lets Config in",
            stack: [bucket, channel, recorder(linked), policy(document(lets("config.amazonaws.com")))],
        },
        {
            name: "a recorder's role that something outside completes",
            stack: [bucket, channel, recorder(), role],
            settings: { trusted: ["aws:iam/role:Role"] },
        },
        { name: "flow logs, for which AWS changes the bucket's policy itself", kind: "lookalike", stack: [bucket, flowLog] },
        {
            name: "flow logs under a key that lets them in",
            stack: [bucket, flowLog, key(document(lets("delivery.logs.amazonaws.com", "kms:GenerateDataKey*"))), encrypted("aws:kms", ref("data"))],
        },
        { name: "flow logs under a key from outside", stack: [bucket, flowLog, encrypted("aws:kms", "alias/data")] },
    ],
    fail: [
        {
            name: "a bucket without a policy",
            stack: [bucket, balancer()],
            expect: [
                {
                    resource: "shop",
                    property: "accessLogs.bucket",
                    severity: "high",
                    says: /no policy of bucket logs lets logdelivery\.elasticloadbalancing\.amazonaws\.com do s3:PutObject[^]*add an aws\.s3\.BucketPolicy for logs/,
                },
            ],
        },
        {
            name: "a policy that lets another service write",
            stack: [bucket, balancer(), policy(document(lets("cloudtrail.amazonaws.com")))],
            expect: [{ resource: "shop", property: "accessLogs.bucket" }],
        },
        {
            name: "logs of connections",
            stack: [bucket, balancer({ accessLogs: undefined, connectionLogs: { bucket: ref("logs"), enabled: true } })],
            expect: [{ resource: "shop", property: "connectionLogs.bucket" }],
        },
        { name: "a classic load balancer", stack: [bucket, classic({ bucket: ref("logs") })], expect: [{ resource: "old", property: "accessLogs.bucket" }] },
        {
            name: "a bucket in another Region",
            stack: [bucket, balancer({ region: "us-east-1" }), balancing],
            expect: [
                { resource: "shop", property: "accessLogs.bucket", says: /is in eu-west-1, the load balancer in us-east-1[^]*the load balancer's own Region/ },
            ],
        },
        {
            name: "a bucket with keys of KMS",
            stack: [bucket, balancer(), balancing, encrypted("aws:kms", ref("data")), key()],
            expect: [{ resource: "shop", property: "accessLogs.bucket", says: /encrypted with KMS[^]*set sseAlgorithm of logs to "AES256"/ }],
        },
        {
            name: "a trail into a bucket without a policy",
            stack: [bucket, trail],
            expect: [{ resource: "audit", property: "s3BucketName", says: /cloudtrail\.amazonaws\.com do s3:GetBucketAcl/ }],
        },
        {
            name: "a trail that may look at the bucket only",
            stack: [bucket, trail, policy(document(lets("cloudtrail.amazonaws.com", "s3:GetBucketAcl")))],
            expect: [{ resource: "audit", property: "s3BucketName", says: /do s3:PutObject/ }],
        },
        {
            name: "a recorder whose role may not write",
            stack: [bucket, channel, recorder(), role],
            expect: [{ resource: "channel", property: "s3BucketName", says: /role config of recorder recorder[^]*give config a policy/ }],
        },
        {
            name: "a service-linked role, and a bucket without a policy",
            stack: [bucket, channel, recorder(linked)],
            expect: [{ resource: "channel", property: "s3BucketName" }],
        },
        {
            name: "flow logs under a key with the default policy",
            stack: [bucket, flowLog, key(), encrypted("aws:kms", ref("data"))],
            expect: [
                {
                    resource: "flow",
                    property: "logDestination",
                    says: /delivery\.logs\.amazonaws\.com may not use key data[^]*add a statement to the policy of data/,
                },
            ],
        },
    ],
});
