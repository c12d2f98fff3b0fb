import { acmCertificate } from "../../../policies/edge/acm-certificate";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

/** Made with openssl for this test: an elliptic curve, and RSA of 1024 bits; both end in 2126. */
const CURVE = `-----BEGIN CERTIFICATE-----
MIIBjDCCATOgAwIBAgIUV9L1OhByURe6XuHltsK0+fPEMWYwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTAgFw0yNjExMjExOTM0MDNaGA8y
MTI2MTAyODE5MzQwM1owGzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABJ9YQ0L83jVXRXxpVY1EdksBbfV8MhfhpA2+
RTMesW/gMM5exdHnWHsUP2wUyfzCLiAJOh5Vlpli+U56N8zkvdmjUzBRMB0GA1Ud
DgQWBBQ5071V3dQqKLDJ6P9EVSlKQl3x3zAfBgNVHSMEGDAWgBQ5071V3dQqKLDJ
6P9EVSlKQl3x3zAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIHt8
Xmgp/QvfpNyVQFdyQh5NeEefCNW/05j9e6f1gtBvAiBJWG6RqKZYcY+qhPPvL6BC
KmV3ejG+ZFvOsitoTiYjDg==
-----END CERTIFICATE-----`;
const RSA_1024 = `-----BEGIN CERTIFICATE-----
MIICFDCCAX2gAwIBAgIULCDFxPPxziLJoE3+Q4IysCIOEsowDQYJKoZIhvcNAQEL
BQAwGzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTAgFw0yNjExMjExOTM0MDNa
GA8yMTI2MTAyODE5MzQwM1owGzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTCB
nzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAtQp8M5glFl17FHcCV1CisgwjRDQf
VwGUr9gMAU4ODUs6gvjxVcq4uqRmBwQqkNOR004U20gsvr5aAyfUILbvzeH0pNvF
hVa5I370orxBkAGs7Oz/B2B30cs7hSXaQYcTTb+9ITrnsW7VaDGkfdG3gKWx2irK
nN0yBH2fAlJYCdkCAwEAAaNTMFEwHQYDVR0OBBYEFH0jcwgRLY87xjmWgQWRYBm/
pvYYMB8GA1UdIwQYMBaAFH0jcwgRLY87xjmWgQWRYBm/pvYYMA8GA1UdEwEB/wQF
MAMBAf8wDQYJKoZIhvcNAQELBQADgYEAZ4d39On7CA8S+a2Yv/RYdd6EAdSHBzo6
KlH6intZ0UCEtRJYtjZcjJMXzo7wIZbeap3GR2F6cTrF53rDzBPGRPkPX3Z1MjGf
AcMISpYec7iMupOiPOPNm4KtGyeKzlJA8uhD71+z3e+PNwG/VJZsuNwXPS7W1k1X
atSaV3EP9Bg=
-----END CERTIFICATE-----`;
const imported = (certificateBody: Value): TestResource => resource("aws:acm/certificate:Certificate", "shop", { certificateBody, privateKey: unknown });

policyTests(acmCertificate, {
    base: { "aws:acm/certificate:Certificate": { domainName: "shop.io" } },
    example: {
        bad: `
            new aws.acm.Certificate("shop", { domainName: "shop.io", validationMethod: "EMAIL" });`,
        good: `
            new aws.acm.Certificate("shop", { domainName: "shop.io", validationMethod: "DNS" });`,
    },
    pass: [
        { name: "issued by ACM", stack: [resource("aws:acm/certificate:Certificate", "shop", { domainName: "shop.io", validationMethod: "DNS" })] },
        { name: "imported, not known yet", stack: [imported(unknown)], undecided: true },
        { name: "a text that is no certificate", kind: "lookalike", stack: [imported("not a certificate")] },
    ],
    fail: [
        {
            name: "imported (ACM.1)",
            stack: [imported(CURVE)],
            expect: [{ resource: "shop", property: "certificateBody", severity: "low", says: /before it ends on 2126-10-28$/m }],
        },
        {
            name: "imported, on its last day (ACM.1)",
            today: "2126-10-28",
            stack: [imported(CURVE)],
            expect: [{ resource: "shop", property: "certificateBody", severity: "low" }],
        },
        {
            name: "imported, and past its end (ACM.1)",
            today: "2126-10-29",
            stack: [imported(CURVE)],
            expect: [{ resource: "shop", property: "certificateBody", severity: "high", says: /ended on 2126/ }],
        },
        {
            name: "imported with a short key (ACM.2)",
            stack: [imported(RSA_1024)],
            expect: [
                { resource: "shop", property: "certificateBody", severity: "high", says: /1024 bits/ },
                { resource: "shop", property: "certificateBody", severity: "low", says: /imported/ },
            ],
        },
    ],
});
