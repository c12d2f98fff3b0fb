import type { CertificateAuthorityArgs } from "@pulumi/aws/acmpca/certificateAuthority";
import type { RecorderArgs } from "@pulumi/aws/cfg/recorder";
import type { RecorderStatusArgs } from "@pulumi/aws/cfg/recorderStatus";
import type { DetectorArgs } from "@pulumi/aws/guardduty/detector";
import type { DetectorFeatureArgs } from "@pulumi/aws/guardduty/detectorFeature";
import type { AccountArgs } from "@pulumi/aws/macie2/account";
import type { ServiceSettingArgs } from "@pulumi/aws/ssm/serviceSetting";

import { resourcePolicy, resourceType, rule } from "../../kit";

const DetectorFeature = resourceType<DetectorFeatureArgs>("aws:guardduty/detectorFeature:DetectorFeature");
/** GuardDuty's controls ask for one feature each, in the account; a program's own feature is on or off. */
const FEATURES = [5, 6, 7, 8, 9, 10, 11, 12, 13].map((number) => `GuardDuty.${number} (partly)`);
const PUBLIC_DOCUMENTS = /\/ssm\/documents\/console\/public-sharing-permission$/;

export const detectionEnabled = resourcePolicy({
    name: "detection-enabled",
    title: "What watches over the account is on where the program speaks of it",
    severity: "high",
    level: "disabled",
    why: "GuardDuty, Macie and Config see nothing while they are switched off or paused",
    fix: "switch it on",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html",
        "https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html",
    ],
    rules: [
        rule({
            type: resourceType<DetectorArgs>("aws:guardduty/detector:Detector"),
            property: "enable",
            must: { is: true },
            absent: "right",
            problem: "GuardDuty is switched off",
            controls: ["GuardDuty.1 (partly)"],
        }),
        rule({
            type: DetectorFeature,
            property: "status",
            must: { is: "ENABLED" },
            absent: "right",
            problem: "this feature of GuardDuty is switched off",
            controls: FEATURES.slice(0, 7),
        }),
        rule({
            type: DetectorFeature,
            property: "additionalConfigurations[].status",
            must: { is: "ENABLED" },
            absent: "right",
            problem: "this part of the feature is switched off",
            severity: "medium",
            controls: FEATURES.slice(7),
        }),
        rule({
            type: resourceType<AccountArgs>("aws:macie2/account:Account"),
            property: "status",
            must: { is: "ENABLED" },
            absent: "right",
            problem: "Macie is paused",
            severity: "medium",
            controls: ["Macie.1 (partly)"],
        }),
        rule({
            type: resourceType<RecorderStatusArgs>("aws:cfg/recorderStatus:RecorderStatus"),
            property: "isEnabled",
            must: { is: true },
            absent: "right",
            problem: "Config records nothing",
            severity: "critical",
            controls: ["Config.1 (partly)"],
        }),
        rule({
            type: resourceType<RecorderArgs>("aws:cfg/recorder:Recorder"),
            property: "recordingGroup.allSupported",
            must: { is: true },
            absent: "right",
            problem: "Config records only some types of resources",
            severity: "medium",
            controls: ["Config.1 (partly)"],
        }),
        rule({
            type: resourceType<ServiceSettingArgs>("aws:ssm/serviceSetting:ServiceSetting"),
            property: "settingValue",
            must: { noneOf: ["Enable"] },
            absent: "right",
            problem: "documents of the account may be shared with everyone",
            fix: 'set settingValue to "Disable"',
            severity: "critical",
            controls: ["SSM.7 (partly)"],
            unless: ({ settingId = "" }) => !PUBLIC_DOCUMENTS.test(settingId),
        }),
        rule({
            type: resourceType<CertificateAuthorityArgs>("aws:acmpca/certificateAuthority:CertificateAuthority"),
            property: "enabled",
            must: { is: false },
            absent: "wrong",
            problem: "the root authority is switched on, which it need be only to sign another authority",
            fix: "sign with a subordinate authority, and set enabled of the root to false",
            severity: "low",
            controls: ["PCA.1 (partly)"],
            unless: ({ type }) => type !== "ROOT",
        }),
    ],
});
