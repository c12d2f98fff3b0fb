/**
 * facts/cloudwatch-metrics.json: the metrics and dimensions of the namespaces that the file names. What is in the file
 * stays: a source that stops listing a metric does not make CloudWatch stop publishing it, and to drop it would raise
 * false alarms.
 */
import { gunzipSync } from "node:zlib";

import type { CloudwatchMetrics } from "../../facts/schemas";
import { citing, sorted, type Generator } from "./generator";
import { CLOUDWATCH_MCP, SERVICE_SPEC, type Fetched } from "./registries";

type Namespace = CloudwatchMetrics["namespaces"][string];
type Metric = Namespace["metrics"][string];

/** The names that `sources` of a metric has for the two packages. */
const CDK = "cdk";
const MCP = "mcp";

/** Namespace -> metric name -> what one source says of it. */
type Listed = Map<string, Map<string, Pick<Metric, "dimensionSets" | "statistic">>>;

export const cloudwatchMetrics: Generator<CloudwatchMetrics> = {
    file: "cloudwatch-metrics",
    packages: [SERVICE_SPEC, CLOUDWATCH_MCP],
    kept: [
        ...["dimensionValueHints", "knownWrong", "which namespaces there are"],
        ...["tier, resourceKeys and fallbackDimensionSets of each", "metrics and dimensions that no source lists"],
    ],
    generate(present, { fetched, today }) {
        const cdk = readServiceSpec(fetched);
        const mcp = readMetricMetadata(fetched);
        const namespaces = Object.entries(present.namespaces).map(([name, namespace]): [string, Namespace] => {
            const names = new Set([
                ...Object.keys(namespace.metrics),
                ...(cdk.get(name)?.keys() ?? []),
                ...(mcp.get(name)?.keys() ?? []),
            ]);
            const metrics = sorted(
                [...names].map((metric): [string, Metric] => [
                    metric,
                    merge(namespace.metrics[metric], cdk.get(name)?.get(metric), mcp.get(name)?.get(metric)),
                ]),
            );
            const keys = Object.values(metrics).flatMap(({ dimensionSets }) => dimensionSets.flat());
            return [name, { ...namespace, knownDimensionKeys: union(namespace.knownDimensionKeys, keys), metrics }];
        });
        return {
            ...present,
            asOf: today,
            source: citing(present.source, fetched.versions),
            namespaces: Object.fromEntries(namespaces),
        };
    },
};

function merge(
    present: Metric | undefined,
    cdk: Pick<Metric, "dimensionSets" | "statistic"> | undefined,
    mcp: Pick<Metric, "dimensionSets" | "statistic"> | undefined,
): Metric {
    const others = (present?.sources ?? []).filter((source) => source !== CDK && source !== MCP);
    const sources = [...(cdk ? [CDK] : []), ...(mcp ? [MCP] : []), ...others];
    const dimensionSets = [...(present?.dimensionSets ?? []), ...(cdk?.dimensionSets ?? [])];
    return {
        dimensionSets: [...new Map(dimensionSets.map((set) => [JSON.stringify(set), set])).values()].sort(
            (a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1),
        ),
        statistic: cdk?.statistic ?? mcp?.statistic ?? present?.statistic ?? null,
        sources: sources.length > 0 ? sources : (present?.sources ?? []),
    };
}

/** The database of @aws-cdk/aws-service-spec: entities, and relations between their ids. */
interface ServiceSpec {
    schema: {
        metric: { entities: { $id: string; name: string; namespace: string; statistic: string }[] };
        dimensionSet: { entities: { $id: string; dimensions: { name: string }[] }[] };
        usesDimensionSet: { forward: Record<string, { $id: string }[]> };
    };
}

function readServiceSpec(fetched: Fetched): Listed {
    const { schema } = JSON.parse(gunzipSync(fetched.read(SERVICE_SPEC, "db.json.gz")).toString()) as ServiceSpec;
    const sets = new Map(
        schema.dimensionSet.entities.map(({ $id, dimensions }) => [$id, dimensions.map(({ name }) => name).sort()]),
    );
    const listed: Listed = new Map();
    for (const { $id, name, namespace, statistic } of schema.metric.entities) {
        const uses = schema.usesDimensionSet.forward[$id] ?? [];
        add(listed, namespace, name, { statistic, dimensionSets: uses.map((use) => sets.get(use.$id) ?? []) });
    }
    return listed;
}

/** The metric metadata of AWS's CloudWatch MCP server: names and statistics, no dimensions. */
function readMetricMetadata(fetched: Fetched): Listed {
    const file = "awslabs/cloudwatch_mcp_server/cloudwatch_metrics/data/metric_metadata.json";
    const metadata = JSON.parse(fetched.read(CLOUDWATCH_MCP, file).toString()) as {
        metricId: { metricName: string; namespace: string };
        recommendedStatistics?: string | null;
    }[];
    const listed: Listed = new Map();
    for (const { metricId, recommendedStatistics } of metadata) {
        const [statistic] = recommendedStatistics?.split(", ") ?? [];
        add(listed, metricId.namespace, metricId.metricName, { statistic: statistic || null, dimensionSets: [] });
    }
    return listed;
}

/** A source may list a metric more than once, each time with other dimensions. */
function add(
    listed: Listed,
    namespace: string,
    name: string,
    entry: Pick<Metric, "dimensionSets" | "statistic">,
): void {
    const metrics = listed.get(namespace) ?? new Map<string, typeof entry>();
    listed.set(namespace, metrics);
    const before = metrics.get(name);
    metrics.set(name, {
        statistic: before?.statistic ?? entry.statistic,
        dimensionSets: [...(before?.dimensionSets ?? []), ...entry.dimensionSets],
    });
}

function union(a: string[], b: string[]): string[] {
    return [...new Set([...a, ...b])].sort();
}
