import { iamRoleAssumable } from "../../../policies/wiring/iam-role-assumable";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const trust = (...services: string[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: services } }] });
const role = (assumeRolePolicy: Value, name?: string): TestResource => resource("aws:iam/role:Role", "worker", { assumeRolePolicy, name });
const fn = (name = "pay"): TestResource => resource("aws:lambda/function:Function", name, { role: ref("worker") });
const schedule = resource("aws:scheduler/schedule:Schedule", "nightly", {
    flexibleTimeWindow: { mode: "OFF" },
    scheduleExpression: "rate(1 day)",
    target: { arn: ref("pay"), roleArn: ref("worker") },
});
const machine = resource("aws:sfn/stateMachine:StateMachine", "orders", { roleArn: ref("worker"), definition: "{}" });
const document = (...statements: object[]): string => JSON.stringify({ Statement: statements });
const allow = (Principal: Value, more: object = {}): object => ({ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more });
const wrong = (says: RegExp): { resource: string; property: string; says: RegExp }[] => [{ resource: "worker", property: "assumeRolePolicy", says }];

policyTests(iamRoleAssumable, {
    example: {
        bad: `
            const worker = new aws.iam.Role("worker", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
            });
            new aws.lambda.Function("pay", { role: worker.arn, runtime: "nodejs22.x", handler: "index.handler", code });`,
        good: `
            const worker = new aws.iam.Role("worker", {
                assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
            });
            new aws.lambda.Function("pay", { role: worker.arn, runtime: "nodejs22.x", handler: "index.handler", code });`,
    },
    pass: [
        { name: "the service that has it", stack: [role(trust("lambda.amazonaws.com")), fn()] },
        { name: "one of two", stack: [role(trust("edgelambda.amazonaws.com", "lambda.amazonaws.com")), fn()] },
        {
            name: "an object, a single service, a second statement",
            stack: [
                role({ Statement: [allow({ Federated: "arn:x" }, { Action: "sts:AssumeRoleWithWebIdentity" }), allow({ Service: "lambda.amazonaws.com" })] }),
                fn(),
            ],
        },
        { name: "a region in the principal", kind: "lookalike", stack: [role(trust("states.us-east-1.amazonaws.com")), machine] },
        { name: "China", stack: [role(trust("states.cn-north-1.amazonaws.com.cn")), machine] },
        { name: "a partition that is not known", stack: [role(trust("states.c2s.ic.gov")), machine] },
        { name: "everybody", stack: [role(document(allow("*"))), fn()] },
        { name: "every account", stack: [role(document(allow({ AWS: ["*"] }))), fn()] },
        { name: "everybody but", stack: [role(document({ Effect: "Allow", Action: "sts:*", NotPrincipal: { AWS: "x" } })), fn()] },
        {
            name: "a condition",
            stack: [role(document(allow({ Service: "lambda.amazonaws.com" }, { Condition: { StringEquals: { "aws:SourceAccount": "1" } } }))), fn()],
        },
        {
            name: "either of two",
            stack: [role(trust("delivery.logs.amazonaws.com")), resource("aws:ec2/flowLog:FlowLog", "flow", { iamRoleArn: ref("worker") })],
        },
        { name: "a role that nothing has", kind: "default", stack: [role(trust("ec2.amazonaws.com"))] },
        { name: "a trust that is not known yet", stack: [role(unknown), fn()], undecided: true },
        { name: "a principal that is not known yet", stack: [role({ Statement: [allow({ Service: unknown })] }), fn()], undecided: true },
        { name: "a trust that is no policy", stack: [role("from a file"), fn()] },
        { name: "a role from elsewhere", stack: [resource("aws:lambda/function:Function", "pay", { role: "arn:aws:iam::851725499301:role/worker" })] },
        { name: "a role that is only read", stack: [{ ...role(trust("ec2.amazonaws.com")), read: true }, fn()] },
        {
            name: "which of two roles is not known",
            stack: [
                role(trust("ec2.amazonaws.com")),
                { ...role(trust("scheduler.amazonaws.com")), name: "other" },
                { ...schedule, props: { ...schedule.props, target: { arn: ref("worker"), roleArn: ref("other") } } },
            ],
        },
        { name: "the role that DMS looks up", stack: [role(trust("dms.amazonaws.com"), "dms-vpc-role")] },
        {
            name: "nothing but an instance",
            stack: [role(trust("ec2.amazonaws.com")), resource("aws:iam/instanceProfile:InstanceProfile", "p", { role: ref("worker") })],
        },
    ],
    fail: [
        {
            name: "another service",
            stack: [role(trust("ec2.amazonaws.com")), fn()],
            expect: wrong(/function pay has this role, and lambda\.amazonaws\.com may not assume it$[^]*add { Effect: "Allow"/m),
        },
        {
            name: "the program's own accounts only",
            stack: [role(document(allow({ AWS: "arn:aws:iam::851725499301:root" }))), fn()],
            expect: wrong(/lambda\.amazonaws\.com/),
        },
        {
            name: "by web identity only",
            stack: [role(document(allow({ Service: "lambda.amazonaws.com" }, { Action: "sts:AssumeRoleWithWebIdentity" }))), fn()],
            expect: wrong(/lambda\.amazonaws\.com/),
        },
        {
            name: "denied only",
            stack: [role(document({ ...allow({ Service: "lambda.amazonaws.com" }), Effect: "Deny" })), fn()],
            expect: wrong(/lambda\.amazonaws\.com/),
        },
        {
            name: "a schedule that is given the function's",
            stack: [role(trust("lambda.amazonaws.com")), fn(), schedule],
            expect: wrong(/schedule nightly has this role, and scheduler\.amazonaws\.com/),
        },
        { name: "two functions, one finding", stack: [role(trust("ec2.amazonaws.com")), fn(), fn("ship")], expect: wrong(/and 1 more are in the same case/) },
        {
            name: "a task with the role of the cluster's service",
            stack: [
                role(trust("ecs.amazonaws.com")),
                resource("aws:ecs/taskDefinition:TaskDefinition", "shop", { family: "shop", containerDefinitions: "[]", executionRoleArn: ref("worker") }),
            ],
            expect: wrong(/task definition shop has this role, and ecs-tasks\.amazonaws\.com/),
        },
        {
            name: "an instance profile",
            stack: [role(trust("lambda.amazonaws.com")), resource("aws:iam/instanceProfile:InstanceProfile", "p", { role: ref("worker") })],
            expect: wrong(/instance profile p has this role, and ec2\.amazonaws\.com/),
        },
        {
            name: "one of a list",
            stack: [
                role(trust("glue.amazonaws.com")),
                { ...role(trust("redshift.amazonaws.com")), name: "other" },
                resource("aws:redshift/cluster:Cluster", "dw", { clusterIdentifier: "dw", nodeType: "ra3.large", iamRoles: [ref("worker"), ref("other")] }),
            ],
            expect: wrong(/cluster dw has this role, and redshift\.amazonaws\.com/),
        },
        {
            name: "the role that DMS looks up",
            stack: [role(trust("ec2.amazonaws.com"), "dms-vpc-role")],
            expect: wrong(/DMS, which looks up this name, has this role, and dms\.amazonaws\.com/),
        },
    ],
});
