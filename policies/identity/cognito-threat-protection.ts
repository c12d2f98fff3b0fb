import type { UserPoolArgs } from "@pulumi/aws/cognito/userPool";

import { isSet, resourcePolicy, resourceType, rule } from "../../kit";

const UserPool = resourceType<UserPoolArgs>("aws:cognito/userPool:UserPool");
/** The triggers of sign-in by a challenge of one's own. */
const TRIGGERS = ["defineAuthChallenge", "createAuthChallenge", "verifyAuthChallengeResponse"] as const;

export const cognitoThreatProtection = resourcePolicy({
    name: "cognito-threat-protection",
    title: "User pools block sign-ins that look stolen",
    severity: "medium",
    level: "disabled",
    why: "passwords that leaked elsewhere are tried here; the Plus plan, which costs by user, blocks them",
    fix: 'set userPoolTier to "PLUS" and userPoolAddOns to { advancedSecurityMode: "ENFORCED" }',
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html",
    ],
    rules: [
        rule({
            type: UserPool,
            property: "userPoolAddOns.advancedSecurityMode",
            must: { is: "ENFORCED" },
            absent: "wrong",
            problem: "a sign-in that looks stolen is not blocked",
            controls: ["Cognito.1"],
        }),
        rule({
            type: UserPool,
            property: "userPoolAddOns.advancedSecurityAdditionalFlows.customAuthMode",
            must: { is: "ENFORCED" },
            absent: "wrong",
            problem: "a sign-in by a challenge of your own is not protected",
            controls: ["Cognito.4"],
            unless: ({ lambdaConfig }) => !TRIGGERS.some((trigger) => isSet(lambdaConfig, trigger)),
        }),
    ],
});
