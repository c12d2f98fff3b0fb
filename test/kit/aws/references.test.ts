import * as assert from "node:assert/strict";

import { besideBucket, BucketPolicy, holdsLogs } from "../../../kit/aws/buckets";
import { attachedPolicies, holderNames, holdersOf, identityPolicies, isBoundary } from "../../../kit/aws/identity-policies";
import { functionsAt } from "../../../kit/aws/functions";
import { keyAt } from "../../../kit/aws/keys";
import { isMixed, isTrusted, managedTarget, mayBeChangedElsewhere, TRUSTED } from "../../../kit/aws/outside";
import { roleMayUse, serviceMay } from "../../../kit/aws/service-permissions";
import { resourceType, type Resource } from "../../../kit/resource";
import { Stack } from "../../../kit/stack";
import { answersIn, isPrivateZone, placeOf } from "../../../kit/aws/zones";
import { unknown } from "../../harness";
import { from, make } from "./make";

const Queue = resourceType("aws:sqs/queue:Queue");
const queue = make("aws:sqs/queue:Queue", "orders", { arn: "arn:aws:sqs:eu-west-1:604219837745:orders" });
const other = make("aws:sqs/queue:Queue", "other", { arn: unknown });
const uses = (value: unknown): Resource => make("aws:sns/topicSubscription:TopicSubscription", "uses", { endpoint: value });

describe("kit/outside", () => {
    it("finds the one resource that a property names", () => {
        const target = (value: unknown, isRead = false): Resource<unknown> | undefined => {
            const stack = new Stack([queue, other, uses(value)], (one) => isRead && one === queue);
            return managedTarget(stack, uses(value), "endpoint", Queue);
        };
        assert.equal(target("arn:aws:sqs:eu-west-1:604219837745:orders"), queue);
        assert.equal(target(from(other)), other);
        assert.equal(target(from(queue, other)), undefined);
        assert.equal(target(unknown), undefined);
        assert.equal(target([from(queue), from(other)]), undefined);
        assert.equal(target("arn:aws:sqs:eu-west-1:604219837745:elsewhere"), undefined);
        assert.equal(target(from(queue), true), undefined);
    });

    it("tells a value that came of more than it can name", () => {
        assert.equal(isMixed(uses(from(queue)), "endpoint"), false);
        assert.equal(isMixed(uses(from(queue, other)), "endpoint"), true);
        assert.equal(isMixed(uses("arn"), "endpoint"), false);
        const target = (one: unknown, more: object = {}): Resource =>
            make("aws:cloudwatch/eventTarget:EventTarget", "target", { deadLetterConfig: { arn: one, ...more } });
        assert.equal(isMixed(target(from(queue), { x: null, y: from(other) }), "deadLetterConfig.arn"), false);
        assert.equal(isMixed(target(from(queue, other), { x: null }), "deadLetterConfig.arn"), true);
        assert.equal(isMixed(target("arn", { y: from(queue, other) }), "deadLetterConfig.arn"), false);
    });

    it("suspects commands that are given a resource, or nobody knows what", () => {
        const may = (...resources: Resource[]): boolean => mayBeChangedElsewhere(new Stack([queue, other, ...resources]), queue);
        assert.equal(may(uses(from(queue))), false);
        assert.equal(may(make("command:local:Command", "run", { create: from(queue) })), true);
        assert.equal(may(make("command:local:Command", "run", { create: from(other) })), false);
        assert.equal(may(make("command:local:Command", "run", { create: unknown })), true);
        assert.equal(may(make("command:local:Command", "run", { create: "true" })), false);
        assert.equal(may(make("command:local:Command", "run", { create: "true", stdin: unknown })), true);
        const programs = ["pulumi-nodejs:dynamic:Resource", "aws:cloudformation/stack:Stack", "aws-native:cloudformation:Stack", "terraform:state:Reference"];
        for (const type of programs) {
            assert.equal(may(make(type, "run", { input: from(queue) })), true, type);
        }
        for (const type of ["shop:command:Run", "aws:cloudformationx/stack:Stack", "pulumi-:dynamic:Resource"]) {
            assert.equal(may(make(type, "run", { input: from(queue) })), false, type);
        }
    });

    it("trusts nothing unless it is told to", () => {
        assert.deepEqual([TRUSTED.type, TRUSTED.items, TRUSTED.default], ["array", { type: "string" }, []]);
    });

    it("trusts what the setting names", () => {
        assert.equal(isTrusted([], queue), false);
        assert.equal(isTrusted(["aws:sqs/queue:Queue::ord*"], undefined, queue), true);
        assert.equal(isTrusted(["aws:sqs/queue:Queue::ord*"], other), false);
        assert.equal(isTrusted(["aws:sqs/queue:Queue"], other), true);
    });
});

