import type { ClusterInstanceArgs } from "@pulumi/aws/rds/clusterInstance";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";

import { resourcePolicy, type ResourceType } from "../../kit";
import { RdsClusterInstance, RdsInstance } from "../../kit/aws";

const INSTANCES: ResourceType<InstanceArgs | ClusterInstanceArgs>[] = [RdsInstance, RdsClusterInstance];

export const rdsNotPublic = resourcePolicy({
    name: "rds-not-public",
    title: "No database has an address on the internet",
    severity: "critical",
    level: "mandatory",
    stops: "exposed",
    why: "anyone can then try passwords and unpatched holes against it, with one security group rule in between at most",
    fix: "leave publiclyAccessible out, and reach the database through the VPC, a VPN or Session Manager",
    controls: ["RDS.2"],
    frameworks: {
        "PCI DSS": ["1.4.4"],
        CIS: ["2.3.3"],
        "NIST 800-53": ["AC-4", "AC-4(21)", "SC-7", "SC-7(11)", "SC-7(16)", "SC-7(21)", "SC-7(4)", "SC-7(5)"],
    },
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2",
    ],
    types: INSTANCES,
    check(instance, { report }) {
        if (instance.publiclyAccessible) {
            report("publiclyAccessible", "the database gets a public address");
        }
    },
});
