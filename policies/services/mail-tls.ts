import type { ConfigurationSetArgs } from "@pulumi/aws/ses/configurationSet";
import type { ConfigurationSetArgs as ConfigurationSetV2Args } from "@pulumi/aws/sesv2/configurationSet";

import { type ResourceType, type PropertyRule, resourcePolicy, resourceType, rule } from "../../kit";

const tlsRequired = <T>(type: ResourceType<T>, required: string): PropertyRule =>
    rule({
        type,
        property: "deliveryOptions.tlsPolicy",
        must: { is: required },
        absent: "wrong",
        problem: "a mail goes out in the clear where the receiving server offers no TLS",
        fix: `set deliveryOptions.tlsPolicy to "${required}"; such a mail is bounced then`,
        controls: ["SES.3"],
    });

export const mailTls = resourcePolicy({
    name: "mail-tls",
    title: "Mail is sent over TLS or not at all",
    severity: "medium",
    level: "disabled",
    why: "receipts and resets of passwords can be read on the way",
    fix: "require TLS in the configuration set",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/ses/latest/dg/security-protocols.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ses-controls.html#ses-3",
    ],
    rules: [
        tlsRequired(resourceType<ConfigurationSetArgs>("aws:ses/configurationSet:ConfigurationSet"), "Require"),
        tlsRequired(resourceType<ConfigurationSetV2Args>("aws:sesv2/configurationSet:ConfigurationSet"), "REQUIRE"),
    ],
});
