import { productionDeletionProtection } from "../../../policies/database/production-deletion-protection";
import { policyTests, ref, resource } from "../../harness";

const stackName = "prod";

policyTests(productionDeletionProtection, {
    example: {
        bad: `
            // The stack's name is prod
            new aws.dynamodb.Table("orders", {
                billingMode: "PAY_PER_REQUEST", hashKey: "id", attributes: [{ name: "id", type: "S" }],
                pointInTimeRecovery: { enabled: true },
            });`,
        good: `
            new aws.dynamodb.Table("orders", {
                billingMode: "PAY_PER_REQUEST", hashKey: "id", attributes: [{ name: "id", type: "S" }],
                pointInTimeRecovery: { enabled: true },
                deletionProtectionEnabled: true,
            });`,
    },
    pass: [
        { name: "not production", kind: "lookalike", stack: [resource("aws:dynamodb/table:Table", "orders", {})] },
        {
            name: "Pulumi's own protection",
            stackName,
            stack: [
                resource("aws:dynamodb/table:Table", "orders", {}, { protect: true }),
                resource("aws:s3/bucket:Bucket", "receipts", { forceDestroy: true }, { protect: true }),
            ],
        },
        { name: "a bucket that has to be empty first", stackName, stack: [resource("aws:s3/bucket:Bucket", "receipts", {})] },
        {
            name: "the tier is set",
            settings: { tier: "nonproduction" },
            stackName,
            stack: [resource("aws:s3/bucket:Bucket", "receipts", { forceDestroy: true })],
        },
    ],
    fail: [
        {
            name: "a bucket that goes with what is in it",
            stackName,
            stack: [resource("aws:s3/bucket:Bucket", "receipts", { forceDestroy: true })],
            expect: [{ resource: "receipts", property: "forceDestroy", severity: "medium" }],
        },
        {
            name: "a website's bucket, and one of an application's builds, which can be filled anew",
            stackName,
            stack: [
                resource("aws:s3/bucket:Bucket", "site", { forceDestroy: true }),
                resource("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", "website", {
                    bucket: ref("site"),
                    indexDocument: { suffix: "index.html" },
                }),
                resource("aws:s3/bucket:Bucket", "builds", { forceDestroy: true }),
                resource("aws:s3/bucketObjectv2:BucketObjectv2", "build", { bucket: ref("builds"), key: "app.zip" }),
            ],
            expect: [
                { resource: "site", property: "forceDestroy", level: "advisory", severity: "low" },
                { resource: "builds", property: "forceDestroy", level: "advisory", severity: "low" },
            ],
        },
        {
            name: "a table that says no",
            stackName,
            stack: [resource("aws:dynamodb/table:Table", "orders", { deletionProtectionEnabled: false })],
            expect: [{ resource: "orders", property: "deletionProtectionEnabled", says: /Pulumi's option protect/ }],
        },
        {
            name: "a load balancer, which holds no data",
            stackName,
            stack: [resource("aws:alb/loadBalancer:LoadBalancer", "shop", {})],
            expect: [{ resource: "shop", property: "enableDeletionProtection", level: "advisory" }],
        },
    ],
});
