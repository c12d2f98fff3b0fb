import * as assert from "node:assert/strict";

import { functionsAt } from "../../../kit/aws/functions";
import { keyAt } from "../../../kit/aws/keys";
import { isMixed, isTrusted, managedTarget, mayBeChangedElsewhere } from "../../../kit/aws/outside";
import { serviceMay } from "../../../kit/aws/service-permissions";
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
        assert.equal(target("arn:aws:sqs:eu-west-1:604219837745:elsewhere"), undefined);
        assert.equal(target(from(queue), true), undefined);
    });

    it("tells a value that came of more than it can name", () => {
        assert.equal(isMixed(uses(from(queue)), "endpoint"), false);
        assert.equal(isMixed(uses(from(queue, other)), "endpoint"), true);
        assert.equal(isMixed(uses("arn"), "endpoint"), false);
    });

    it("suspects commands that are given a resource, or nobody knows what", () => {
        const may = (...resources: Resource[]): boolean => mayBeChangedElsewhere(new Stack([queue, other, ...resources]), queue);
        assert.equal(may(uses(from(queue))), false);
        assert.equal(may(make("command:local:Command", "run", { create: from(queue) })), true);
        assert.equal(may(make("command:local:Command", "run", { create: from(other) })), false);
        assert.equal(may(make("command:local:Command", "run", { create: unknown })), true);
        assert.equal(may(make("command:local:Command", "run", { create: "true" })), false);
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
