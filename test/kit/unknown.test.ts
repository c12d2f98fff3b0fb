import * as assert from "node:assert/strict";

import { asset } from "@pulumi/pulumi";

import {
    guard,
    hasUnknown,
    isEmpty,
    isHidden,
    isSet,
    isUnknown,
    isUnknownValue,
    known,
    knownEntries,
    parseJson,
    unguarded,
    UnknownValue,
} from "../../kit/unknown";
import { unknown } from "../harness";

describe("kit/unknown", () => {
    const values = { name: "a", id: unknown as string, list: ["x", unknown as string], nested: { secret: "[secret]", n: 1 } };
    const props = guard(values);

    it("throws on the read of an unknown, and names the property", () => {
        assert.equal(props.name, "a");
        assert.throws(() => props.id, new UnknownValue("id"));
        assert.throws(() => props.list[1], new UnknownValue("list[1]"));
        assert.throws(() => JSON.stringify(props), UnknownValue);
        assert.throws(() => ({ ...props }), UnknownValue);
    });

    it("says why a value cannot be read", () => {
        assert.equal(new UnknownValue("id").message, "id is not known until the update");
        assert.equal(new UnknownValue("id", "hidden").message, "id is hidden");
    });

    it("names elements by their index, and keys by their name", () => {
        const odd = guard({ list: Array<string>(12).fill(unknown), map: { "1a": unknown, a1: unknown } });
        assert.throws(() => odd.list[11], new UnknownValue("list[11]"));
        assert.throws(() => odd.map["1a"], new UnknownValue("map.1a"));
        assert.throws(() => odd.map.a1, new UnknownValue("map.a1"));
    });

    it("knows every sentinel of the engine, and those that tell more", () => {
        const boolean = "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7";
        assert.ok([unknown, boolean, `${unknown as string}_7`, "[secret]"].every(isUnknownValue));
        assert.ok([`a${unknown as string}`, `${boolean}_7`, "secret", 7, null, undefined].every((value) => !isUnknownValue(value)));
    });

    it("gives the same object for the same value, and nothing for nothing", () => {
        assert.equal(props.nested, props.nested);
        assert.equal(guard(null), null);
        assert.equal(guard({ a: null }).a, null);
    });

    it("takes a redacted secret for an unknown, and tells that it is hidden", () => {
        assert.throws(() => props.nested.secret, new UnknownValue("nested.secret", "hidden"));
        assert.ok(isHidden(props.nested, "secret") && isUnknown(props.nested, "secret"));
        assert.ok(!isHidden(props, "id") && !isHidden(props, "name"));
        assert.equal(props.nested.n, 1);
    });

    it("does not read for keys, `in`, length and Array.isArray", () => {
        assert.deepEqual(Object.keys(props), ["name", "id", "list", "nested"]);
        assert.ok("id" in props);
        assert.equal(props.list.length, 2);
        assert.ok(Array.isArray(props.list));
    });

    it("stops a list's method at the unknown element only", () => {
        assert.equal(
            props.list.find((item) => item === "x"),
            "x",
        );
        assert.throws(() => props.list.map((item) => item.length), UnknownValue);
    });

    it("leaves assets, texts and what is no object as they are", () => {
        assert.deepEqual([guard("x"), guard(7), unguarded("x"), unguarded(null)], ["x", 7, "x", null]);
        const code = new asset.StringAsset("x");
        assert.equal(guard({ code }).code, code);
    });

    it("tells what is unknown without reading it", () => {
        assert.ok(isUnknown(props, "id"));
        assert.ok(!isUnknown(props, "name"));
        assert.ok(!isUnknown(undefined as typeof props | undefined, "name"));
        assert.equal(known(props, "id"), undefined);
        assert.equal(known(props, "name"), "a");
        assert.deepEqual(knownEntries(props.list), [["0", "x"]]);
        assert.deepEqual(knownEntries(undefined), []);
        assert.ok(hasUnknown(props));
        assert.ok(!hasUnknown(guard({ a: [1, { b: null }] })));
        assert.equal(unguarded(props), values);
    });

    it("tells nothing of nothing", () => {
        const nothing = undefined as typeof props | undefined;
        assert.ok(!isHidden(nothing, "name") && !isSet(nothing, "name"));
        assert.equal(known(nothing, "name"), undefined);
        assert.deepEqual(knownEntries(null as unknown as undefined), []);
    });

    it("calls what is unknown set, and what is empty not", () => {
        assert.ok(isSet(props, "id") && isSet(props, "name"));
        assert.ok(!isSet({ a: "" }, "a") && !isSet({ a: [] }, "a"));
    });

    it("calls a map with unknown values not empty", () => {
        assert.ok(!isEmpty({ a: unknown }));
        assert.ok([undefined, null, "", [], {}].every(isEmpty));
        assert.ok([0, false, "x", [0]].every((value) => !isEmpty(value)));
    });

    it("parses JSON without throwing", () => {
        assert.deepEqual(parseJson('{"a":1}'), { a: 1 });
        for (const text of ["{", "", undefined, 7, {}]) {
            assert.equal(parseJson(text), undefined);
        }
    });

    it("parses no JSON that is deeper than any document", () => {
        const nested = (levels: number, [open, close]: string): string => (open as string).repeat(levels) + (close as string).repeat(levels);
        assert.notEqual(parseJson(nested(100, "[]")), undefined);
        for (const text of [nested(101, "[]"), '{"a":'.repeat(5000) + "1" + "}".repeat(5000), "[".repeat(5000)]) {
            assert.equal(parseJson(text), undefined);
        }
        // However many stand beside each other.
        assert.equal((parseJson(`[${"[],{},".repeat(200)}1]`) as unknown[]).length, 401);
    });

    it("parses an object with a `toString` of its own into one that can be made a text", () => {
        for (const name of ["toString", "valueOf"]) {
            assert.equal(`${parseJson(`{"${name}":1}`) as string}`, "[object Object]");
            assert.deepEqual(Object.getOwnPropertySymbols(parseJson(`{"a":"${name}"}`)), []);
            assert.equal(JSON.stringify(parseJson(`[{"${name}":null},"a"]`)), `[{"${name}":null},"a"]`);
        }
    });
});
