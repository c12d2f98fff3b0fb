import * as assert from "node:assert/strict";

import { Resource, resourceType, type ResourceData, type Values } from "../../kit/resource";
import { UNKNOWN } from "../../kit/sentinels";
import { UnknownValue } from "../../kit/unknown";

const of = (properties: Values, more: Partial<ResourceData> = {}, inputs?: Values): Resource =>
    new Resource({ urn: "urn:jobs", type: "aws:sqs/queue:Queue", name: "jobs", properties, ...more }, inputs);

describe("kit/resource", () => {
    it("puts what the program gave over what is known of the answer", () => {
        const queue = of({ name: "answered", arn: "arn", url: UNKNOWN, delay: 1 }, {}, { name: UNKNOWN, delay: 2 });
        assert.deepEqual(queue.unguarded, { name: UNKNOWN, arn: "arn", delay: 2 });
        assert.throws(() => queue.props.name, UnknownValue);
        assert.equal(queue.props, queue.props);
        assert.deepEqual([queue.output("arn"), queue.output("url"), queue.output("gone")], ["arn", undefined, undefined]);
        assert.deepEqual([queue.gives("delay"), queue.gives("arn"), of({ a: 1 }).gives("a")], [true, false, false]);
    });

    it("knows what it came from, and what it waits for", () => {
        const queue = of({}, { dependencies: ["urn:a"], propertyDependencies: { policy: ["urn:b"] } });
        assert.deepEqual([queue.waitsFor, of({}).waitsFor], [["urn:a"], []]);
        const origins = ["policy", "policy.Statement", "policy[0]", "policyId", "name"].map((property) => queue.origins(property).length);
        assert.deepEqual(origins, [1, 1, 1, 0, 0]);
        assert.deepEqual(of({}).origins("policy"), []);
    });

    it("knows its provider's settings, and whether Pulumi protects it", () => {
        const provider = { urn: "urn:p", type: "pulumi:providers:aws", name: "p", properties: { region: "eu-west-1" } };
        assert.deepEqual([of({}, { provider }).provider, of({}).provider], [{ region: "eu-west-1" }, {}]);
        assert.deepEqual([of({}, { protect: true }).isProtected, of({}, { protect: false }).isProtected, of({}).isProtected], [true, false, false]);
    });

    it("is of a type in either provider's spelling", () => {
        const key = of({ enableKeyRotation: true }, { type: "aws-native:kms:Key" });
        const is = (...tokens: string[]): boolean => key.is(resourceType("x:y:Z"), resourceType(...tokens));
        assert.deepEqual(
            [is("aws:kms/key:Key"), is("aws-native:kms:Key"), is("other", "aws:kms/key:Key"), is("aws:kms/alias:Alias")],
            [true, true, true, false],
        );
        assert.equal(key.is(), false);
    });

    it("spells a path as the program has it", () => {
        assert.equal(of({}).spell("a.b[0]"), "a.b[0]");
        const database = of({ dbInstanceIdentifier: "a", processorFeatures: [{ name: "x" }] }, { type: "aws-native:rds:DbInstance" });
        assert.equal(database.spell("identifier"), "dbInstanceIdentifier");
        assert.equal(database.spell("identifier.x"), "dbInstanceIdentifier", "there is nothing below a plain value");
        assert.equal(database.spell("tags.Owner"), "tags.Owner");
    });
});