describe("kit/functions", () => {
    const fn = make("aws:lambda/function:Function", "fn", { arn: "arn:aws:lambda:eu-west-1:604219837745:function:work", name: "work" });
    const alias = make("aws:lambda/alias:Alias", "live", { functionName: from(fn) });
    const at = (uri: unknown, ...more: Resource[]): { names: string[]; certain: boolean } => {
        const integration = make("aws:apigateway/integration:Integration", "call", { uri });
        const { resources, certain } = functionsAt(new Stack([fn, alias, integration, ...more]), integration, "uri");
        return { names: resources.map(({ name }) => name), certain };
    };
    it("finds a function by each of its names", () => {
        const inGateway = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:604219837745:function:work:live/invocations";
        for (const uri of [from(fn), from(alias), "work", "work:live", inGateway]) {
            assert.deepEqual(at(uri), { names: ["fn"], certain: true }, JSON.stringify(uri));
        }
    });
    it("does not guess", () => {
        assert.deepEqual(at("play"), { names: [], certain: true });
        assert.deepEqual(at(unknown), { names: [], certain: false });
        assert.deepEqual(at("play", make("aws:lambda/function:Function", "unnamed", { name: unknown })), { names: [], certain: false });
    });
});

describe("kit/keys", () => {
    const key = make("aws:kms/key:Key", "key", { arn: unknown });
    const alias = make("aws:kms/alias:Alias", "alias", { name: "alias/orders", targetKeyId: from(key) });
    const at = (kmsKeyId: unknown): Resource | undefined => {
        const topic = make("aws:sns/topic:Topic", "topic", { kmsMasterKeyId: kmsKeyId });
        return keyAt(new Stack([key, alias, topic]), topic, "kmsMasterKeyId");
    };
    it("finds a key by its ARN and by its alias", () => {
        assert.equal(at(from(key)), key);
        assert.equal(at(from(alias)), key);
        assert.equal(at("alias/orders"), key);
    });
    it("finds none of another's", () => {
        assert.equal(at("alias/aws/sns"), undefined);
        assert.equal(at(unknown), undefined);
        assert.equal(at(undefined), undefined);
    });
});

