import * as assert from "node:assert/strict";

import { availability, compareVersions, majorSupport, minorSupportEnd, newest, newestOfMajor } from "../../facts/rds";
import { satisfies } from "../../kit/aws/versions";

describe("facts/rds", () => {
    const cases: [string, string, string][] = [
        ["postgres", "16.15", "creatable"],
        ["postgres", "16", "creatable"],
        ["postgres", "16.4", "retired"],
        ["postgres", "9.6", "retired"],
        ["postgres", "99.1", "unknown"],
        ["postgres", "18.99", "unknown"],
        ["aurora-postgresql", "15.3", "retired"],
        ["aurora-postgresql", "15.1", "never-offered"],
        ["aurora-postgresql", "16.4-limitless", "creatable"],
        ["aurora-mysql", "8.0", "creatable"],
        ["aurora-mysql", "8.0.mysql_aurora.3.04", "creatable"],
        ["aurora-mysql", "8.0.mysql_aurora.3.02.9", "never-offered"],
        ["aurora-mysql", "3.05.2", "unknown"],
        ["mariadb", "10.1.1", "unknown"],
        ["oracle-ee", "19.0", "unknown"],
        ["toString", "1", "unknown"],
        ["postgres", "", "unknown"],
    ];
    for (const [engine, version, expected] of cases) {
        it(`${engine} ${version}: ${expected}`, () => assert.equal(availability(engine, version), expected));
    }

    it("knows newer versions and dates", () => {
        assert.equal(newestOfMajor("aurora-postgresql", "16.1"), "16.15");
        assert.equal(newestOfMajor("aurora-mysql", "8.0.mysql_aurora.3.01.0"), "8.0.mysql_aurora.3.13.0");
        assert.equal(newest("aurora-mysql"), "8.4.mysql_aurora.8.4.8");
        assert.equal(newestOfMajor("mysql", "5.6.51"), undefined);
        assert.equal(majorSupport("mysql", "8.0.46")?.standardSupportEnd, "2026-07-31");
        assert.equal(majorSupport("postgres", "9.6.1")?.major, "9.6");
        assert.equal(minorSupportEnd("postgres", "17.7"), "2027-03-31");
    });

    it("compares versions by number", () => {
        assert.ok((compareVersions("15.10", "15.9") ?? 0) > 0);
        assert.equal(compareVersions("15.0", "15"), 0);
        assert.equal(compareVersions("15.9-R1", "15.9"), undefined);
    });

    it("reads ranges", () => {
        const ranges: [string, string, boolean][] = [
            ["16.4", "16.4", true],
            ["16.4", "16", true],
            ["16.4", "16.x", true],
            ["16.4", "1", false],
            ["16.4", ">=15.8 <17", true],
            ["17.1", ">=15.8 <17", false],
            ["16.4", ">16.4", false],
            ["16.4", "<=16.4", true],
        ];
        for (const [version, range, expected] of ranges) {
            assert.equal(satisfies(version, range), expected, `${version} ${range}`);
        }
    });
});
