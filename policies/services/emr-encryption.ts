import type { BlockPublicAccessConfigurationArgs } from "@pulumi/aws/emr/blockPublicAccessConfiguration";
import type { SecurityConfigurationArgs } from "@pulumi/aws/emr/securityConfiguration";

import { at, parseJson, resourcePolicy, resourceType, rule, type Values } from "../../kit";

const SecurityConfiguration = resourceType<SecurityConfigurationArgs>(
    "aws:emr/securityConfiguration:SecurityConfiguration",
);
const ENCRYPTION = "EncryptionConfiguration";

export const emrEncryption = resourcePolicy({
    name: "emr-encryption",
    title: "EMR encrypts what it stores and sends, and cannot be opened to the internet",
    severity: "medium",
    level: "advisory",
    why: "a cluster copies the data it works on to every node, and between them",
    fix: "set EnableAtRestEncryption and EnableInTransitEncryption in the configuration",
    since: "0.2.0",
    controls: ["EMR.3", "EMR.4"],
    links: [
        "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html",
        "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html",
    ],
    types: [SecurityConfiguration],
    rules: [
        rule({
            type: resourceType<BlockPublicAccessConfigurationArgs>(
                "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration",
            ),
            property: "blockPublicSecurityGroupRules",
            must: { is: true },
            absent: "right",
            problem: "clusters may be opened to the internet",
            severity: "critical",
            controls: ["EMR.2 (partly)"],
        }),
    ],
    check(props, { report }) {
        const configuration = parseJson((props as Values).configuration);
        if (typeof configuration !== "object") {
            return;
        }
        const isOn = (key: string): boolean => at(configuration as Values, `${ENCRYPTION}.${key}`) === true;
        if (!isOn("EnableAtRestEncryption")) {
            report("configuration", "data lie on the nodes and in S3 unencrypted");
        }
        if (!isOn("EnableInTransitEncryption")) {
            report("configuration", "the nodes talk in the clear");
        }
    },
});
