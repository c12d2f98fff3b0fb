/** What the provider fills in, and what the engine adds, is as good as absent. */
import * as assert from "node:assert/strict";

import { asset } from "@pulumi/pulumi";

import { fixedFacts } from "../../../facts/read";
import { withoutDefaults } from "../../../kit/engine/provider-defaults";

describe("kit/provider-defaults", () => {
    before(() => {
        const defaults = { "aws:a/b:C": { size: 8, "block.on": true, "block.deep.list": ["a"] } };
        fixedFacts.set("provider-defaults", { asOf: "2026-11-21", source: "", defaults } as never);
    });
    after(() => fixedFacts.delete("provider-defaults"));

    const rows: [name: string, values: Record<string, unknown>, clean: Record<string, unknown>][] = [
        ["a default", { size: 8, name: "a" }, { name: "a" }],
        ["another value", { size: 9, block: { on: false } }, { size: 9, block: { on: false } }],
        ["a nested default", { block: { on: true, deep: { list: ["a"], x: 1 } } }, { block: { deep: { x: 1 } } }],
        ["what is no object in the place of one", { block: "on" }, { block: "on" }],
        ["null in the place of an object", { block: { deep: null } }, { block: {} }],
        ["a list in the place of an object", { block: [{ on: true }] }, { block: [{ on: true }] }],
        ["nothing in the place of an object", { block: undefined }, {}],
        [
            "marks and nulls, at any depth",
            { __defaults: ["x"], a: null, list: [{ __defaults: [], b: 1 }, null], c: { d: null } },
            { list: [{ b: 1 }, null], c: {} },
        ],
    ];
    for (const [name, values, clean] of rows) {
        it(name, () => {
            const sent = structuredClone(values);
            assert.deepEqual(withoutDefaults("aws:a/b:C", sent), clean);
            assert.deepEqual(sent, values, "what was sent stays as it is");
        });
    }

    it("copies nothing that needs no change", () => {
        const values = { size: 9, list: [{ a: 1 }, "b"], block: { on: false, deep: { list: [] } }, code: new asset.StringAsset("x") };
        assert.equal(withoutDefaults("aws:a/b:C", values), values);
        assert.equal(withoutDefaults("aws:other/b:C", values), values);
        const kept = { a: { b: 1 } };
        assert.equal(withoutDefaults("aws:a/b:C", { ...kept, size: 8 }).a, kept.a);
    });

    it("takes another type's defaults for values", () => {
        assert.deepEqual(withoutDefaults("aws:other/b:C", { size: 8 }), { size: 8 });
    });
});
