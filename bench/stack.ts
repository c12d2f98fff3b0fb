/** A stack of any size, and the same resources as a CloudFormation template for Checkov. */
import type { Preview, PreviewResource, Values } from "../cli/inputs/stack";
import { UNKNOWN } from "../kit/sentinels";

const STACK = "prod";
const PROJECT = "bench";

interface Kind {
    type: string;
    cloudFormation: string;
    /** Inputs of the i-th resource; about twenty properties with the padding below. */
    inputs(i: number): Values;
    /** Property -> the kind, by index in KINDS, whose i-th resource it came from. */
    references?: Record<string, number>;
    /** The CloudFormation properties that say the same. */
    template(i: number): Values;
}

const KINDS: Kind[] = [
    {
        type: "aws:ec2/vpc:Vpc",
        cloudFormation: "AWS::EC2::VPC",
        inputs: (i) => ({
            cidrBlock: `10.${i % 250}.0.0/16`,
            enableDnsHostnames: true,
            enableDnsSupport: true,
            instanceTenancy: "default",
        }),
        template: (i) => ({ CidrBlock: `10.${i % 250}.0.0/16`, EnableDnsHostnames: true }),
    },
    {
        type: "aws:ec2/subnet:Subnet",
        cloudFormation: "AWS::EC2::Subnet",
        inputs: (i) => ({
            vpcId: UNKNOWN,
            cidrBlock: `10.${i % 250}.1.0/24`,
            availabilityZone: "us-east-1a",
            mapPublicIpOnLaunch: false,
        }),
        references: { vpcId: 0 },
        template: (i) => ({
            VpcId: { Ref: `R0x${i}` },
            CidrBlock: `10.${i % 250}.1.0/24`,
            AvailabilityZone: "us-east-1a",
        }),
    },
    {
        type: "aws:kms/key:Key",
        cloudFormation: "AWS::KMS::Key",
        inputs: (i) => ({ description: `key ${i}`, enableKeyRotation: true, deletionWindowInDays: 30 }),
        template: (i) => ({ Description: `key ${i}`, EnableKeyRotation: true }),
    },
    {
        type: "aws:lambda/function:Function",
        cloudFormation: "AWS::Lambda::Function",
        inputs: (i) => ({
            ...{
                runtime: "nodejs22.x",
                handler: "index.handler",
                role: "arn:aws:iam::604219837745:role/worker",
                memorySize: 512,
                timeout: 30,
            },
            ...{
                environment: { variables: { TABLE: `orders-${i}`, STAGE: "prod" } },
                kmsKeyArn: UNKNOWN,
                reservedConcurrentExecutions: 5,
            },
        }),
        references: { kmsKeyArn: 2 },
        template: (i) => ({
            ...{
                Runtime: "nodejs22.x",
                Handler: "index.handler",
                Role: "arn:aws:iam::604219837745:role/worker",
                MemorySize: 512,
            },
            ...{
                Code: { ZipFile: "x" },
                Environment: { Variables: { TABLE: `orders-${i}`, STAGE: "prod" } },
                ReservedConcurrentExecutions: 5,
            },
        }),
    },
    {
        type: "aws:sqs/queue:Queue",
        cloudFormation: "AWS::SQS::Queue",
        inputs: (i) => ({
            name: `jobs-${i}-prod`,
            messageRetentionSeconds: 86400,
            sqsManagedSseEnabled: true,
            visibilityTimeoutSeconds: 60,
        }),
        template: (i) => ({ QueueName: `jobs-${i}-prod`, MessageRetentionPeriod: 86400, SqsManagedSseEnabled: true }),
    },
    {
        type: "aws:rds/instance:Instance",
        cloudFormation: "AWS::RDS::DBInstance",
        inputs: (i) => ({
            ...{
                engine: "postgres",
                engineVersion: "16.9",
                instanceClass: "db.r6g.large",
                allocatedStorage: 100,
                multiAz: true,
            },
            ...{
                storageEncrypted: true,
                backupRetentionPeriod: 14,
                deletionProtection: true,
                publiclyAccessible: false,
            },
            ...{
                identifier: `orders-${i}-prod`,
                manageMasterUserPassword: true,
                username: "orders_admin",
                finalSnapshotIdentifier: `final-${i}`,
            },
        }),
        template: (i) => ({
            ...{
                Engine: "postgres",
                EngineVersion: "16.9",
                DBInstanceClass: "db.r6g.large",
                AllocatedStorage: "100",
                MultiAZ: true,
            },
            ...{
                StorageEncrypted: true,
                DeletionProtection: true,
                DBInstanceIdentifier: `orders-${i}-prod`,
                ManageMasterUserPassword: true,
            },
        }),
    },
    {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        cloudFormation: "AWS::CloudWatch::Alarm",
        inputs: (i) => ({
            ...{
                namespace: "AWS/SQS",
                metricName: "ApproximateAgeOfOldestMessage",
                dimensions: { QueueName: `jobs-${i}-prod` },
            },
            ...{
                comparisonOperator: "GreaterThanThreshold",
                threshold: 600,
                period: 300,
                evaluationPeriods: 2,
                statistic: "Maximum",
            },
            ...{ alarmActions: ["arn:aws:sns:us-east-1:604219837745:alerts"], treatMissingData: "notBreaching" },
        }),
        template: (i) => ({
            ...{
                Namespace: "AWS/SQS",
                MetricName: "ApproximateAgeOfOldestMessage",
                Threshold: 600,
                Period: 300,
                EvaluationPeriods: 2,
            },
            ...{
                Dimensions: [{ Name: "QueueName", Value: `jobs-${i}-prod` }],
                ComparisonOperator: "GreaterThanThreshold",
                Statistic: "Maximum",
            },
        }),
    },
    {
        type: "aws:iam/role:Role",
        cloudFormation: "AWS::IAM::Role",
        inputs: () => ({ assumeRolePolicy: TRUST, maxSessionDuration: 3600, path: "/", forceDetachPolicies: false }),
        template: () => ({ AssumeRolePolicyDocument: JSON.parse(TRUST) as Values, Path: "/" }),
    },
    {
        type: "aws:cloudwatch/logGroup:LogGroup",
        cloudFormation: "AWS::Logs::LogGroup",
        inputs: (i) => ({
            name: `/aws/lambda/worker-${i}-prod`,
            retentionInDays: 365,
            kmsKeyId: UNKNOWN,
            skipDestroy: false,
        }),
        references: { kmsKeyId: 2 },
        template: (i) => ({ LogGroupName: `/aws/lambda/worker-${i}-prod`, RetentionInDays: 365 }),
    },
    {
        type: "aws:secretsmanager/secret:Secret",
        cloudFormation: "AWS::SecretsManager::Secret",
        inputs: (i) => ({ name: `orders/db-${i}-prod`, kmsKeyId: UNKNOWN, recoveryWindowInDays: 30 }),
        references: { kmsKeyId: 2 },
        template: (i) => ({ Name: `orders/db-${i}-prod` }),
    },
];

