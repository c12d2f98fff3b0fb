import type { EndpointArgs } from "@pulumi/aws/dms/endpoint";

import { isDatabaseEngine, takesSslMode } from "../../facts/dms";
import { isHidden, isSet, known, resourcePolicy, resourceType } from "../../kit";

const Endpoint = resourceType<EndpointArgs>("aws:dms/endpoint:Endpoint");

export const dmsEndpointCredentials = resourcePolicy({
    name: "dms-endpoint-credentials",
    title: "DMS endpoints take their credentials from Secrets Manager, and encrypt the connection",
    severity: "high",
    level: "mandatory",
    stops: "credential",
    why: "DMS keeps the password with the endpoint, where nothing rotates it, and an unencrypted connection shows it and the data",
    fix: "set secretsManagerArn and secretsManagerAccessRoleArn instead of username and password",
    controls: ["DMS.9"],
    frameworks: {
        "PCI DSS": ["4.2.1 (partly)"],
        "NIST 800-53": ["SC-8", "SC-8(1)", "SC-13", "SC-23"],
    },
    links: [
        "https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-9",
    ],
    types: [Endpoint],
    check(endpoint, { report, attempt }) {
        const engineName = String(endpoint.engineName);
        // A password that is not known yet may be anything, so it gets no word; one that a file hides is there.
        const hasPassword = isHidden(endpoint, "password") || known(endpoint, "password");
        if (isDatabaseEngine(engineName) && !isSet(endpoint, "secretsManagerArn") && hasPassword) {
            report("secretsManagerArn", "user name and password stand on the endpoint itself");
        }
        attempt(() => {
            if (takesSslMode(engineName) && (endpoint.sslMode ?? "none") === "none") {
                report("sslMode", "the connection to the database is not encrypted", {
                    fix: 'set sslMode to "require", or to "verify-full" with a certificateArn',
                });
            }
        });
    },
});
