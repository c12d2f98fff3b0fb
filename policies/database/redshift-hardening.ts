import type { LoggingArgs } from "@pulumi/aws/redshift/logging";

import { resourceType, rule, stackPolicy } from "../../kit";
import { RedshiftCluster, RedshiftNamespace, RedshiftWorkgroup } from "../../kit/aws";

const Logging = resourceType<LoggingArgs>("aws:redshift/logging:Logging");

const ROUTING = {
    property: "enhancedVpcRouting",
    must: { is: true },
    absent: "wrong",
    problem: "COPY and UNLOAD move data past the VPC, where no endpoint policy, flow log or firewall sees it",
    fix: "set enhancedVpcRouting to true, and give the VPC an S3 gateway endpoint",
} as const;

export const redshiftHardening = stackPolicy({
    name: "redshift-hardening",
    title: "A warehouse keeps an audit log, moves its data within the VPC and takes upgrades",
    severity: "medium",
    level: "advisory",
    why: "otherwise nobody can tell who read which table, or how much of it left by UNLOAD",
    fix: "add an aws.redshift.Logging with clusterIdentifier of this cluster",
    frameworks: { "PCI DSS": ["10.2.1 (partly)"] },
    controls: ["Redshift.4"],
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html",
        "https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html",
    ],
    rules: [
        rule({ ...ROUTING, type: RedshiftCluster, controls: ["Redshift.7"] }),
        rule({ ...ROUTING, type: RedshiftWorkgroup, controls: ["RedshiftServerless.1"] }),
        rule({
            type: RedshiftCluster,
            property: "allowVersionUpgrade",
            must: { is: true },
            absent: "right",
            problem: "upgrades, which mend known faults, are not installed in the maintenance window",
            fix: "leave allowVersionUpgrade out",
            controls: ["Redshift.6"],
        }),
        rule({
            type: RedshiftNamespace,
            property: "logExports",
            must: { includes: ["connectionlog", "userlog"] },
            absent: "wrong",
            problem: "who connected, and which users were changed, is written down nowhere outside the warehouse",
            fix: 'set logExports to ["connectionlog", "userlog", "useractivitylog"]',
            controls: ["RedshiftServerless.6"],
        }),
    ],
    types: [RedshiftCluster],
    check(_props, { resource, stack, report, undecided }) {
        const { resources: logs, possible } = stack.referrers(resource, Logging, "clusterIdentifier", RedshiftCluster);
        if (logs.length > 0) {
            return;
        }
        if (possible.length > 0) {
            undecided("clusterIdentifier");
        } else {
            report(undefined, "this cluster has no audit log");
        }
    },
});
