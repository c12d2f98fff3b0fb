import { datastoreFailover } from "../../../policies/database/datastore-failover";
import { policyTests, resource } from "../../harness";

const group = resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", { description: "Sessions" });

policyTests(datastoreFailover, {
    base: { "aws:redshift/cluster:Cluster": { nodeType: "ra3.large" } },
    example: {
        bad: `
            // The stack's name is prod
            new aws.elasticache.ReplicationGroup("sessions", {
                description: "Sessions", engine: "valkey", nodeType: "cache.t4g.small", transitEncryptionEnabled: true, numCacheClusters: 2,
            });`,
        good: `
            new aws.elasticache.ReplicationGroup("sessions", {
                description: "Sessions", engine: "valkey", nodeType: "cache.t4g.small", transitEncryptionEnabled: true, numCacheClusters: 2,
                automaticFailoverEnabled: true, multiAzEnabled: true,
            });`,
    },
    pass: [
        { name: "not production", stack: [group] },
        { name: "the tier is set", settings: { tier: "nonproduction" }, stackName: "prod", stack: [group] },
        {
            name: "a warehouse whose nodes cannot",
            kind: "lookalike",
            stackName: "prod",
            stack: [resource("aws:redshift/cluster:Cluster", "sales", { nodeType: "dc2.large" })],
        },
    ],
    fail: [
        {
            name: "nobody takes over",
            stackName: "prod",
            stack: [group],
            expect: [{ resource: "sessions", property: "automaticFailoverEnabled" }],
        },
    ],
});
