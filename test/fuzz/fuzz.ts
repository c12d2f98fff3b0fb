/**
 * Sends what no program should make through the SDK's request handling to all policies at once, and asks that every
 * request is answered, that no check fails, and that what is said stays short.
 */
import * as assert from "node:assert/strict";

import * as fc from "fast-check";
import type * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";

import { shareViews, type Handlers } from "../../kit/engine/sdk";
import { run } from "../../kit/engine/run";
import type { Policy } from "../../kit/policy";
import { call, configured, inEnvironment, sent, serve, type Row, type Table } from "../harness";
import type { Sent } from "../unknowns";
import { graphEdit, valueEdit, type Edit } from "./hostile";
import { analyzeRequest, stackRequest } from "./wire";

/** A stack of a table, and what is done to it. */
interface Case {
    row: Row;
    edits: Edit[];
}

/** The cases that are made from a table's rows. */
export function casesOf(table: Table): fc.Arbitrary<Case> {
    const rows = [...table.fail, ...table.pass].filter(({ stack }) => stack.length > 0);
    return fc.record({
        row: fc.constantFrom(...rows),
        edits: fc.oneof(
            { weight: 4, arbitrary: fc.array(valueEdit, { minLength: 1, maxLength: 3 }) },
            { weight: 1, arbitrary: fc.tuple(valueEdit, graphEdit) },
        ),
    });
}

/** A message is no longer than this, whatever it was made of. */
const LONGEST = 3000;

export class Fuzz {
    /** Policy -> the cases that reached it. */
    readonly reached = new Map<string, number>();

    constructor(
        private readonly policies: readonly Policy[],
        private readonly seed: number,
    ) {}

    /** Tries cases made from the policy's table until `cases` have reached it, those of other tables included. */
    async policy(policy: Policy, table: Table, cases: number): Promise<void> {
        const missing = cases - (this.reached.get(policy.name) ?? 0);
        if (missing <= 0) {
            return;
        }
        await fc.assert(
            fc.asyncProperty(casesOf(table), (one) => this.tryCase(policy, one)),
            { numRuns: missing, seed: this.seed },
        );
    }

    /** Tries one case. */
    async tryCase(policy: Policy, { row, edits }: Case): Promise<void> {
        const stack = edits.reduce((before, edit) => edit(before), sent(row));
        const policies = this.policies.map((one) => configured(one, one.name === policy.name ? row.settings : undefined));
        await inEnvironment(row, async () => {
            run.reset();
            const reached = new Set<string>();
            const handlers = shareViews(serve(policies));
            for (const resource of stack.filter(({ inputs }) => inputs)) {
                const response = await answer(handlers, "analyze", analyzeRequest(resource), stack);
                this.assertSound(response as analyzer.AnalyzeResponse, reached, stack, false);
            }
            const response = await answer(handlers, "analyzeStack", stackRequest(stack), stack);
            this.assertSound(response as analyzer.AnalyzeResponse, reached, stack, true);
            const repairing = shareViews(serve(policies.filter((one) => "remediateResource" in one).map((one) => ({ ...one, enforcementLevel: "remediate" }))));
            for (const resource of stack.filter(({ inputs }) => inputs)) {
                const response = (await answer(repairing, "remediate", analyzeRequest(resource), stack)) as analyzer.RemediateResponse;
                const failed = response.getRemediationsList().map((one) => one.getDiagnostic());
                assert.deepEqual(failed.filter(Boolean), [], shown(stack));
            }
            for (const name of reached) {
                this.reached.set(name, (this.reached.get(name) ?? 0) + 1);
            }
        });
    }

    private assertSound(response: analyzer.AnalyzeResponse, reached: Set<string>, stack: Sent[], whole: boolean): void {
        const idle = new Set(
            response
                .getNotApplicableList()
                .filter((item) => item.getReason().startsWith("Policy only applies"))
                .map((item) => item.getPolicyName()),
        );
        for (const policy of this.policies) {
            if ("validateStack" in policy === whole && !idle.has(policy.name)) {
                reached.add(policy.name);
            }
        }
        for (const diagnostic of response.getDiagnosticsList()) {
            const message = diagnostic.getMessage();
            assert.ok(
                !message.includes("The check itself failed") && !message.includes("can't run policy"),
                `${diagnostic.getPolicyname()}: ${message}\n${shown(stack)}`,
            );
            assert.ok(message.length <= LONGEST, `${diagnostic.getPolicyname()}: a message of ${message.length} characters\n${shown(stack)}`);
        }
    }
}

/** How long a request may take before it is as good as not answered. */
const SECONDS = 20;

async function answer(handlers: Handlers, method: string, request: unknown, stack: Sent[]): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error("no answer")), SECONDS * 1000);
    });
    try {
        return await Promise.race([call(handlers[method], request), late]);
    } catch (error) {
        throw new Error(`${method}: ${String(error)}\n${shown(stack)}`, { cause: error });
    } finally {
        clearTimeout(timer);
    }
}

function shown(stack: Sent[]): string {
    return stack.map((resource) => JSON.stringify(resource, (_, value: unknown) => (typeof value === "string" ? value.slice(0, 200) : value))).join("\n");
}
