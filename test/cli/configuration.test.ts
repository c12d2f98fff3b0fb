/** How a configuration file and a pack's own defaults come together. */
import assert from "node:assert/strict";
import * as path from "node:path";

import type { AnalyzerInfo, PolicyConfig, PolicySettings } from "../../cli/analyzer/protocol";
import { readConfiguration, reconcile } from "../../cli/analyzer/configuration";
import { UserError } from "../../cli/errors";
import { makeFolder, removeFolders } from "./fixtures";

const INFO: AnalyzerInfo = {
    name: "pack",
    version: "1.0.0",
    policies: [
        {
            name: "named-as",
            displayName: "",
            description: "",
            level: "advisory",
            schema: {
                properties: {
                    prefix: { type: "string", default: "acme" },
                    length: { type: "integer", minimum: 1 },
                    tier: { enum: ["live", "test"] },
                },
                required: [],
            },
        },
        {
            name: "owned",
            displayName: "",
            description: "",
            level: "mandatory",
            schema: { properties: { owner: { type: "string" } }, required: ["owner"] },
        },
        { name: "plain", displayName: "", description: "", level: "disabled" },
    ],
    initialConfig: [["owned", { properties: { owner: "shop" } }]],
};

describe("configuration of policies", () => {
    after(removeFolders);

    function reconciled(content: string, initialConfig?: [string, PolicyConfig][]): Record<string, PolicySettings> {
        const file = path.join(makeFolder({ "config.json": content }), "config.json");
        const info = initialConfig ? { ...INFO, initialConfig } : INFO;
        const settings = reconcile(info, [{ name: "config.json", policies: readConfiguration(file).policies }]);
        return Object.fromEntries([...settings].map(([name, { level, properties }]) => [name, { level, properties }]));
    }

    const OWNED = { level: "mandatory", properties: { owner: "shop" } };
    const PLAIN = { level: "disabled", properties: {} };
    const right: [string, string, Record<string, unknown>][] = [
        [
            "schema defaults and the pack's own, for an empty file",
            "",
            { "named-as": { level: "advisory", properties: { prefix: "acme" } }, owned: OWNED, plain: PLAIN },
        ],
        [
            "a level alone",
            '{ "plain": "remediate" }',
            { "named-as": { level: "advisory", properties: { prefix: "acme" } }, owned: OWNED, plain: { level: "remediate", properties: {} } },
        ],
        [
            "a level with settings",
            '{ "named-as": { "enforcementLevel": "mandatory", "length": 3 } }',
            { "named-as": { level: "mandatory", properties: { prefix: "acme", length: 3 } }, owned: OWNED, plain: PLAIN },
        ],
        [
            "a level for all, and another for one",
            '{ "all": "disabled", "owned": "advisory" }',
            { "named-as": { level: "disabled", properties: { prefix: "acme" } }, owned: { ...OWNED, level: "advisory" }, plain: PLAIN },
        ],
        [
            "settings without a level",
            '{ "owned": { "owner": "me" } }',
            { "named-as": { level: "advisory", properties: { prefix: "acme" } }, owned: { level: "mandatory", properties: { owner: "me" } }, plain: PLAIN },
        ],
    ];
    for (const [what, content, expected] of right) {
        it(`takes ${what}`, () => {
            assert.deepEqual(reconciled(content), expected);
        });
    }

    it("lets the level that the pack gives all policies stand under the file's", () => {
        const initial: [string, PolicyConfig][] = [
            ["all", { level: "mandatory", properties: {} }],
            ["owned", { properties: { owner: "shop" } }],
        ];
        const settings = reconciled('{ "plain": "advisory" }', initial);
        assert.deepEqual(
            Object.values(settings).map(({ level }) => level),
            ["mandatory", "mandatory", "advisory"],
        );
    });

    const wrong: [string, string, RegExp][] = [
        ["a policy that the pack does not have", '{ "named-az": "advisory" }', /: pack has no policy "named-az"; did you mean "named-as"\?$/],
        ["a policy like no other", '{ "something-else-altogether": "advisory" }', /: pack has no policy "something-else-altogether"$/],
        ["a setting that the policy does not have", '{ "named-as": { "prefx": "a" } }', /: named-as has no setting "prefx"; did you mean "prefix"\?$/],
        [
            "a misspelt enforcementLevel",
            '{ "plain": { "enforcmentLevel": "advisory" } }',
            /: plain has no setting "enforcmentLevel"; did you mean "enforcementLevel"\?$/,
        ],
        ["settings for all", '{ "all": { "prefix": "a" } }', /: all has no setting "prefix"/],
        ["a setting of the wrong type", '{ "named-as": { "prefix": 3 } }', /: named-as: prefix must be string$/],
        ["a setting out of its range", '{ "named-as": { "length": 0 } }', /: named-as: length must be >= 1$/],
        [
            "a setting that is none of its values",
            '{ "named-as": { "tier": "x" } }',
            /: named-as: tier must be equal to one of the allowed values \("live", "test"\)$/,
        ],
        ["a level that is none", '{ "named-as": "mandatry" }', /: named-as: "mandatry" is no level; the levels are advisory, mandatory, remediate, disabled$/],
        ["a level that is no string", '{ "named-as": { "enforcementLevel": 1 } }', /: named-as: 1 is no level/],
        ["a value that is neither level nor object", '{ "named-as": 3 }', /: named-as is neither a level nor an object of settings$/],
        ["a list", "[]", /: it is not an object of policies$/],
        ["what is not JSON", "{ named", /: it is not JSON: /],
    ];
    for (const [what, content, message] of wrong) {
        it(`refuses ${what}`, () => {
            assert.throws(
                () => reconciled(content),
                (error) => error instanceof UserError && message.test(error.message),
            );
        });
    }

    it("refuses a policy whose required setting nobody gives", () => {
        const message = /: owned: must have required property 'owner'$/;
        assert.throws(
            () => reconciled("{}", []),
            (error) => error instanceof UserError && message.test(error.message),
        );
    });

    it("refuses a file that cannot be read", () => {
        assert.throws(() => readConfiguration(path.join(makeFolder({}), "none.json")), /cannot be read: there is no such file$/);
    });
});
