import * as assert from "node:assert/strict";

import { allTargets, differ, onlyZone, oneTarget, vpcKey, vpcOf, zoneName, zoneOf } from "../../../kit/aws/network";
import { Subnet } from "../../../kit/aws/types";
import type { Resource } from "../../../kit/resource";
import { Stack } from "../../../kit/stack";
import { unknown } from "../../harness";
import { from, make } from "./make";

const subnet = (name: string, properties: object = {}): Resource<never> => make("aws:ec2/subnet:Subnet", name, { ...properties }) as Resource<never>;
const group = (properties: Record<string, unknown>): Resource => make("aws:rds/subnetGroup:SubnetGroup", "group", properties);

describe("kit/network", () => {
    const a = subnet("a", { availabilityZone: "eu-west-1a" });
    const b = subnet("b", { availabilityZone: "eu-west-1b" });

    it("knows the one resource that a property refers to", () => {
        const [one, two, none] = [group({ subnetIds: [from(a)] }), group({ subnetIds: [from(a), from(b)] }), group({ subnetIds: ["subnet-1"] })];
        assert.equal(oneTarget(new Stack([a, b, one]), one, "subnetIds", Subnet), a);
        assert.equal(oneTarget(new Stack([a, b, two]), two, "subnetIds", Subnet), undefined);
        assert.equal(oneTarget(new Stack([a, b, none]), none, "subnetIds", Subnet), undefined);
    });

    const lists: [string, unknown, Resource[], Resource[] | undefined][] = [
        ["two of this stack", [from(a), from(b)], [a, b], [a, b]],
        ["none", [], [a], []],
        ["one of this and one of another stack", [from(a), "subnet-0a1b2c3d"], [a], undefined],
        ["a list that is not known", from(a), [a], undefined],
        ["no list", undefined, [a], undefined],
    ];
    for (const [name, subnetIds, resources, expected] of lists) {
        it(`names the resources of a list: ${name}`, () => {
            const owner = group({ subnetIds });
            assert.deepEqual(allTargets(new Stack([...resources, owner]), owner, "subnetIds", Subnet), expected);
        });
    }

    it("names none where one of them is only read", () => {
        const owner = group({ subnetIds: [from(a), from(b)] });
        const stack = new Stack([a, b, owner], (one) => one === b);
        assert.equal(allTargets(stack, owner, "subnetIds", Subnet), undefined);
    });

    const zones: [object, { name?: string; id?: string } | undefined][] = [
        [{ availabilityZone: "eu-west-1a" }, { name: "eu-west-1a", id: undefined }],
        [{ availabilityZone: "us-gov-west-1b" }, { name: "us-gov-west-1b", id: undefined }],
        [{ availabilityZoneId: "euw1-az1" }, { name: undefined, id: "euw1-az1" }],
        [
            { availabilityZone: unknown, availabilityZoneId: "euw1-az1" },
            { name: undefined, id: "euw1-az1" },
        ],
        [
            { availabilityZone: "", availabilityZoneId: "euw1-az1" },
            { name: undefined, id: "euw1-az1" },
        ],
        [{ availabilityZone: 1, availabilityZoneId: ["euw1-az1"] }, undefined],
        [{ availabilityZone: "us-west-2-lax-1a" }, undefined],
        [{ availabilityZone: "US-west-2a" }, undefined],
        [{ availabilityZone: "eu-west-1ab" }, undefined],
        [{ availabilityZone: "us-east-1-wl1-bos-wlz-1", availabilityZoneId: "use1-wl1-bos-wlz1" }, undefined],
        [{ availabilityZone: unknown }, undefined],
        [{}, undefined],
    ];
    for (const [properties, expected] of zones) {
        it(`reads the zone of ${JSON.stringify(properties)}`, () => assert.deepEqual(zoneOf(subnet("one", properties)), expected));
    }

    it("tells zones apart, by names or by ids", () => {
        assert.equal(differ({ name: "eu-west-1a" }, { name: "eu-west-1b" }), true);
        assert.equal(differ({ name: "eu-west-1a", id: "x" }, { name: "eu-west-1a", id: "y" }), false);
        assert.equal(differ({ id: "euw1-az1" }, { id: "euw1-az2" }), true);
        assert.equal(differ({ id: "euw1-az1" }, { id: "euw1-az1" }), false);
        assert.equal(differ({ name: "eu-west-1a" }, { id: "euw1-az2" }), false);
        assert.equal(differ({ id: "euw1-az2" }, { name: "eu-west-1a" }), false);
        assert.equal(differ({ name: "eu-west-1a", id: "euw1-az1" }, { id: "euw1-az2" }), true);
        assert.equal(differ({ name: "eu-west-1a" }, undefined), false);
        assert.equal(differ(undefined, { name: "eu-west-1a" }), false);
        assert.deepEqual([{ name: "eu-west-1a", id: "x" }, { id: "euw1-az1" }, {}, undefined].map(zoneName), [
            "eu-west-1a",
            "euw1-az1",
            "another zone",
            "another zone",
        ]);
    });

    const byId = (name: string, availabilityZoneId: string): Resource => subnet(name, { availabilityZoneId });
    const alike = subnet("alike", { availabilityZone: "eu-west-1a" });
    const only: [string, string | undefined, Resource[], string?][] = [
        ["two in one zone", "all its subnets are in eu-west-1a", [a, alike]],
        ["two in two zones", undefined, [a, b]],
        ["two of one zone's id", "all its subnets are in euw1-az1", [byId("c", "euw1-az1"), byId("d", "euw1-az1")]],
        ["two of two zones' ids", undefined, [byId("c", "euw1-az1"), byId("d", "euw1-az2")]],
        ["one of a name, one of an id", undefined, [a, byId("c", "euw1-az1")]],
        ["one whose zone is not known", undefined, [a, subnet("c")]],
        ["one", "it names one subnet", [a]],
        ["one whose zone is not said", "it names one subnet", [subnet("c")]],
        ["one whose zone is not known, alone", undefined, [subnet("c", { availabilityZone: unknown })]],
        ["one whose zone is known by its id only", undefined, [subnet("c", { availabilityZone: unknown, availabilityZoneId: "use1-wl1-bos-wlz1" })]],
        ["one on an outpost", undefined, [subnet("c", { availabilityZone: "eu-west-1a", outpostArn: "arn:aws:outposts:eu-west-1:111122223333:outpost/op-1" })]],
        ["one in a local zone", undefined, [subnet("c", { availabilityZone: "us-west-2-lax-1a" })]],
        ["one of a load balancer", "it names one subnet", [a], "subnets"],
    ];
    for (const [name, expected, subnets, property = "subnetIds"] of only) {
        it(`${expected ?? "more than one zone, perhaps"}: ${name}`, () => {
            const ids = subnets.map((one) => from(one));
            const owner = group({ [property]: ids });
            assert.equal(onlyZone(new Stack([...subnets, owner]), owner, property, ids), expected);
        });
    }

    it("says nothing of subnets from elsewhere", () => {
        const owner = (ids: unknown[], property = "subnetIds"): [Stack, Resource, string, unknown[]] => {
            const one = group({ [property]: ids });
            return [new Stack([a, one]), one, property, ids];
        };
        assert.equal(onlyZone(...owner([from(a), "subnet-0a1b2c3d"])), undefined);
        assert.equal(onlyZone(...owner([unknown], "subnetIds")), "it names one subnet");
        assert.equal(onlyZone(...owner([unknown], "subnets")), undefined);
        assert.equal(onlyZone(...owner([unknown], "subnetMappings")), undefined);
        assert.equal(onlyZone(...owner([])), undefined);
    });

    it("knows the VPC that a resource is in, as a key", () => {
        const vpc = make("aws:ec2/vpc:Vpc", "vpc");
        const [ours, theirs, lost] = [subnet("ours", { vpcId: from(vpc) }), subnet("theirs", { vpcId: "vpc-0a1b2c3d" }), subnet("lost", { vpcId: unknown })];
        const stack = new Stack([vpc, ours, theirs, lost]);
        assert.equal(vpcOf(stack, ours), vpc);
        assert.equal(vpcKey(stack, ours), vpc.urn);
        assert.equal(vpcOf(stack, theirs), undefined);
        assert.equal(vpcKey(stack, theirs), "vpc-0a1b2c3d");
        assert.equal(vpcKey(stack, undefined), undefined);
    });
});