const TRUST = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
});

const TAGS = { Environment: "production", Project: "bench", ManagedBy: "Pulumi", Owner: "team", CostCenter: "cc-1" };

/** Pads a resource to twenty top-level properties, as a real one has. */
function padded(inputs: Values): Values {
    const missing = Math.max(0, 20 - Object.keys(inputs).length - 2);
    const padding = Array.from({ length: missing }, (_, i) => [
        `description${i}`,
        `a property of usual length, number ${i}`,
    ]);
    return { ...inputs, tags: TAGS, tagsAll: TAGS, ...Object.fromEntries(padding) };
}

function urnOf(kind: Kind, i: number): string {
    return `urn:pulumi:${STACK}::${PROJECT}::${kind.type}::${nameOf(kind, i)}`;
}

function nameOf({ type }: Kind, i: number): string {
    return `${(type.split(":").pop() as string).toLowerCase()}-${i}-prod`;
}

const PROVIDER = `urn:pulumi:${STACK}::${PROJECT}::pulumi:providers:aws::default_7_48_0`;

/** A stack of `count` resources, as a preview would tell it. */
export function makeStack(count: number): Preview {
    const parent = `urn:pulumi:${STACK}::${PROJECT}::pulumi:pulumi:Stack::${PROJECT}-${STACK}`;
    const bare = { dependencies: [], propertyDependencies: {}, options: {}, external: false };
    const resources: PreviewResource[] = [
        {
            ...bare,
            urn: parent,
            type: "pulumi:pulumi:Stack",
            name: `${PROJECT}-${STACK}`,
            custom: false,
            inputs: {},
            outputs: {},
        },
        {
            ...bare,
            ...{
                urn: PROVIDER,
                type: "pulumi:providers:aws",
                name: "default_7_48_0",
                custom: true,
                inputs: { region: "us-east-1" },
            },
        },
    ];
    for (let n = 0; n < count; n++) {
        const kind = KINDS[n % KINDS.length] as Kind;
        const i = Math.floor(n / KINDS.length);
        const propertyDependencies = Object.fromEntries(
            Object.entries(kind.references ?? {}).map(([property, other]) => [
                property,
                [urnOf(KINDS[other] as Kind, i)],
            ]),
        );
        const inputs = padded(kind.inputs(i));
        resources.push({
            ...{ ...bare, urn: urnOf(kind, i), type: kind.type, name: nameOf(kind, i), custom: true, inputs, parent },
            ...{ outputs: { ...inputs, id: UNKNOWN, arn: UNKNOWN }, provider: `${PROVIDER}::id`, propertyDependencies },
            dependencies: Object.values(propertyDependencies).flat(),
        });
    }
    const config = { "aws:region": "us-east-1", "bench:environment": "production" };
    return { project: PROJECT, stack: STACK, config, secretKeys: [], tags: {}, resources, notes: [] };
}

/** The stack as `pulumi preview --json` prints it. */
export function previewJson({ resources, config }: Preview): string {
    const steps = resources.map(
        ({ urn, type, custom, inputs, parent, dependencies, propertyDependencies, provider }) => ({
            op: "create",
            urn,
            newState: { urn, type, custom, inputs, parent, dependencies, propertyDependencies, provider },
        }),
    );
    return JSON.stringify({ config, steps, changeSummary: { create: steps.length } });
}

/** As many equivalent resources as a CloudFormation template. */
export function cloudFormation(count: number): string {
    const resources: Values = {};
    const Tags = Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value }));
    for (let n = 0; n < count; n++) {
        const index = n % KINDS.length;
        const { cloudFormation: Type, template } = KINDS[index] as Kind;
        const i = Math.floor(n / KINDS.length);
        resources[`R${index}x${i}`] = { Type, Properties: { ...template(i), Tags } };
    }
    return JSON.stringify({ AWSTemplateFormatVersion: "2010-09-09", Resources: resources }, undefined, 1);
}
