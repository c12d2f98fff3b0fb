import * as assert from "node:assert/strict";

import { resourceType, Resource, type ResourceData } from "../../kit/resource";
import { at, oncePerPart, oncePerStack, Stack } from "../../kit/stack";
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

    it("manages neither the root nor providers", () => {
        const stack = stackOf(data("pulumi:pulumi:Stack", "shop-dev"), data("pulumi:providers:aws", "default"), vpc("a"));
        assert.deepEqual(
            stack.managed.map(({ name }) => name),
            ["a"],
        );
    });

    it("has the root's outputs, and which of them are secret", () => {
        const stack = stackOf(data("pulumi:pulumi:Stack", "shop-dev", { url: "x" }, { secrets: ["token"] }));
        assert.deepEqual([stack.root?.name, stack.outputs, stack.secretOutputs], ["shop-dev", { url: "x" }, ["token"]]);
        assert.deepEqual([stackOf().root, stackOf().outputs, stackOf().secretOutputs], [undefined, undefined, undefined]);
    });

    it("finds a resource by its URN, and none without one", () => {
        const stack = stackOf(vpc("a"));
        assert.equal(stack.get("urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::a")?.name, "a");
        assert.deepEqual([stack.get(undefined), stack.get("urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::b")], [undefined, undefined]);
    });

    it("knows the children of a component, and a component that nobody looked into", () => {
        const provider = { urn: "urn:pulumi:dev::shop::pulumi:providers:eks::default", type: "pulumi:providers:eks", name: "default", properties: {} };
        const component = (name: string, properties = {}, more: Partial<ResourceData> = {}): ResourceData =>
            data("eks:index:Cluster", name, properties, { provider, ...more });
        const { urn } = component("opened");
        const given = (name: string): Record<string, unknown> => (name === "without arguments" ? {} : { version: "1.34" });
        const specs = [
            component("closed"),
            component("opened"),
            component("answered", { endpoint: "x" }),
            component("without arguments"),
            component("without a provider", {}, { provider: undefined }),
            data("aws:ec2/vpc:Vpc", "inside", {}, { parent: urn }),
            data("aws:ec2/vpc:Vpc", "too", {}, { parent: urn }),
        ];
        const stack = new Stack(specs.map((d) => new Resource(d, given(d.name))));
        assert.deepEqual(
            stack.opaque.map(({ name }) => name),
            ["closed"],
        );
        assert.deepEqual(
            stack.children(stack.get(urn) as Resource).map(({ name }) => name),
            ["inside", "too"],
        );
        assert.deepEqual(stack.children(stack.of(Vpc)[0] as Resource), []);
    });

    it("takes ids from what identifies a resource only", () => {
        const stack = stackOf(vpc("a", { id: "vpc-1", cidrBlock: "10.0.0.0/16", description: "vpc-2", idle: "vpc-3" }));
        const found = (vpcId: unknown): number => {
            const log = new Resource(data("aws:ec2/flowLog:FlowLog", "log", { vpcId }));
            return stack.targets(log, "vpcId", Vpc).resources.length;
        };
        assert.deepEqual(["vpc-1", "10.0.0.0/16", "vpc-2", "vpc-3", ""].map(found), [1, 0, 0, 0, 0]);
    });

    it("takes texts only for ids, and no empty one", () => {
        const found = (id: unknown, vpcId: unknown): number => {
            const stack = stackOf(vpc("a", { id, valid: "vpc-8", vpcIdentity: "vpc-9" }), log("log", vpcId));
            return stack.targets(stack.of(FlowLog)[0] as Resource<unknown>, "vpcId", Vpc).resources.length;
        };
        assert.deepEqual([found("7", "7"), found(7, "7"), found("", ""), found("7", "vpc-8"), found("7", "vpc-9")], [1, 0, 0, 0, 0]);
    });

    it("takes an id that more than a hundred share for none's", () => {
        const targets = (count: number): unknown => {
            const stack = stackOf(...Array.from({ length: count }, (_, i) => vpc(`v${i}`, { id: "vpc-1" })), log("log", "vpc-1"));
            const { resources, certain } = stack.targets(stack.of(FlowLog)[0] as Resource<unknown>, "vpcId", Vpc);
            return [resources.length, certain];
        };
        assert.deepEqual(
            [targets(100), targets(101)],
            [
                [100, true],
                [0, false],
            ],
        );
    });

    it("is not certain of a name while that of such a resource is not known", () => {
        const Topic = resourceType("aws:sns/topic:Topic");
        const certain = (topicName: unknown, ...types: (typeof Topic)[]): boolean => {
            const stack = stackOf(data("aws:sns/topic:Topic", "alerts", { name: topicName }), log("log", "alerts"));
            return stack.targets(stack.of(FlowLog)[0] as Resource<unknown>, "vpcId", ...types).certain;
        };
        const Either = resourceType("aws:sns/other:Other", "aws:sns/topic:Topic");
        assert.deepEqual([certain(unknown, Topic), certain(unknown, Vpc as never, Topic), certain(unknown, Either)], [false, false, false]);
        assert.deepEqual([certain("other", Topic), certain(unknown, Vpc as never)], [true, true]);
    });

    it("says of each type of target by itself", () => {
        const stack = stackOf(vpc("a", { id: "x-1" }), data("aws:ec2/subnet:Subnet", "b", { id: "x-1" }), log("log", "x-1"));
        const Subnet = resourceType<{ cidrBlock: string }>("aws:ec2/subnet:Subnet");
        const [a, b] = [stack.of(Vpc)[0] as Resource, stack.of(Subnet)[0] as Resource];
        const count = (resource: Resource, type: typeof Vpc): number => stack.referrers(resource, FlowLog, "vpcId", type).resources.length;
        assert.deepEqual([count(a, Vpc), count(b, Vpc), count(a, Subnet), count(b, Subnet)], [1, 0, 0, 1]);
        assert.equal(count(a, Vpc), 1, "asked again, the same");
    });

    it("says of each property and each type of target by itself", () => {
        const Peering = resourceType<{ vpcId: string; peerVpcId: string }>("aws:ec2/vpcPeeringConnection:VpcPeeringConnection");
        const stack = stackOf(
            vpc("a", { id: "vpc-1" }),
            vpc("b", { id: "vpc-2" }),
            data("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "one", { vpcId: "vpc-1", peerVpcId: "vpc-2" }),
            data("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "two", { vpcId: "vpc-1", peerVpcId: unknown }),
        );
        const [a, b] = stack.of<unknown>(Vpc) as [Resource, Resource];
        const names = (list: readonly Resource<unknown>[]): string[] => list.map(({ name }) => name);
        assert.deepEqual(names(stack.referrers(a, Peering, "vpcId", Vpc).resources), ["one", "two"]);
        assert.deepEqual(names(stack.referrers(b, Peering, "vpcId", Vpc).resources), []);
        assert.deepEqual(names(stack.referrers(b, Peering, "peerVpcId", Vpc).resources), ["one"]);
        assert.deepEqual(names(stack.referrers(b, Peering, "peerVpcId", Vpc).possible), ["two"]);
        assert.deepEqual(names(stack.referrers(a, Peering, "vpcId", Vpc).possible), []);
    });

    it("takes an output of another type for no target", () => {
        const subnet = data("aws:ec2/subnet:Subnet", "b", { id: unknown });
        const flowLog = data("aws:ec2/flowLog:FlowLog", "log", { vpcId: unknown }, { propertyDependencies: { vpcId: [subnet.urn, "urn:gone"] } });
        const stack = stackOf(vpc("a", { id: unknown }), subnet, flowLog);
        const [logs] = stack.of(FlowLog);
        assert.deepEqual(stack.targets(logs as Resource<unknown>, "vpcId", Vpc), { resources: [], certain: false });
    });

    it("finds what a list and what lies in it refers to", () => {
        const stack = stackOf(vpc("a", { id: "vpc-1" }), vpc("b", { arn: "arn:b" }));
        const log = new Resource(data("shop:net:Log", "log", { vpcId: [{ of: "vpc-1" }, null, 7, "arn:b"] }));
        assert.deepEqual(
            stack.targets(log, "vpcId", Vpc).resources.map(({ name }) => name),
            ["a", "b"],
        );
    });

    it("works something out once for a stack", () => {
        let times = 0;
        const count = oncePerStack(() => ({ times: (times += 1) }));
        const [one, two] = [stackOf(), stackOf()];
        assert.deepEqual([count(one).times, count(one).times, count(two).times, count(one).times], [1, 1, 2, 1]);
    });

    it("works something out once for a part of a stack, also where it comes to nothing", () => {
        let times = 0;
        const count = oncePerPart((_, part: string) => void (times += part.length));
        const [one, two] = [stackOf(), stackOf()];
        [one, one, two].forEach((stack) => count(stack, "a"));
        assert.equal(times, 2);
        count(one, "bc");
        assert.equal(times, 4);
    });

    it("reads a path that ends in nothing, in a list and in a text", () => {
        const values = { a: null, list: [["x"]], text: "abc" };
        assert.deepEqual([at(values, "a.b"), at(values, "list[0][0]"), at(values, "text.length")], [undefined, "x", undefined]);
    });
});
