/** What a request's property bag holds, as policies read it. */
import * as assert from "node:assert/strict";

import { asset } from "@pulumi/pulumi";

import { readProperties } from "../../../kit/engine/properties";
import { ARCHIVE, ASSET, SECRET, SIGNATURE, UNKNOWN } from "../../../kit/sentinels";

const signed = (signature: string, values: Record<string, unknown> = {}): unknown => ({ ...values, [SIGNATURE]: signature });
const read = (value: unknown): unknown => readProperties({ value }).value;

describe("kit/properties", () => {
    it("reads plain values as they are", () => {
        const values = { a: null, b: [1, { c: "x" }], d: false };
        assert.deepEqual(readProperties(values), values);
    });

    it("reads secrets in clear, at any depth", () => {
        assert.deepEqual(read([{ a: signed(SECRET, { value: { b: signed(SECRET, { value: "x" }) } }) }]), [{ a: { b: "x" } }]);
    });

    it("takes a secret without a value, and what carries an unheard-of signature, for a value that is not known", () => {
        assert.equal(read(signed(SECRET)), UNKNOWN);
        assert.equal(read(signed("none", { value: "x" })), UNKNOWN);
    });

    it("reads assets and archives", async () => {
        const file = read(signed(ASSET, { path: "a.txt", text: "" })) as asset.FileAsset;
        assert.ok(file instanceof asset.FileAsset);
        assert.equal(await file.path, "a.txt");
        const remote = read(signed(ASSET, { uri: "https://a.net/a" })) as asset.RemoteAsset;
        assert.ok(remote instanceof asset.RemoteAsset);
        assert.equal(await remote.uri, "https://a.net/a");
        const text = read(signed(ASSET, { path: "", uri: "", text: "" })) as asset.StringAsset;
        assert.ok(text instanceof asset.StringAsset);
        assert.equal(await text.text, "");
        const folder = read(signed(ARCHIVE, { path: "dist" })) as asset.FileArchive;
        assert.ok(folder instanceof asset.FileArchive);
        assert.equal(await folder.path, "dist");
        const elsewhere = read(signed(ARCHIVE, { path: "", uri: "https://a.net/a.zip" })) as asset.RemoteArchive;
        assert.ok(elsewhere instanceof asset.RemoteArchive);
        const built = read(signed(ARCHIVE, { assets: { a: signed(ASSET, { text: "x" }) } })) as asset.AssetArchive;
        assert.ok(built instanceof asset.AssetArchive);
        assert.deepEqual(Object.keys(await built.assets), ["a"]);
    });

    it("takes an asset and an archive of nothing for values that are not known", () => {
        for (const value of [
            signed(ASSET),
            signed(ASSET, { path: 7, text: 7 }),
            signed(ARCHIVE),
            signed(ARCHIVE, { assets: null, uri: 7 }),
            signed(ARCHIVE, { assets: { a: "x" } }),
        ]) {
            assert.equal(read(value), UNKNOWN);
        }
    });

    it("reads names of an object's own members as names", () => {
        const values = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1, "toString": 2, "nested": {"toString": 3}}') as Record<string, unknown>;
        const properties = readProperties(values);
        assert.ok(Object.hasOwn(properties, "__proto__"));
        assert.equal(Object.getPrototypeOf(properties), Object.prototype);
        assert.equal(`${properties as never}${properties.nested as never}`, "[object Object][object Object]");
    });
});
