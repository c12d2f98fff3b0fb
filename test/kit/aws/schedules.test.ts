import * as assert from "node:assert/strict";

import { longestInterval } from "../../../kit/aws/schedules";

describe("kit/schedules", () => {
    const cases: [string, number | undefined][] = [
        ["rate(1 day)", 1],
        ["rate(90 days)", 90],
        ["rate(12 hours)", 0.5],
        ["cron(0 8 * * ? *)", 1],
        ["cron(0 8 ? * * *)", 1],
        ["cron(0 8 1 * ? *)", 31],
        ["cron(0 8 1,15 * ? *)", 17],
        ["cron(0 8 1/10 * ? *)", 10],
        ["cron(0 8 L * ? *)", 31],
        ["cron(0 8 ? * MON *)", 7],
        ["cron(0 8 ? * 2-6 *)", 3],
        ["cron(0 8 ? * SUN#1 *)", 35],
        ["cron(0 8 ? * 6L *)", 35],
        ["cron(0 8 1 JAN,JUL ? *)", 184],
        ["cron(0 8 31 * ? *)", 61],
        ["cron(0 8 29 2 ? *)", 1461],
        ["cron(0 8 15W * ? *)", undefined],
        ["cron(0 8 1 * ? 2027)", undefined],
        ["cron(0 8 1 * ?)", undefined],
        ["cron(0 8 40 * ? *)", undefined],
        ["every day", undefined],
        ["", undefined],
    ];
    for (const [expression, days] of cases) {
        it(`${expression || "nothing"}: ${days === undefined ? "not understood" : `${days} days`}`, () => {
            assert.equal(longestInterval(expression), days);
        });
    }
});
