/**
 * Sends what no program should make through the SDK's request handling to all policies at once, and asks that every
 * request is answered, that no check fails, and that what is said stays short.
 */
import * as assert from "node:assert/strict";

import * as fc from "fast-check";
import type * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";

import { shareViews } from "../../kit/engine/sdk";
import { run } from "../../kit/engine/run";
import { Resource } from "../../kit/resource";
import type { Policy } from "../../kit/policy";
import { allRows, call, configured, inEnvironment, sent, serve, type Row, type Table } from "../harness";
import type { Sent } from "../unknowns";
import { graphEdit, valueEdit, type Edit } from "./hostile";
import { analyzeRequest, stackRequest } from "./wire";

/** A stack of a table, with those of others beside it, and what is done to it. */
interface Case {
    row: Row;
    beside: Row[];
    edits: Edit[];
}

/** How many policies' stacks are one case: most of its time goes where it makes no difference how large the stack is. */
const AT_ONCE = 4;

/** The cases that are made from a table's rows, and from those of other tables. */
function casesOf(rows: Row[], others: Row[][]): fc.Arbitrary<Case> {
    return fc.record({
        row: fc.constantFrom(...rows),
        beside: fc.tuple(...others.map((other) => fc.constantFrom(...other))),
        edits: fc.oneof(
            { weight: 4, arbitrary: fc.array(valueEdit, { minLength: 1, maxLength: 3 }) },
            { weight: 1, arbitrary: fc.tuple(valueEdit, graphEdit) },
        ),
    });
}

/** As often more cases are made for a policy that too few reached. */
const ROUNDS = 25;

/** A message is no longer than this, whatever it was made of. */
const LONGEST = 3000;

export class Fuzz {
    /** Policy -> the cases that reached it. */
    readonly reached = new Map<string, number>();

    constructor(
        private readonly policies: readonly Policy[],
        private readonly seed: number,
        private readonly tables: ReadonlyMap<string, Table>,
    ) {}

    private rowsOf(policy: Policy): Row[] {
        const table = this.tables.get(policy.name);
        return table ? allRows(policy, table).filter(({ stack }) => stack.length > 0) : [];
    }

    /** Tries cases made from the policy's table until `cases` have reached it, those of other tables included. */
    async policy(policy: Policy, cases: number): Promise<void> {
        const missing = ({ name }: Policy): number => cases - (this.reached.get(name) ?? 0);
        // A case may lose the very resource that the policy judges.
        for (let seed = this.seed; missing(policy) > 0 && seed < this.seed + ROUNDS; seed++) {
            const waiting = this.policies.filter((other) => other !== policy && missing(other) > 0).map((other) => this.rowsOf(other));
            const others = waiting.filter((rows) => rows.length > 0).slice(0, AT_ONCE - 1);
            await fc.assert(
                fc.asyncProperty(casesOf(this.rowsOf(policy), others), (one) => this.tryCase(policy, one)),
                { numRuns: missing(policy), seed, includeErrorInReport: true },
            );
        }
    }

    /** Tries one case, on all policies that judge one of its types. */
    async tryCase(policy: Policy, { row, beside, edits }: Case): Promise<void> {
        const made = [...sent(row), ...beside.flatMap((other) => sent(other).slice(1))];
        const stack = edits.reduce((before, edit) => edit(before), made);
        const types = new Set(stack.flatMap(typesOf));
        const policies = this.policies
            .filter(({ definition }) => definition.types?.some(({ tokens }) => tokens.some((token) => types.has(token))) ?? true)
            .map((one) => configured(one, one.name === policy.name ? row.settings : undefined));
        try {
            await inEnvironment(row, () => inTime(judge(policies, stack)));
        } catch (error) {
            throw new Error(`${String(error)}\n${shown(stack)}`, { cause: error });
        }
        for (const { name } of policies) {
            this.reached.set(name, (this.reached.get(name) ?? 0) + 1);
        }
    }
}

/** A resource's type, in its own spelling and in the classic one. */
function typesOf({ type, urn, name, outputs: properties }: Sent): string[] {
    return [type, new Resource({ type, urn, name, properties }).type];
}

/** What the engine would ask of a stack: to analyze each resource, then all of them, and to repair each. */
async function judge(policies: Policy[], stack: Sent[]): Promise<void> {
    run.reset();
    const managed = stack.filter(({ inputs }) => inputs);
    const handlers = shareViews(serve(policies));
    for (const resource of managed) {
        assertSound((await call(handlers.analyze, analyzeRequest(resource))) as analyzer.AnalyzeResponse);
    }
    assertSound((await call(handlers.analyzeStack, stackRequest(stack))) as analyzer.AnalyzeResponse);
    const repairing = policies.filter((policy) => "remediateResource" in policy).map((policy) => ({ ...policy, enforcementLevel: "remediate" as const }));
    const { remediate } = shareViews(serve(repairing));
    for (const resource of repairing.length > 0 ? managed : []) {
        const response = (await call(remediate, analyzeRequest(resource))) as analyzer.RemediateResponse;
        assert.deepEqual(
            response.getRemediationsList().filter((one) => one.getDiagnostic() !== ""),
            [],
        );
    }
}

function assertSound(response: analyzer.AnalyzeResponse): void {
    for (const diagnostic of response.getDiagnosticsList()) {
        const message = diagnostic.getMessage();
        const failed = /The check itself failed|can't run policy/.test(message);
        assert.ok(!failed && message.length <= LONGEST, `${diagnostic.getPolicyname()}: ${message}`);
    }
}

/** A stack that takes longer is as good as not answered. */
const SECONDS = 60;

async function inTime<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error("no answer")), SECONDS * 1000);
    });
    try {
        return await Promise.race([work, late]);
    } finally {
        clearTimeout(timer);
    }
}

function shown(stack: Sent[]): string {
    return stack.map((resource) => JSON.stringify(resource, (_, value: unknown) => (typeof value === "string" ? value.slice(0, 200) : value))).join("\n");
}
