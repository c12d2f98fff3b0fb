import { rdsMonitoring } from "../../../policies/database/rds-monitoring";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const cluster = (monitoringInterval?: Value): TestResource =>
    resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-postgresql", copyTagsToSnapshot: true, monitoringInterval });
const member = (clusterIdentifier: string, props: Record<string, unknown> = {}): TestResource =>
    resource("aws:rds/clusterInstance:ClusterInstance", "member", { engine: "aurora-postgresql", clusterIdentifier, ...props });
const expect = [{ resource: "member", property: "monitoringInterval" }];

policyTests(rdsMonitoring, {
    example: {
        bad: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
            });`,
        good: `
            new aws.rds.Instance("orders", {
                engine: "postgres", instanceClass: "db.r6g.large", allocatedStorage: 200, storageEncrypted: true,
                username: "orders_admin", manageMasterUserPassword: true,
                monitoringInterval: 60, monitoringRoleArn: "arn:aws:iam::604219837745:role/rds-monitoring", copyTagsToSnapshot: true,
            });`,
    },
    pass: [
        { name: "an instance of Aurora (RDS.6)", stack: [cluster(), member(ref("orders"), { monitoringInterval: 15 })] },
        { name: "a cluster that says it for its instances (RDS.6)", stack: [cluster(60), member(ref("orders"))], undecided: false },
        { name: "an interval not known yet", stack: [cluster(), member(ref("orders"), { monitoringInterval: unknown })], undecided: true },
        { name: "a cluster's interval not known yet", stack: [cluster(unknown), member(ref("orders"))], undecided: true },
        { name: "a cluster not known yet", kind: "lookalike", stack: [cluster(60), member(unknown)], undecided: true },
    ],
    fail: [
        { name: "an instance of Aurora without it (RDS.6)", stack: [cluster(), member(ref("orders"))], expect },
        { name: "an instance of a cluster that stands elsewhere (RDS.6)", stack: [member("orders", { monitoringInterval: 0 })], expect },
    ],
});
