import type { ServerArgs } from "@pulumi/aws/transfer/server";

import { isEmpty, isSet, resourcePolicy, resourceType } from "../../kit";

const TransferServer = resourceType<ServerArgs>("aws:transfer/server:Server", "aws-native:transfer:Server");

export const transferServer = resourcePolicy({
    name: "transfer-server",
    title: "Transfer Family servers encrypt, log and keep to the network",
    severity: "high",
    level: "mandatory",
    stops: "credential",
    why: "partners' files and passwords pass through it, and plain FTP or an old cipher lets others read them",
    fix: 'use SFTP, a log destination, a security policy of 2024 or later, and endpointType "VPC"',
    controls: ["Transfer.2"],
    links: [
        "https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html",
        "https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/transfer-controls.html",
    ],
    tiered: true,
    types: [TransferServer],
    check(server, { tier, report, attempt }) {
        attempt(() => {
            if (Array.isArray(server.protocols) && server.protocols.includes("FTP")) {
                report("protocols", "FTP sends files and passwords in clear", { fix: 'set protocols to ["SFTP"]' });
            }
        });
        attempt(() => {
            if (!isSet(server, "loggingRole") && isEmpty(server.structuredLogDestinations)) {
                report("structuredLogDestinations", "who fetched and left what is not logged", {
                    fix: "set structuredLogDestinations to [pulumi.interpolate`${logGroup.arn}:*`], and loggingRole where workflows run",
                    level: "advisory",
                });
            }
        });
        attempt(() => {
            const policy = server.securityPolicyName;
            if (isEmpty(policy) || String(policy).includes("2018-11")) {
                report("securityPolicyName", `${policy || "the default of 2018"} allows algorithms that are broken`, {
                    fix: 'set securityPolicyName to "TransferSecurityPolicy-2024-01" or later',
                    level: "advisory",
                });
            }
        });
        attempt(() => {
            if (tier === "production" && (server.endpointType ?? "PUBLIC") === "PUBLIC") {
                report("endpointType", "its endpoint is open to the whole internet, and no security group guards it", {
                    fix: 'set endpointType to "VPC", with vpcId, subnetIds and securityGroupIds in endpointDetails',
                    level: "advisory",
                });
            }
        });
    },
});
