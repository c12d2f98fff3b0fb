import type { ClusterInstanceArgs as DocdbInstanceArgs } from "@pulumi/aws/docdb/clusterInstance";

import { certificateAuthority } from "../../facts/rds-certificates";
import { resourcePolicy, resourceType, type ResourceType } from "../../kit";
import { RdsClusterInstance, RdsInstance } from "../../kit/aws";

const INSTANCES: ResourceType<{ caCertIdentifier?: DocdbInstanceArgs["caCertIdentifier"] }>[] = [
    RdsInstance,
    RdsClusterInstance,
    resourceType<DocdbInstanceArgs>("aws:docdb/clusterInstance:ClusterInstance"),
];

export const rdsCaCertificate = resourcePolicy({
    name: "rds-ca-certificate",
    title: "The certificate authority of a database is one that is still valid",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses it for a new database, and clients that check certificates refuse to connect",
    fix: "leave caCertIdentifier out, for the authority that AWS gives new databases",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/ca_cert_rotation.html",
    ],
    types: INSTANCES,
    check({ caCertIdentifier }, { environment, report }) {
        const authority = caCertIdentifier ? certificateAuthority(caCertIdentifier) : undefined;
        if (authority?.validUntil && authority.validUntil <= environment.today) {
            report("caCertIdentifier", `${caCertIdentifier} ended on ${authority.validUntil}`, {
                fix: `leave caCertIdentifier out, or set it to "${authority.successor}"`,
            });
        }
    },
});
