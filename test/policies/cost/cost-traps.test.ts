import { costTraps } from "../../../policies/cost/cost-traps";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const distribution = (sslSupportMethod?: Value): TestResource =>
    resource("aws:cloudfront/distribution:Distribution", "site", {
        viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:851725499301:certificate/0a1b", sslSupportMethod },
    });
const table = (props: Value = {}): TestResource => resource("aws:dynamodb/table:Table", "carts", { hashKey: "id", ...props });
const target = (resourceId: Value): TestResource =>
    resource("aws:appautoscaling/target:Target", "scaling", {
        ...{ serviceNamespace: "dynamodb", scalableDimension: "dynamodb:table:ReadCapacityUnits", minCapacity: 1, maxCapacity: 9 },
        resourceId,
    });
const bucket = resource("aws:s3/bucket:Bucket", "orders");
const lifecycle = (of: Value = ref("orders"), name = "l"): TestResource =>
    resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", name, { bucket: of, rules: [] });
const eip = resource("aws:ec2/eip:Eip", "out", { domain: "vpc" });
const nat = (allocationId: Value): TestResource => resource("aws:ec2/natGateway:NatGateway", "n", { allocationId, subnetId: "subnet-0a1b" });

policyTests(costTraps, {
    example: {
        bad: `
            new aws.ebs.Volume("data", { availabilityZone: "us-east-1a", size: 100, type: "gp2", encrypted: true });`,
        good: `
            new aws.ebs.Volume("data", { availabilityZone: "us-east-1a", size: 100, type: "gp3", encrypted: true });`,
    },
    pass: [
        { name: "a certificate for clients that name the host", stack: [distribution("sni-only")] },
        { name: "a method that is not known yet", stack: [distribution(unknown)], undecided: true },
        { name: "a table that is paid by request", stack: [table({ billingMode: "PAY_PER_REQUEST" })] },
        { name: "a table that scales", kind: "lookalike", stack: [table({ billingMode: "PROVISIONED" }), target(ref("carts"))] },
        { name: "a table that scales, by its name", stack: [table({ name: "carts" }), target("table/carts")] },
        { name: "a target that is not known yet: it may be this table's", stack: [table(), target(unknown)], undecided: true },
        { name: "a bucket with a lifecycle", stack: [bucket, lifecycle()] },
        { name: "a lifecycle whose bucket is not known: it may be this one's", stack: [bucket, lifecycle(unknown)], undecided: true },
        { name: "a lifecycle beside one whose bucket is not known", stack: [bucket, lifecycle(), lifecycle(unknown, "m")], undecided: false },
        { name: "a bucket that holds its lifecycle", stack: [resource("aws:s3/bucket:Bucket", "orders", { lifecycleRules: [{ enabled: true }] })] },
        { name: "an address of a NAT gateway", stack: [eip, nat(ref("out"))] },
        { name: "a NAT gateway whose address is not known: it may be this one", stack: [eip, nat(unknown)], undecided: true },
        { name: "an address that exists already", kind: "lookalike", stack: [{ ...eip, outputs: { id: "eipalloc-0a1b" } }] },
        { name: "an address of an instance", stack: [resource("aws:ec2/eip:Eip", "out", { instance: "i-0a1b" })] },
        {
            name: "newer volumes, and those of the default kind",
            stack: [resource("aws:ebs/volume:Volume", "v", { availabilityZone: "us-east-1a", type: "gp3" }), resource("aws:rds/instance:Instance", "d", {})],
        },
    ],
    fail: [
        {
            name: "addresses of its own (CloudFront.8)",
            stack: [distribution("vip"), { ...distribution("static-ip"), name: "shop" }],
            expect: [
                { resource: "site", property: "viewerCertificate.sslSupportMethod", says: /to "sni-only"/ },
                { resource: "shop", property: "viewerCertificate.sslSupportMethod" },
            ],
        },
        {
            name: "a table that does not scale (DynamoDB.1)",
            kind: "default",
            stack: [table()],
            expect: [{ resource: "carts", property: "billingMode", says: /does not grow with the load[^]*"PAY_PER_REQUEST"/ }],
        },
        { name: "another table scales", stack: [table({ name: "carts" }), target("table/orders")], expect: [{ resource: "carts", property: "billingMode" }] },
        {
            name: "another table scales, which this stack makes",
            stack: [table(), { ...table({ billingMode: "PAY_PER_REQUEST" }), name: "orders" }, target(ref("orders"))],
            expect: [{ resource: "carts", property: "billingMode" }],
        },
        { name: "a bucket without a lifecycle (S3.13)", stack: [bucket], expect: [{ resource: "orders", severity: "low", says: /abortIncomplete/ }] },
        { name: "an address that nothing uses", stack: [eip], expect: [{ resource: "out", says: /uses the address[^]*or leave it out/ }] },
        { name: "a NAT gateway uses another address", stack: [eip, { ...eip, name: "nat" }, nat(ref("nat"))], expect: [{ resource: "out" }] },
        {
            name: "older volumes",
            stack: [
                resource("aws:ebs/volume:Volume", "v", { availabilityZone: "us-east-1a", type: "gp2" }),
                resource("aws:rds/instance:Instance", "d", { storageType: "io1" }),
            ],
            expect: [
                { resource: "v", property: "type", says: /set type to gp3/ },
                { resource: "d", property: "storageType" },
            ],
        },
    ],
});
