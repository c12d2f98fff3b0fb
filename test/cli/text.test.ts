import * as assert from "node:assert/strict";

import { table } from "../../cli/report/table";
import { printable, printableJson, printableLine, withoutCommands, wrap } from "../../cli/text";

describe("text in reports", () => {
    it("has what cannot be printed as an escape, and colours not at all", () => {
        assert.equal(printable("\u001b[1;31mred\u001b[0m <{%fg 1%}>blue<{%reset%}>"), "red blue");
        assert.equal(printable("a\u0007b\u001b]0;t\u0007\u202ec\u0085"), "a\\u0007b\\u001b]0;t\\u0007\\u202ec\\u0085");
        assert.equal(printable("x\ud800y 🚀"), "x\\ud800y 🚀");
    });
    it("keeps its lines, or is made one", () => {
        assert.equal(printable("a\r\nb\n\tc"), "a\nb\n\tc");
        assert.equal(printableLine(" a\r\nb\n\tc "), "a b c");
    });
    it("is broken between words, its indent kept and its colours not counted", () => {
        assert.deepEqual(wrap("one two three", 7), ["one two", "three"]);
        assert.deepEqual(wrap("  one two", 5), ["  one", "two"]);
        assert.deepEqual(wrap("a-word-that-is-longer b", 5), ["a-word-that-is-longer", "b"]);
        assert.deepEqual(wrap("\u001b[31mone\u001b[39m two", 7), ["\u001b[31mone\u001b[39m two"]);
        assert.deepEqual(wrap("", 5), [""]);
    });
    it("stands in a table whose last column wraps", () => {
        const text = table(
            ["Name", "Title"],
            [
                ["a", "word ".repeat(6).trim()],
                ["longer", ""],
            ],
            30,
        );
        assert.equal(text, "Name    Title\na       word word word word\n        word word\nlonger\n");
    });
    it("comes back from JSON as it was", () => {
        const text = '\u001b\u0085\u2028\u202e"\\ \n';
        assert.equal(JSON.parse(printableJson(text)), text);
        assert.doesNotMatch(printableJson(text), /[\u0080-\u009f\u2028\u202e]/);
    });
    it("is no command to GitHub Actions", () => {
        assert.equal(withoutCommands("a ::x\n  ::error::b\n##[add-matcher]c"), "a ::x\n  \\u003a:error::b\n#\\u0023[add-matcher]c");
    });
});
