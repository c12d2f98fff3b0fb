/** What the pack writes, the command line reads. */
import * as assert from "node:assert/strict";

import { readMessage, readNotKnown, writeMessage, writeNotKnown, type Message } from "../../../kit/engine/message";

const whole: Message = {
    title: "Buckets are private",
    property: "rules[0].acl",
    problem: "it is open: to everybody",
    why: "anybody reads it: always",
    fix: "remove it",
    waiver: { expires: "2026-12-01", reason: "moved: next week" },
};

describe("kit/message", () => {
    it("writes a line for each part", () => {
        assert.equal(
            writeMessage(whole),
            [
                "Buckets are private",
                "rules[0].acl: it is open: to everybody",
                "Why: anybody reads it: always",
                "Fix: remove it",
                "Waived until 2026-12-01: moved: next week",
            ].join("\n"),
        );
        assert.equal(writeMessage({ title: "A", problem: "it is wrong" }), "A\nIt is wrong");
    });

    it("keeps line breaks and control characters within a line", () => {
        for (const odd of ["\n", "\r\n", "\u0000", "\u001f", "\u007f", "\u009b", "\u2028", "\u2029"]) {
            assert.equal(writeMessage({ title: "A", problem: `b${odd}c` }), "A\nB c");
        }
        assert.equal(writeMessage({ title: "A", problem: "b ~\u00a0c" }), "A\nB ~\u00a0c");
    });

    it("reads what it wrote", () => {
        for (const message of [
            whole,
            { ...whole, waiver: undefined },
            { ...whole, property: undefined, problem: "It is wrong" },
            { ...whole, property: "_private", problem: "It is wrong" },
            { ...whole, property: "the ARN of orders", problem: "it is wrong" },
        ]) {
            assert.deepEqual(readMessage(writeMessage(message), message.title), message);
            assert.deepEqual(readMessage(writeMessage(message), ""), message);
        }
    });

    it("takes no sentence with a colon for a property", () => {
        for (const problem of ["Three of them: a, b", "http://a: b", "9: b"]) {
            const { property, problem: read } = readMessage(writeMessage({ ...whole, property: undefined, problem }), whole.title);
            assert.equal(property, undefined);
            assert.equal(read.toLowerCase(), problem.toLowerCase());
        }
    });

    it("reads another pack's message as a free text", () => {
        assert.deepEqual(readMessage("Buckets \n are private\nremove it", " Buckets \n are private"), { title: "Buckets are private", problem: "remove it" });
        assert.deepEqual(readMessage("Remove it.\nFix: now", "Buckets"), { title: "Buckets", problem: "Remove it.\nFix: now" });
        assert.deepEqual(readMessage("Remove it.\nWhy: now", "Buckets"), { title: "Buckets", problem: "Remove it.\nWhy: now" });
        assert.deepEqual(readMessage("Buckets", "Buckets"), { title: "Buckets", problem: "Buckets" });
        assert.deepEqual(readMessage("Buckets\nopen", ""), { title: "Buckets", problem: "open" });
    });

    it("reads no waiver without a day", () => {
        const text = writeMessage({ ...whole, waiver: undefined });
        for (const line of ["Waived until tomorrow: a", "Waived until x2026-12-01: a", "Waived until 2026-12-01"]) {
            assert.equal(readMessage(`${text}\n${line}`, whole.title).waiver, undefined);
        }
    });

    it("says what could not be judged, and why, a line each", () => {
        const entries = [
            { what: "db\nname", because: "unknown" },
            { what: "db password", because: "hidden" },
        ] as const;
        const text = writeNotKnown(entries);
        assert.equal(text, "Not known until the update: db name\nHidden by the file: db password");
        assert.deepEqual(readNotKnown(text), [
            { what: "db name", because: "unknown" },
            { what: "db password", because: "hidden" },
        ]);
        assert.deepEqual(readNotKnown("Policy only applies to resources of type 'a'\nIt is Not known until the update: a"), []);
    });
});
