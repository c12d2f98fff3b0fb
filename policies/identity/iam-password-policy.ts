import type { AccountPasswordPolicyArgs } from "@pulumi/aws/iam/accountPasswordPolicy";

import { type PropertyRule, resourcePolicy, resourceType, rule } from "../../kit";

const PasswordPolicy = resourceType<AccountPasswordPolicyArgs>("aws:iam/accountPasswordPolicy:AccountPasswordPolicy");

const asks = (
    property: keyof AccountPasswordPolicyArgs,
    must: { is: true } | { atLeast: number },
    problem: string,
    ...controls: string[]
): PropertyRule =>
    rule({
        type: PasswordPolicy,
        property,
        must,
        absent: "wrong",
        problem,
        controls: controls.map((id) => `${id} (partly)`),
    });

export const iamPasswordPolicy = resourcePolicy({
    name: "iam-password-policy",
    title: "The account's password policy asks for long and mixed passwords, and not for old ones",
    severity: "medium",
    level: "advisory",
    why: "what the policy does not ask for, somebody leaves out",
    fix: "set minimumPasswordLength to 12 or more, the four require... properties, and passwordReusePrevention to 24",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["8.3.6", "8.3.7 (partly)", "8.3.9 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-7",
    ],
    rules: [
        // PCI DSS 4.0.1, 8.3.6: twelve characters; Security Hub's own default is eight.
        asks("minimumPasswordLength", { atLeast: 12 }, "passwords may be shorter than twelve characters", "IAM.7"),
        asks("requireUppercaseCharacters", { is: true }, "passwords need no upper-case letter", "IAM.7", "IAM.11"),
        asks("requireLowercaseCharacters", { is: true }, "passwords need no lower-case letter", "IAM.7", "IAM.12"),
        asks("requireNumbers", { is: true }, "passwords need no digit", "IAM.7", "IAM.14"),
        asks("requireSymbols", { is: true }, "passwords need no symbol", "IAM.7"),
        asks("passwordReusePrevention", { atLeast: 4 }, "an old password may be taken again", "IAM.16"),
        rule({
            type: PasswordPolicy,
            property: "maxPasswordAge",
            must: { given: true },
            absent: "wrong",
            problem: "passwords never end",
            severity: "low",
            controls: ["IAM.17 (partly)"],
        }),
    ],
});
