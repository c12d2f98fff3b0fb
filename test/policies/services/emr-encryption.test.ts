import { emrEncryption } from "../../../policies/services/emr-encryption";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const configuration = (value: Value): TestResource =>
    resource("aws:emr/securityConfiguration:SecurityConfiguration", "c", { configuration: typeof value === "object" ? JSON.stringify(value) : value });
const both = { EncryptionConfiguration: { EnableAtRestEncryption: true, EnableInTransitEncryption: true } };

policyTests(emrEncryption, {
    example: {
        bad: `
            new aws.emr.SecurityConfiguration("batch", {
                configuration: JSON.stringify({ EncryptionConfiguration: { EnableAtRestEncryption: false, EnableInTransitEncryption: false } }),
            });`,
        good: `
            new aws.emr.SecurityConfiguration("batch", {
                configuration: JSON.stringify({
                    EncryptionConfiguration: {
                        EnableAtRestEncryption: true,
                        AtRestEncryptionConfiguration: { S3EncryptionConfiguration: { EncryptionMode: "SSE-S3" } },
                        EnableInTransitEncryption: true,
                        InTransitEncryptionConfiguration: {
                            TLSCertificateConfiguration: { CertificateProviderType: "PEM", S3Object: "s3://certificates-7f3/emr.zip" },
                        },
                    },
                }),
            });`,
    },
    pass: [
        { name: "both", stack: [configuration(both)] },
        { name: "a configuration that is not known yet", stack: [configuration(unknown)], undecided: true },
        { name: "no JSON", stack: [configuration("{")], kind: "lookalike" },
    ],
    fail: [
        {
            name: "nothing encrypted (EMR.3, EMR.4)",
            stack: [configuration({})],
            expect: [
                { resource: "c", property: "configuration", says: /in S3 unencrypted/ },
                { resource: "c", property: "configuration", says: /talk in the clear/ },
            ],
        },
        {
            name: "only what is stored (EMR.4)",
            stack: [configuration({ EncryptionConfiguration: { EnableAtRestEncryption: true, EnableInTransitEncryption: false } })],
            expect: [{ resource: "c", property: "configuration", says: /talk in the clear/ }],
        },
    ],
});
