import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer";

import {
    at,
    hasUnknown,
    isUnknownValue,
    oncePerStack,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
    type Values,
} from "../../kit";
import {
    LambdaFunction,
    MetricAlarm,
    RdsCluster,
    RdsClusterInstance,
    RdsInstance,
    templateResources,
    watchedMetrics,
} from "../../kit/aws";

const LoadBalancer = resourceType<LoadBalancerArgs>(
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
);
const TYPES: ResourceType<unknown>[] = [LoadBalancer, RdsInstance, RdsCluster, LambdaFunction];

/** What alarms watch: an Aurora cluster also by its instances. */
const WATCHED = [...TYPES, RdsClusterInstance];

/** What is to be watched of each kind of resource; a bar parts metrics that serve alike. */
const METRICS = {
    loadBalancer: ["TargetResponseTime", "UnHealthyHostCount|HealthyHostCount"],
    networkLoadBalancer: ["UnHealthyHostCount|HealthyHostCount"],
    database: ["CPUUtilization", "FreeStorageSpace"],
    cluster: ["CPUUtilization"],
    function: ["Errors"],
};
type Kind = keyof typeof METRICS;

/** Other makers' alarms, and alarms in a spelling that is not read here. */
const OTHER_ALARMS =
    /(datadog|newrelic|grafana|dynatrace|signalfx|splunk):.*(alert|condition|detector|monitor)|aws-native:cloudwatch:Alarm/i;

const metrics = (kind: Kind, what: string) =>
    ({
        type: "array",
        items: { type: "string" },
        description: `${what}; ${METRICS[kind].join(" and ")} without it.`,
    }) as const;

export const alarmCoverage = stackPolicy({
    name: "alarm-coverage",
    title: "Load balancers, databases and functions have the alarms that tell when they fail",
    severity: "medium",
    level: "advisory",
    why: "what no alarm watches is found broken by its users",
    fix: "add an aws.cloudwatch.MetricAlarm on the metric, with this resource among its dimensions",
    links: [
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html",
    ],
    settings: {
        metrics: {
            type: "object",
            properties: {
                loadBalancer: metrics("loadBalancer", "Of an Application Load Balancer"),
                networkLoadBalancer: metrics("networkLoadBalancer", "Of a Network Load Balancer"),
                database: metrics("database", "Of an RDS instance"),
                cluster: metrics("cluster", "Of an Aurora cluster or one of its instances"),
                function: metrics("function", "Of a Lambda function"),
            },
            additionalProperties: false,
            default: {},
            description: "The metrics to watch, by kind; a bar parts metrics of which one is enough.",
        },
        composite: {
            type: "number",
            description:
                "A stack of more alarms than this, such as 4, must have a composite alarm; not asked without it.",
        },
        elsewhere: {
            type: "boolean",
            default: false,
            description: "True where alarms are made in another stack: then a stack that holds no alarm is not judged.",
        },
    },
    types: TYPES,
    check(_props, { resource, stack, settings, report }) {
        const coverage = coverageOf(stack);
        const kind = kindOf(resource);
        if (!kind || coverage.unclear || (settings.elsewhere && coverage.alarms === 0)) {
            return;
        }
        const { resources: members, possible } = resource.is(RdsCluster)
            ? stack.referrers(resource, RdsClusterInstance, "clusterIdentifier", RdsCluster)
            : { resources: [], possible: [] };
        const subjects = [resource, ...members, ...possible].map(({ urn }) => urn);
        const isWatched = (metric: string): boolean =>
            metric.split("|").some((name) => {
                const watchers = coverage.watched.get(`${NAMESPACES[kind].namespace} ${name}`.toLowerCase());
                return watchers !== undefined && (watchers.has(ALL) || subjects.some((urn) => watchers.has(urn)));
            });
        const missing = (settings.metrics[kind] ?? METRICS[kind]).filter((metric) => !isWatched(metric));
        if (missing.length > 0) {
            report(undefined, `no alarm watches its ${missing.map((metric) => metric.split("|")[0]).join(" and ")}`);
        }
    },
    checkStack({ stack, settings, report }) {
        const { alarms } = coverageOf(stack);
        const composites = stack.managed.some((resource) => /compositeAlarm/i.test(resource.type));
        if (alarms > (settings.composite ?? Infinity) && !composites) {
            report(undefined, `${alarms} alarms and no composite alarm that tells one incident from many`, {
                fix: "add an aws.cloudwatch.CompositeAlarm over the alarms that fire together",
                severity: "low",
            });
        }
    },
});

