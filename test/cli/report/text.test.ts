import * as assert from "node:assert/strict";

import { printable, printableJson, printableLine, withoutCommands } from "../../../cli/report/text";

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
    it("comes back from JSON as it was", () => {
        const text = '\u001b\u0085\u2028\u202e"\\ \n';
        assert.equal(JSON.parse(printableJson(text)), text);
        assert.doesNotMatch(printableJson(text), /[\u0080-\u009f\u2028\u202e]/);
    });
    it("is no command to GitHub Actions", () => {
        assert.equal(withoutCommands("a ::x\n  ::error::b\n##[add-matcher]c"), "a ::x\n  \\u003a:error::b\n#\\u0023[add-matcher]c");
    });
});
