import * as assert from "node:assert/strict";

import { Resource, type Values } from "../../../kit/resource";
import { tagShape, tagsOf } from "../../../kit/aws/tags";
import { unknown } from "../../harness";

const make = (type: string, properties: Values, provider?: Values): Resource =>
    new Resource({
        urn: `urn:pulumi:dev::shop::${type}::r`,
        type,
        name: "r",
        properties,
        provider: provider && { urn: "p", type: "pulumi:providers:aws", name: "p", properties: provider },
    });
const VPC = "aws:ec2/vpc:Vpc";

describe("kit/tags", () => {
    it("knows how tags are written", () => {
        assert.equal(tagShape(make(VPC, {})), "map");
        assert.equal(tagShape(make("aws:autoscaling/group:Group", {})), "list");
        assert.equal(tagShape(make("aws-native:ec2:Vpc", {})), "list");
        assert.equal(tagShape(make("aws-native:autoscaling:AutoScalingGroup", {})), "list");
        assert.equal(tagShape(make("aws-native:ssm:Parameter", {})), "map");
        assert.equal(tagShape(make("aws-native:ec2:SecurityGroupIngress", {})), undefined);
        assert.equal(tagShape(make("aws:ec2/route:Route", {})), undefined);
    });

    it("puts the provider's default tags below the resource's own", () => {
        const { entries, complete } = tagsOf(make(VPC, { tags: { a: "own" } }, { defaultTags: '{"tags":{"a":"default","b":"default"}}' }));
        assert.deepEqual([Object.fromEntries(entries), complete], [{ a: "own", b: "default" }, true]);
    });

    it("says when a part is not known yet", () => {
        assert.equal(tagsOf(make(VPC, { tags: unknown })).complete, false);
        assert.equal(tagsOf(make(VPC, {}, { defaultTags: { tags: unknown } })).complete, false);
        assert.equal(tagsOf(make("aws-native:ec2:Vpc", { tags: [{ key: unknown }] })).complete, false);
        assert.equal(tagsOf(make(VPC, { tagsAll: unknown })).complete, false);
        assert.equal(tagsOf(make(VPC, { tags: { a: unknown }, tagsAll: unknown }, {})).complete, true);
    });
});