const NAMESPACES: Record<Kind, { namespace: string; keys: string[] }> = {
    loadBalancer: { namespace: "AWS/ApplicationELB", keys: ["LoadBalancer"] },
    networkLoadBalancer: { namespace: "AWS/NetworkELB", keys: ["LoadBalancer"] },
    database: { namespace: "AWS/RDS", keys: ["DBInstanceIdentifier", "DBClusterIdentifier"] },
    cluster: { namespace: "AWS/RDS", keys: ["DBInstanceIdentifier", "DBClusterIdentifier"] },
    function: { namespace: "AWS/Lambda", keys: ["FunctionName"] },
};

function kindOf(resource: Resource<unknown>): Kind | undefined {
    if (resource.is(LoadBalancer)) {
        const kinds = new Map<unknown, Kind>([
            ["application", "loadBalancer"],
            ["network", "networkLoadBalancer"],
        ]);
        return kinds.get(resource.props.loadBalancerType ?? "application");
    }
    if (resource.is(RdsInstance)) {
        return "database";
    }
    return resource.is(RdsCluster) ? "cluster" : "function";
}

/** Stands for every resource of a kind: an alarm without the dimension, whether right or another policy's finding. */
const ALL = "";

interface Coverage {
    /** How many metric alarms the stack has. */
    alarms: number;
    /** Something may watch anything: an alarm that is not known yet, or another maker's. */
    unclear: boolean;
    /** Namespace and metric, in lower case, -> the URNs of what alarms watch, or `ALL`. */
    watched: Map<string, Set<string>>;
}

const ALARMS = ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"];

/** True for a template with alarms in it, or one that is not known. */
function mayMakeAlarms(resource: Resource): boolean {
    const made = templateResources(resource);
    return !made || made.some(({ type }) => ALARMS.includes(type));
}

const coverageOf = oncePerStack(readCoverage);

function readCoverage(stack: Stack): Coverage {
    const alarms = stack.of(MetricAlarm);
    const coverage: Coverage = {
        alarms: alarms.length,
        unclear: stack.managed.some((resource) => OTHER_ALARMS.test(resource.type) || mayMakeAlarms(resource)),
        watched: new Map(),
    };
    for (const alarm of alarms) {
        const { namespace, metricName, metricQueries } = alarm.unguarded;
        // A query by SQL or SEARCH, or a metric that is not known yet, may be any.
        const open = /"expression":"[^"]*\b(SELECT|SEARCH)\b/i.test(JSON.stringify(metricQueries ?? ""));
        coverage.unclear ||= open || hasUnknown([namespace, metricName]) || mayBeAny(metricQueries);
        for (const { namespace: space, name, dimensions, at } of watchedMetrics(alarm.props)) {
            const metric = `${space} ${name}`.toLowerCase();
            const watchers = coverage.watched.get(metric) ?? new Set();
            coverage.watched.set(metric, watchers);
            const known = Object.values(NAMESPACES).find(({ namespace }) => namespace === space);
            const dimension = Object.keys(dimensions ?? {}).find((key) => known?.keys.includes(key));
            if (dimension === undefined) {
                watchers.add(ALL);
                continue;
            }
            const { resources, certain } = stack.targets(alarm, `${at}dimensions.${dimension}`, ...WATCHED);
            // Once all is known, what the alarm came from still tells: an ARN's suffix is no identifier.
            const origins = alarm.origins(at === "" ? "dimensions" : "metricQueries");
            for (const urn of [...resources.map((resource) => resource.urn), ...origins]) {
                watchers.add(urn);
            }
            // By another resource, such as a target group that names its load balancer, it may be any.
            const isTold = [...resources, ...origins.map((urn) => stack.get(urn))].some((origin) =>
                origin?.is(...WATCHED),
            );
            const isText = certain && origins.length === 0;
            if (!isTold && !isText) {
                watchers.add(ALL);
            }
        }
    }
    return coverage;
}

/** True where what an alarm's queries read is not known yet. */
function mayBeAny(queries: unknown): boolean {
    return Array.isArray(queries)
        ? queries.some((query: Values) =>
              ["", "expression", "metric", "metric.namespace", "metric.metricName"].some((path) =>
                  isUnknownValue(at(query, path)),
              ),
          )
        : isUnknownValue(queries);
}
