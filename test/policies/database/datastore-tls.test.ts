import { datastoreTls } from "../../../policies/database/datastore-tls";
import { policyTests, resource, unknown } from "../../harness";

policyTests(datastoreTls, {
    example: {
        bad: `
            new aws.elasticache.ReplicationGroup("sessions", {
                description: "Sessions", engine: "redis", engineVersion: "7.1", nodeType: "cache.t4g.small", atRestEncryptionEnabled: true,
            });`,
        good: `
            new aws.elasticache.ReplicationGroup("sessions", {
                description: "Sessions", engine: "redis", engineVersion: "7.1", nodeType: "cache.t4g.small", atRestEncryptionEnabled: true,
                transitEncryptionEnabled: true,
            });`,
    },
    pass: [
        {
            name: "Valkey that does not say",
            stack: [resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", { description: "Sessions", engine: "valkey" })],
        },
        {
            name: "a member of a global datastore",
            kind: "lookalike",
            stack: [
                resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
                    description: "Sessions",
                    globalReplicationGroupId: "ldgnf-sessions",
                }),
            ],
        },
        { name: "Memcached", stack: [resource("aws:elasticache/cluster:Cluster", "pages", { engine: "memcached" })] },
        {
            name: "a replica of a group",
            stack: [resource("aws:elasticache/cluster:Cluster", "replica", { engine: "redis", replicationGroupId: unknown })],
        },
        { name: "an engine not known yet", stack: [resource("aws:elasticache/cluster:Cluster", "pages", { engine: unknown })], undecided: true },
    ],
    fail: [
        {
            name: "Valkey with its encryption switched off",
            stack: [
                resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
                    description: "Sessions",
                    engine: "valkey",
                    transitEncryptionEnabled: false,
                }),
            ],
            expect: [{ resource: "sessions", property: "transitEncryptionEnabled" }],
        },
        {
            name: "a Redis node of its own",
            stack: [resource("aws:elasticache/cluster:Cluster", "sessions", { engine: "redis" })],
            expect: [
                {
                    resource: "sessions",
                    property: "engine",
                    says: /neither encrypted connections nor a password[^]*make it an aws\.elasticache\.ReplicationGroup/,
                },
            ],
        },
        {
            name: "an Elasticsearch domain (ES.3)",
            stack: [resource("aws:elasticsearch/domain:Domain", "orders", {})],
            expect: [{ resource: "orders", property: "nodeToNodeEncryption.enabled" }],
        },
    ],
});
