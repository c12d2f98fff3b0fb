import * as assert from "node:assert/strict";

import { allOf, anyOf, type Answer } from "../../kit/answer";

describe("kit/answer", () => {
    const rows: [answers: Answer[], any: Answer, all: Answer][] = [
        [[], "no", "yes"],
        [["yes"], "yes", "yes"],
        [["no"], "no", "no"],
        [["not known"], "not known", "not known"],
        [["no", "not known", "yes"], "yes", "no"],
        [["no", "not known"], "not known", "no"],
        [["yes", "not known"], "yes", "not known"],
    ];
    for (const [answers, any, all] of rows) {
        it(answers.join(", ") || "none", () => assert.deepEqual([anyOf(answers), allOf(answers)], [any, all]));
    }
});
