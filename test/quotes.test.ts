/** A message quotes no more of a value than a reader needs: 80 characters, whatever the program wrote. */
import * as assert from "node:assert/strict";

import type { Values } from "../kit/resource";
import { listPolicies } from "../policies";
import { allRows, inEnvironment, sent } from "./harness";
import { readTables } from "./tables";
import { deserialized, judge, type Sent } from "./unknowns";

/** What texts are made long with: one word, and many. */
const TAILS = ["Q".repeat(2000), " Q".repeat(1000)];
const LONGEST_QUOTE = 80;
/** Rows of a table, and texts of a row, that are tried. */
const [ROWS, TEXTS] = [2, 12];

describe("quotes", function () {
    this.timeout(120_000);
    const tables = readTables();
    let quoted = 0;

    for (const { policy } of listPolicies()) {
        const table = tables.get(policy.name);
        const rows = table ? allRows(policy, { ...table, pass: [] }).slice(0, ROWS) : [];
        if (rows.length === 0) {
            continue;
        }
        it(policy.name, async () => {
            for (const row of rows) {
                await inEnvironment(row, async () => {
                    const stack = sent(row).map(deserialized);
                    for (const tail of TAILS) {
                        for (const changed of lengthened(stack, tail).slice(0, TEXTS)) {
                            for (const { problem } of await judge(policy, row.settings ?? {}, changed)) {
                                const longest = Math.max(0, ...[...problem.matchAll(/Q(?: ?Q)*/g)].map(([quote]) => quote.length));
                                quoted += longest > 0 ? 1 : 0;
                                assert.ok(longest <= LONGEST_QUOTE, `${longest} characters in: ${problem}`);
                            }
                        }
                    }
                });
            }
        });
    }

    it("were there", () => assert.ok(quoted > 100, `${quoted}`));
});

/** The stack with each of its texts in turn made long, wherever a resource has it. */
function lengthened(stack: Sent[], tail: string): Sent[][] {
    const texts = new Set<string>();
    const visit = (value: unknown, change?: string): unknown => {
        if (typeof value === "string") {
            texts.add(value);
            return value === change ? value + tail : value;
        }
        if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
            return Array.isArray(value) ? value.map((child) => visit(child, change)) : value;
        }
        return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, visit(child, change)]));
    };
    stack.forEach(({ inputs, outputs }) => visit([inputs, outputs]));
    return [...texts].map((text) =>
        stack.map((resource) => ({
            ...resource,
            inputs: visit(resource.inputs, text) as Values | undefined,
            outputs: visit(resource.outputs, text) as Values,
        })),
    );
}
