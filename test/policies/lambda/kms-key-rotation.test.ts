import { kmsKeyRotation } from "../../../policies/lambda/kms-key-rotation";
import { policyTests, resource, unknown } from "../../harness";

const key = (props: Record<string, unknown>): ReturnType<typeof resource> => resource("aws:kms/key:Key", "data", props);
const fails = [{ resource: "data", property: "enableKeyRotation", severity: "high" }];

policyTests(kmsKeyRotation, {
    example: {
        bad: `
            const key = new aws.kms.Key("data", { description: "Customer data" });`,
        good: `
            const key = new aws.kms.Key("data", { description: "Customer data", enableKeyRotation: true });`,
    },
    pass: [
        { name: "rotation", stack: [key({ enableKeyRotation: true })] },
        { name: "rotation not known yet", stack: [key({ enableKeyRotation: unknown })], undecided: true },
        { name: "an asymmetric key", stack: [key({ customerMasterKeySpec: "RSA_4096", keyUsage: "SIGN_VERIFY" })], kind: "lookalike" },
        { name: "an asymmetric key for encryption", stack: [key({ customerMasterKeySpec: "RSA_2048" })] },
        { name: "an HMAC key", stack: [key({ customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" })] },
        { name: "a key whose kind is not known yet", stack: [key({ customerMasterKeySpec: unknown })], undecided: true },
        { name: "a custom key store", stack: [key({ customKeyStoreId: "cks-1234" })] },
        { name: "a custom key store that is not known yet", stack: [key({ customKeyStoreId: unknown })] },
        { name: "an external key store", stack: [key({ xksKeyId: "bb8562717f809024" })] },
        { name: "imported material", stack: [resource("aws:kms/externalKey:ExternalKey", "data", {})] },
        { name: "a replica", stack: [resource("aws:kms/replicaKey:ReplicaKey", "data", { primaryKeyArn: unknown })] },
    ],
    fail: [
        { name: "nothing said (KMS.4)", stack: [key({})], expect: fails },
        {
            name: "the provider's defaults",
            kind: "default",
            stack: [
                key({
                    ...{ enableKeyRotation: false, customerMasterKeySpec: "SYMMETRIC_DEFAULT", keyUsage: "ENCRYPT_DECRYPT" },
                    ...{ isEnabled: true, bypassPolicyLockoutSafetyCheck: false },
                }),
            ],
            expect: fails,
        },
        { name: "a multi-region key", stack: [key({ multiRegion: true })], expect: fails },
    ],
    remediate: [
        { name: "switches rotation on", stack: [key({ description: "x" })], expect: { description: "x", enableKeyRotation: true } },
        { name: "replaces the default", stack: [key({ enableKeyRotation: false })], expect: { enableKeyRotation: true } },
        { name: "leaves an unknown alone", stack: [key({ enableKeyRotation: unknown })], expect: { enableKeyRotation: unknown } },
        {
            name: "leaves an asymmetric key alone",
            stack: [key({ customerMasterKeySpec: "RSA_4096" })],
            expect: { customerMasterKeySpec: "RSA_4096" },
        },
    ],
});
