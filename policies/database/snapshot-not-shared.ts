import type { SnapshotBlockPublicAccessArgs } from "@pulumi/aws/ebs/snapshotBlockPublicAccess";
import type { AmiLaunchPermissionArgs } from "@pulumi/aws/ec2/amiLaunchPermission";
import type { ImageBlockPublicAccessArgs } from "@pulumi/aws/ec2/imageBlockPublicAccess";
import type { ClusterSnapshotArgs } from "@pulumi/aws/rds/clusterSnapshot";
import type { ClusterSnapshotCopyArgs } from "@pulumi/aws/rds/clusterSnapshotCopy";
import type { SnapshotArgs } from "@pulumi/aws/rds/snapshot";
import type { SnapshotCopyArgs } from "@pulumi/aws/rds/snapshotCopy";
import type { DocumentArgs } from "@pulumi/aws/ssm/document";

import { resourcePolicy, resourceType, rule, type ResourceType } from "../../kit";

const SNAPSHOTS: ResourceType<SnapshotArgs | ClusterSnapshotArgs | SnapshotCopyArgs | ClusterSnapshotCopyArgs>[] = [
    resourceType<SnapshotArgs>("aws:rds/snapshot:Snapshot"),
    resourceType<ClusterSnapshotArgs>("aws:rds/clusterSnapshot:ClusterSnapshot"),
    resourceType<SnapshotCopyArgs>("aws:rds/snapshotCopy:SnapshotCopy"),
    resourceType<ClusterSnapshotCopyArgs>("aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"),
];

export const snapshotNotShared = resourcePolicy({
    name: "snapshot-not-shared",
    title: "No snapshot, image or document is shared with every AWS account",
    severity: "critical",
    level: "mandatory",
    stops: "exposed",
    why: "anyone with an AWS account can copy it, and public snapshots are searched for secrets and card data all the time",
    fix: "name the accounts that need it",
    frameworks: { "PCI DSS": ["7.2.1 (partly)"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html",
        "https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html",
    ],
    rules: [
        ...SNAPSHOTS.map((type) =>
            rule({
                type,
                property: "sharedAccounts[]",
                must: { noneOf: ["all"] },
                absent: "right",
                problem: '"all" gives the snapshot to every AWS account',
                controls: ["RDS.1"],
            }),
        ),
        rule({
            type: resourceType<AmiLaunchPermissionArgs>("aws:ec2/amiLaunchPermission:AmiLaunchPermission"),
            property: "group",
            must: { noneOf: ["all"] },
            absent: "right",
            problem: '"all" lets every AWS account launch the image and read its disk',
            fix: "leave group out, and set accountId, organizationArn or organizationalUnitArn",
        }),
        rule({
            type: resourceType<DocumentArgs>("aws:ssm/document:Document"),
            property: "permissions.account_ids",
            must: { noneOf: ["All", "all"] },
            absent: "right",
            problem: '"All" lets every AWS account read and run the document',
            controls: ["SSM.4"],
        }),
        rule({
            type: resourceType<SnapshotBlockPublicAccessArgs>(
                "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
            ),
            property: "state",
            must: { oneOf: ["block-all-sharing", "block-new-sharing"] },
            absent: "right",
            problem: "anyone who may share a snapshot of this account may share it with everybody",
            fix: 'set state to "block-all-sharing"',
            controls: ["EC2.182"],
            level: "advisory",
        }),
        rule({
            type: resourceType<ImageBlockPublicAccessArgs>("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"),
            property: "state",
            must: { is: "block-new-sharing" },
            absent: "right",
            problem: "anyone who may share an image of this account may share it with everybody",
            fix: 'set state to "block-new-sharing"',
            level: "advisory",
        }),
    ],
});
