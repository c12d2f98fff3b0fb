import type { KeyArgs } from "@pulumi/aws/kms/key";

import { isSet, type Plain, resourcePolicy, resourceType } from "../../kit";

const KmsKey = resourceType<KeyArgs>("aws:kms/key:Key");

export const kmsKeyRotation = resourcePolicy({
    name: "kms-key-rotation",
    title: "Symmetric KMS keys are rotated every year",
    severity: "high",
    level: "advisory",
    why: "everything that was ever encrypted then hangs on one key's material",
    fix: "set enableKeyRotation to true",
    controls: ["KMS.4"],
    frameworks: {
        "PCI DSS": ["3.7.4"],
        CIS: ["3.6"],
        "NIST 800-53": ["SC-12", "SC-12(2)", "SC-28(3)"],
    },
    links: [
        "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4",
    ],
    types: [KmsKey],
    check(key, { report }) {
        if (!key.enableKeyRotation && canRotate(key)) {
            report("enableKeyRotation", "the key's material is never rotated");
        }
    },
    repair: { enableKeyRotation: true },
});

/** KMS rotates symmetric encryption keys whose material it made: none of a custom key store, none for signing or HMAC. */
function canRotate(key: Plain<KeyArgs>): boolean {
    return (
        (key.customerMasterKeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" &&
        !isSet(key, "customKeyStoreId") &&
        !isSet(key, "xksKeyId")
    );
}
