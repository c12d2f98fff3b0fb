import type { GlobalClusterArgs } from "@pulumi/aws/rds/globalCluster";

import { availability, majorSupport, minorSupportEnd, versionsAsOf } from "../../facts/rds";
import { isSet, resourcePolicy, resourceType, type ResourceType } from "../../kit";
import { type DatabaseArgs, DATABASES, RdsCluster } from "../../kit/aws";

/** The version of a global database is that of its clusters, which need not say it. */
const JUDGED: ResourceType<DatabaseArgs | GlobalClusterArgs>[] = [
    ...DATABASES,
    resourceType<GlobalClusterArgs>("aws:rds/globalCluster:GlobalCluster"),
];

export const rdsEngineSupport = resourcePolicy({
    name: "rds-engine-support",
    title: "The database engine's version is in standard support",
    severity: "medium",
    level: "advisory",
    why: "after standard support AWS bills RDS Extended Support for each vCPU and hour, or upgrades the database at a time of its own",
    fix: "plan the upgrade to a newer major version",
    controls: ["RDS.51"],
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html",
    ],
    settings: {
        days: {
            type: "integer",
            default: 90,
            minimum: 0,
            description: "How many days before the end of support to say so.",
        },
    },
    types: JUDGED,
    check(database, { resource, report, settings, environment: { today } }) {
        const { engine, engineVersion: version } = database;
        if (resource.is(RdsCluster) && isSet(resource.props, "globalClusterIdentifier")) {
            return; // The global database says it, once.
        }
        if (typeof engine !== "string" || typeof version !== "string") {
            return;
        }
        const warnFrom = (day: string): string =>
            new Date(Date.parse(day) - settings.days * 86_400_000).toISOString().slice(0, 10);
        const ends = (day: string): string => (day < today ? `ended on ${day}` : `ends on ${day}`);
        const major = majorSupport(engine, version);
        if (major && today >= warnFrom(major.standardSupportEnd)) {
            const extended =
                major.extendedSupportEnd !== null && database.engineLifecycleSupport !== NO_EXTENDED_SUPPORT;
            const after = extended
                ? "RDS Extended Support is billed from then on"
                : "AWS upgrades the database after that";
            report(
                "engineVersion",
                `standard support of ${engine} ${major.major} ${ends(major.standardSupportEnd)}, and ${after} (as of ${versionsAsOf()})`,
            );
            return;
        }
        // A version that nobody can create any more is rds-engine-version's.
        const minorEnd = minorSupportEnd(engine, version);
        if (minorEnd && today >= warnFrom(minorEnd) && availability(engine, version) === "creatable") {
            report(
                "engineVersion",
                `standard support of ${engine} ${version} ${ends(minorEnd)}, and AWS upgrades the minor version after that (as of ${versionsAsOf()})`,
                {
                    fix: "plan the upgrade to a newer minor version",
                },
            );
        }
    },
});

const NO_EXTENDED_SUPPORT = "open-source-rds-extended-support-disabled";
