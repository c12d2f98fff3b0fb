import type { ElasticClusterArgs } from "@pulumi/aws/docdb/elasticCluster";
import type { EndpointArgs } from "@pulumi/aws/dms/endpoint";

import { knownEntries, resourcePolicy, resourceType, type ResourceType } from "../../kit";
import { DATABASES, DocdbCluster, RedshiftCluster, RedshiftNamespace } from "../../kit/aws";

const JUDGED: ResourceType<unknown>[] = [
    ...DATABASES,
    DocdbCluster,
    RedshiftCluster,
    RedshiftNamespace,
    resourceType<ElasticClusterArgs>("aws:docdb/elasticCluster:ElasticCluster"),
    resourceType<EndpointArgs>("aws:dms/endpoint:Endpoint"),
];
const USER_NAMES = new Set(["username", "masterUsername", "adminUsername", "adminUserName"]);

export const genericDatabaseUser = resourcePolicy({
    name: "generic-database-user",
    title: "The database's administrator has a name of its own",
    severity: "low",
    level: "advisory",
    why: "the usual names are the first that an attacker tries, and say nothing in a log",
    fix: "name the administrator after the application, such as orders_admin",
    controls: ["RDS.24", "RDS.25", "Redshift.8", "RedshiftServerless.5"],
    history: [{ version: "0.2.0", change: "awsuser, Redshift Serverless and elastic clusters of DocumentDB" }],
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-25",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html",
    ],
    settings: {
        names: {
            type: "array",
            items: { type: "string" },
            default: [
                "admin",
                "administrator",
                "awsuser",
                "dbuser",
                "master",
                "mysql",
                "postgres",
                "root",
                "sa",
                "sysadmin",
                "system",
                "test",
                "user",
            ],
            description: "The names that say nothing. Case does not matter.",
        },
    },
    types: JUDGED,
    check(database, { settings, report }) {
        const generic = new Set(settings.names.map((name) => name.toLowerCase()));
        for (const [property, name] of knownEntries(database as Record<string, unknown>)) {
            if (USER_NAMES.has(property) && generic.has(String(name).toLowerCase())) {
                report(property, `the user is called ${String(name)}, as most are`);
            }
        }
    },
});
