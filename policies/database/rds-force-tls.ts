import type { ClusterParameterGroupArgs as DocdbGroupArgs } from "@pulumi/aws/docdb/clusterParameterGroup";
import type { ClusterParameterGroupArgs } from "@pulumi/aws/rds/clusterParameterGroup";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { ParameterGroupArgs } from "@pulumi/aws/rds/parameterGroup";
import type { ParameterGroupArgs as RedshiftGroupArgs } from "@pulumi/aws/redshift/parameterGroup";

import { tlsParameter } from "../../facts/rds-tls";
import {
    type Context,
    isSet,
    known,
    type Plain,
    resourcePolicy,
    resourceType,
    rule,
    type ResourceType,
} from "../../kit";
import { DATABASES, isReplica, RdsCluster, RedshiftCluster, RedshiftWorkgroup } from "../../kit/aws";

const RdsGroup = resourceType<ParameterGroupArgs | ClusterParameterGroupArgs>(
    "aws:rds/parameterGroup:ParameterGroup",
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
);
const DocdbGroup = resourceType<DocdbGroupArgs>("aws:docdb/clusterParameterGroup:ClusterParameterGroup");
const RedshiftGroup = resourceType<RedshiftGroupArgs>("aws:redshift/parameterGroup:ParameterGroup");
const JUDGED: ResourceType<object>[] = [...DATABASES, RdsGroup, DocdbGroup, RedshiftGroup, RedshiftWorkgroup];

type Report = Context["report"];

export const rdsForceTls = resourcePolicy({
    name: "rds-force-tls",
    title: "Databases refuse connections that are not encrypted",
    severity: "medium",
    level: "advisory",
    why: "a client that does not ask for TLS gets a connection in clear, and its password crosses the network with the data",
    fix: "switch the parameter on in a parameter group of your own",
    frameworks: { "PCI DSS": ["4.2.1 (partly)", "8.3.2 (partly)"] },
    controls: ["RDS.38", "RDS.39", "RDS.41", "RDS.44", "RedshiftServerless.2", "DocumentDB.6"],
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html",
        "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-parameter-groups.html",
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html",
    ],
    rules: [
        rule({
            type: RedshiftCluster,
            property: "clusterParameterGroupName",
            must: { noneOf: ["default.redshift-1.0"] },
            absent: "right",
            since: "default.redshift-2.0 asks for TLS since January 2025",
            problem: "the old default group lets connections in that are not encrypted",
            fix: "leave clusterParameterGroupName out, for default.redshift-2.0",
            controls: ["Redshift.2"],
        }),
    ],
    types: JUDGED,
    check(_props, { resource, report }) {
        if (resource.is(RdsGroup)) {
            judgeGroup(resource.props, report);
        } else if (resource.is(DocdbGroup)) {
            if (valueOf(resource.props.parameters, "tls") === "disabled") {
                report("parameters", "tls is disabled", { fix: 'set the parameter tls to "enabled", or leave it out' });
            }
        } else if (resource.is(RedshiftGroup)) {
            const value = valueOf(resource.props.parameters, "require_ssl");
            if ((value ?? String(resource.props.family !== "redshift-1.0")) !== "true") {
                report("parameters", `require_ssl is ${value ?? "false by default in redshift-1.0"}`, {
                    fix: 'set the parameter require_ssl to "true"',
                });
            }
        } else if (resource.is(RedshiftWorkgroup)) {
            const parameters = resource.props.configParameters?.map((p) => ({
                name: p.parameterKey,
                value: p.parameterValue,
            }));
            if (valueOf(parameters, "require_ssl") === "false") {
                report("configParameters", "require_ssl is false", { fix: "leave require_ssl out, or set it to true" });
            }
        } else if (resource.is(...DATABASES)) {
            const cluster = resource.is(RdsCluster);
            judgeDatabase(resource.props, cluster ? "dbClusterParameterGroupName" : "parameterGroupName", report);
        }
    },
});

function judgeGroup({ family = "", parameters }: Plain<ParameterGroupArgs>, report: Report): void {
    const version = /(?<![\d.])\d[\d.]*$/.exec(family)?.[0] ?? "";
    const engine = version && family.slice(0, -version.length).replace(/-$/, "");
    const tls = tlsParameter(engine, version);
    const value = tls && valueOf(parameters, tls.parameter);
    if (tls && !(value === undefined ? tls.isDefault : tls.on.includes(value.toUpperCase()))) {
        report("parameters", `${tls.parameter} is ${value ?? `off by default in ${family}`}`, {
            fix: `set the parameter ${tls.parameter} to "1"`,
        });
    }
}

/** A database with a group of its own is judged by that; AWS's default group is as the engine's version is. */
function judgeDatabase(
    database: Plain<InstanceArgs & ClusterArgs>,
    property: "parameterGroupName" | "dbClusterParameterGroupName",
    report: Report,
): void {
    const hasOwn = isSet(database, property) && !known(database, property)?.startsWith("default.");
    if (hasOwn || isReplica(database) || !database.engine) {
        return;
    }
    const tls = tlsParameter(database.engine, database.engineVersion);
    if (tls && !tls.isDefault) {
        report(property, `${tls.parameter} is off in the default parameter group`, {
            fix: `set ${property} to a group of your own that sets ${tls.parameter} to "1"`,
        });
    }
}

/** The value that a list of parameters gives to one of them. An unknown name may be the one. */
function valueOf(parameters: { name?: string; value?: string }[] | undefined, name: string): string | undefined {
    return parameters?.find((parameter) => parameter.name === name)?.value;
}
