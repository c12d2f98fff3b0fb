import * as assert from "node:assert/strict";
import * as path from "node:path";

import { readWaivers } from "../../cli/commands/waivers";
import { makeFolder, preflight, removeFolders } from "./fixtures";

const CONFIGURATION = {
    "rds-multi-az": {
        waivers: [
            { resource: "reporting", reason: "rebuilt nightly", expires: "2099-03-31" },
            { resource: "old", reason: "was moved", expires: "2020-01-31" },
            { resource: "typo", reason: "later", expires: "2027-13-01" },
        ],
    },
    "secret-rotation": {
        enforcementLevel: "advisory",
        waivers: [
            { resource: "*::key-*", reason: "", expires: "2098-01-01" },
            { resource: "token", reason: "vendor", expires: "2098-01-02", until: "x" },
            "everything",
        ],
    },
    "kms-key-rotation": "disabled",
};

describe("preflight waivers", () => {
    let file: string;
    before(() => {
        file = path.join(makeFolder({ "config.json": JSON.stringify(CONFIGURATION) }), "config.json");
    });
    after(removeFolders);

    it("lists them by the day on which they end, with why one does not hold", () => {
        assert.deepEqual(
            readWaivers(file, "2026-11-21").map(({ expires, policy, resource, problem }) => [expires, policy, resource, problem]),
            [
                ["", "secret-rotation", "", "it is not an object with resource, reason and expires"],
                ["2020-01-31", "rds-multi-az", "old", "it expired on 2020-01-31"],
                ["2027-13-01", "rds-multi-az", "typo", 'its day "2027-13-01" is not a date of the form YYYY-MM-DD'],
                ["2098-01-01", "secret-rotation", "*::key-*", "it gives no reason"],
                ["2098-01-02", "secret-rotation", "token", 'it has the unknown key "until"'],
                ["2099-03-31", "rds-multi-az", "reporting", undefined],
            ],
        );
    });
    it("ends with 0 where all hold", async () => {
        const holds = { "rds-multi-az": { waivers: [{ resource: "reporting", reason: "rebuilt nightly", expires: "2099-03-31" }] } };
        const good = path.join(makeFolder({ "c.json": JSON.stringify(holds) }), "c.json");
        assert.equal((await preflight(["waivers", good])).code, 0);
    });
    it("shows them as a table, and ends with 1 where one is dead", async () => {
        const { code, stdout, stderr } = await preflight(["waivers", file]);
        assert.match(stdout, /^Until {7}Policy {11}Resource {3}Reason\n/);
        assert.match(stdout, /\n2099-03-31 {2}rds-multi-az {5}reporting {2}rebuilt nightly\n\n6 waivers, 5 of which do not hold\n$/);
        assert.deepEqual([code, stderr], [1, ""]);
    });
    it("gives them as JSON", async () => {
        const { stdout } = await preflight(["waivers", file, "--format", "json"]);
        assert.deepEqual((JSON.parse(stdout) as object[]).at(-1), {
            policy: "rds-multi-az",
            resource: "reporting",
            expires: "2099-03-31",
            reason: "rebuilt nightly",
        });
    });
    it("says that there are none", async () => {
        const empty = path.join(makeFolder({ "c.json": "{}" }), "c.json");
        assert.equal((await preflight(["waivers", empty])).stdout, "No waivers.\n");
    });
    it("ends with 2 and one line for a file that is not there", async () => {
        const { code, stderr } = await preflight(["waivers", "/nowhere/config.json"]);
        assert.match(stderr, /^preflight: configuration \/nowhere\/config\.json cannot be read: there is no such file\n$/);
        assert.equal(code, 2);
    });
});
