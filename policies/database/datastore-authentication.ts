import type { ServerlessCacheArgs } from "@pulumi/aws/elasticache/serverlessCache";

import { isSet, resourcePolicy, resourceType, rule } from "../../kit";
import { isGlobalMember, MemoryDbCluster, MskCluster, ReplicationGroup } from "../../kit/aws";

export const datastoreAuthentication = resourcePolicy({
    name: "datastore-authentication",
    title: "Caches and brokers ask who is connecting",
    severity: "high",
    level: "advisory",
    why: "otherwise everything that reaches the port reads and writes all of it, and no log says who did",
    fix: "set userGroupIds to a group of users of your own",
    frameworks: { "PCI DSS": ["8.3.1 (partly)"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
        "https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.acls.html",
        "https://docs.aws.amazon.com/msk/latest/developerguide/kafka_apis_iam.html",
    ],
    rules: [
        rule({
            type: MskCluster,
            property: "clientAuthentication.unauthenticated",
            must: { is: false },
            absent: "right",
            problem: "clients that say nothing of themselves are let in",
            fix: "leave unauthenticated out, and set clientAuthentication.sasl.iam or .tls",
            controls: ["MSK.6"],
        }),
        rule({
            type: MemoryDbCluster,
            property: "aclName",
            must: { noneOf: ["open-access"] },
            absent: "right",
            problem: "open-access lets every client in without a password",
            fix: "set aclName to an aws.memorydb.Acl with users of your own",
        }),
        rule({
            type: resourceType<ServerlessCacheArgs>("aws:elasticache/serverlessCache:ServerlessCache"),
            property: "userGroupId",
            must: { given: true },
            absent: "wrong",
            problem: "clients are let in without a password",
            fix: "set userGroupId to a group of users of your own",
            unless: ({ engine }) => String(engine).toLowerCase() === "memcached",
        }),
    ],
    controls: ["ElastiCache.6"],
    types: [ReplicationGroup],
    check(group, { report }) {
        if (isSet(group, "authToken") || isSet(group, "userGroupIds") || isGlobalMember(group)) {
            return;
        }
        // Redis OSS has users since version 6, and Valkey begins with 7.
        if (/^[1-5]\./.test(group.engineVersion ?? "")) {
            report("authToken", "clients are let in without a password", {
                fix: "set transitEncryptionEnabled, and authToken to the result of a random.RandomPassword",
            });
        } else {
            report("userGroupIds", "clients are let in without a password");
        }
    },
});
