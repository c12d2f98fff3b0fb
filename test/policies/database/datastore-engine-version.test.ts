import { datastoreEngineVersion } from "../../../policies/database/datastore-engine-version";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const group = (engineVersion: Value, engine: Value = undefined): TestResource =>
    resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
        ...{ description: "sessions", engineVersion },
        ...(engine === undefined ? {} : { engine }),
    });
const cache = (engine: string, engineVersion: string): TestResource => resource("aws:elasticache/cluster:Cluster", "sessions", { engine, engineVersion });
const domain = (engineVersion: Value): TestResource => resource("aws:opensearch/domain:Domain", "search", { engineVersion });
const neptune = (engineVersion: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:neptune/cluster:Cluster", "graph", { engineVersion, ...more });
const docdb = (engineVersion: Value): TestResource => resource("aws:docdb/cluster:Cluster", "documents", { engineVersion });
const kafka = (kafkaVersion: string): TestResource =>
    resource("aws:msk/cluster:Cluster", "events", { kafkaVersion, numberOfBrokerNodes: 3, brokerNodeGroupInfo: unknown });
const broker = (engineType: Value, engineVersion: Value): TestResource =>
    resource("aws:mq/broker:Broker", "queues", { engineType, engineVersion, hostInstanceType: "mq.m5.large", brokerName: "queues", users: unknown });
const advisory = { level: "advisory", severity: "high" } as const;
const mandatory = { level: "mandatory", severity: "high" } as const;

const program = (engineVersion: string): string => `
            new aws.elasticache.ReplicationGroup("sessions", {
                description: "sessions", engine: "redis", engineVersion: "${engineVersion}",
                nodeType: "cache.t4g.small", numCacheClusters: 2, automaticFailoverEnabled: true, multiAzEnabled: true,
                atRestEncryptionEnabled: true, transitEncryptionEnabled: true, snapshotRetentionLimit: 7,
            });`;

policyTests(datastoreEngineVersion, {
    example: { bad: program("3.2.10"), good: program("7.1") },
    pass: [
        { name: "Redis OSS that is offered", stack: [group("7.1")] },
        { name: "Redis OSS by its major", stack: [group("7.x")] },
        { name: "Valkey", stack: [group("8.1", "valkey")] },
        { name: "Memcached", stack: [cache("memcached", "1.6.22")] },
        { name: "no version: AWS takes one that it supports", kind: "default", stack: [group(undefined)] },
        { name: "not known yet", stack: [group(unknown)], undecided: true },
        { name: "an engine that is not known yet", stack: [broker(unknown, "3.9")], undecided: true },
        { name: "newer than the facts", kind: "lookalike", stack: [group("9.4")] },
        { name: "a version of Memcached that would be an old one of Redis OSS", stack: [cache("memcached", "1.4.5")] },
        { name: "OpenSearch in standard support", stack: [domain("OpenSearch_2.19")] },
        { name: "Elasticsearch in standard support", stack: [domain("Elasticsearch_7.10")] },
        { name: "OpenSearch without a day", stack: [domain("OpenSearch_3.5")] },
        { name: "DocumentDB without a day", stack: [docdb("5.0.0")] },
        { name: "Neptune in support", stack: [neptune("1.4.8.0")] },
        { name: "Kafka without a day", stack: [kafka("3.9.x")] },
        { name: "ActiveMQ without a day", stack: [broker("ActiveMQ", "5.19")] },
        { name: "RabbitMQ without a day", stack: [broker("RabbitMQ", "3.13")] },
        { name: "fewer days", settings: { days: 70 }, stack: [group("6.2")] },
        { name: "an engine that the facts do not follow", stack: [broker("Artemis", "1.0")] },
    ],
    fail: [
        {
            name: "Redis OSS that AWS no longer creates",
            stack: [group("3.2.10", "redis")],
            expect: [{ resource: "sessions", property: "engineVersion", ...mandatory, says: /create Redis OSS 3\.2\.10[^]*such as "7\.1"/ }],
        },
        {
            name: "Memcached that AWS never offered",
            stack: [cache("memcached", "1.5.11")],
            expect: [{ resource: "sessions", property: "engineVersion", ...mandatory, says: /Memcached 1\.5\.11/ }],
        },
        {
            name: "Redis OSS in extended support, whose engine is the default",
            stack: [group("5.0.6")],
            expect: [{ resource: "sessions", property: "engineVersion", ...advisory, says: /ended on 2026-01-31, and extended support is billed/ }],
        },
        {
            name: "Redis OSS that leaves standard support soon",
            stack: [group("6.2")],
            expect: [{ resource: "sessions", property: "engineVersion", level: "advisory", severity: "low", says: /ends on 2027-01-31/ }],
        },
        {
            name: "just as many days",
            settings: { days: 71 },
            stack: [group("6.2")],
            expect: [{ resource: "sessions", property: "engineVersion", level: "advisory", severity: "low" }],
        },
        {
            name: "more days",
            settings: { days: 400 },
            stack: [domain("OpenSearch_1.3")],
            expect: [{ resource: "search", property: "engineVersion", level: "advisory", severity: "low" }],
        },
        {
            name: "a cache without servers",
            stack: [resource("aws:elasticache/serverlessCache:ServerlessCache", "sessions", { engine: "redis", name: "s", majorEngineVersion: "5" })],
            expect: [{ resource: "sessions", property: "majorEngineVersion", ...advisory }],
        },
        {
            name: "OpenSearch in extended support",
            stack: [domain("OpenSearch_2.5")],
            expect: [{ resource: "search", property: "engineVersion", ...advisory, says: /such as "OpenSearch_3\.5"/ }],
        },
        {
            name: "Elasticsearch in extended support",
            stack: [domain("Elasticsearch_7.4")],
            expect: [{ resource: "search", property: "engineVersion", ...advisory, says: /Elasticsearch 7\.4[^]*such as "Elasticsearch_7\.10"/ }],
        },
        {
            name: "on the day on which extended support ends",
            today: "2028-11-07",
            stack: [domain("Elasticsearch_5.6")],
            expect: [{ resource: "search", property: "engineVersion", ...advisory, says: /extended support was to end on 2028-11-07 too/ }],
        },
        {
            name: "a domain under the service's first name",
            stack: [
                resource("aws:elasticsearch/domain:Domain", "search", { elasticsearchVersion: "6.8" }),
                resource("aws:elasticsearch/domain:Domain", "old", { elasticsearchVersion: "6.7" }),
            ],
            expect: [{ resource: "old", property: "elasticsearchVersion", ...advisory }],
        },
        {
            name: "DocumentDB in extended support",
            stack: [docdb("3.6.0")],
            expect: [{ resource: "documents", property: "engineVersion", ...advisory, says: /DocumentDB 3\.6\.0 ended on 2026-03-30/ }],
        },
        {
            name: "DocumentDB on the day of its end",
            today: "2026-03-30",
            stack: [docdb("3.6.0")],
            expect: [{ resource: "documents", property: "engineVersion", ...advisory, says: /extended support is billed/ }],
        },
        {
            name: "Neptune that has ended",
            stack: [neptune("1.1.0.0")],
            expect: [{ resource: "graph", property: "engineVersion", ...mandatory, says: /ended on 2025-03-15, and nobody can create one/ }],
        },
        {
            name: "Neptune on the day of its end",
            today: "2026-11-30",
            stack: [neptune("1.2.1.0")],
            expect: [{ resource: "graph", property: "engineVersion", ...mandatory, says: /was to end/ }],
        },
        {
            name: "Neptune on the day before",
            today: "2026-11-29",
            stack: [neptune("1.2.1.0")],
            expect: [{ resource: "graph", property: "engineVersion", level: "advisory", severity: "low" }],
        },
        {
            name: "Neptune from a snapshot, which has its version",
            stack: [neptune("1.1.0.0", { snapshotIdentifier: "before" })],
            expect: [{ resource: "graph", property: "engineVersion", level: "advisory" }],
        },
        {
            name: "Kafka that has ended",
            stack: [kafka("2.8.1")],
            expect: [{ resource: "events", property: "kafkaVersion", ...advisory, says: /ended on 2024-09-11, and AWS upgrades it/ }],
        },
        {
            name: "the tiered Kafka, which has a day of its own",
            stack: [kafka("2.8.2-tiered")],
            expect: [{ resource: "events", property: "kafkaVersion", ...advisory, says: /2025-01-14/ }],
        },
        {
            name: "RabbitMQ within the 30 days in which no broker can be created",
            today: "2025-02-20",
            stack: [broker("RabbitMQ", "3.12.13")],
            expect: [{ resource: "queues", property: "engineVersion", ...mandatory, says: /ends on 2025-03-17, and nobody/ }],
        },
        {
            name: "RabbitMQ before them",
            today: "2025-02-10",
            stack: [broker("RabbitMQ", "3.12.13")],
            expect: [{ resource: "queues", property: "engineVersion", level: "advisory", severity: "low" }],
        },
        {
            name: "ActiveMQ that has ended",
            stack: [broker("ActiveMQ", "5.17.6")],
            expect: [{ resource: "queues", property: "engineVersion", ...mandatory, says: /such as "5\.19"/ }],
        },
    ],
});
