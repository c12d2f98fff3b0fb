import { alarmDimensions } from "../../../policies/monitoring/alarm-dimensions";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const alarm = (namespace: Value, metricName: Value, dimensions?: Value, more = {}): TestResource =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 2,
        namespace,
        metricName,
        ...(dimensions === undefined ? {} : { dimensions }),
        ...more,
    });
const math = (...queries: Value[]): TestResource =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", { evaluationPeriods: 2, metricQueries: queries });
const alb = resource("aws:lb/loadBalancer:LoadBalancer", "alb");
const targets = resource("aws:lb/targetGroup:TargetGroup", "targets");
const fn = (name: string, props: Record<string, unknown> = {}): TestResource =>
    resource("aws:lambda/function:Function", name, { name: `${name}-1a2b3c4`, ...props });
const set = { resource: "alarm", property: "dimensions", severity: "high" };
const expect = [set];
const value = (key: string): { resource: string; property: string } => ({ resource: "alarm", property: `dimensions.${key}` });

policyTests(alarmDimensions, {
    example: {
        bad: `
            new aws.cloudwatch.MetricAlarm("unhealthy", {
                namespace: "AWS/ApplicationELB", metricName: "UnHealthyHostCount",
                dimensions: { LoadBalancer: alb.arnSuffix },
                comparisonOperator: "GreaterThanThreshold", threshold: 0, evaluationPeriods: 2, period: 60, statistic: "Maximum",
            });`,
        good: `
            new aws.cloudwatch.MetricAlarm("unhealthy", {
                namespace: "AWS/ApplicationELB", metricName: "UnHealthyHostCount",
                dimensions: { LoadBalancer: alb.arnSuffix, TargetGroup: targetGroup.arnSuffix },
                comparisonOperator: "GreaterThanThreshold", threshold: 0, evaluationPeriods: 2, period: 60, statistic: "Maximum",
            });`,
    },
    pass: [
        {
            name: "a published set, values not known yet",
            stack: [alb, targets, alarm("AWS/ApplicationELB", "UnHealthyHostCount", { LoadBalancer: ref("alb"), TargetGroup: ref("targets") })],
        },
        {
            name: "a published set in a zone",
            stack: [alarm("AWS/ApplicationELB", "RequestCount", { LoadBalancer: unknown, TargetGroup: unknown, AvailabilityZone: "eu-west-1a" })],
        },
        {
            name: "ARN suffixes",
            stack: [
                alarm("AWS/ApplicationELB", "TargetResponseTime", {
                    LoadBalancer: "app/orders/50dc6c495c0c9188",
                    TargetGroup: "targetgroup/orders/73e2d6bc24d8a067",
                }),
            ],
        },
        {
            name: "a network load balancer",
            stack: [
                alarm("AWS/NetworkELB", "UnHealthyHostCount", {
                    LoadBalancer: "net/orders/50dc6c495c0c9188",
                    TargetGroup: "targetgroup/orders/73e2d6bc24d8a067",
                }),
            ],
        },
        { name: "dimensions that are not known yet", stack: [alarm("AWS/SQS", "NumberOfMessagesSent", unknown)], undecided: true },
        { name: "a metric that is not known yet", stack: [alarm("AWS/SQS", unknown), { ...alarm(unknown, "Errors"), name: "other" }] },
        { name: "all functions together", stack: [alarm("AWS/Lambda", "Errors")], kind: "default" },
        { name: "all databases together", stack: [alarm("AWS/RDS", "CPUUtilization", {})], kind: "default" },
        { name: "a cluster by role", stack: [alarm("AWS/RDS", "CPUUtilization", { DBClusterIdentifier: "orders", Role: "WRITER" })] },
        { name: "an RDS proxy", stack: [alarm("AWS/RDS", "DatabaseConnections", { ProxyName: "orders" })], kind: "lookalike" },
        { name: "a namespace of one's own", stack: [alarm("Shop/Orders", "Failed", { Anything: "x" })], kind: "lookalike" },
        { name: "an AWS namespace that is not listed", stack: [alarm("AWS/SES", "Bounce", {})], kind: "lookalike" },
        { name: "a name that no metric has, which alarm-metric-known tells", stack: [alarm("AWS/ApplicationELB", "UnhealthyHostCount", {})] },
        {
            name: "a namespace that is listed in part",
            stack: [alarm("AWS/DocDB", "CPUUtilization", { DBClusterIdentifier: "orders", Role: "WRITER" })],
            kind: "lookalike",
        },
        { name: "account-wide log volume", stack: [alarm("AWS/Logs", "IncomingBytes", {})], kind: "lookalike" },
        { name: "a DMS task", stack: [alarm("AWS/DMS", "CDCLatencySource", { ReplicationInstanceIdentifier: "orders", ReplicationTaskIdentifier: unknown })] },
        { name: "serverless DMS", stack: [alarm("AWS/DMS", "CDCLatencySource", { ReplicationConfigIdentifier: "orders" })], kind: "lookalike" },
        { name: "an alias of a function", stack: [alarm("AWS/Lambda", "Errors", { FunctionName: "orders", Resource: "orders:live" })] },
        { name: "an index of a table", stack: [alarm("AWS/DynamoDB", "WriteThrottleEvents", { TableName: "orders", GlobalSecondaryIndexName: "by-day" })] },
        { name: "a distribution", stack: [alarm("AWS/CloudFront", "5xxErrorRate", { DistributionId: "E2QWRUHAPOMQZL", Region: "Global" })] },
        {
            name: "metric math",
            stack: [
                math(
                    { id: "rate", expression: "100*errors/all", returnData: true },
                    { id: "errors", metric: { namespace: "AWS/Lambda", metricName: "Errors", dimensions: { FunctionName: unknown } } },
                ),
            ],
        },
        { name: "a search", stack: [math({ id: "q", expression: 'SELECT MAX(CPUUtilization) FROM "AWS/EC2"', returnData: true })] },
        { name: "a function of the stack by its physical name", stack: [fn("orders"), alarm("AWS/Lambda", "Errors", { FunctionName: "orders-1a2b3c4" })] },
        { name: "a function made elsewhere, where the stack has none", stack: [alarm("AWS/Lambda", "Errors", { FunctionName: "billing" })], kind: "lookalike" },
        {
            name: "a function made elsewhere, from the configuration",
            stack: [fn("orders"), alarm("AWS/Lambda", "Errors", { FunctionName: "billing-nightly" })],
            config: { "shop:billingFunction": "billing-nightly" },
            kind: "lookalike",
        },
        {
            name: "a function made elsewhere, from another stack's outputs",
            stack: [
                resource("pulumi:pulumi:StackReference", "platform", { name: "shop/platform/dev" }, { outputs: { outputs: { functionName: "billing" } } }),
                fn("orders"),
                alarm("AWS/Lambda", "Errors", { FunctionName: "billing", Resource: ref("platform") }),
            ],
        },
        {
            name: "a function made elsewhere, in metric math",
            stack: [
                resource("pulumi:pulumi:StackReference", "platform", { name: "shop/platform/dev" }, { outputs: { outputs: { functionName: "billing" } } }),
                fn("orders"),
                math({
                    id: "m",
                    metric: { namespace: "AWS/Lambda", metricName: "Errors", dimensions: { FunctionName: "billing", Resource: ref("platform") } },
                }),
            ],
        },
        {
            name: "a function that is only read",
            stack: [
                fn("orders"),
                resource("aws:lambda/function:Function", "billing", { name: "billing" }, { read: true }),
                alarm("AWS/Lambda", "Errors", { FunctionName: "billing" }),
            ],
        },
        {
            name: "a function beside one whose name is not known yet",
            stack: [fn("orders", { name: unknown }), fn("refunds"), alarm("AWS/Lambda", "Errors", { FunctionName: "billing" })],
        },
        {
            name: "a metric of another account",
            stack: [
                fn("orders"),
                math({ id: "m", accountId: "604219837745", metric: { namespace: "AWS/Lambda", metricName: "Errors", dimensions: { FunctionName: "orders" } } }),
            ],
        },
        {
            name: "an identifier in capitals",
            stack: [
                resource("aws:rds/instance:Instance", "db", { identifier: "orders" }),
                alarm("AWS/RDS", "CPUUtilization", { DBInstanceIdentifier: "Orders" }),
            ],
        },
        { name: "odd properties", stack: [alarm(3, ["Errors"], "x"), { ...math(null, 4, { metric: "x" }), name: "other" }] },
    ],
    fail: [
        {
            name: "no dimensions at all",
            stack: [alarm("AWS/ApplicationELB", "HealthyHostCount")],
            expect: [{ ...set, says: /without dimensions[^]*loadBalancer\.arnSuffix, TargetGroup/ }],
        },
        {
            name: "hosts without their target group",
            stack: [alb, alarm("AWS/ApplicationELB", "UnHealthyHostCount", { LoadBalancer: ref("alb") })],
            expect: [{ ...set, says: /under LoadBalancer alone/ }],
        },
        {
            name: "hosts without their load balancer",
            stack: [targets, alarm("AWS/ApplicationELB", "HealthyHostCount", { TargetGroup: ref("targets") })],
            expect,
        },
        {
            name: "a load balancer's errors by target group alone",
            stack: [
                alarm("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", {
                    TargetGroup: "arn:aws:elasticloadbalancing:eu-west-1:604219837745:targetgroup/orders/73e2d6bc24d8a067",
                }),
            ],
            expect,
        },
        {
            name: "a service without its cluster",
            stack: [alarm("AWS/ECS", "CPUUtilization", { ServiceName: unknown })],
            expect: [{ ...set, says: /Fix: set dimensions to \{ ClusterName: cluster\.name, ServiceName: service\.name \}/ }],
        },
        { name: "reservation by service", stack: [alarm("AWS/ECS", "MemoryReservation", { ClusterName: "a", ServiceName: "b" })], expect },
        { name: "a queue's metric without the queue", stack: [alarm("AWS/SQS", "ApproximateAgeOfOldestMessage", {})], expect },
        { name: "a task without its replication instance", stack: [alarm("AWS/DMS", "CDCLatencyTarget", { ReplicationTaskIdentifier: unknown })], expect },
        { name: "a task's metric by instance", stack: [alarm("AWS/DMS", "CDCLatencyTarget", { ReplicationInstanceIdentifier: unknown })], expect },
        { name: "a distribution without its region", stack: [alarm("AWS/CloudFront", "5xxErrorRate", { DistributionId: unknown })], expect },
        {
            name: "a topic's metric without the topic, in a namespace that is listed in part",
            stack: [alarm("AWS/SNS", "NumberOfNotificationsFailed", {})],
            expect,
        },
        {
            name: "a misspelt dimension",
            stack: [alarm("AWS/RDS", "CPUUtilization", { DBInstanceId: unknown })],
            expect: [{ ...set, says: /no dimension DBInstanceId, but DBInstanceIdentifier[^]*Fix: write DBInstanceIdentifier: database\.identifier/ }],
        },
        {
            name: "another service's dimension",
            stack: [alarm("AWS/RDS", "CPUUtilization", { InstanceId: unknown })],
            expect,
        },
        {
            name: "within metric math",
            stack: [math({ id: "e", expression: "a/b" }, { id: "a", metric: { namespace: "AWS/SQS", metricName: "NumberOfMessagesSent", dimensions: {} } })],
            expect: [{ resource: "alarm", property: "metricQueries[1].metric.dimensions" }],
        },
        {
            name: "the ARN of a load balancer",
            stack: [
                alarm("AWS/ApplicationELB", "RequestCount", {
                    LoadBalancer: "arn:aws:elasticloadbalancing:eu-west-1:604219837745:loadbalancer/app/orders/50dc6c495c0c9188",
                }),
            ],
            expect: [{ ...value("LoadBalancer"), says: /this is an ARN[^]*arnSuffix/ }],
        },
        {
            name: "the name of a load balancer",
            stack: [alarm("AWS/ApplicationELB", "RequestCount", { LoadBalancer: "orders-1a2b3c4" })],
            expect: [value("LoadBalancer")],
        },
        {
            name: "the ARN of a service",
            stack: [alarm("AWS/ECS", "CPUUtilization", { ClusterName: "shop", ServiceName: "arn:aws:ecs:eu-west-1:604219837745:service/shop/orders" })],
            expect: [value("ServiceName")],
        },
        {
            name: "the URL of a queue",
            stack: [alarm("AWS/SQS", "NumberOfMessagesSent", { QueueName: "https://sqs.eu-west-1.amazonaws.com/604219837745/orders" })],
            expect: [value("QueueName")],
        },
        {
            name: "the resource id of a database",
            stack: [alarm("AWS/RDS", "CPUUtilization", { DBInstanceIdentifier: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ" })],
            expect: [value("DBInstanceIdentifier")],
        },
        {
            name: "the ARN of a topic",
            stack: [alarm("AWS/SNS", "PublishSize", { TopicName: "arn:aws:sns:eu-west-1:604219837745:orders" })],
            expect: [value("TopicName")],
        },
        {
            name: "the logical name of a function",
            stack: [fn("orders"), alarm("AWS/Lambda", "Errors", { FunctionName: "orders" })],
            expect: [{ ...value("FunctionName"), says: /no function is called "orders"[^]*orders-1a2b3c4[^]*Fix: write fn\.name/ }],
        },
        {
            name: "the logical name of a function, beside its alias",
            stack: [fn("orders"), alarm("AWS/Lambda", "Errors", { FunctionName: "orders", Resource: ref("orders") })],
            expect: [value("FunctionName")],
        },
        {
            name: "the logical name of a replication instance",
            stack: [
                resource("aws:dms/replicationInstance:ReplicationInstance", "dms", { replicationInstanceId: "dms-1a2b3c4" }),
                alarm("AWS/DMS", "CPUUtilization", { ReplicationInstanceIdentifier: "dms" }),
            ],
            expect: [{ ...value("ReplicationInstanceIdentifier"), says: /no replication instance is called "dms"/ }],
        },
        {
            name: "a physical name without the suffix of an auto-name",
            stack: [fn("charge", { name: "billing-1a2b3c4" }), alarm("AWS/Lambda", "Errors", { FunctionName: "billing" })],
            expect: [value("FunctionName")],
        },
        ...["billing-1a2b3c4-nightly", "billing-nightly-1a2b3c4", "billing-2"].map((name) => ({
            name: `a name that ${name} goes on from`,
            stack: [fn("charge", { name }), alarm("AWS/Lambda", "Errors", { FunctionName: "billing" })],
            expect: [{ ...value("FunctionName"), level: "advisory" as const }],
        })),
        {
            name: "a name without its suffix",
            stack: [
                resource("aws:rds/instance:Instance", "db", { identifier: "orders-prod" }),
                alarm("AWS/RDS", "CPUUtilization", { DBInstanceIdentifier: "orders" }),
            ],
            stackName: "prod",
            expect: [value("DBInstanceIdentifier")],
        },
        {
            name: "a queue that only its dead letter queue stands beside",
            stack: [resource("aws:sqs/queue:Queue", "dead", { name: "orders-dlq" }), alarm("AWS/SQS", "NumberOfMessagesSent", { QueueName: "orders" })],
            expect: [{ ...value("QueueName"), level: "advisory" }],
        },
        {
            name: "a function that the stack does not have",
            stack: [fn("orders"), alarm("AWS/Lambda", "Errors", { FunctionName: "billing" })],
            expect: [{ ...value("FunctionName"), level: "advisory", severity: "medium" }],
        },
        {
            name: "an alarm that cannot be judged hides no other",
            stack: [{ ...alarm("AWS/SQS", "NumberOfMessagesSent", unknown), name: "other" }, alarm("AWS/SQS", "NumberOfMessagesSent", {})],
            expect,
        },
    ],
});
