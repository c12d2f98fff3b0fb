import type { RoleArgs } from "@pulumi/aws/iam/role";

import { known, resourcePolicy, resourceType } from "../../kit";
import { allStatementsOf, conditionKeys, matchesAction, openStatements, type Statement, texts } from "../../kit/aws";

const Role = resourceType<RoleArgs>("aws:iam/role:Role");

/**
 * Issuers of tokens that everybody may get one from, and the claims that say whose it is
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html). An issuer with the
 * organization in its URL, such as CircleCI's, is nobody else's.
 */
const SHARED_ISSUERS: readonly Issuer[] = [
    {
        issuer: "token.actions.githubusercontent.com",
        name: "GitHub",
        claim: "sub",
        example: "repo:organization/repository:*",
    },
    { issuer: "gitlab.com", name: "GitLab", claim: "sub", example: "project_path:group/project:*" },
    { issuer: "app.terraform.io", name: "HCP Terraform", claim: "sub", example: "organization:name:project:*" },
    { issuer: "agent.buildkite.com", name: "Buildkite", claim: "sub", example: "organization:name:*" },
    { issuer: "api.pulumi.com/oidc", name: "Pulumi Cloud", claim: "aud", example: "aws:organization" },
    { issuer: "oidc.codefresh.io", name: "Codefresh", claim: "sub", example: "account:<account id>:*" },
    { issuer: "oidc.vercel.com", name: "Vercel", claim: "aud", example: "https://vercel.com/team" },
    { issuer: "cognito-identity.amazonaws.com", name: "Cognito", claim: "aud", example: "<identity pool id>" },
    { issuer: "accounts.google.com", name: "Google", claim: "aud", example: "<client id>" },
];

interface Issuer {
    issuer: string;
    name: string;
    /** Whose a token is: `sub`, or `aud` where a customer has an audience of its own. */
    claim: "sub" | "aud";
    example: string;
}

const ASSUME = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

export const iamTrustOpen = resourcePolicy({
    name: "iam-trust-open",
    title: "No role lets anyone assume it",
    severity: "critical",
    level: "mandatory",
    stops: "exposed",
    why: "whoever has an AWS account, or a repository with the same host, gets what the role may do",
    fix: "name the accounts, roles or services that assume it as Principal",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
        "https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services",
    ],
    types: [Role],
    check(role, { report, attempt }) {
        const statements = allStatementsOf(role.assumeRolePolicy);
        attempt(() => {
            if (openStatements(statements).some(allowsAssuming)) {
                report("assumeRolePolicy", "every AWS account may assume the role");
            }
        });
        for (const statement of statements) {
            attempt(() => {
                const shared =
                    statement.Effect === "Allow" && allowsAssuming(statement) ? issuerOf(statement) : undefined;
                if (shared && !namesSubject(statement, shared)) {
                    const { issuer, name, claim, example } = shared;
                    report("assumeRolePolicy", `any token of ${name}, of whomever, may assume the role`, {
                        fix: `add Condition: { StringLike: { "${issuer}:${claim}": "${example}" } } with your own names`,
                    });
                }
            });
        }
    },
});

function allowsAssuming({ Action: action }: Statement): boolean {
    return ASSUME.some((one) => matchesAction(texts(action), one));
}

/** The issuer whose tokens a statement takes: by its provider, or by its conditions where that is not known yet. */
function issuerOf(statement: Statement): Issuer | undefined {
    const { Principal: principal } = statement;
    if (typeof principal !== "object" || principal === null || !("Federated" in principal)) {
        return undefined;
    }
    const federated = texts(known(principal, "Federated")).map((arn) => arn.split(":oidc-provider/").at(-1));
    const named = [...federated, ...conditionKeys(statement).map((key) => key.split(":")[0])];
    return SHARED_ISSUERS.find(({ issuer }) => named.includes(issuer));
}

/** True where a condition names whose token it must be. */
function namesSubject({ Condition: condition }: Statement, { issuer, claim: whose }: Issuer): boolean {
    return Object.entries(condition ?? {}).some(
        ([operator, keys]) =>
            /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/i.test(operator) &&
            Object.keys(keys).some((key) => {
                const [, claim] = key.toLowerCase().split(`${issuer}:`);
                const isAnyones = (value: string): boolean => /^(\w+:)?\*/.test(value);
                // A value that is not known yet is somebody's.
                return claim && (claim !== "aud" || whose === "aud") && !texts(known(keys, key)).some(isAnyones);
            }),
    );
}
