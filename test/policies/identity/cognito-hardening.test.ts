import { cognitoHardening } from "../../../policies/identity/cognito-hardening";
import { policyTests, resource } from "../../harness";

policyTests(cognitoHardening, {
    base: { "aws:cognito/userPool:UserPool": { passwordPolicy: { temporaryPasswordValidityDays: 1 } } },
    example: {
        bad: `
            new aws.cognito.UserPool("shoppers", { passwordPolicy: { minimumLength: 6 } });`,
        good: `
            new aws.cognito.UserPool("shoppers", {
                mfaConfiguration: "OPTIONAL",
                softwareTokenMfaConfiguration: { enabled: true },
            });`,
    },
    pass: [
        {
            name: "a pool without a password policy, which has the service's own",
            kind: "lookalike",
            stack: [resource("aws:cognito/userPool:UserPool", "shoppers", { mfaConfiguration: "ON", softwareTokenMfaConfiguration: { enabled: true } })],
        },
    ],
    fail: [],
});
