import { rdsNotPublic } from "../../../policies/database/rds-not-public";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const instance = (props: Record<string, unknown>): TestResource => resource("aws:rds/instance:Instance", "orders", { engine: "postgres", ...props });
const expect = [{ resource: "orders", property: "publiclyAccessible", severity: "critical" }];

policyTests(rdsNotPublic, {
    example: {
        bad: `
            new aws.rds.Instance("orders", { engine: "postgres", instanceClass: "db.r6g.large", publiclyAccessible: true });`,
        good: `
            new aws.rds.Instance("orders", { engine: "postgres", instanceClass: "db.r6g.large" });`,
    },
    pass: [
        { name: "nothing said", stack: [instance({})] },
        { name: "the provider's default", kind: "default", stack: [instance({ publiclyAccessible: false })] },
        { name: "not known yet", stack: [instance({ publiclyAccessible: unknown })], undecided: true },
        {
            name: "another service",
            kind: "lookalike",
            stack: [resource("aws:dms/replicationInstance:ReplicationInstance", "dms", { publiclyAccessible: true })],
        },
    ],
    fail: [
        { name: "an instance (RDS.2)", stack: [instance({ publiclyAccessible: true })], expect },
        {
            name: "a member of a cluster",
            stack: [resource("aws:rds/clusterInstance:ClusterInstance", "orders", { engine: "aurora-mysql", publiclyAccessible: true })],
            expect,
        },
    ],
});
