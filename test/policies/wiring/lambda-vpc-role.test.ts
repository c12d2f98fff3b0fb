import { lambdaVpcRole } from "../../../policies/wiring/lambda-vpc-role";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const MANAGED = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";
const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const trust = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }] });
const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

const role = (props: Value = {}): TestResource => resource("aws:iam/role:Role", "worker", { name: "worker", assumeRolePolicy: trust, ...props });
const subnet = resource("aws:ec2/subnet:Subnet", "a", { vpcId: "vpc-1" });
const fn = (vpcConfig: Value, more: Value = {}): TestResource => resource("aws:lambda/function:Function", "work", { role: ref("worker"), vpcConfig, ...more });
const inVpc = fn({ subnetIds: [ref("a")], securityGroupIds: ["sg-1"] });
const attach = (policyArn: Value, name = "attach"): TestResource =>
    resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, { role: "worker", policyArn });
const inline = (policy: Value): TestResource => resource("aws:iam/rolePolicy:RolePolicy", "inline", { role: ref("worker"), policy });
const all = { Effect: "Allow", Action: ["ec2:*NetworkInterface*"], Resource: "*" };

policyTests(lambdaVpcRole, {
    example: {
        bad: `
            const worker = new aws.iam.Role("worker", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
            });
            new aws.iam.RolePolicyAttachment("logs", {
                role: worker.name, policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
            });
            new aws.lambda.Function("work", {
                code, handler: "index.handler", runtime: "nodejs24.x", role: worker.arn,
                vpcConfig: { subnetIds, securityGroupIds: [securityGroup.id] },
            });`,
        good: `
            const worker = new aws.iam.Role("worker", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
            });
            new aws.iam.RolePolicyAttachment("network", {
                role: worker.name, policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
            });
            new aws.lambda.Function("work", {
                code, handler: "index.handler", runtime: "nodejs24.x", role: worker.arn,
                vpcConfig: { subnetIds, securityGroupIds: [securityGroup.id] },
            });`,
    },
    pass: [
        { name: "AWS's own policy for it", stack: [role(), subnet, inVpc, attach(MANAGED)], undecided: false },
        { name: "AWS's own policy, in the role", stack: [role({ managedPolicyArns: [BASIC, MANAGED] }), subnet, inVpc] },
        { name: "a policy of its own", stack: [role(), subnet, inVpc, inline(document(all))] },
        { name: "no VPC", kind: "default", stack: [role(), fn(undefined), attach(BASIC)] },
        { name: "an empty list of subnets is no VPC", kind: "lookalike", stack: [role(), fn({ subnetIds: [], securityGroupIds: [] }), attach(BASIC)] },
        { name: "a VPC that is not known", stack: [role(), fn(unknown)], undecided: true },
        { name: "a policy that is not known", stack: [role(), subnet, inVpc, attach(BASIC), inline(unknown)], undecided: true },
        { name: "a policy from outside", stack: [role(), subnet, inVpc, attach("arn:aws:iam::604219837745:policy/network")], undecided: true },
        {
            name: "a policy for some interfaces: those that it will have are not known",
            stack: [role(), subnet, inVpc, inline(document({ ...all, Resource: ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:subnet/subnet-1"] }))],
            undecided: true,
        },
        { name: "a role from outside", stack: [role(), subnet, fn({ subnetIds: [ref("a")] }, { role: "arn:aws:iam::604219837745:role/other" })] },
        { name: "a role that is not known", stack: [role(), subnet, fn({ subnetIds: [ref("a")] }, { role: unknown })] },
        { name: "a role that is only read", stack: [{ ...role(), read: true }, subnet, inVpc] },
        { name: "a role that something outside completes", stack: [role(), subnet, inVpc], settings: { trusted: ["aws:iam/role:Role::worker"] } },
    ],
    fail: [
        {
            name: "a role that may write logs only",
            stack: [role(), subnet, inVpc, attach(BASIC)],
            expect: [
                {
                    resource: "work",
                    property: "role",
                    severity: "high",
                    says: /role worker may not do ec2:CreateNetworkInterface[^]*add an aws\.iam\.RolePolicyAttachment/,
                },
            ],
        },
        { name: "a role without a policy", stack: [role(), subnet, inVpc], expect: [{ resource: "work", property: "role" }] },
        {
            name: "a policy of another role",
            stack: [role(), subnet, inVpc, { ...attach(MANAGED), props: { role: "other", policyArn: MANAGED } }],
            expect: [{ resource: "work", property: "role" }],
        },
        {
            name: "a policy that does not let it delete them",
            stack: [role(), subnet, inVpc, inline(document({ ...all, Action: ["ec2:CreateNetworkInterface", "ec2:Describe*"] }))],
            expect: [{ resource: "work", property: "role", says: /may not do ec2:DeleteNetworkInterface/ }],
        },
        {
            name: "a denial",
            stack: [role(), subnet, inVpc, attach(MANAGED), inline(document({ Effect: "Deny", Action: "ec2:Create*", Resource: "*" }))],
            expect: [{ resource: "work", property: "role", says: /ec2:CreateNetworkInterface/ }],
        },
    ],
});
