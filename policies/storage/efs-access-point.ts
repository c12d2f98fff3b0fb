import type { AccessPointArgs } from "@pulumi/aws/efs/accessPoint";

import { resourcePolicy, resourceType, rule } from "../../kit";

const AccessPoint = resourceType<AccessPointArgs>("aws:efs/accessPoint:AccessPoint");

export const efsAccessPoint = resourcePolicy({
    name: "efs-access-point",
    title: "An access point shows one folder of its file system, as one user",
    severity: "medium",
    level: "advisory",
    why: "an application that was broken into reads and changes the files of all others otherwise",
    fix: "give the access point a folder and a user of its own",
    frameworks: { "PCI DSS": ["7.2.1 (partly)"] },
    since: "0.2.0",
    links: ["https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html"],
    rules: [
        rule({
            type: AccessPoint,
            property: "rootDirectory.path",
            must: { noneOf: ["/"] },
            absent: "wrong",
            problem: "the whole file system is shown",
            fix: 'set rootDirectory.path to a folder such as "/orders", with creationInfo',
            controls: ["EFS.3"],
        }),
        rule({
            type: AccessPoint,
            property: "posixUser",
            must: { given: true },
            absent: "wrong",
            problem: "clients say themselves which user they are, root too",
            fix: "set posixUser to { uid, gid }",
            controls: ["EFS.4"],
        }),
    ],
});
