/**
 * No policy grows faster than what it reads. What takes little time needs no ratio; what takes more is held against a
 * smaller input, by the processor's time and with slack, so that a busy machine changes nothing.
 */
import * as assert from "node:assert/strict";

import type { Values } from "../kit/resource";
import { listPolicies } from "../policies";
import { allRows, inEnvironment, sent } from "./harness";
import { readTables } from "./tables";
import { deserialized, judge, type Sent } from "./unknowns";

/** Beginnings and what follows them, over and over. */
const TEXTS: [string, string][] = [
    ...[" ", "a", "1", "/", ".", "-", "<", "a:", "${", "{", "//", "a@", "10.0.0.0/8,", "arn:aws:"].map((text): [string, string] => ["", text]),
    ...["rate(", "ALARM(", "https://", "arn:aws:iam::", '{"Statement":['].map((text): [string, string] => [text, " "]),
];
const [SHORT, LONG] = [50_000, 200_000];
const [FEW, MANY] = [500, 4000];
/** Milliseconds that are no matter: a square of the shorter text would take seconds. */
const LITTLE = { texts: 250, resources: 1000 };
/** Four, or eight, times as much may take so many times as long; a square would take 16, or 64, times. */
const SLACK = { texts: 9, resources: 24 };

describe("linear", function () {
    this.timeout(300_000);
    const tables = readTables();
    for (const { policy } of listPolicies()) {
        const table = tables.get(policy.name);
        const [row] = table ? allRows(policy, table) : [];
        if (!row) {
            continue;
        }
        const taken = async (stack: Sent[]): Promise<number> => {
            const before = process.cpuUsage();
            await judge(policy, row.settings ?? {}, stack);
            const { user, system } = process.cpuUsage(before);
            return (user + system) / 1000;
        };

        it(`${policy.name}: long texts`, () =>
            inEnvironment(row, async () => {
                const stack = sent(row).map(deserialized);
                const of = (length: number, [start, more]: [string, string]): Sent[] => withTexts(stack, start + more.repeat(length / more.length));
                for (const text of TEXTS) {
                    const short = await taken(of(SHORT, text));
                    if (short > LITTLE.texts) {
                        const long = await taken(of(LONG, text));
                        assert.ok(long < SLACK.texts * short, `${JSON.stringify(text)}: ${LONG} take ${long} ms, ${SHORT} ${short} ms`);
                    }
                }
            }));

        it(`${policy.name}: many resources`, () =>
            inEnvironment(row, async () => {
                const stack = sent(row).map(deserialized);
                const many = await taken(copies(stack, MANY));
                if (many > LITTLE.resources) {
                    const few = await taken(copies(stack, FEW));
                    assert.ok(many < SLACK.resources * few, `${MANY} take ${many} ms, ${FEW} ${few} ms`);
                }
            }));
    }
});

/** The stack with one text in the place of every text. */
function withTexts(stack: Sent[], text: string): Sent[] {
    const replaced = (value: unknown): unknown => {
        if (typeof value === "string") {
            return text;
        }
        if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
            return Array.isArray(value) ? value.map(replaced) : value;
        }
        return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, replaced(child)]));
    };
    return stack.map((resource) => ({
        ...resource,
        inputs: replaced(resource.inputs) as Values | undefined,
        outputs: replaced(resource.outputs) as Values,
    }));
}

/** So many resources in all, which share every id and every name but the logical one. */
function copies([root, ...resources]: Sent[], count: number): Sent[] {
    const each = Math.ceil(count / Math.max(1, resources.length));
    const copied = resources.flatMap((resource) =>
        Array.from({ length: each }, (_, i) => ({ ...resource, urn: `${resource.urn}${i}`, name: `${resource.name}${i}` })),
    );
    return [root as Sent, ...copied];
}
