import type { UserPoolArgs } from "@pulumi/aws/cognito/userPool";
import type { RepositoryArgs } from "@pulumi/aws/ecr/repository";
import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer";
import type { FirewallArgs } from "@pulumi/aws/networkfirewall/firewall";
import type { BucketArgs } from "@pulumi/aws/s3/bucket";

import { type Resource, resourceType, type ResourceType, rule, type Stack, stackPolicy } from "../../kit";
import { Bucket, DocdbCluster, DynamodbTable, NeptuneCluster, RedshiftCluster } from "../../kit/aws";

const isProtected = (_props: unknown, resource: Resource<never>): boolean => resource.isProtected;

/** What must be switched on in production; Pulumi's own option protects as well. */
const PROTECTED = { must: { is: true }, absent: "wrong", tier: "production", unless: isProtected } as const;
/** What must not be switched on in production. */
const KEPT = { must: { is: false }, absent: "right", tier: "production", unless: isProtected } as const;

const UNPROTECTED = "nothing protects it from deletion in production";
const NO_SNAPSHOT = "it leaves no snapshot when it is deleted in production";
const SNAPSHOT = "leave skipFinalSnapshot out, and set finalSnapshotIdentifier";

export const productionDeletionProtection = stackPolicy({
    name: "production-deletion-protection",
    title: "What holds data in production cannot be deleted by mistake",
    severity: "medium",
    level: "mandatory",
    stops: "lost",
    why: "a wrong property or a pulumi destroy replaces or deletes it, and its data with it",
    fix: "switch its deletion protection on, or set Pulumi's option protect",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html",
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/db-cluster-delete.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html",
        "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    ],
    tiered: true,
    rules: [
        rule({
            ...PROTECTED,
            type: DynamodbTable,
            property: "deletionProtectionEnabled",
            problem: UNPROTECTED,
            controls: ["DynamoDB.6"],
        }),
        rule({
            ...PROTECTED,
            type: DocdbCluster,
            property: "deletionProtection",
            problem: UNPROTECTED,
            controls: ["DocumentDB.5"],
        }),
        rule({
            ...PROTECTED,
            type: NeptuneCluster,
            property: "deletionProtection",
            problem: UNPROTECTED,
            controls: ["Neptune.4"],
        }),
        rule({
            ...PROTECTED,
            type: resourceType<UserPoolArgs>("aws:cognito/userPool:UserPool"),
            property: "deletionProtection",
            must: { is: "ACTIVE" },
            problem: "nothing protects its users from deletion in production",
            fix: 'set deletionProtection to "ACTIVE"',
            controls: ["Cognito.6"],
        }),
        rule({ ...KEPT, type: DocdbCluster, property: "skipFinalSnapshot", problem: NO_SNAPSHOT, fix: SNAPSHOT }),
        rule({ ...KEPT, type: NeptuneCluster, property: "skipFinalSnapshot", problem: NO_SNAPSHOT, fix: SNAPSHOT }),
        rule({ ...KEPT, type: RedshiftCluster, property: "skipFinalSnapshot", problem: NO_SNAPSHOT, fix: SNAPSHOT }),
        rule({
            ...KEPT,
            type: resourceType<RepositoryArgs>("aws:ecr/repository:Repository"),
            property: "forceDelete",
            problem: "the repository goes with the images that production runs",
            fix: "leave forceDelete out",
            level: "advisory",
        }),
        rule({
            ...PROTECTED,
            type: resourceType<LoadBalancerArgs>(
                "aws:lb/loadBalancer:LoadBalancer",
                "aws:alb/loadBalancer:LoadBalancer",
            ),
            property: "enableDeletionProtection",
            problem: UNPROTECTED,
            fix: "set enableDeletionProtection to true",
            controls: ["ELB.6"],
            level: "advisory",
        }),
        rule({
            ...PROTECTED,
            type: resourceType<FirewallArgs>("aws:networkfirewall/firewall:Firewall"),
            property: "deleteProtection",
            problem: UNPROTECTED,
            fix: "set deleteProtection to true",
            controls: ["NetworkFirewall.9"],
            level: "advisory",
        }),
    ],
    types: [Bucket],
    check(bucket, { resource, stack, tier, report }) {
        if (tier === "production" && !resource.isProtected && bucket.forceDestroy === true) {
            report("forceDestroy", "the bucket goes with all of its objects when it is replaced or destroyed", {
                fix: "leave forceDestroy out",
                ...(isFilledAnew(resource, stack) ? ({ level: "advisory", severity: "low" } as const) : {}),
            });
        }
    },
});

/** What fills a bucket from files that the program, or a build, has: a website, objects of the stack, an application. */
const FILLING: ResourceType<{ bucket: unknown }>[] = [
    resourceType("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration"),
    resourceType("aws:s3/bucketObject:BucketObject"),
    resourceType("aws:s3/bucketObjectv2:BucketObjectv2"),
    resourceType("aws:elasticbeanstalk/applicationVersion:ApplicationVersion"),
];

/** True where what the bucket holds can be put there again, or may. */
function isFilledAnew(bucket: Resource<BucketArgs>, stack: Stack): boolean {
    return FILLING.some((type) => {
        const { resources, possible } = stack.referrers(bucket, type, "bucket", Bucket);
        return resources.length + possible.length > 0;
    });
}
