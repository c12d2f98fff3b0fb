import { detectionEnabled } from "../../../policies/services/detection-enabled";
import { policyTests, resource } from "../../harness";

policyTests(detectionEnabled, {
    base: {
        "aws:acmpca/certificateAuthority:CertificateAuthority": { type: "ROOT" },
        "aws:ssm/serviceSetting:ServiceSetting": { settingId: "/ssm/documents/console/public-sharing-permission" },
    },
    example: {
        bad: `
            new aws.guardduty.Detector("payments", { enable: false });`,
        good: `
            new aws.guardduty.Detector("payments", { enable: true });`,
    },
    pass: [
        {
            name: "another setting of Systems Manager, and an authority that signs certificates",
            kind: "lookalike",
            stack: [
                resource("aws:ssm/serviceSetting:ServiceSetting", "s", { settingId: "/ssm/parameter-store/high-throughput-enabled", settingValue: "Enable" }),
                resource("aws:acmpca/certificateAuthority:CertificateAuthority", "a", { type: "SUBORDINATE" }),
            ],
        },
    ],
    fail: [],
});
