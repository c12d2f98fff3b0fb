import { rdsAutoMinorUpgrade } from "../../../policies/database/rds-auto-minor-upgrade";
import { policyTests, resource } from "../../harness";

policyTests(rdsAutoMinorUpgrade, {
    example: {
        bad: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
                autoMinorVersionUpgrade: false,
            });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
                maintenanceWindow: "sun:03:00-sun:04:00",
            });`,
    },
    pass: [
        {
            name: "DocumentDB, which has no such upgrades",
            kind: "lookalike",
            stack: [resource("aws:docdb/clusterInstance:ClusterInstance", "orders", { autoMinorVersionUpgrade: false })],
        },
        {
            name: "a replica of a group",
            stack: [resource("aws:elasticache/cluster:Cluster", "replica", { replicationGroupId: "sessions", autoMinorVersionUpgrade: "false" })],
        },
    ],
    fail: [
        {
            name: "a text that says no",
            stack: [resource("aws:elasticache/cluster:Cluster", "sessions", { engine: "redis", autoMinorVersionUpgrade: "false" })],
            expect: [{ resource: "sessions", property: "autoMinorVersionUpgrade" }],
        },
    ],
});
