import type { BucketVersioningArgs } from "@pulumi/aws/s3/bucketVersioning";

import { isUnknown, known, resourceType, stackPolicy } from "../../kit";
import { besideBucket, Bucket, holdsLogs } from "../../kit/aws";

const BucketVersioning = resourceType<BucketVersioningArgs>("aws:s3/bucketVersioning:BucketVersioning");

export const s3Versioning = stackPolicy({
    name: "s3-versioning",
    title: "A production bucket keeps the versions of its objects",
    severity: "low",
    level: "advisory",
    why: "what is overwritten or deleted by mistake is gone at once",
    fix: 'add an aws.s3.BucketVersioning with status "Enabled", and a lifecycle rule that removes old versions',
    since: "0.2.0",
    tiered: true,
    links: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html"],
    types: [Bucket],
    check(bucket, { resource, stack, tier, report, undecided }) {
        const logs = holdsLogs(resource, stack);
        if (tier !== "production" || bucket.versioning?.enabled === true || logs) {
            return;
        }
        const beside = besideBucket(resource, stack, BucketVersioning);
        const statuses = beside?.map(({ props }) => props.versioningConfiguration);
        if (logs === undefined || !statuses || statuses.some((status) => isUnknown(status, "status"))) {
            undecided("versioning");
        } else if (!statuses.some((status) => known(status, "status") === "Enabled")) {
            report(undefined, "this bucket keeps only the last version of an object", {
                cause: {
                    problem: "buckets keep only the last version of an object",
                    fix: 'add an aws.s3.BucketVersioning with status "Enabled" for each',
                    among: stack.of(Bucket).length,
                },
            });
        }
    },
});
