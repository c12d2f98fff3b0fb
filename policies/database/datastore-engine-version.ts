import { engineFacts, enginesAsOf, isNotOffered, supportOf, type EngineSupport } from "../../facts/engines";
import { isSet, resourcePolicy, resourceType, type ResourceType } from "../../kit";

/** What the judged types say of their version. */
interface Versioned {
    engine?: unknown;
    engineType?: unknown;
    engineVersion?: unknown;
    majorEngineVersion?: unknown;
    elasticsearchVersion?: unknown;
    kafkaVersion?: unknown;
    snapshotIdentifier?: unknown;
    replicationSourceIdentifier?: unknown;
}

/** Where a type has its version, and the engine that it is of unless the resource names one. */
const PLACES: [tokens: string[], property: keyof Versioned, engine: string][] = [
    [
        ["cluster:Cluster", "replicationGroup:ReplicationGroup", "globalReplicationGroup:GlobalReplicationGroup"].map(
            (name) => `aws:elasticache/${name}`,
        ),
        "engineVersion",
        "redis",
    ],
    [["aws:elasticache/serverlessCache:ServerlessCache"], "majorEngineVersion", "redis"],
    [["aws:opensearch/domain:Domain"], "engineVersion", "opensearch"],
    [["aws:elasticsearch/domain:Domain"], "elasticsearchVersion", "elasticsearch"],
    [["aws:docdb/cluster:Cluster", "aws:docdb/globalCluster:GlobalCluster"], "engineVersion", "docdb"],
    [["aws:neptune/cluster:Cluster", "aws:neptune/globalCluster:GlobalCluster"], "engineVersion", "neptune"],
    [["aws:msk/cluster:Cluster"], "kafkaVersion", "kafka"],
    [["aws:mq/broker:Broker"], "engineVersion", "activemq"],
];
const byToken = new Map(
    PLACES.flatMap(([tokens, property, engine]) => tokens.map((token) => [token, { property, engine }])),
);
const JUDGED: ResourceType<Versioned>[] = [resourceType<Versioned>(...byToken.keys())];

export const datastoreEngineVersion = resourcePolicy({
    name: "datastore-engine-version",
    title: "Caches, search domains, brokers, and document and graph databases run a version that AWS supports",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses to create some versions after their end, and bills extended support for others or upgrades them at a time of its own",
    fix: "set the version to one in standard support",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["6.3.3 (partly)"], "NIST 800-53": ["SI-2", "SA-22"] },
    links: [
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support.html",
        "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html#choosing-version",
        "https://docs.aws.amazon.com/documentdb/latest/devguide/docdb-version-support-dates.html",
        "https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases.html",
        "https://docs.aws.amazon.com/msk/latest/developerguide/version-support.html",
        "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/activemq-version-management.html",
    ],
    settings: {
        days: {
            type: "integer",
            default: 90,
            minimum: 0,
            description: "How many days before the end of support to say so.",
        },
    },
    types: JUDGED,
    check(props, { resource, settings, environment: { today }, report }) {
        const place = byToken.get(resource.type);
        const written = place && props[place.property];
        if (!place || typeof written !== "string") {
            return; // AWS takes a version that it supports.
        }
        const { engine, version, prefix } = parse(written, props.engine ?? props.engineType ?? place.engine);
        const facts = engineFacts(engine);
        if (!facts) {
            return;
        }
        const { property } = place;
        const name = `${facts.name} ${version}`;
        const asOf = `(as of ${enginesAsOf()})`;
        const fix = `set ${property} to a version in standard support, such as "${prefix}${facts.suggested}"`;
        // A copy has its source's version, whatever is offered for new ones.
        const copied = isSet(props, "snapshotIdentifier") || isSet(props, "replicationSourceIdentifier");
        const level = copied ? { level: "advisory" as const } : {};
        if (isNotOffered(facts, version)) {
            report(property, `AWS does not let anyone create ${name} ${asOf}`, { fix, ...level });
            return;
        }
        const support = supportOf(facts, version);
        if (!support) {
            return;
        }
        const day = support.supportEnd;
        const closed = facts.closedDaysBefore !== null && daysUntil(day) <= facts.closedDaysBefore;
        if (closed) {
            report(property, `support of ${name} ${told(day)}, and nobody can create one any more ${asOf}`, {
                fix,
                ...level,
            });
        } else if (day <= today) {
            report(property, `standard support of ${name} ${told(day)}, and ${afterwards(support)} ${asOf}`, {
                fix,
                level: "advisory",
            });
        } else if (daysUntil(day) <= settings.days) {
            report(property, `standard support of ${name} ends on ${day} ${asOf}`, {
                fix: `plan the upgrade to a newer version, such as "${prefix}${facts.suggested}"`,
                level: "advisory",
                severity: "low",
            });
        }

        function daysUntil(end: string): number {
            return (Date.parse(end) - Date.parse(today)) / 86_400_000;
        }

        /** AWS moves such days: what lay ahead when the facts were true was planned, and may have changed. */
        function told(end: string): string {
            return end > today ? `ends on ${end}` : end > enginesAsOf() ? `was to end on ${end}` : `ended on ${end}`;
        }

        function afterwards({ extendedSupportEnd: end }: EngineSupport): string {
            if (facts?.afterwards === "upgraded") {
                return "AWS upgrades it at a time of its own";
            }
            return end !== null && end <= today ? `extended support ${told(end)} too` : "extended support is billed";
        }
    },
});

/** The engine and the version in a text such as `OpenSearch_2.11`; in others the engine is told beside it. */
function parse(written: string, told: unknown): { engine: string; version: string; prefix: string } {
    const prefix = written.slice(0, written.indexOf("_") + 1);
    const engine = prefix === "" ? String(told) : prefix.slice(0, -1);
    return { engine: engine.toLowerCase(), version: written.slice(prefix.length), prefix };
}