describe("kit/service-permissions", () => {
    const policy = (statement: object): Resource =>
        make("aws:sqs/queuePolicy:QueuePolicy", "policy", { queueUrl: from(queue), policy: JSON.stringify({ Statement: [statement] }) });
    const may = (...resources: Resource[]): string =>
        serviceMay(new Stack([queue, ...resources]), queue, {
            service: "sns.amazonaws.com",
            action: "sqs:SendMessage",
            source: "arn:aws:sns:eu-west-1:604219837745:a",
        });
    it("reads who is excepted, and who is denied", () => {
        const allow = { Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "*" };
        assert.equal(may(policy(allow)), "yes");
        assert.equal(may(policy({ ...allow, Effect: "Deny" })), "no");
        assert.equal(may(policy({ ...allow, Principal: undefined, NotPrincipal: { AWS: "604219837745" } })), "not known");
        assert.equal(may(policy({ ...allow, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:b" } } })), "no");
        assert.equal(may(policy(allow), make("command:local:Command", "run", { create: from(queue) })), "yes");
        assert.equal(may(make("command:local:Command", "run", { create: from(queue) })), "not known");
    });
});

describe("what a role may do with a resource", () => {
    const role = make("aws:iam/role:Role", "role", { name: "role" });
    const allow = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
    const own = (statement: object): Resource =>
        make("aws:iam/rolePolicy:RolePolicy", "own", { role: from(role), policy: JSON.stringify({ Statement: [statement] }) });
    const ofQueue = (statement: object): Resource =>
        make("aws:sqs/queuePolicy:QueuePolicy", "policy", { queueUrl: from(queue), policy: JSON.stringify({ Statement: [statement] }) });
    const rows: [string, string, Resource[]][] = [
        ["nothing allows it", "no", []],
        ["its own policy allows it", "yes", [own(allow)]],
        ["its own policy allows something else", "no", [own({ ...allow, Action: "sqs:ReceiveMessage" })]],
        ["the policy of the queue allows it to somebody", "not known", [ofQueue({ ...allow, Principal: { AWS: "604219837745" } })]],
        ["the policy of the queue allows it to a service", "no", [ofQueue({ ...allow, Principal: { Service: "sns.amazonaws.com" } })]],
        ["both allow it", "yes", [own(allow), ofQueue({ ...allow, Principal: { AWS: "604219837745" } })]],
        ["its own policy is not known", "not known", [make("aws:iam/rolePolicy:RolePolicy", "own", { role: from(role), policy: unknown })]],
    ];
    for (const [name, answer, resources] of rows) {
        it(`${answer}: ${name}`, () => assert.equal(roleMayUse(new Stack([role, queue, ...resources]), role, "sqs:SendMessage", queue), answer));
    }
});

describe("kit/identity-policies", () => {
    const [role, user, group] = [make("aws:iam/role:Role", "role"), make("aws:iam/user:User", "user"), make("aws:iam/group:Group", "group")];
    const policy = make("aws:iam/policy:Policy", "policy", { policy: "{}" });

    it("knows where a policy is attached", () => {
        const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
        const rows: [string, string][] = [
            ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn"],
            ["aws:iam/policyAttachment:PolicyAttachment", "policyArn"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn"],
            ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn"],
            ["aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "managedPolicyArn"],
        ];
        for (const [type, property] of rows) {
            assert.deepEqual(attachedPolicies(make(type, "one", { [property]: arn })), { property, arns: [arn] });
        }
        const several = make("aws:iam/role:Role", "one", { managedPolicyArns: [arn, unknown] });
        assert.deepEqual(attachedPolicies(several), { property: "managedPolicyArns", arns: [arn] });
        assert.deepEqual(attachedPolicies(user), { property: "", arns: [] });
    });

    it("reads the documents of a policy and of a role", () => {
        const read = (one: Resource): unknown[] => identityPolicies(one).map(({ property, read }) => [property, read()]);
        assert.deepEqual(read(policy), [["policy", "{}"]]);
        assert.deepEqual(read(make("aws:iam/role:Role", "one", { inlinePolicies: [{ policy: "{}" }, {}] })), [
            ["inlinePolicies[0].policy", "{}"],
            ["inlinePolicies[1].policy", undefined],
        ]);
        assert.deepEqual(read(make("aws:iam/user:User", "one", { inlinePolicies: [{ policy: "{}" }] })), []);
    });

    it("finds who holds a policy", () => {
        const attachment = (more: object): Resource => make("aws:iam/policyAttachment:PolicyAttachment", "one", { ...more });
        const holders = (one: Resource): unknown => {
            const { resources, certain } = holdersOf(one, new Stack([role, user, group, one]));
            return [resources.map(({ name }) => name), certain];
        };
        assert.deepEqual(holders(attachment({ roles: [from(role)], users: [from(user)], groups: [from(group)] })), [["role", "user", "group"], true]);
        assert.deepEqual(holders(attachment({ role: from(role), user: from(user), group: from(group) })), [["role", "user", "group"], true]);
        assert.deepEqual(holders(attachment({ roles: [from(role)], users: unknown })), [["role"], false]);
        assert.deepEqual(holderNames(attachment({ roles: ["a", unknown], group: "b" })), ["a", "b"]);
    });

    it("tells a boundary, which grants nothing", () => {
        const bounded = (type: string, permissionsBoundary: unknown): Resource => make(type, "bounded", { permissionsBoundary });
        const isOne = (...resources: Resource[]): boolean | undefined => isBoundary(policy, new Stack([policy, ...resources]));
        assert.equal(isOne(bounded("aws:iam/role:Role", from(policy))), true);
        assert.equal(isOne(bounded("aws:iam/user:User", from(policy))), true);
        assert.equal(isOne(bounded("aws:iam/user:User", unknown)), undefined);
        assert.equal(isOne(role), false);
    });
});

describe("kit/buckets", () => {
    const bucket = (name: string): Resource<never> => make("aws:s3/bucket:Bucket", name) as Resource<never>;
    const logs = bucket("kept");

    it("knows the buckets that something writes its logs to", () => {
        const writers: [string, Record<string, unknown>][] = [
            ["aws:s3/bucketLogging:BucketLogging", { targetBucket: from(logs) }],
            ["aws:s3/bucket:Bucket", { logging: { targetBucket: from(logs) } }],
            ["aws:lb/loadBalancer:LoadBalancer", { accessLogs: { bucket: from(logs) } }],
            ["aws:elb/loadBalancer:LoadBalancer", { accessLogs: { bucket: from(logs) } }],
            ["aws:cloudfront/distribution:Distribution", { loggingConfig: { bucket: from(logs) } }],
            ["aws:ec2/flowLog:FlowLog", { logDestination: from(logs) }],
            ["aws:cloudtrail/trail:Trail", { s3BucketName: from(logs) }],
        ];
        for (const [type, properties] of writers) {
            const stack = new Stack([logs, bucket("other"), make(type, "writer", properties)]);
            assert.equal(holdsLogs(logs, stack), true, type);
            assert.equal(holdsLogs(bucket("other"), stack), false, type);
        }
        const trail = make("aws:cloudtrail/trail:Trail", "writer", { s3BucketName: unknown });
        assert.equal(holdsLogs(logs, new Stack([logs, trail])), undefined);
        assert.equal(holdsLogs(logs, new Stack([logs, trail, make("aws:ec2/flowLog:FlowLog", "flows", { logDestination: from(logs) })])), true);
    });

    it("knows them by their names", () => {
        const says = (name: string): boolean | undefined => holdsLogs(bucket(name), new Stack([]));
        const ours = [
            "logs",
            "log",
            "log-archive",
            "logs2",
            "access-logs",
            "shop.log.eu",
            "accesslogs",
            "albLogs",
            "albLog",
            "flowLogsArchive",
            "flowLog-1",
            "appLogs2",
        ];
        assert.deepEqual(
            ours.filter((name) => says(name) !== true),
            [],
        );
        assert.deepEqual(["cloudtrail", "CloudTrail", "cloud-trail", "my-cloudTrail"].map(says), [true, true, true, true]);
        assert.deepEqual(["catalog", "catalogs", "logos", "login", "Logistics", "blog-posts", "loudtrail", "cloudrail"].map(says), Array(8).fill(false));
    });

    it("finds what stands beside a bucket", () => {
        const Policy = BucketPolicy as never;
        const beside = (...policies: Resource[]): unknown => besideBucket(logs, new Stack([logs, ...policies]), Policy);
        const own = make("aws:s3/bucketPolicy:BucketPolicy", "own", { bucket: from(logs) });
        const open = make("aws:s3/bucketPolicy:BucketPolicy", "open", { bucket: unknown });
        assert.deepEqual(beside(), []);
        assert.deepEqual(beside(own), [own]);
        assert.deepEqual(beside(own, open), [own]);
        assert.equal(beside(open), undefined);
    });
});

describe("kit/zones", () => {
    const vpc = make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
    const second = make("aws:ec2/vpc:Vpc", "second", { cidrBlock: "10.1.0.0/16" });
    const zone = (vpcs: unknown): Resource => make("aws:route53/zone:Zone", "zone", { name: "Corp.Example.", vpcs });
    const answers = (vpcs: unknown, ...more: Resource[]): string => {
        const own = zone(vpcs);
        return answersIn(new Stack([vpc, second, own, ...more]), own, vpc);
    };
    it("tells which VPCs get its names", () => {
        assert.equal(answers([{ vpcId: from(vpc) }]), "yes");
        assert.equal(answers([{ vpcId: from(second) }]), "no");
        assert.equal(answers([{ vpcId: unknown }]), "not known");
        assert.equal(answers(unknown), "not known");
        const link = (vpcId: unknown): Resource => make("aws:route53/zoneAssociation:ZoneAssociation", "link", { zoneId: from(zone([])), vpcId });
        assert.equal(answers([{ vpcId: from(second) }], link(from(vpc))), "yes");
        assert.equal(answers([{ vpcId: from(second) }], link(unknown)), "not known");
    });
    it("tells private zones", () => {
        assert.equal(isPrivateZone(zone([{ vpcId: "vpc-0a1b2c3d" }])), "yes");
        assert.equal(isPrivateZone(zone(undefined)), "no");
        assert.equal(isPrivateZone(zone(unknown)), "not known");
    });
    it("places records", () => {
        const place = (name: unknown): string | undefined => {
            const record = make("aws:route53/record:Record", "record", { zoneId: from(zone([])), name, type: "A" });
            return placeOf(new Stack([zone([]), record]), record)?.name;
        };
        assert.equal(place("www"), "www.corp.example");
        assert.equal(place("WWW.corp.example."), "www.corp.example");
        assert.equal(place(""), "corp.example");
        assert.equal(place(unknown), undefined);
    });
});
