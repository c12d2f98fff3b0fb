import * as assert from "node:assert/strict";

import { meaningOf, meaningOfMissing, wrongDimensions, wrongMetric } from "../../facts/cloudwatch";
import { readFacts } from "../../facts/read";

type Names = Record<string, string[]>;

interface Listed {
    namespaces: Record<string, { knownDimensionKeys: string[]; metrics: Record<string, unknown> }>;
}

describe("facts on CloudWatch", () => {
    const alarms = readFacts<Record<string, Names>>("cloudwatch-alarms");
    const { namespaces } = readFacts<Listed>("cloudwatch-metrics");

    for (const list of ["good", "progress", "bad", "onlyWhenItHappens", "continuous"]) {
        it(`speaks in "${list}" of listed metrics only`, () => {
            for (const [namespace, names] of Object.entries(alarms[list] ?? {})) {
                const listed = Object.keys(namespaces[namespace]?.metrics ?? {});
                assert.deepEqual(
                    names.filter((name) => !listed.includes(name)),
                    [],
                    namespace,
                );
            }
        });
    }
    it("speaks of dimensions' values under listed names only", () => {
        for (const [namespace, values] of Object.entries(alarms.values ?? {})) {
            const known = namespaces[namespace]?.knownDimensionKeys ?? [];
            assert.deepEqual(
                Object.keys(values).filter((key) => !known.includes(key)),
                [],
                namespace,
            );
        }
    });
    it("gives a metric one meaning", () => {
        const all = ["good", "progress", "bad"].flatMap((list) =>
            Object.entries(alarms[list] ?? {}).flatMap(([namespace, names]) => names.map((name) => `${namespace} ${name}`)),
        );
        assert.equal(new Set(all).size, all.length);
        assert.equal(meaningOf("AWS/Lambda", "Errors"), "bad");
        assert.equal(meaningOf("Shop", "Errors"), undefined);
    });
    it("gives missing data one meaning", () => {
        for (const [namespace, names] of Object.entries(alarms.continuous ?? {})) {
            for (const name of names) {
                assert.equal(meaningOfMissing(namespace, name), "breaching", `${namespace} ${name}`);
            }
        }
    });
    it("accepts every published set of every metric of the namespaces that are listed completely", () => {
        type Sets = Record<string, { metrics: Record<string, { dimensionSets: string[][] }> }>;
        for (const [namespace, { metrics }] of Object.entries(namespaces as unknown as Sets)) {
            for (const [name, { dimensionSets }] of Object.entries(metrics)) {
                assert.equal(wrongMetric(namespace, name), undefined);
                for (const set of dimensionSets) {
                    assert.equal(wrongDimensions(namespace, name, [...set].reverse()), undefined, `${namespace} ${name}`);
                }
            }
        }
    });
});
