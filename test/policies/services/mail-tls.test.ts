import { mailTls } from "../../../policies/services/mail-tls";
import { policyTests, resource } from "../../harness";

policyTests(mailTls, {
    example: {
        bad: `
            new aws.sesv2.ConfigurationSet("receipts", { configurationSetName: "receipts" });`,
        good: `
            new aws.sesv2.ConfigurationSet("receipts", {
                configurationSetName: "receipts", deliveryOptions: { tlsPolicy: "REQUIRE" },
            });`,
    },
    pass: [
        {
            name: "an identity, which sends by its configuration set",
            kind: "lookalike",
            stack: [resource("aws:sesv2/emailIdentity:EmailIdentity", "i", { emailIdentity: "example-shop.com" })],
        },
    ],
    fail: [],
});
