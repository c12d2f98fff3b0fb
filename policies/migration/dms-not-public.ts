import { isSet, resourcePolicy } from "../../kit";
import { DmsReplicationInstance } from "../../kit/aws";

export const dmsNotPublic = resourcePolicy({
    name: "dms-not-public",
    title: "A DMS replication instance has no public address",
    severity: "high",
    level: "mandatory",
    stops: "exposed",
    why: "the instance holds connections to both databases, and with a public address everybody can try to reach it",
    fix: "set publiclyAccessible to false",
    controls: ["DMS.1"],
    frameworks: { "NIST 800-53": ["AC-3", "AC-4", "AC-6", "SC-7"] },
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-1",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.PublicPrivate.html",
    ],
    types: [DmsReplicationInstance],
    check(instance, { report }) {
        if (instance.publiclyAccessible) {
            report("publiclyAccessible", "this replication instance has a public address");
        } else if (!isSet(instance, "publiclyAccessible")) {
            // @pulumi/aws sends false where the program says nothing; the service's own default is true.
            report("publiclyAccessible", "it is left to the provider, while the default of DMS itself is public", {
                level: "advisory",
                severity: "low",
            });
        }
    },
    repair: { publiclyAccessible: false },
});
