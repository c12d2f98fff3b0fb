import type { ReplicationConfigArgs } from "@pulumi/aws/dms/replicationConfig";
import type { ReplicationInstanceArgs } from "@pulumi/aws/dms/replicationInstance";

import { resourcePolicy, type ResourceType } from "../../kit";
import { DmsReplicationConfig, DmsReplicationInstance, standbySetting, wantedStandby } from "../../kit/aws";

/** A replication instance, or a serverless replication, which has the setting in its computeConfig. */
const JUDGED: ResourceType<Partial<ReplicationInstanceArgs & ReplicationConfigArgs>>[] = [
    DmsReplicationInstance,
    DmsReplicationConfig,
];

export const dmsMultiAz = resourcePolicy({
    name: "dms-multi-az",
    title: "A production DMS replication has a standby in another availability zone, and no other one pays for it",
    severity: "high",
    level: "advisory",
    why: "one zone's failure stops a replication without a standby in the middle of the migration, and a standby costs as much as the instance itself",
    fix: "set multiAz to true",
    controls: ["DMS.13"],
    links: [
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/dms/replicationinstance/",
    ],
    settings: standbySetting,
    tiered: true,
    types: JUDGED,
    check(props, { resource, tier, settings, report }) {
        const wanted = wantedStandby(settings.require, tier);
        const serverless = resource.is(DmsReplicationConfig);
        const multiAz = serverless ? props.computeConfig?.multiAz : props.multiAz;
        const property = serverless ? "computeConfig.multiAz" : "multiAz";
        if (wanted === "single-az" && multiAz) {
            report(property, `a standby in another zone doubles the cost of a ${tier} replication`, {
                fix: `leave ${property} out, or set it to false`,
                level: "advisory",
                severity: "low",
            });
        } else if (wanted === "multi-az" && !multiAz) {
            report(property, "this replication runs in a single availability zone", { fix: `set ${property} to true` });
        }
    },
});
