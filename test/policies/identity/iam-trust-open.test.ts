import { iamTrustOpen } from "../../../policies/identity/iam-trust-open";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const role = (statement: Value, name = "deployer"): TestResource =>
    resource("aws:iam/role:Role", name, { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) });
const ANYONE = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
const GITHUB = "token.actions.githubusercontent.com";
const web = (issuer: string, condition?: Value): Record<string, unknown> => ({
    Effect: "Allow",
    Principal: { Federated: issuer.includes("amazonaws") ? issuer : `arn:aws:iam::851725499301:oidc-provider/${issuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: condition,
});
const github = (condition: Value): TestResource => role(web(GITHUB, condition));
const AUDIENCE = { [`${GITHUB}:aud`]: "sts.amazonaws.com" };
const found = [{ resource: "deployer", property: "assumeRolePolicy", severity: "critical" }];

policyTests(iamTrustOpen, {
    example: {
        bad: `
            new aws.iam.Role("deployer", {
                assumeRolePolicy: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { Federated: "arn:aws:iam::851725499301:oidc-provider/token.actions.githubusercontent.com" },
                            Action: "sts:AssumeRoleWithWebIdentity",
                            Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
                        },
                    ],
                },
            });`,
        good: `
            new aws.iam.Role("deployer", {
                assumeRolePolicy: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { Federated: "arn:aws:iam::851725499301:oidc-provider/token.actions.githubusercontent.com" },
                            Action: "sts:AssumeRoleWithWebIdentity",
                            Condition: {
                                StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
                                StringLike: { "token.actions.githubusercontent.com:sub": "repo:shop/payments:*" },
                            },
                        },
                    ],
                },
            });`,
    },
    pass: [
        { name: "a service", stack: [role({ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" })], kind: "default" },
        { name: "one repository", stack: [github({ StringEquals: AUDIENCE, StringLike: { [`${GITHUB}:sub`]: "repo:shop/payments:*" } })] },
        {
            name: "a repository that is not known yet",
            stack: [
                resource("aws:iam/role:Role", "r", { assumeRolePolicy: { Statement: [web(GITHUB, { StringLike: { [`${GITHUB}:sub`]: unknown } })] } as never }),
            ],
        },
        { name: "a whole organisation on GitHub", stack: [github({ StringLike: { [`${GITHUB}:sub`]: ["repo:shop/*"] } })], kind: "lookalike" },
        {
            name: "one workflow",
            stack: [github({ StringEquals: { [`${GITHUB}:job_workflow_ref`]: "shop/payments/.github/workflows/deploy.yml@refs/heads/main" } })],
        },
        { name: "everyone of an organisation", stack: [role({ ...ANYONE, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })] },
        {
            name: "everyone with an external id, of which iam-external-id speaks",
            stack: [role({ ...ANYONE, Condition: { StringEquals: { "sts:ExternalId": "f81d4fae" } } })],
        },
        { name: "a denial", stack: [role({ ...ANYONE, Effect: "Deny" })] },
        { name: "a denial of GitHub", stack: [role({ ...web(GITHUB), Effect: "Deny" })] },
        { name: "tags of a session, which assume nothing", stack: [role({ ...web(GITHUB), Action: "sts:TagSession" })] },
        { name: "one repository, beside its audience", stack: [github({ StringLike: { ...AUDIENCE, [`${GITHUB}:sub`]: "repo:shop/payments:*" } })] },
        {
            name: "a team on Vercel, by its audience",
            stack: [role(web("oidc.vercel.com", { StringEquals: { "oidc.vercel.com:aud": "https://vercel.com/shop" } }))],
        },
        {
            name: "an application on Google",
            stack: [role(web("accounts.google.com", { StringEquals: { "accounts.google.com:aud": "8412.apps.example.com" } }))],
        },
        { name: "an issuer of one's own", stack: [role(web("oidc.eks.us-east-1.amazonaws.com/id/E1A2"))] },
        {
            name: "SAML",
            stack: [role({ ...web(GITHUB), Principal: { Federated: "arn:aws:iam::851725499301:saml-provider/staff" }, Action: "sts:AssumeRoleWithSAML" })],
        },
        {
            name: "a pool of identities",
            stack: [role(web("cognito-identity.amazonaws.com", { StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-1:0a1b2c3d" } }))],
        },
        {
            name: "an organisation on Pulumi Cloud, by its audience",
            stack: [role(web("api.pulumi.com/oidc", { StringEquals: { "api.pulumi.com/oidc:aud": "aws:shop" } }))],
        },
        { name: "a trust that is not known yet", stack: [resource("aws:iam/role:Role", "r", { assumeRolePolicy: unknown })], undecided: true },
        {
            name: "a principal that is not known yet",
            stack: [resource("aws:iam/role:Role", "r", { assumeRolePolicy: { Statement: [{ ...ANYONE, Principal: unknown }] } as never })],
        },
        {
            name: "odd documents",
            stack: [
                role(5),
                role({ ...ANYONE, Action: undefined }, "b"),
                role({ ...web(GITHUB), Principal: { Federated: 3 } }, "c"),
                role({ ...web(GITHUB), Principal: null }, "d"),
            ],
        },
    ],
    fail: [
        { name: "every AWS account", stack: [role(ANYONE)], expect: [{ ...found[0], resource: "deployer", says: /every AWS account/ }] },
        { name: "a star alone, and every action", stack: [role({ ...ANYONE, Principal: "*", Action: "sts:*" })], expect: found },
        { name: "everyone with MFA", stack: [role({ ...ANYONE, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })], expect: found },
        ...[
            ["GitLab", "gitlab.com:sub"],
            ["HCP Terraform", "app.terraform.io:sub"],
            ["Buildkite", "agent.buildkite.com:sub"],
            ["Pulumi Cloud", "api.pulumi.com/oidc:aud"],
            ["Codefresh", "oidc.codefresh.io:sub"],
            ["Vercel", "oidc.vercel.com:aud"],
            ["Google", "accounts.google.com:aud"],
        ].map(([host = "", claim = ""]) => ({
            name: `anybody on ${host}`,
            stack: [role(web(claim.replace(/:.*/, "")))],
            expect: [{ ...found[0]!, says: new RegExp(`any token of ${host}, of whomever[^]*"${claim}": "`) }],
        })),
        {
            name: "any repository on GitHub, by its audience alone",
            stack: [github({ StringEquals: AUDIENCE })],
            expect: [{ ...found[0], resource: "deployer", says: /any token of GitHub/ }],
        },
        { name: "any repository on GitHub, without a condition", stack: [github(undefined)], expect: found },
        { name: "any repository on GitHub, by a pattern", stack: [github({ StringLike: { [`${GITHUB}:sub`]: "repo:*" } })], expect: found },
        {
            name: "any repository beside one's own",
            stack: [github({ StringLike: { [`${GITHUB}:sub`]: ["repo:shop/payments:*", "*:ref:refs/heads/main"] } })],
            expect: found,
        },
        ...["ForAllValues:StringLike", "StringLikeIfExists"].map((operator) => ({
            name: `a condition that holds without the claim: ${operator}`,
            stack: [github({ [operator]: { [`${GITHUB}:sub`]: "repo:shop/payments:*" } })],
            expect: found,
        })),
        { name: "any but one repository", stack: [github({ StringNotLike: { [`${GITHUB}:sub`]: "repo:shop/payments:*" } })], expect: found },
        {
            name: "a provider that is not known yet, told by its conditions",
            stack: [
                resource("aws:iam/role:Role", "deployer", {
                    assumeRolePolicy: { Statement: [{ ...web(GITHUB, { StringEquals: AUDIENCE }), Principal: { Federated: unknown } }] } as never,
                }),
            ],
            expect: found,
        },
        {
            name: "any pool of identities",
            stack: [role(web("cognito-identity.amazonaws.com", { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "*" } }))],
            expect: found,
        },
    ],
});
