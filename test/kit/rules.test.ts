import * as assert from "node:assert/strict";

import { resourcePolicy, resourceType, rule, type PropertyRule } from "../../kit";
import { type Must, inWords } from "../../kit/rules";
import { judge, resource, unknown } from "../harness";

const QUEUE = "aws:sqs/queue:Queue";

/** What a policy of one rule says of a queue. */
async function judged(definition: Omit<PropertyRule, "type" | "problem">, props: Record<string, unknown>): Promise<{ found: unknown[]; undecided: string[] }> {
    const policy = resourcePolicy({
        ...({ name: "ruled", title: "Right", severity: "low", level: "advisory", why: "because", fix: "do this", links: [] } as const),
        rules: [rule<unknown>({ ...definition, type: resourceType<unknown>(QUEUE), problem: "it is wrong" })],
    });
    const { findings, undecided } = await judge(policy, { name: "", stack: [resource(QUEUE, "jobs", props)] });
    return { found: findings.map(({ property }) => property), undecided };
}

describe("kit/rules", () => {
    it("judges every element of a list, and those that are known beside one that is not", async () => {
        const definition = { property: "rules[].tls", must: { is: true }, absent: "wrong" } as const;
        const { found, undecided } = await judged(definition, { rules: [{ tls: true }, { tls: unknown }, { tls: false }, {}] });
        assert.deepEqual(found, ["rules[2].tls", "rules[3].tls"]);
        assert.deepEqual(undecided, ["unknown: jobs rules[1].tls"]);
    });

    it("says that it cannot judge what stands in something unknown", async () => {
        const definition = { property: "encryption.enabled", must: { is: true }, absent: "wrong" } as const;
        assert.deepEqual(await judged(definition, { encryption: unknown }), { found: [], undecided: ["unknown: jobs encryption"] });
    });

    it("takes a list that holds what is asked, whatever else in it is unknown", async () => {
        const definition = { property: "subnetIds", must: { includes: ["audit"] }, absent: "wrong" } as const;
        assert.deepEqual(await judged(definition, { subnetIds: ["audit", unknown] }), { found: [], undecided: [] });
        assert.deepEqual(await judged(definition, { subnetIds: [unknown] }), { found: [], undecided: ["unknown: jobs subnetIds"] });
        assert.deepEqual((await judged(definition, { subnetIds: [] })).found, ["subnetIds"]);
    });

    it("reads a boolean or a number that is written as a text", async () => {
        assert.deepEqual((await judged({ property: "encrypted", must: { is: true }, absent: "wrong" }, { encrypted: "true" })).found, []);
        assert.deepEqual((await judged({ property: "days", must: { atLeast: 7 }, absent: "wrong" }, { days: "6" })).found, ["days"]);
    });

    it("knows every kind of what a value must be", async () => {
        const wrong = async (must: Must, value: unknown): Promise<boolean> => {
            const property = "includes" in must ? "subnetIds" : "value";
            const { found } = await judged({ property, must, absent: "right" } as never, { [property]: value });
            return found.length > 0;
        };
        const rows: [must: Must, right: unknown[], wrong: unknown[]][] = [
            [{ is: "a" }, ["a", ""], ["b"]],
            [{ oneOf: ["a", 7] }, ["a", 7, "7", ""], ["b", 8]],
            [{ noneOf: ["a", 7] }, ["b", 8, ""], ["a", "7", 7]],
            [{ atLeast: 7 }, [7, "7", 8, ""], [6, "6", "x"]],
            [{ includes: ["a", "b"] }, [["b", "a", "c"], []], [["a"], ["b", "c"]]],
            [{ given: true }, ["x", 0, false, ""], []],
        ];
        for (const [must, right, faults] of rows) {
            for (const value of right) {
                assert.equal(await wrong(must, value), false, JSON.stringify([must, value]));
            }
            for (const value of faults) {
                assert.equal(await wrong(must, value), true, JSON.stringify([must, value]));
            }
        }
    });

    it("takes what is absent, or stands in nothing, for what the rule says", async () => {
        for (const props of [{}, { a: null }, { a: "text" }, { a: { b: "" } }, { a: { b: null } }]) {
            for (const absent of ["wrong", "right"] as const) {
                const { found } = await judged({ property: "a.b", must: { is: true }, absent }, props);
                assert.deepEqual(found, absent === "wrong" ? ["a.b"] : [], JSON.stringify(props));
            }
        }
        assert.deepEqual(await judged({ property: "a[].b", must: { is: true }, absent: "wrong" } as never, { a: "text" }), {
            found: [],
            undecided: [],
        });
    });

    it("leaves alone what it does not concern", async () => {
        const unless = (props: unknown): boolean => (props as { fifo?: boolean }).fifo === true;
        const definition = { property: "encrypted", must: { is: true }, absent: "wrong", unless } as const;
        assert.deepEqual((await judged(definition, { fifo: true })).found, []);
        assert.deepEqual((await judged(definition, { fifo: false })).found, ["encrypted"]);
        assert.deepEqual(await judged(definition, { fifo: unknown }), { found: [], undecided: ["unknown: jobs fifo"] });
    });

    it("says in words what it asks for", () => {
        assert.deepEqual(
            ([{ is: true }, { oneOf: ["a", "b"] }, { noneOf: ["a"] }, { atLeast: 7 }, { includes: ["audit"] }, { given: true }] as const).map(inWords),
            ["`true`", "`a` or `b`", "not `a`", "7 or more", "with `audit`", "given"],
        );
    });
});
