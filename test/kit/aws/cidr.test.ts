import * as assert from "node:assert/strict";

import { addressOf, isWithin, parseBlock, type Block } from "../../../kit/aws/cidr";

const block = (text: string): Block => parseBlock(text) as Block;

describe("IPv4 blocks", () => {
    it("reads a block, from its network address", () => {
        assert.deepEqual(block("10.0.0.0/24"), { start: 167772160, end: 167772415, prefix: 24 });
        assert.equal(block("10.0.0.77/24").start, block("10.0.0.0/24").start);
        assert.deepEqual(block("255.255.255.255/32").end, 4294967295);
        assert.deepEqual(block("0.0.0.0/0"), { start: 0, end: 4294967295, prefix: 0 });
    });

    it("has nothing for what is no block", () => {
        for (const text of ["10.0.0.0", "10.0.0.0/33", "10.0.0/24", "2001:db8::/32", "/16", "x/y", "", 3, null, undefined]) {
            assert.equal(parseBlock(text), undefined, String(text));
        }
    });

    it("knows what lies within", () => {
        assert.ok(isWithin(block("10.0.1.0/24"), block("10.0.0.0/16")));
        assert.ok(!isWithin(block("10.1.0.0/24"), block("10.0.0.0/16")));
        assert.ok(!isWithin(block("10.0.0.0/8"), block("10.0.0.0/16")));
    });

    it("writes addresses", () => {
        assert.equal(addressOf(block("10.0.9.0/24").end), "10.0.9.255");
        assert.equal(addressOf(4294967295), "255.255.255.255");
    });
});
