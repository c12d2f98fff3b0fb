import { iamPlaceholderAccount } from "../../../policies/governance/iam-placeholder-account";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const trust = (aws: Value): object => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: aws }, Action: "sts:AssumeRole" }] });
const role = (assumeRolePolicy: Value, more = {}): TestResource => resource("aws:iam/role:Role", "partner", { assumeRolePolicy, ...more });
const expect = (property: string, says?: RegExp): [{ resource: string; property: string; says?: RegExp }] => [{ resource: "partner", property, says }];
const task = (image: string): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "partner", { containerDefinitions: JSON.stringify([{ name: "app", image }]) });
const real = "arn:aws:iam::731846209155:root";

policyTests(iamPlaceholderAccount, {
    example: {
        bad: `
            new aws.iam.Role("partner", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: "arn:aws:iam::111111111111:root" }),
            });`,
        good: `
            new aws.iam.Role("partner", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
                    AWS: \`arn:aws:iam::\${config.require("partnerAccountId")}:root\`,
                }),
            });`,
    },
    pass: [
        { name: "a real account", stack: [role(JSON.stringify(trust(real)))] },
        {
            name: "a service",
            stack: [resource("aws:iam/role:Role", "r", { assumeRolePolicy: JSON.stringify({ Statement: { Principal: { Service: "ec2.amazonaws.com" } } }) })],
            kind: "default",
        },
        { name: "a policy that is not known yet", stack: [role(unknown)], undecided: "unknown" },
        { name: "an account in a policy that is not known yet", stack: [role(trust(unknown))], undecided: false },
        { name: "an account of another resource", stack: [resource("aws:organizations/account:Account", "a"), role(trust([ref("a")]))] },
        {
            name: "AWS's own account, of a load balancer's log delivery",
            stack: [resource("aws:s3/bucketPolicy:BucketPolicy", "b", { policy: JSON.stringify(trust("arn:aws:iam::127311923021:root")) })],
        },
        {
            name: "twelve digits that are no account",
            stack: [
                resource("aws:lambda/function:Function", "f", {
                    environment: { variables: { ORDER: "111111111111", ORDER_AWS: "111111111111", OWNERSHIP: "111111111111", ACCOUNT_ORDER: "111111111111" } },
                    name: "x-111111111111",
                }),
            ],
            kind: "lookalike",
        },
        { name: "labels", stack: [role(trust(real), { tags: { Arn: "arn:aws:iam::123456789012:root" }, description: "arn:aws:iam::123456789012:root" })] },
        { name: "a policy of AWS's", stack: [role(trust(real), { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] })] },
        {
            name: "an emulator's account",
            stack: [{ ...role(trust("arn:aws:iam::000000000000:root")), provider: { props: { endpoints: '[{"iam":"http://localhost:4566"}]' } } }],
        },
        { name: "an account that is allowed", stack: [role(trust("arn:aws:iam::999999999999:root"))], settings: { allow: ["999999999999"] } },
        {
            name: "odd values",
            stack: [role(5), resource("aws:iam/role:Role", "r", { assumeRolePolicy: "{", inlinePolicies: [null, 3, { policy: ["x"] }] as never })],
        },
        { name: "a component, whose resources are judged", stack: [resource("shop-aws:net:Network", "n", { accountId: "123456789012" })] },
    ],
    fail: [
        {
            name: "several, in a trust policy",
            stack: [role(JSON.stringify(trust(["arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root", real])))],
            expect: [{ ...expect("assumeRolePolicy", /111111111111, 222222222222 are no real accounts/)[0], severity: "high" }],
        },
        { name: "a trust policy that is an object", stack: [role(trust("arn:aws:iam::123456789012:role/ci"))], expect: expect("assumeRolePolicy") },
        ...[
            resource("aws:guardduty/member:Member", "partner", { accountId: "111122223333" }),
            resource("aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface", "partner", { ownerAccountId: "111122223333" }),
            resource("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "partner", { peerOwnerId: "111122223333" }),
            resource("aws:lambda/permission:Permission", "partner", { sourceAccount: "111122223333" }),
        ].map((partner) => ({
            name: `an account alone, in ${Object.keys(partner.props)[0]} of ${partner.type}`,
            stack: [partner],
            expect: expect(Object.keys(partner.props)[0] as string),
        })),
        {
            name: "accounts in environment variables",
            stack: [
                resource("aws:lambda/function:Function", "partner", {
                    environment: { variables: { PEER_OWNER_IDS: "111122223333", SHARED_ACCOUNT_IDS: "444455556666", TRUSTED_ACCOUNTS: "123456789012" } },
                }),
            ],
            expect: expect("environment", /111122223333, 444455556666, 123456789012 are/),
        },
        { name: "an account alone, in an object", stack: [role(trust(["444455556666"]))], expect: expect("assumeRolePolicy") },
        {
            name: "an account alone, in JSON",
            stack: [role(JSON.stringify(trust("111122223333"), null, 2))],
            expect: expect("assumeRolePolicy", /111122223333 is no real account/),
        },
        {
            name: "accounts in a list, in JSON without spaces",
            stack: [role(JSON.stringify(trust(["111122223333", "731846209155"])))],
            expect: expect("assumeRolePolicy", /111122223333 is no real account/),
        },
        {
            name: "beside a principal that is not known yet",
            stack: [role(trust([unknown, "arn:aws:iam::111111111111:root"]))],
            expect: expect("assumeRolePolicy"),
        },
        { name: "another partition", stack: [role(trust("arn:aws-us-gov:iam::777777777777:root"))], expect: expect("assumeRolePolicy") },
        {
            name: "an inline policy",
            stack: [role(trust(real), { inlinePolicies: [{ name: "p", policy: '{"Statement":{"Resource":"arn:aws:sqs:us-east-1:123456789012:q"}}' }] })],
            expect: expect("inlinePolicies"),
        },
        { name: "an image's registry", stack: [task("123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1")], expect: expect("containerDefinitions") },
        {
            name: "an ARN in an argument",
            stack: [resource("aws:lb/listener:Listener", "partner", { certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" })],
            expect: expect("certificateArn"),
        },
        {
            name: "a permission's principal",
            stack: [resource("aws:lambda/permission:Permission", "partner", { principal: "012345678901" })],
            expect: expect("principal"),
        },
        {
            name: "aws-native's policy",
            stack: [resource("aws-native:iam:Role", "partner", { assumeRolePolicyDocument: trust("arn:aws:iam::111111111111:root") })],
            expect: expect("assumeRolePolicyDocument"),
        },
        {
            name: "another account is allowed",
            stack: [role(trust("arn:aws:iam::999999999999:root"))],
            settings: { allow: ["111111111111"] },
            expect: expect("assumeRolePolicy"),
        },
    ],
});
