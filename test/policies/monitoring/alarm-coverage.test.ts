import { alarmCoverage } from "../../../policies/monitoring/alarm-coverage";
import { output, policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const alb = (props: Record<string, unknown> = {}): TestResource => resource("aws:lb/loadBalancer:LoadBalancer", "alb", { name: "alb-1a2b3c4", ...props });
const db = resource("aws:rds/instance:Instance", "db", { identifier: "db-1a2b3c4" });
const fn = (name = "orders"): TestResource => resource("aws:lambda/function:Function", name, { name: `${name}-1a2b3c4` });
const alarm = (metric: string, dimensions?: Value, name = metric): TestResource => {
    const [namespace, metricName] = metric.split(" ");
    return resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, {
        ...{ namespace: `AWS/${namespace}`, metricName },
        ...(dimensions === undefined ? {} : { dimensions }),
    });
};
const albAlarms = (dimensions: Value): TestResource[] => [
    alarm("ApplicationELB TargetResponseTime", dimensions),
    alarm("ApplicationELB UnHealthyHostCount", dimensions),
];
const math = (metricName: string, dimensions: Value): TestResource =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", `math-${metricName}`, {
        metricQueries: [{ id: "m", metric: { namespace: "AWS/ApplicationELB", metricName, dimensions, period: 60, stat: "Sum" } }],
    });
const expect = [{ resource: "alb", says: /TargetResponseTime and UnHealthyHostCount/, severity: "medium" }];

