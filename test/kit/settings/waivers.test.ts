import * as assert from "node:assert/strict";

import { isDay, waiverMatches, waiverProblem, WAIVERS, type Waiver } from "../../../kit/settings/waivers";

const TODAY = "2026-11-21";
const waiver: Waiver = { resource: "orders", reason: "moved next week", expires: "2026-12-01" };

describe("a waiver", () => {
    const rows: [string, unknown, RegExp | undefined][] = [
        ["with a resource, a reason and a day to come", waiver, undefined],
        ["on its last day", { ...waiver, expires: TODAY }, undefined],
        ["past its day", { ...waiver, expires: "2026-11-20" }, /^it expired on 2026-11-20$/],
        ["with a day that no calendar has", { ...waiver, expires: "2027-02-29" }, /its day "2027-02-29" is not a date/],
        ["with a month too many", { ...waiver, expires: "2027-13-01" }, /is not a date/],
        ["with a day in another form", { ...waiver, expires: "01/12/2027" }, /is not a date/],
        ["with a time", { ...waiver, expires: "2027-01-01T00:00:00Z" }, /is not a date/],
        ["with a number for a day", { ...waiver, expires: 20270101 }, /is not a date/],
        ["without a day", { resource: "a", reason: "b" }, /its day "undefined" is not a date/],
        ["without a reason", { ...waiver, reason: undefined }, /^it gives no reason$/],
        ["with an empty reason", { ...waiver, reason: "  " }, /^it gives no reason$/],
        ["with room for a resource", { ...waiver, resource: " " }, /^it names no resource$/],
        ["with a number for a resource", { ...waiver, resource: 7 }, /^it names no resource$/],
        ["with an endless year", { ...waiver, expires: "+012027-01-01" }, /is not a date/],
        ["without a resource", { ...waiver, resource: "" }, /^it names no resource$/],
        ["with a key that nobody knows", { ...waiver, expiry: "2027-01-01" }, /^it has the unknown key "expiry"$/],
        ["that is a text", "orders", /^it is not an object/],
        ["that is nothing", null, /^it is not an object/],
    ];
    for (const [name, given, problem] of rows) {
        it(`${name} ${problem ? "does not hold" : "holds"}`, () => {
            const said = waiverProblem(given as Waiver, TODAY);
            if (problem) {
                assert.match(said ?? "", problem);
            } else {
                assert.equal(said, undefined);
            }
        });
    }

    it("is for the resources that its glob matches, by name or by type and name", () => {
        const matches = (glob: string): boolean => waiverMatches({ ...waiver, resource: glob }, { name: "orders-db[0]", token: "aws:rds/instance:Instance" });
        const all = ["*", "orders-*", "orders-db[0]", "aws:rds/instance:Instance::*", "aws:rds*::orders-*", "*::orders-db[0]"];
        assert.deepEqual(
            all.filter((glob) => !matches(glob)),
            [],
        );
        assert.deepEqual(["orders", "db", "Orders-*", "aws:s3/*::*", "!users"].filter(matches), []);
    });

    it("is described, and asked for nothing, by the schema", () => {
        const { type, items, default: none } = WAIVERS;
        assert.deepEqual([type, none, items.type], ["array", [], "object"]);
        assert.deepEqual(Object.keys(items.properties), ["resource", "reason", "expires"]);
        assert.ok(Object.values(items.properties).every((property) => property.type === "string" && property.description));
    });

    it("has days of the calendar", () => {
        assert.deepEqual(["2028-02-29", "2027-02-29", "2027-1-1", "soon", ""].map(isDay), [true, false, false, false, false]);
    });
});
