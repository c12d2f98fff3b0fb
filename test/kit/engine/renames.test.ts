/** What is configured under a policy's old name holds for the new one. */
import * as assert from "node:assert/strict";

import { renamed, takeOver, type PolicyConfig } from "../../../kit/engine/renames";
import { run } from "../../../kit/engine/run";
import type { Values } from "../../../kit/resource";

const [ADVISORY, MANDATORY, DISABLED] = [0, 1, 2];
const policy = {
    name: "new-name",
    description: "d",
    enforcementLevel: "advisory",
    configSchema: { properties: { days: { type: "integer", default: 7 } } },
} as const;

/** The configuration of one policy, as the SDK has it. */
function config(level: number, properties?: Values): PolicyConfig & { read(): unknown } {
    let now = level;
    const struct = properties && { toJavaScript: () => properties };
    return {
        getEnforcementlevel: () => now,
        setEnforcementlevel: (other) => (now = other),
        getProperties: () => struct,
        read: () => [now, struct?.toJavaScript()],
    };
}

describe("kit/renames", () => {
    before(() => renamed("old-name", policy));
    beforeEach(() => run.reset());

    /** What the new name's configuration becomes. */
    const takenOver = (before: PolicyConfig | undefined, now = config(ADVISORY, { days: 7, x: 1 })): unknown => {
        takeOver(new Map([["new-name", now], ...(before ? [["old-name", before] as const] : [])]));
        return [now.read(), [...run.renamed]];
    };
    const TOLD = [["old-name", "new-name"]];

    it("keeps the old name as a policy that judges nothing", () => {
        const old = renamed("older-name", policy);
        assert.deepEqual(
            [old.name, old.displayName, old.description, old.tags],
            ["older-name", "Is called new-name now", "Is called new-name now", ["renamed:new-name"]],
        );
        let reason = "";
        const args = { notApplicable: (text: string) => (reason = text) };
        (old.validateResource as (args: unknown) => void)(args);
        assert.equal(reason, "Is called new-name now");
    });

    it("takes over nothing that is as the pack has it", () => {
        assert.deepEqual(takenOver(config(ADVISORY, { days: 7 })), [[ADVISORY, { days: 7, x: 1 }], []]);
        assert.deepEqual(takenOver(config(ADVISORY)), [[ADVISORY, { days: 7, x: 1 }], []]);
        assert.deepEqual(takenOver(undefined), [[ADVISORY, { days: 7, x: 1 }], []]);
    });

    it("takes over a level", () => {
        assert.deepEqual(takenOver(config(DISABLED, { days: 7 })), [[DISABLED, { days: 7, x: 1 }], TOLD]);
    });

    it("takes over settings", () => {
        assert.deepEqual(takenOver(config(ADVISORY, { days: 9, y: [2] })), [[ADVISORY, { days: 9, x: 1, y: [2] }], TOLD]);
        assert.deepEqual(takenOver(config(ADVISORY, { days: 9 }), config(ADVISORY)), [[ADVISORY, undefined], TOLD]);
    });

    it("gives each reader an object of its own", () => {
        const now = config(ADVISORY, {});
        takenOver(config(ADVISORY, { days: 9 }), now);
        const struct = now.getProperties();
        Object.assign(struct?.toJavaScript() ?? {}, { days: 1 });
        assert.deepEqual(struct?.toJavaScript(), { days: 9 });
    });

    it("takes a policy without a level for a mandatory one", () => {
        renamed("old-strict", { name: "strict" } as never);
        const now = config(ADVISORY);
        takeOver(
            new Map([
                ["strict", now],
                ["old-strict", config(MANDATORY)],
            ]),
        );
        assert.deepEqual([now.getEnforcementlevel(), run.renamed.size], [ADVISORY, 0]);
        takeOver(new Map([["old-strict", config(ADVISORY)]]));
        assert.equal(run.renamed.size, 0);
    });
});
