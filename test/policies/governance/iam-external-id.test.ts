import { iamExternalId } from "../../../policies/governance/iam-external-id";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const partner = "arn:aws:iam::731846209155:root";
const own = "arn:aws:iam::604219837745:root";
const statement = (aws: Value, more: object = {}): object => ({ Effect: "Allow", Principal: { AWS: aws }, Action: "sts:AssumeRole", ...more });
const role = (statements: Value, form: (value: Value) => Value = JSON.stringify, provider?: Record<string, unknown>): TestResource =>
    resource(
        "aws:iam/role:Role",
        "partner",
        { assumeRolePolicy: form({ Version: "2012-10-17", Statement: statements }) },
        provider && { provider: { props: provider } },
    );
const asObject = (value: Value): unknown => value;
const withKey = (operator: string, key: string, value: Value): object => ({ Condition: { [operator]: { [key]: value } } });
const known = { allowedAccountIds: '["604219837745"]' };
const expect = [{ resource: "partner", property: "assumeRolePolicy" }];
const advisory = [{ resource: "partner", property: "assumeRolePolicy", level: "advisory" as const }];
const unnamed = resource("aws:s3/bucket:Bucket", "uploads", { bucket: unknown });
const bucket = resource("aws:s3/bucket:Bucket", "logs", { bucket: "logs-dev-604219837745" });