policyTests(alarmCoverage, {
    example: {
        bad: `
            const db = new aws.rds.Instance("orders", { ...database });
            new aws.cloudwatch.MetricAlarm("cpu", {
                ...alarm, namespace: "AWS/RDS", metricName: "CPUUtilization", dimensions: { DBInstanceIdentifier: db.identifier },
            });`,
        good: `
            const db = new aws.rds.Instance("orders", { ...database });
            new aws.cloudwatch.MetricAlarm("cpu", {
                ...alarm, namespace: "AWS/RDS", metricName: "CPUUtilization", dimensions: { DBInstanceIdentifier: db.identifier },
            });
            new aws.cloudwatch.MetricAlarm("storage", {
                ...alarm, namespace: "AWS/RDS", metricName: "FreeStorageSpace", dimensions: { DBInstanceIdentifier: db.identifier },
                comparisonOperator: "LessThanThreshold", threshold: 10 * 2 ** 30,
            });`,
    },
    pass: [
        { name: "both alarms of a load balancer", stack: [alb(), ...albAlarms({ LoadBalancer: ref("alb"), TargetGroup: unknown })] },
        ...["aws:lb/loadBalancer:LoadBalancer", "aws-native:elasticloadbalancingv2:LoadBalancer"].flatMap((type) => {
            const balancer = resource(type, "alb", { name: "shop" });
            const group = resource(type.replace(/loadBalancer/g, "targetGroup").replace(/LoadBalancer/g, "TargetGroup"), "group", {});
            return [
                { name: `${type} by its own output`, stack: [balancer, ...albAlarms({ LoadBalancer: ref("alb"), TargetGroup: ref("group") }), group] },
                { name: `${type} by its target group`, stack: [balancer, group, ...albAlarms({ LoadBalancer: ref("group"), TargetGroup: ref("group") })] },
            ];
        }),
        ...["alb", "group"].map((of) => {
            const dimensions = { LoadBalancer: output("app/shop/50dc6c495c0c9188", of) };
            const group = resource("aws:lb/targetGroup:TargetGroup", "group", {});
            return {
                name: `a load balancer that is up already, by ${of === "alb" ? "its own output" : "its target group"}`,
                stack: [alb(), group, alarm("ApplicationELB TargetResponseTime", dimensions), math("UnHealthyHostCount", dimensions)],
            };
        }),
        {
            name: "a network load balancer",
            stack: [alb({ loadBalancerType: "network" }), alarm("NetworkELB UnHealthyHostCount", { LoadBalancer: ref("alb") })],
        },
        {
            name: "two functions, each by an alarm of its own",
            stack: [...[fn(), fn("billing")], ...["orders", "billing"].map((name) => alarm("Lambda Errors", { FunctionName: ref(name) }, `errors-${name}`))],
        },
        {
            name: "healthy hosts instead of unhealthy ones",
            stack: [
                alb(),
                alarm("ApplicationELB TargetResponseTime", { LoadBalancer: ref("alb") }),
                alarm("ApplicationELB HealthyHostCount", { LoadBalancer: ref("alb") }),
            ],
        },
        {
            name: "a database by its known identifier",
            stack: [
                db,
                alarm("RDS CPUUtilization", { DBInstanceIdentifier: "db-1a2b3c4" }),
                alarm("RDS FreeStorageSpace", { DBInstanceIdentifier: "db-1a2b3c4" }),
            ],
        },
        {
            name: "load balancers of a kind that has no such metrics, or that does not exist",
            stack: ["gateway", "__proto__", "toString"].map((loadBalancerType) =>
                resource("aws:lb/loadBalancer:LoadBalancer", loadBalancerType, { loadBalancerType }),
            ),
        },
        { name: "dimensions that are not known yet", stack: [alb(), ...albAlarms(unknown)] },
        {
            name: "a metric that is not known yet",
            stack: [alb(), resource("aws:cloudwatch/metricAlarm:MetricAlarm", "any", { namespace: "AWS/ApplicationELB", metricName: unknown })],
        },
        { name: "an alarm over all functions", stack: [fn(), fn("billing"), alarm("Lambda Errors")], kind: "default" },
        {
            name: "alarms that lack their dimension, which is alarm-dimensions' finding",
            stack: [alb(), ...albAlarms({ TargetGroup: unknown })],
            kind: "lookalike",
        },
        {
            name: "a misspelt metric, which is alarm-metric-known's finding",
            stack: [
                alb(),
                alarm("ApplicationELB TargetResponseTime", { LoadBalancer: ref("alb") }),
                alarm("ApplicationELB UnhealthyHostCount", { LoadBalancer: ref("alb") }),
            ],
            kind: "lookalike",
        },
        {
            name: "a cluster by one of its instances",
            stack: [
                resource("aws:rds/cluster:Cluster", "cluster"),
                resource("aws:rds/clusterInstance:ClusterInstance", "one", { clusterIdentifier: ref("cluster") }),
                alarm("RDS CPUUtilization", { DBInstanceIdentifier: ref("one") }),
            ],
        },
        {
            name: "an error rate",
            stack: [
                fn(),
                resource("aws:cloudwatch/metricAlarm:MetricAlarm", "rate", {
                    metricQueries: [
                        { id: "r", expression: "100*e/i" },
                        {
                            id: "e",
                            metric: { namespace: "AWS/Lambda", metricName: "Errors", dimensions: { FunctionName: ref("orders") }, period: 60, stat: "Sum" },
                        },
                    ],
                }),
            ],
        },
        ...[
            { how: "query", expression: 'SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)' },
            { how: "search", expression: "SUM(SEARCH('{AWS/Lambda,FunctionName} MetricName=Errors', 'Sum', 60))" },
        ].map(({ how, expression }) => ({
            name: `a ${how} over all functions`,
            stack: [fn(), resource("aws:cloudwatch/metricAlarm:MetricAlarm", "query", { metricQueries: [{ id: "q", expression }] })],
        })),
        ...[
            { templateBody: '{"Resources":{"A":{"Type":"AWS::CloudWatch::Alarm"}}}' },
            { templateBody: unknown },
            { templateUrl: "https://x.s3.amazonaws.com/t" },
        ].map((props, i) => ({
            name: `a template that makes alarms, or may (${i})`,
            stack: [fn(), resource("aws:cloudformation/stack:Stack", "alarms", props)],
        })),
        { name: "another maker's monitor", stack: [fn(), resource("datadog:index/monitor:Monitor", "errors", { query: "sum:aws.lambda.errors" })] },
        { name: "a gateway load balancer", stack: [alb({ loadBalancerType: "gateway" })] },
        { name: "no alarm at all where they are made elsewhere", stack: [alb(), db, fn()], settings: { elsewhere: true } },
        {
            name: "metrics of one's own choice",
            stack: [fn(), alarm("Lambda Throttles", { FunctionName: ref("orders") })],
            settings: { metrics: { function: ["Throttles"] } },
        },
        {
            name: "many alarms below a composite one",
            stack: [
                ...["a", "b", "c", "d", "e"].map((name) => alarm("SQS NumberOfMessagesSent", {}, name)),
                resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "all", { alarmRule: "TRUE" }),
            ],
            settings: { composite: 4 },
        },
        {
            name: "as many alarms as may be without a composite one",
            stack: ["a", "b"].map((name) => alarm("SQS NumberOfMessagesSent", {}, name)),
            settings: { composite: 2 },
        },
    ],
    fail: [
        { name: "a load balancer that nothing watches", stack: [alb(), alarm("ECS CPUUtilization")], expect },
        {
            name: "alarms on another load balancer",
            stack: [alb(), { ...alb(), name: "other" }, ...albAlarms({ LoadBalancer: ref("other"), TargetGroup: unknown })],
            expect,
        },
        {
            name: "no alarm at all",
            stack: [alb(), db, fn()],
            expect: [...expect, { resource: "db", says: /CPUUtilization and FreeStorageSpace/ }, { resource: "orders", says: /Errors/ }],
        },
        {
            name: "an Aurora cluster that nothing watches",
            stack: [resource("aws:rds/cluster:Cluster", "cluster")],
            expect: [{ resource: "cluster", says: /its CPUUtilization/ }],
        },
        {
            name: "alarms on another load balancer, where both are up already",
            stack: [alb(), { ...alb(), name: "other" }, ...albAlarms({ LoadBalancer: output("app/other/50dc6c495c0c9188", "other") })],
            expect,
        },
        {
            name: "an alarm on a function of another stack",
            stack: [fn(), alarm("Lambda Errors", { FunctionName: "billing", Resource: unknown })],
            expect: [{ resource: "orders" }],
        },
        {
            name: "a database without an alarm on its storage",
            stack: [db, alarm("RDS CPUUtilization", { DBInstanceIdentifier: ref("db") })],
            expect: [{ resource: "db", says: /its FreeStorageSpace/ }],
        },
        {
            name: "one function of two",
            stack: [fn(), fn("billing"), alarm("Lambda Errors", { FunctionName: ref("billing") })],
            expect: [{ resource: "orders" }],
        },
        {
            name: "some alarms, though others are made elsewhere",
            stack: [fn(), alarm("ECS CPUUtilization")],
            settings: { elsewhere: true },
            expect: [{ resource: "orders" }],
        },
        { name: "a network load balancer", stack: [alb({ loadBalancerType: "network" })], expect: [{ resource: "alb", says: /its UnHealthyHostCount/ }] },
        {
            name: "many alarms and no composite one",
            stack: ["a", "b", "c"].map((name) => alarm("SQS NumberOfMessagesSent", {}, name)),
            settings: { composite: 2 },
            expect: [{ resource: "stack", severity: "low", says: /3 alarms[^]*Fix: add an aws\.cloudwatch\.CompositeAlarm/ }],
        },
    ],
});
