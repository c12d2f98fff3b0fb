/** The settings in force, and what is noted of those that nobody knows. */
import * as assert from "node:assert/strict";

import { run } from "../../../kit/engine/run";
import { settingsSchema } from "../../../kit/settings/schema";
import { noteConfiguration, noteDefinition, settingsOf, waiverKey } from "../../../kit/settings/settings";

/** Made anew for each test: what is worked out of one is kept. */
const make = (): Parameters<typeof settingsOf>[0] => ({
    name: "right",
    settings: {
        days: { type: "integer", default: 7, description: "" },
        list: { type: "array", description: "" },
        off: { type: "boolean", default: false, description: "" },
    },
});
const waiver = { resource: "jobs", reason: "r", expires: "2999-01-01" };

describe("kit/settings", () => {
    let definition = make();
    beforeEach(() => {
        run.reset();
        definition = make();
    });

    it("fills in defaults, and no more", () => {
        assert.deepEqual(settingsOf(definition, {}), { days: 7, off: false, waivers: [] });
        assert.deepEqual(settingsOf(definition, { days: 0, list: [], off: true }), { days: 0, list: [], off: true, waivers: [] });
        assert.deepEqual([...run.unknownSettings], []);
    });

    it("notes settings that no policy knows", () => {
        settingsOf(definition, { dayz: 7, toString: 1, tier: "production" });
        assert.deepEqual([...run.unknownSettings], ["right: dayz", "right: toString", "right: tier"]);
    });

    it("knows the tier of a policy that goes by it", () => {
        assert.deepEqual(Object.keys(settingsSchema({ tiered: true })), ["tier", "waivers"]);
        assert.deepEqual(Object.keys(settingsSchema({})), ["waivers"]);
        settingsOf({ name: "tiered", tiered: true }, { tier: "production" });
        assert.equal(run.unknownSettings.size, 0);
    });

    it("notes waivers, each once, and why one does not hold", () => {
        const broken = { ...waiver, reason: "" };
        const settings = { waivers: [waiver, broken, null, waiver] };
        settingsOf(definition, settings);
        const entry = run.waivers.get(waiverKey("right", waiver));
        assert.deepEqual(entry, { policy: "right", resource: "jobs", used: false, problem: undefined });
        (entry as { used: boolean }).used = true;
        settingsOf(definition, settings);
        assert.deepEqual(
            [...run.waivers.values()].map(({ resource, used, problem }) => [resource, used, problem]),
            [
                ["jobs", true, undefined],
                ["jobs", false, "it gives no reason"],
                ["undefined", false, "it is not an object with resource, reason and expires"],
            ],
        );
    });

    it("takes waivers that are no list for none", () => {
        assert.deepEqual(settingsOf(definition, { waivers: "all" }).waivers, []);
    });

    it("notes the configuration of policies that no resource calls", () => {
        noteDefinition(definition);
        run.configured.set("right", { dayz: 1, waivers: [waiver] });
        run.configured.set("nobody's", { dayz: 1 });
        noteConfiguration();
        assert.deepEqual([...run.unknownSettings], ["right: dayz"]);
        assert.equal(run.waivers.size, 1);
    });
});