policyTests(iamExternalId, {
    example: {
        given: `
            const partnerAccountId = "604219837745";
            const externalId = "shop-7f3ac1";`,
        bad: `
            new aws.iam.Role("partner", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: \`arn:aws:iam::\${partnerAccountId}:root\` }),
            });`,
        good: `
            new aws.iam.Role("partner", {
                assumeRolePolicy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{
                        Effect: "Allow",
                        Principal: { AWS: \`arn:aws:iam::\${partnerAccountId}:root\` },
                        Action: "sts:AssumeRole",
                        Condition: { StringEquals: { "sts:ExternalId": externalId } },
                    }],
                }),
            });`,
    },
    pass: [
        { name: "an external id", stack: [role([statement(partner, withKey("StringEquals", "sts:ExternalId", "x"))])] },
        { name: "an external id that is not known yet", stack: [role(statement(partner, withKey("StringEquals", "sts:ExternalId", unknown)), asObject)] },
        { name: "an external id in another case", stack: [role([statement(partner, withKey("StringLike", "sts:externalId", ["x*"]))])] },
        { name: "everyone, of whom iam-trust-open speaks", stack: [role([statement("*")])] },
        { name: "the organisation", stack: [role([statement("*", withKey("StringEquals", "aws:PrincipalOrgID", "o-abc123"))])] },
        { name: "people with MFA", stack: [role([statement(partner, withKey("Bool", "aws:MultiFactorAuthPresent", "true"))])] },
        { name: "a service", stack: [role([{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }])], kind: "default" },
        {
            name: "an identity provider",
            stack: [
                role([{ Effect: "Allow", Principal: { Federated: "arn:aws:iam::731846209155:oidc-provider/x" }, Action: "sts:AssumeRoleWithWebIdentity" }]),
            ],
        },
        { name: "the stack's own account, as the provider says", stack: [role([statement(own)], JSON.stringify, known)], kind: "lookalike" },
        {
            name: "the stack's own account, as the provider's role says",
            stack: [role([statement(own)], JSON.stringify, { assumeRoles: '[{"roleArn":"arn:aws:iam::604219837745:role/deploy"}]' })],
        },
        {
            name: "the stack's own account, as an ARN says",
            stack: [role([statement(own)]), resource("aws:sqs/queue:Queue", "q", {}, { outputs: { arn: "arn:aws:sqs:us-east-1:604219837745:q" } })],
        },
        {
            name: "the stack's own account, as the ARN of a role that is there already says",
            stack: [role([statement(own)]), resource("aws:iam/role:Role", "ci", {}, { outputs: { arn: "arn:aws:iam::604219837745:role/ci" } })],
        },
        {
            name: "the stack's own account, as a certificate's ARN says",
            stack: [
                role([statement(own)]),
                resource("aws:lb/listener:Listener", "https", { certificateArn: "arn:aws:acm:eu-west-1:604219837745:certificate/1f2e" }),
            ],
        },
        {
            name: "the stack's own account, as an image's registry says",
            stack: [
                role([statement(own)]),
                resource("aws:lambda/function:Function", "f", { imageUri: "604219837745.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2" }),
            ],
        },
        { name: "the stack's own account, as a bucket's name says", stack: [role([statement(own)]), bucket] },
        {
            name: "the stack's own account, as a key's policy says",
            stack: [role([statement(own)]), resource("aws:kms/key:Key", "k", { policy: JSON.stringify({ Statement: [statement(own, { Action: "kms:*" })] }) })],
        },
        {
            name: "the stack's own account, as its identity provider says",
            stack: [
                role([
                    statement(own),
                    {
                        Effect: "Allow",
                        Principal: { Federated: "arn:aws:iam::604219837745:oidc-provider/token.actions.githubusercontent.com" },
                        Action: "sts:AssumeRoleWithWebIdentity",
                    },
                ]),
            ],
            kind: "lookalike",
        },
        {
            name: "the stack's own account, as an attached policy says",
            stack: [
                role([statement(own)]),
                resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { policyArn: "arn:aws:iam::604219837745:policy/read" }),
            ],
        },
        ...["shop:accountId", "shop:account", "shop:aws_account_id", "aws:allowedAccountIds"].map((key) => ({
            name: `the stack's own account, as the configuration of ${key} says`,
            stack: [role([statement(own)])],
            config: { [key]: '["604219837745"]' },
        })),
        {
            name: "an account that may be the stack's own, which a name that is not known may tell",
            stack: [role([statement(partner)]), unnamed],
            undecided: true,
        },
        {
            name: "a service, beside a name that is not known",
            stack: [role([{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }]), unnamed],
            undecided: false,
        },
        { name: "a policy that is not known yet", stack: [resource("aws:iam/role:Role", "partner", { assumeRolePolicy: unknown })], undecided: true },
        { name: "a principal that is not known yet", stack: [resource("aws:organizations/account:Account", "a"), role([statement(ref("a"))], asObject)] },
        { name: "a condition that is not known yet", stack: [role([statement(partner, { Condition: unknown })], asObject)] },
        { name: "a denial", stack: [role([statement(partner, { Effect: "Deny" })])] },
        { name: "an account that is allowed", stack: [role([statement(partner)], JSON.stringify, known)], settings: { allow: ["731846209155"] } },
        {
            name: "odd documents",
            stack: [
                role("x"),
                ...[5, "{", [], { Statement: [null, 3, { Principal: 5, Condition: 3, Action: {} }] }].map((document, index) =>
                    resource("aws:iam/role:Role", `r${index}`, { assumeRolePolicy: document as never }),
                ),
            ],
        },
        {
            name: "a bucket's policy",
            stack: [resource("aws:s3/bucketPolicy:BucketPolicy", "b", { policy: JSON.stringify({ Statement: [statement(partner)] }) })],
        },
    ],
    fail: [
        {
            name: "another account than the provider's",
            stack: [role([statement(partner)], JSON.stringify, known)],
            expect: [{ ...(expect[0] as never as object), severity: "high", says: /account 731846209155 may assume/ } as never],
        },
        {
            name: "a role of another account, in a document that is an object",
            stack: [role(statement(["arn:aws:iam::731846209155:role/ci"]), asObject, known)],
            expect,
        },
        {
            name: "an account alone",
            stack: [role([statement("731846209155", { Action: ["sts:AssumeRole", "sts:TagSession"] })], JSON.stringify, known)],
            expect,
        },
        { name: "another account than the names in the stack speak of", stack: [role([statement(partner)]), bucket], expect },
        {
            name: "several accounts, of which one at most is the stack's own",
            stack: [role([statement([partner, own])])],
            expect: [{ ...(expect[0] as object), says: /: accounts 731846209155, 604219837745 may/ } as never],
        },
        {
            name: "another account than the provider's and a bucket's name say, whatever else is not known",
            stack: [role([statement(partner)], JSON.stringify, known), bucket, unnamed],
            expect,
        },
        {
            name: "a partner's account beside the stack's own, which nothing tells",
            stack: [role([statement([partner, own])]), unnamed],
            config: { "shop:partnerAccountId": "731846209155" },
            expect,
        },
        {
            name: "a placeholder of an account, which iam-placeholder-account stops",
            stack: [role([statement("arn:aws:iam::111111111111:root")])],
            expect: [
                {
                    resource: "partner",
                    property: "assumeRolePolicy",
                    level: "advisory",
                    says: /the real accounts, once they stand here, could assume the role/,
                },
            ],
        },
        { name: "a placeholder beside a real account", stack: [role([statement(["arn:aws:iam::111111111111:root", partner])], JSON.stringify, known)], expect },
        {
            name: "an account that is configured as a partner's",
            stack: [role([statement(partner)])],
            config: { "shop:partnerAccountId": "731846209155" },
            expect,
        },
        {
            name: "another account than the configured one",
            stack: [role([statement(partner)])],
            config: { "shop:awsAccountId": "604219837745" },
            expect,
        },
        {
            name: "a partner beside the stack's own account",
            stack: [role([statement([partner, own])]), bucket],
            expect: [{ ...(expect[0] as object), says: /: account 731846209155 may/ } as never],
        },
        {
            name: "an account that may be the stack's own",
            stack: [
                role([statement(partner)]),
                resource("aws:kms/key:Key", "key", { policy: "{}" }),
                resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "read", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
                resource("aws:s3/bucket:Bucket", "logs", {}, { outputs: { arn: "arn:aws:s3:::logs" } }),
            ],
            config: { "shop:accountIdOfBilling": "604219837745" },
            expect: advisory,
        },
        {
            name: "one of two statements",
            stack: [role([statement(partner), statement(partner, withKey("StringEquals", "sts:ExternalId", "x"))], JSON.stringify, known)],
            expect,
        },
        { name: "beside a statement that is not known yet", stack: [role([unknown, statement(partner)], asObject, known)], expect },
        { name: "another account is allowed", stack: [role([statement(partner)], JSON.stringify, known)], settings: { allow: ["1"] }, expect },
        {
            name: "aws-native's role",
            stack: [{ ...resource("aws-native:iam:Role", "partner", { assumeRolePolicyDocument: { Statement: [statement([partner, own])] } }) }],
            expect: [{ resource: "partner", property: "assumeRolePolicyDocument" }],
        },
    ],
});
