import type { ClusterInstanceArgs } from "@pulumi/aws/neptune/clusterInstance";

import { resourcePolicy, resourceType, rule } from "../../kit";
import { MqBroker, MskCluster, RedshiftCluster, RedshiftWorkgroup, SearchDomain } from "../../kit/aws";

const PUBLIC = { must: { is: false }, absent: "right" } as const;

export const datastoreNotPublic = resourcePolicy({
    name: "datastore-not-public",
    title: "No warehouse, broker, graph or search domain has an address on the internet",
    severity: "critical",
    level: "mandatory",
    stops: "exposed",
    why: "anyone can then try passwords and unpatched holes against it, with one security group rule in between at most",
    fix: "leave publiclyAccessible out, and reach it through the VPC, a VPN or Session Manager",
    frameworks: { "PCI DSS": ["1.4.4"] },
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html",
        "https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html",
        "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html",
    ],
    rules: [
        rule({
            ...PUBLIC,
            type: RedshiftCluster,
            property: "publiclyAccessible",
            since: "private by default in @pulumi/aws since 7.0",
            problem: "the warehouse gets a public address",
            controls: ["Redshift.1"],
        }),
        rule({
            ...PUBLIC,
            type: RedshiftWorkgroup,
            property: "publiclyAccessible",
            problem: "the warehouse gets a public address",
            controls: ["RedshiftServerless.3"],
        }),
        rule({
            ...PUBLIC,
            type: MqBroker,
            property: "publiclyAccessible",
            problem: "the broker and its console get a public address",
        }),
        rule({
            ...PUBLIC,
            type: resourceType<ClusterInstanceArgs>("aws:neptune/clusterInstance:ClusterInstance"),
            property: "publiclyAccessible",
            problem: "the graph gets a public address",
        }),
        rule({
            type: MskCluster,
            property: "brokerNodeGroupInfo.connectivityInfo.publicAccess.type",
            must: { is: "DISABLED" },
            absent: "right",
            problem: "the brokers get public addresses",
            fix: "leave publicAccess out, and reach the brokers through the VPC or a VPN",
            controls: ["MSK.4"],
        }),
        rule({
            type: SearchDomain,
            property: "vpcOptions",
            must: { given: true },
            absent: "wrong",
            problem: "the domain's endpoint is on the internet, and its access policy alone keeps others out",
            fix: "set vpcOptions with private subnetIds and a security group; this makes the domain anew",
            controls: ["Opensearch.2", "ES.2"],
            // Who gets in is the access policy's question.
            level: "advisory",
            severity: "high",
        }),
    ],
});
