import type { IdentityPoolArgs } from "@pulumi/aws/cognito/identityPool";
import type { UserPoolArgs } from "@pulumi/aws/cognito/userPool";

import { type PropertyRule, resourcePolicy, resourceType, rule } from "../../kit";

const UserPool = resourceType<UserPoolArgs>("aws:cognito/userPool:UserPool");

/** A rule of the password policy; a pool without one asks for eight characters of all four kinds. */
const passwords = (property: string, must: { is: true } | { atLeast: number }, problem: string): PropertyRule =>
    rule({
        type: UserPool,
        property: `passwordPolicy.${property}`,
        must,
        absent: "wrong",
        problem,
        controls: ["Cognito.3"],
        unless: (pool) => pool.passwordPolicy === undefined,
    });

export const cognitoHardening = resourcePolicy({
    name: "cognito-hardening",
    title: "Users sign in with a second factor and a strong password, and nobody without signing in",
    severity: "medium",
    level: "advisory",
    why: "a password that was guessed or reused elsewhere is all that an attacker needs",
    fix: 'set mfaConfiguration to "ON", or "OPTIONAL" where users choose, with softwareTokenMfaConfiguration',
    since: "0.2.0",
    frameworks: { "PCI DSS": ["8.3.6 (partly)", "8.4.2 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html",
    ],
    rules: [
        rule({
            type: UserPool,
            property: "mfaConfiguration",
            must: { oneOf: ["ON", "OPTIONAL"] },
            absent: "wrong",
            problem: "a password alone is enough to sign in",
            controls: ["Cognito.5"],
        }),
        passwords("minimumLength", { atLeast: 8 }, "passwords may be shorter than eight characters"),
        passwords("requireLowercase", { is: true }, "passwords need no lower-case letter"),
        passwords("requireUppercase", { is: true }, "passwords need no upper-case letter"),
        passwords("requireNumbers", { is: true }, "passwords need no digit"),
        passwords("requireSymbols", { is: true }, "passwords need no symbol"),
        rule({
            type: resourceType<IdentityPoolArgs>("aws:cognito/identityPool:IdentityPool"),
            property: "allowUnauthenticatedIdentities",
            must: { is: false },
            absent: "right",
            problem: "anyone gets AWS credentials without signing in",
            fix: "leave allowUnauthenticatedIdentities out",
            severity: "high",
            controls: ["Cognito.2"],
        }),
    ],
});
