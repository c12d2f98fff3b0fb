import * as assert from "node:assert/strict";

import { progressOn } from "../../cli/progress";

/** What is drawn for a run over so many resources. */
function drawn(total: number, isTTY: boolean): string[] {
    const written: string[] = [];
    const progress = progressOn({ isTTY, write: (text: string) => written.push(text) > 0 });
    for (let done = 1; done <= total; done++) {
        progress(done, total);
    }
    return written;
}

describe("progress", () => {
    it("is a bar on a terminal, a step a per cent, and gone at the end", () => {
        const written = drawn(1000, true);
        assert.equal(written.length, 101);
        assert.equal(written[50], `\r${"█".repeat(15)}${"░".repeat(15)} 500 of 1000 resources`);
        assert.equal(written.at(-1), "\r\u001b[K");
    });
    it("is nothing on a pipe", () => assert.deepEqual(drawn(1000, false), []));
    it("is nothing for what is soon done", () => assert.deepEqual(drawn(500, true), []));
});
