/** Every policy takes any shape. `npm run fuzz` tries a hundred times as many. */
import * as assert from "node:assert/strict";

import { listPolicies } from "../policies";
import { Fuzz } from "./fuzz/fuzz";
import { readTables } from "./tables";

/** So that a test that fails, fails again. */
const SEED = 20261121;
const CASES = 200;

describe("any shape", function () {
    this.timeout(300_000);
    const policies = listPolicies().map(({ policy }) => policy);
    const fuzz = new Fuzz(policies, SEED, readTables());

    for (const policy of policies) {
        it(policy.name, () => fuzz.policy(policy, CASES));
    }

    it("reaches every policy", () => {
        const few = policies.filter(({ name }) => (fuzz.reached.get(name) ?? 0) < CASES).map(({ name }) => name);
        assert.deepEqual(few, []);
    });
});
