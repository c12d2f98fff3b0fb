import { dmsNotPublic } from "../../../policies/migration/dms-not-public";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const instance = (props: Record<string, unknown>, type = "aws:dms/replicationInstance:ReplicationInstance"): TestResource =>
    resource(type, "dms", { replicationInstanceId: "dms", ...props });

policyTests(dmsNotPublic, {
    example: {
        bad: `
            new aws.dms.ReplicationInstance("dms", {
                replicationInstanceId: "dms", replicationInstanceClass: "dms.t3.medium", publiclyAccessible: true,
            });`,
        good: `
            new aws.dms.ReplicationInstance("dms", {
                replicationInstanceId: "dms", replicationInstanceClass: "dms.t3.medium", publiclyAccessible: false,
            });`,
    },
    pass: [
        { name: "private", stack: [instance({ publiclyAccessible: false })] },
        { name: "not known yet", stack: [instance({ publiclyAccessible: unknown })] },
        {
            name: "a database of RDS, of which another policy speaks",
            stack: [resource("aws:rds/instance:Instance", "source", { publiclyAccessible: true })],
            kind: "lookalike",
        },
    ],
    fail: [
        {
            name: "public (DMS.1)",
            stack: [instance({ publiclyAccessible: true })],
            expect: [{ resource: "dms", property: "publiclyAccessible", severity: "high" }],
        },
        {
            name: "left out: the provider sends false, and the service's default is true",
            kind: "default",
            stack: [instance({})],
            expect: [{ resource: "dms", property: "publiclyAccessible", level: "advisory", severity: "low" }],
        },
    ],
    remediate: [
        { name: "a public instance", stack: [instance({ publiclyAccessible: true })], expect: { replicationInstanceId: "dms", publiclyAccessible: false } },
        { name: "one that leaves it out", stack: [instance({})], expect: { replicationInstanceId: "dms", publiclyAccessible: false } },
        {
            name: "nothing where it is private",
            stack: [instance({ publiclyAccessible: false })],
            expect: { replicationInstanceId: "dms", publiclyAccessible: false },
        },
        {
            name: "nothing where it is not known yet",
            stack: [instance({ publiclyAccessible: unknown })],
            expect: { replicationInstanceId: "dms", publiclyAccessible: unknown },
        },
    ],
});
