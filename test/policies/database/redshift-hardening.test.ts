import { redshiftHardening } from "../../../policies/database/redshift-hardening";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const cluster = resource("aws:redshift/cluster:Cluster", "sales", { enhancedVpcRouting: true });
const logging = (clusterIdentifier: string): TestResource =>
    resource("aws:redshift/logging:Logging", "audit", { clusterIdentifier, logDestinationType: "cloudwatch", logExports: ["connectionlog"] });

policyTests(redshiftHardening, {
    example: {
        bad: `
            new aws.redshift.Cluster("sales", {
                clusterIdentifier: "sales", nodeType: "ra3.large", masterUsername: "sales_admin", manageMasterPassword: true,
            });`,
        good: `
            const sales = new aws.redshift.Cluster("sales", {
                clusterIdentifier: "sales", nodeType: "ra3.large", masterUsername: "sales_admin", manageMasterPassword: true,
                enhancedVpcRouting: true,
            });
            new aws.redshift.Logging("audit", {
                clusterIdentifier: sales.id, logDestinationType: "cloudwatch", logExports: ["connectionlog", "userlog", "useractivitylog"],
            });`,
    },
    pass: [
        { name: "an audit log (Redshift.4)", stack: [cluster, logging(ref("sales"))] },
        {
            name: "an audit log by the cluster's name (Redshift.4)",
            stack: [resource("aws:redshift/cluster:Cluster", "sales", { enhancedVpcRouting: true, clusterIdentifier: "sales-1" }), logging("sales-1")],
        },
        { name: "an audit log of a cluster not known yet", kind: "lookalike", stack: [cluster, logging(unknown)], undecided: true },
        {
            name: "an audit log beside one of a cluster not known yet",
            stack: [cluster, logging(ref("sales")), { ...logging(unknown), name: "other" }],
            undecided: false,
        },
    ],
    fail: [
        { name: "no audit log (Redshift.4)", stack: [cluster], expect: [{ resource: "sales" }] },
        {
            name: "an audit log of another cluster (Redshift.4)",
            stack: [cluster, resource("aws:redshift/cluster:Cluster", "other", { enhancedVpcRouting: true }), logging(ref("other"))],
            expect: [{ resource: "sales" }],
        },
    ],
});
