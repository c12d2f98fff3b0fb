import * as assert from "node:assert/strict";

import { resourceType, Resource, type ResourceData } from "../../kit/resource";
import { at, Stack } from "../../kit/stack";
import { unknown } from "../harness";

const Vpc = resourceType<{ cidrBlock: string }>("aws:ec2/vpc:Vpc");
const FlowLog = resourceType<{ vpcId: string }>("aws:ec2/flowLog:FlowLog");

const data = (type: string, name: string, properties = {}, more: Partial<ResourceData> = {}): ResourceData => ({
    ...{ urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, properties },
    ...more,
});
const vpc = (name: string, properties = {}): ResourceData => data("aws:ec2/vpc:Vpc", name, properties);
const log = (name: string, vpcId: unknown, from?: string): ResourceData =>
    data(
        "aws:ec2/flowLog:FlowLog",
        name,
        { vpcId },
        {
            propertyDependencies: { vpcId: from ? [`urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::${from}`] : [] },
        },
    );
const stackOf = (...resources: ResourceData[]): Stack => new Stack(resources.map((d) => new Resource(d)));

describe("kit/stack", () => {
    it("follows a reference to a resource that does not exist yet", () => {
        const stack = stackOf(vpc("a", { id: unknown }), vpc("b", { id: unknown }), log("log", unknown, "b"));
        const [logs] = stack.of(FlowLog);
        const { resources, certain } = stack.targets(logs as Resource<unknown>, "vpcId", Vpc);
        assert.deepEqual([resources.map(({ name }) => name), certain], [["b"], true]);
    });

    it("follows a known id, without any property dependency", () => {
        const stack = stackOf(vpc("a", { id: "vpc-1" }), vpc("b", { id: "vpc-2" }), log("log", "vpc-2"));
        const [, b] = stack.of(Vpc);
        assert.deepEqual(
            stack.referrers(b as Resource, FlowLog, "vpcId", Vpc).resources.map(({ name }) => name),
            ["log"],
        );
    });

    it("says when it cannot tell", () => {
        const stack = stackOf(vpc("a", { id: unknown }), log("log", unknown));
        const [a] = stack.of(Vpc);
        const { resources, possible } = stack.referrers(a as Resource, FlowLog, "vpcId", Vpc);
        assert.deepEqual([resources.length, possible.length], [0, 1]);
    });

    it("is certain of a literal that leads elsewhere", () => {
        const stack = stackOf(vpc("a", { id: unknown }), log("log", "vpc-elsewhere"));
        const [logs] = stack.of(FlowLog);
        assert.deepEqual(stack.targets(logs as Resource<unknown>, "vpcId", Vpc), { resources: [], certain: true });
    });

    it("keeps resources of one name and different types apart", () => {
        const stack = stackOf(vpc("main"), data("aws:ec2/subnet:Subnet", "main"));
        assert.deepEqual(
            stack.of(Vpc).map(({ type }) => type),
            ["aws:ec2/vpc:Vpc"],
        );
    });

    it("refers to resources that are only read, and checks none of them", () => {
        const read = new Resource(vpc("read", { id: "vpc-9" }));
        const stack = new Stack([read, new Resource(log("log", "vpc-9"))], (resource) => resource === read);
        const [logs] = stack.of(FlowLog);
        assert.equal(stack.of(Vpc).length, 0);
        assert.equal(stack.targets(logs as Resource<unknown>, "vpcId", Vpc).resources.length, 1);
    });

    it("reads a path", () => {
        const values = { routes: [{ id: "a" }, { id: "b" }], later: unknown };
        assert.equal(at(values, "routes[1].id"), "b");
        assert.equal(at(values, "later.id"), unknown);
        assert.equal(at(values, "none.id"), undefined);
    });
});
