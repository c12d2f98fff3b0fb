import { cognitoThreatProtection } from "../../../policies/identity/cognito-threat-protection";
import { policyTests, resource } from "../../harness";

policyTests(cognitoThreatProtection, {
    base: { "aws:cognito/userPool:UserPool": { lambdaConfig: { defineAuthChallenge: "arn:aws:lambda:us-east-1:851725499301:function:challenge" } } },
    example: {
        bad: `
            new aws.cognito.UserPool("shoppers", {});`,
        good: `
            new aws.cognito.UserPool("shoppers", { userPoolTier: "PLUS", userPoolAddOns: { advancedSecurityMode: "ENFORCED" } });`,
    },
    pass: [
        {
            name: "a pool without challenges of its own",
            kind: "lookalike",
            stack: [resource("aws:cognito/userPool:UserPool", "shoppers", { userPoolAddOns: { advancedSecurityMode: "ENFORCED" } })],
        },
    ],
    fail: [],
});
