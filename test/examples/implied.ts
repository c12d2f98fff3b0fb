/**
 * What the examples on the policies' pages take as given: names that they use and do not declare. Each is a resource
 * that exists already, of which nothing is known, and it is read only where an example uses it.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const subnetOf = (name: string): aws.ec2.Subnet => aws.ec2.Subnet.get(`existing-${name}`, name);

/** Name -> what makes it. */
export const implied = {
    alarm: () => ({
        ...{ comparisonOperator: "GreaterThanThreshold", threshold: 80 },
        ...{ evaluationPeriods: 3, period: 300, statistic: "Average" },
    }),
    alb: () => aws.lb.LoadBalancer.get("existing-alb", "alb"),
    alerts: () => aws.sns.Topic.get("existing-alerts", "alerts"),
    check: () => aws.route53.HealthCheck.get("existing-check", "check"),
    cluster: () => aws.ecs.Cluster.get("existing-cluster", "cluster"),
    code: () => new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = async () => {};") }),
    config: () => new pulumi.Config(),
    database: () => ({ engine: "postgres", instanceClass: "db.m7g.large", allocatedStorage: 100 }),
    dimensions: () => ({ ReplicationInstanceIdentifier: "orders", ReplicationTaskIdentifier: "ABCDEFGHIJ" }),
    eip: () => aws.ec2.Eip.get("existing-eip", "eip"),
    endpoints: () => ({
        replicationTaskId: "orders",
        replicationInstanceArn: aws.dms.ReplicationInstance.get("existing-orders-replication", "orders").replicationInstanceArn,
        sourceEndpointArn: aws.dms.Endpoint.get("existing-orders-source", "source").endpointArn,
        targetEndpointArn: aws.dms.Endpoint.get("existing-orders-target", "target").endpointArn,
    }),
    key: () => aws.kms.Key.get("existing-key", "key"),
    logs: () => aws.cloudwatch.LogGroup.get("existing-logs", "logs"),
    queue: () => aws.sqs.Queue.get("existing-queue", "queue"),
    repository: () => aws.ecr.Repository.get("existing-repository", "repository"),
    role: () =>
        aws.iam.Role.get("existing-role", "role", {
            assumeRolePolicy: JSON.stringify(aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" })),
        }),
    secret: () => aws.secretsmanager.Secret.get("existing-secret", "secret"),
    securityGroup: () => aws.ec2.SecurityGroup.get("existing-group", "sg-0a1b2c3d4e5f60718"),
    subnet: () => subnetOf("subnet"),
    subnetIds: () => [subnetOf("subnet-a").id, subnetOf("subnet-b").id],
    tableMappings: () => JSON.stringify({ rules: [] }),
    targetGroup: () => aws.lb.TargetGroup.get("existing-target-group", "target-group"),
    topic: () => aws.sns.Topic.get("existing-topic", "topic"),
    vpc: () => aws.ec2.Vpc.get("existing-vpc", "vpc-0a1b2c3d4e5f60718"),
    zone: () => aws.route53.Zone.get("existing-zone", "zone"),
};

/** The implied names, each made when it is first read. */
export function impliedScope(): object {
    const made = new Map<string, unknown>();
    const scope = {};
    for (const [name, make] of Object.entries(implied)) {
        Object.defineProperty(scope, name, {
            get: () => (made.has(name) ? made.get(name) : (made.set(name, make()), made.get(name))),
        });
    }
    return scope;
}

/** Name -> the Python expression that makes it, for the examples in Python. */
export const impliedInPython: Record<string, string> = {
    alarm: 'dict(comparison_operator="GreaterThanThreshold", threshold=80, evaluation_periods=3, period=300, statistic="Average")',
    alb: 'aws.lb.LoadBalancer.get("existing-alb", "alb")',
    alerts: 'aws.sns.Topic.get("existing-alerts", "alerts")',
    check: 'aws.route53.HealthCheck.get("existing-check", "check")',
    cluster: 'aws.ecs.Cluster.get("existing-cluster", "cluster")',
    code: 'pulumi.AssetArchive({"index.js": pulumi.StringAsset("exports.handler = async () => {};")})',
    config: "pulumi.Config()",
    database: 'dict(engine="postgres", instance_class="db.m7g.large", allocated_storage=100)',
    dimensions: 'dict(ReplicationInstanceIdentifier="orders", ReplicationTaskIdentifier="ABCDEFGHIJ")',
    eip: 'aws.ec2.Eip.get("existing-eip", "eip")',
    endpoints:
        "dict(replication_task_id='orders', " +
        "replication_instance_arn=aws.dms.ReplicationInstance.get('existing-orders-replication', 'orders').replication_instance_arn, " +
        "source_endpoint_arn=aws.dms.Endpoint.get('existing-orders-source', 'source').endpoint_arn, " +
        "target_endpoint_arn=aws.dms.Endpoint.get('existing-orders-target', 'target').endpoint_arn)",
    key: 'aws.kms.Key.get("existing-key", "key")',
    logs: 'aws.cloudwatch.LogGroup.get("existing-logs", "logs")',
    queue: 'aws.sqs.Queue.get("existing-queue", "queue")',
    repository: 'aws.ecr.Repository.get("existing-repository", "repository")',
    role: 'aws.iam.Role.get("existing-role", "role")',
    secret: 'aws.secretsmanager.Secret.get("existing-secret", "secret")',
    security_group: 'aws.ec2.SecurityGroup.get("existing-group", "sg-0a1b2c3d4e5f60718")',
    subnet: 'aws.ec2.Subnet.get("existing-subnet", "subnet")',
    subnet_ids: '[aws.ec2.Subnet.get("existing-subnet-a", "subnet-a").id, aws.ec2.Subnet.get("existing-subnet-b", "subnet-b").id]',
    table_mappings: 'json.dumps({"rules": []})',
    target_group: 'aws.lb.TargetGroup.get("existing-target-group", "target-group")',
    topic: 'aws.sns.Topic.get("existing-topic", "topic")',
    vpc: 'aws.ec2.Vpc.get("existing-vpc", "vpc-0a1b2c3d4e5f60718")',
    zone: 'aws.route53.Zone.get("existing-zone", "zone")',
};
