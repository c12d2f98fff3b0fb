/** Values of the kinds that @pulumi/aws declares, and of others. */
import * as assert from "node:assert/strict";

import { asset } from "@pulumi/pulumi";

import { asDeclared } from "../../../kit/engine/kinds";
import { UNKNOWN } from "../../../kit/sentinels";

const BUCKET = "aws:s3/bucket:Bucket";
const fitted = (name: string, value: unknown, type = BUCKET): unknown => asDeclared(type, { [name]: value })[name];

describe("kit/kinds", () => {
    it("copies nothing where all are of their kinds", () => {
        const values = {
            allocatedStorage: 20,
            acceptanceRequired: true,
            accountIds: ["1"],
            actions: [{ values: ["a", 1, { b: 2 }] }],
            accessConfig: { nothingKnown: [7], acceptEula: true },
            advancedOptions: { a: "b" },
            madeUp: { anything: [] },
            accelerationStatus: UNKNOWN,
            acceleratorArn: null,
        };
        assert.equal(asDeclared(BUCKET, values), values);
    });

    it("leaves the properties of other providers alone", () => {
        const values = { allocatedStorage: "20" };
        assert.equal(asDeclared("gcp:a/b:C", values), values);
    });

    const rows: [name: string, property: string, value: unknown, fit: unknown][] = [
        ["a number as text", "allocatedStorage", "-20.5", -20.5],
        ["a number with more behind it", "allocatedStorage", "20 GB", UNKNOWN],
        ["a number with more before it", "allocatedStorage", "$20", UNKNOWN],
        ["a boolean for a number", "allocatedStorage", true, UNKNOWN],
        ["a list for a number", "allocatedStorage", [20], UNKNOWN],
        ["an object for a number", "allocatedStorage", { a: 20 }, UNKNOWN],
        ["nothing for a number", "allocatedStorage", "", undefined],
        ["a number for a text", "acceleratorArn", 7, "7"],
        ["a boolean for a text", "acceleratorArn", false, "false"],
        ["a list for a text", "acceleratorArn", ["7"], UNKNOWN],
        ["an asset for a text", "acceleratorArn", new asset.StringAsset("x"), UNKNOWN],
        ["true as text", "acceptanceRequired", "true", true],
        ["false as text", "acceptanceRequired", "false", false],
        ["another text for a boolean", "acceptanceRequired", "yes", UNKNOWN],
        ["a number for a boolean", "acceptanceRequired", 1, UNKNOWN],
        ["one text for a list", "accountIds", "1", ["1"]],
        ["one object for a list", "actions", { a: 1 }, [{ a: 1 }]],
        ["a number for a list of texts", "accountIds", 1, UNKNOWN],
        ["a list with a number among texts", "accountIds", ["1", 2], ["1", "2"]],
        ["a list with nothing in it", "accountIds", ["1", null, undefined], ["1"]],
        ["a list with an unknown", "accountIds", [UNKNOWN, 2], [UNKNOWN, "2"]],
        ["a list for an object", "accessConfig", [{}], UNKNOWN],
        ["a text for an object", "accessConfig", "{}", UNKNOWN],
        ["a map with a number among texts", "advancedOptions", { a: 1, b: "c" }, { a: "1", b: "c" }],
        ["a map for an object's property", "accessConfig", { acceptEula: "true", b: 1 }, { acceptEula: true, b: 1 }],
        ["an object's empty property", "accessConfig", { acceptEula: "" }, {}],
        ["a map for a list of objects' property", "actions", [{ acceptEula: "true" }], [{ acceptEula: true }]],
        // What may be of several kinds is not converted.
        ["a number for one of several kinds", "accessConfig", { labels: 7 }, { labels: UNKNOWN }],
    ];
    for (const [name, property, value, fit] of rows) {
        it(name, () => {
            const values = { [property]: value };
            const declared = asDeclared(BUCKET, values);
            assert.deepEqual(declared[property], fit);
            assert.equal(property in declared, fit !== undefined);
            assert.deepEqual(values, { [property]: value }, "what was sent stays as it is");
        });
    }

    it("knows the types that take a name in another kind", () => {
        assert.equal(fitted("ttl", 7, "aws:amplify/branch:Branch"), "7");
        assert.deepEqual(fitted("actions", "a", "aws:acmpca/permission:Permission"), ["a"]);
        assert.equal(fitted("constructor", 7, "aws:amplify/branch:Branch"), 7);
    });

    it("takes a document in either form", () => {
        for (const property of ["policy", "assumeRolePolicy", "containerDefinitions"]) {
            assert.deepEqual(fitted(property, { Statement: [] }), { Statement: [] });
        }
    });

    it("copies only what has to be", () => {
        const [kept, values] = [{ acceptEula: true }, ["1"]];
        const declared = asDeclared(BUCKET, { accessConfig: kept, accountIds: values, allocatedStorage: "7" });
        assert.equal(declared.accessConfig, kept);
        assert.equal(declared.accountIds, values);
    });
});
