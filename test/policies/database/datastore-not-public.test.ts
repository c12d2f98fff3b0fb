import { datastoreNotPublic } from "../../../policies/database/datastore-not-public";
import { policyTests, resource, unknown } from "../../harness";

policyTests(datastoreNotPublic, {
    example: {
        bad: `
            new aws.redshift.Cluster("sales", {
                clusterIdentifier: "sales", nodeType: "ra3.large", masterUsername: "sales_admin", manageMasterPassword: true,
                publiclyAccessible: true,
            });`,
        good: `
            new aws.redshift.Cluster("sales", {
                clusterIdentifier: "sales", nodeType: "ra3.large", masterUsername: "sales_admin", manageMasterPassword: true,
            });`,
    },
    pass: [
        {
            name: "a cluster of brokers with an address family, and no public access",
            kind: "lookalike",
            stack: [
                resource("aws:msk/cluster:Cluster", "events", {
                    brokerNodeGroupInfo: {
                        clientSubnets: ["subnet-1", "subnet-2"],
                        instanceType: "kafka.m7g.large",
                        securityGroups: ["sg-1"],
                        connectivityInfo: { networkType: "DUAL" },
                    },
                }),
            ],
        },
        {
            name: "a domain in subnets that are not known yet",
            stack: [resource("aws:opensearch/domain:Domain", "orders", { vpcOptions: { subnetIds: unknown } })],
        },
    ],
    fail: [
        {
            name: "an Elasticsearch domain (ES.2)",
            stack: [resource("aws:elasticsearch/domain:Domain", "orders", {})],
            expect: [{ resource: "orders", property: "vpcOptions", level: "advisory", severity: "high" }],
        },
    ],
});
