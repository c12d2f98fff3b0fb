/** Property bags read into plain values, against google-protobuf's own reading. */
import * as assert from "node:assert/strict";

import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { withPlainStructs } from "../../../kit/engine/struct";
import { SIGNATURE } from "../../../kit/sentinels";
import { analyzeRequest, Nested } from "../../fuzz/wire";

function bytesOf(properties: Record<string, unknown>): Uint8Array {
    const request = new analyzer.AnalyzeRequest();
    request.setType("aws:s3/bucket:Bucket");
    request.setProperties(Struct.fromJavaScript(properties as never));
    const provider = new analyzer.AnalyzerProviderResource();
    provider.setProperties(Struct.fromJavaScript({ region: "us-east-1" }));
    request.setProvider(provider);
    request.setName("logs");
    return request.serializeBinary();
}

const own = (bytes: Uint8Array): analyzer.AnalyzeRequest => analyzer.AnalyzeRequest.deserializeBinary(bytes);
const plain = (bytes: Uint8Array): analyzer.AnalyzeRequest => withPlainStructs(() => own(bytes));

describe("kit/struct", () => {
    const bags: [string, Record<string, unknown>][] = [
        ["nothing", {}],
        ["every kind of value", { a: null, b: true, c: false, d: "text", e: -1.5, f: 1e300, g: 0, h: "", i: NaN, j: -Infinity }],
        ["nested maps and lists", { list: [1, "two", null, [], [[{}]], { deep: { deeper: [{ x: [false] }] } }], map: { a: { b: {} } } }],
        ["any text", { "": "empty key", "with.dots and spaces": "äöü 漢字 🙂 \u0000", "line\nbreak": "x".repeat(100_000) }],
        ["names of an object's own members", { constructor: 1, toString: "x", hasOwnProperty: [2], length: 3 }],
        ["many maps and lists beside each other", { list: Array.from({ length: 150 }, () => ({ a: [] })) }],
        ["many properties", Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`p${(i * 7919) % 500}`, i]))],
    ];
    for (const [name, bag] of bags) {
        it(`reads ${name}`, () => {
            const bytes = bytesOf(bag);
            const [read, expected] = [plain(bytes).getProperties(), own(bytes).getProperties()];
            assert.deepEqual(read?.toJavaScript(), expected?.toJavaScript());
            assert.deepEqual(Object.keys(read?.toJavaScript() ?? {}), Object.keys(expected?.toJavaScript() ?? {}));
            assert.deepEqual(read?.toJavaScript(), bag);
        });
    }

    it("leaves the rest of the message as it is", () => {
        const request = plain(bytesOf({ a: 1 }));
        assert.deepEqual([request.getType(), request.getName()], ["aws:s3/bucket:Bucket", "logs"]);
        assert.deepEqual(request.getProvider()?.getProperties()?.toJavaScript(), { region: "us-east-1" });
    });

    it("gives each reader an object of its own", () => {
        const properties = plain(bytesOf({ a: 1 })).getProperties();
        Object.assign(properties?.toJavaScript() ?? {}, { enforcementLevel: "mandatory" });
        assert.deepEqual(properties?.toJavaScript(), { a: 1 });
    });

    it("passes over fields that it does not know", () => {
        // Field 7 of AnalyzeRequest's Struct, of its Value and of its ListValue: bytes that are no fields.
        const strange = [0x3a, 2, 0x0a, 0x7f];
        const element = [...strange, 0x20, 1];
        const list = [...strange, 0x0a, element.length, ...element];
        const value = [...strange, 0x32, list.length, ...list];
        const entry = [...strange, 0x0a, 1, 0x61, 0x12, value.length, ...value, ...strange];
        const struct = [...strange, 0x0a, entry.length, ...entry];
        assert.deepEqual(
            plain(Uint8Array.from([0x12, struct.length, ...struct]))
                .getProperties()
                ?.toJavaScript(),
            { a: [true] },
        );
    });

    it("gives the properties in one order, whatever that on the wire", () => {
        const entry = (key: string): number[] => [0x0a, 7, 0x0a, 1, key.charCodeAt(0), 0x12, 2, 0x20, 1];
        const keys = ["c", "a", "d", "b"].flatMap(entry);
        const bytes = Uint8Array.from([0x12, keys.length, ...keys]);
        const [read, expected] = [plain(bytes), own(bytes)].map((request) => Object.keys(request.getProperties()?.toJavaScript() ?? {}));
        assert.deepEqual(read, ["a", "b", "c", "d"]);
        assert.deepEqual(read, expected);
    });

    it("leaves out what lies too deep, and reads what comes after it", () => {
        const nested = (levels: number, key?: string): unknown => {
            const request = analyzeRequest({ urn: "u", type: "t", name: "n", outputs: {}, dependencies: {}, inputs: { a: new Nested(levels, key), b: 1 } });
            return request.getProperties()?.toJavaScript();
        };
        const inside = (value: unknown, levels: number): unknown =>
            levels === 0 ? value : inside(Object.values(value as Record<string, unknown>)[0], levels - 1);
        for (const key of [undefined, "toString"]) {
            assert.equal(inside(nested(100, key), 101), "deep");
            assert.deepEqual(inside(nested(101, key), 101), { [SIGNATURE]: "too deep" });
            assert.equal((nested(5000, key) as { b: number }).b, 1);
        }
    });

    it("lets go of the class, also of a message that is broken", () => {
        const before = Struct.deserializeBinaryFromReader;
        assert.throws(() => plain(Uint8Array.from([0x12, 200, 1, 1])));
        assert.equal(Struct.deserializeBinaryFromReader, before);
    });
});
