import { iamPasswordPolicy } from "../../../policies/identity/iam-password-policy";
import { policyTests, resource } from "../../harness";

policyTests(iamPasswordPolicy, {
    example: {
        bad: `
            new aws.iam.AccountPasswordPolicy("account", { minimumPasswordLength: 8 });`,
        good: `
            new aws.iam.AccountPasswordPolicy("account", {
                minimumPasswordLength: 14, requireUppercaseCharacters: true, requireLowercaseCharacters: true, requireNumbers: true,
                requireSymbols: true, passwordReusePrevention: 24, maxPasswordAge: 90,
            });`,
    },
    pass: [
        {
            name: "the policy of a user pool, of which cognito-hardening speaks",
            kind: "lookalike",
            stack: [resource("aws:cognito/userPool:UserPool", "shoppers", { passwordPolicy: { minimumLength: 8 } })],
        },
    ],
    fail: [],
});
