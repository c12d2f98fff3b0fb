import type { ClusterArgs as DaxClusterArgs } from "@pulumi/aws/dax/cluster";
import type { ProxyArgs } from "@pulumi/aws/rds/proxy";

import { resourcePolicy, resourceType, rule } from "../../kit";
import {
    CacheCluster,
    isGlobalMember,
    isGroupMember,
    MemoryDbCluster,
    MskCluster,
    MskConnector,
    ReplicationGroup,
    SearchDomain,
} from "../../kit/aws";

const IN_CLEAR = "data and passwords cross the network in clear";

export const datastoreTls = resourcePolicy({
    name: "datastore-tls",
    title: "Caches, brokers, search domains and proxies take encrypted connections only",
    severity: "medium",
    level: "advisory",
    why: "whoever can listen on the network, from a compromised host for instance, reads data and passwords",
    fix: "switch encryption in transit on; most of these can only change it by being made anew",
    frameworks: { "PCI DSS": ["4.2.1 (partly)"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
        "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
        "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html",
    ],
    rules: [
        rule({
            type: ReplicationGroup,
            property: "transitEncryptionEnabled",
            must: { is: true },
            absent: "wrong",
            since: "off for Redis OSS; what Valkey does where nothing is said is left to AWS",
            problem: IN_CLEAR,
            controls: ["ElastiCache.5"],
            unless: (group) =>
                (group.engine === "valkey" && group.transitEncryptionEnabled === undefined) || isGlobalMember(group),
        }),
        rule({
            type: MemoryDbCluster,
            property: "tlsEnabled",
            must: { is: true },
            absent: "right",
            problem: IN_CLEAR,
        }),
        rule({
            type: MskCluster,
            property: "encryptionInfo.encryptionInTransit.inCluster",
            must: { is: true },
            absent: "right",
            problem: "records go from broker to broker in clear",
            controls: ["MSK.1"],
        }),
        rule({
            type: MskCluster,
            property: "encryptionInfo.encryptionInTransit.clientBroker",
            must: { is: "TLS" },
            absent: "right",
            problem: "clients may send records in clear",
        }),
        rule({
            type: MskConnector,
            property: "kafkaClusterEncryptionInTransit.encryptionType",
            must: { is: "TLS" },
            absent: "wrong",
            problem: "the connector exchanges records with the brokers in clear",
            controls: ["MSK.3"],
        }),
        rule({
            type: SearchDomain,
            property: "nodeToNodeEncryption.enabled",
            must: { is: true },
            absent: "wrong",
            problem: "documents go from node to node in clear",
            controls: ["Opensearch.3", "ES.3"],
        }),
        rule({
            type: SearchDomain,
            property: "domainEndpointOptions.enforceHttps",
            must: { is: true },
            absent: "right",
            problem: "the domain answers plain HTTP too",
        }),
        rule({
            type: resourceType<DaxClusterArgs>("aws:dax/cluster:Cluster"),
            property: "clusterEndpointEncryptionType",
            must: { is: "TLS" },
            absent: "wrong",
            problem: "items cross the network in clear",
            controls: ["DynamoDB.7"],
        }),
        rule({
            type: resourceType<ProxyArgs>("aws:rds/proxy:Proxy"),
            property: "requireTls",
            must: { is: true },
            absent: "wrong",
            problem: "the proxy takes connections that are not encrypted",
            controls: ["RDS.43"],
        }),
    ],
    types: [CacheCluster],
    check(cache, { report }) {
        if (cache.engine !== undefined && cache.engine !== "memcached" && !isGroupMember(cache)) {
            report("engine", `a ${cache.engine} node of its own has neither encrypted connections nor a password`, {
                fix: "make it an aws.elasticache.ReplicationGroup with transitEncryptionEnabled, which may have one node",
            });
        }
    },
});
