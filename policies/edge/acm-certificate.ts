import { X509Certificate } from "node:crypto";

import type { CertificateArgs } from "@pulumi/aws/acm/certificate";

import { resourcePolicy, resourceType, rule } from "../../kit";

const Certificate = resourceType<CertificateArgs>("aws:acm/certificate:Certificate");

/** RSA keys below this are broken, or soon. */
const RSA_BITS = 2048;

export const acmCertificate = resourcePolicy({
    name: "acm-certificate",
    title: "Certificates have strong keys and renew themselves",
    severity: "medium",
    level: "advisory",
    why: "on the day a certificate ends every client turns away",
    fix: 'let ACM issue it, with validationMethod "DNS": it renews that one by itself',
    since: "0.2.0",
    controls: ["ACM.1 (partly)"],
    links: [
        "https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html",
        "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html",
    ],
    rules: [
        rule({
            type: Certificate,
            property: "keyAlgorithm",
            must: { noneOf: ["RSA_1024"] },
            absent: "right",
            since: "`RSA_2048` by default",
            problem: "a key of 1024 bits can be broken",
            fix: "leave keyAlgorithm out, for RSA_2048",
            controls: ["ACM.2"],
            severity: "high",
        }),
        rule({
            type: Certificate,
            property: "validationMethod",
            must: { noneOf: ["EMAIL"] },
            absent: "right",
            problem: "each renewal waits for somebody to answer an e-mail",
            severity: "low",
        }),
    ],
    types: [Certificate],
    check({ certificateBody }, { environment: { today }, report }) {
        const certificate = certificateBody ? parsed(certificateBody) : undefined;
        if (!certificate) {
            return;
        }
        const end = new Date(certificate.validTo).toISOString().slice(0, 10);
        if (end < today) {
            report("certificateBody", `this certificate ended on ${end}`, { severity: "high" });
        } else {
            report("certificateBody", `this certificate was imported, and nobody renews it before it ends on ${end}`, {
                severity: "low",
            });
        }
        const { modulusLength = RSA_BITS } = certificate.publicKey.asymmetricKeyDetails ?? {};
        if (modulusLength < RSA_BITS) {
            report("certificateBody", `its key of ${modulusLength} bits can be broken`, { severity: "high" });
        }
    },
});

/** A certificate in PEM; undefined where the text is none. */
function parsed(pem: string): X509Certificate | undefined {
    try {
        return new X509Certificate(pem);
    } catch {
        return undefined;
    }
}
