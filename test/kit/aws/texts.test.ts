import * as assert from "node:assert/strict";

import { asset } from "@pulumi/pulumi";

import { textsOf } from "../../../kit/aws/texts";
import { Resource } from "../../../kit/resource";
import { unknown } from "../../harness";

describe("the texts of a resource", () => {
    const read = (value: unknown, property = "block", type = "aws:glue/job:Job"): ReturnType<typeof textsOf> =>
        textsOf(new Resource({ urn: "urn:one", type, name: "one", properties: { [property]: value } }), property);

    /** What is found, as `path key text`, with `!` before a name that its author chose. */
    const rows: [string, unknown, string[], string?, string?][] = [
        ["a text", "x", ["block block x"]],
        ["a list and a map", { a: ["x", 7, null, true], b: { c: "y" } }, ["block.a[0] a x", "block.b.c c y"]],
        ["variables", { a: "x" }, ["env.a !a x"], "env"],
        ["those of Glue and Athena", { a: "x" }, ["connectionProperties.a !a x"], "connectionProperties"],
        ["those of a job", { a: "x" }, ["defaultArguments.a !a x"], "defaultArguments"],
        ["a name that is an author's elsewhere", { a: "x" }, ["settings.a a x"], "settings"],
        ["Beanstalk's settings", [{ name: "A", value: "x" }], ["settings[0].value !A x"], "settings", "aws:elasticbeanstalk/environment:Environment"],
        [
            "a template's",
            [{ name: "A", value: "x" }],
            ["settings[0].value !A x"],
            "settings",
            "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate",
        ],
        ["a stack's parameters", { a: "x" }, ["parameters.a !a x"], "parameters", "aws:cloudformation/stack:Stack"],
        [
            "pairs",
            [
                { name: "A", value: "x" },
                { Name: "B", Value: "y" },
            ],
            ["env[0].value !A x", "env[1].Value !B y"],
            "env",
        ],
        ["pairs that are none", ["x", null, { name: "A" }, { name: 1, value: "y" }], ["env[0] !env x", "env[2].name !name A", "env[3].value !value y"], "env"],
        ["pairs elsewhere", [{ name: "A", value: "x" }], ["block[0].name name A", "block[0].value value x"]],
        ["a pair whose name is not known", [{ name: unknown, value: "x" }], ["env[0].value !value x"], "env"],
        [
            "values that lie elsewhere",
            [
                { name: "A", value: "x", type: "PARAMETER_STORE" },
                { name: "B", value: "y", type: unknown },
            ],
            [],
            "env",
        ],
        ["values that lie here", [{ name: "A", value: "x", type: "PLAINTEXT" }], ["env[0].value !A x"], "env"],
        ["JSON", '[{"image":"x"}]', ["containerDefinitions[0].image image x"], "containerDefinitions"],
        ["JSON that describes nothing", "null", ["containerDefinitions containerDefinitions null"], "containerDefinitions"],
        ["JSON elsewhere", '{"a":"x"}', ['block block {"a":"x"}']],
        ["an asset", { code: new asset.StringAsset("x") }, []],
    ];
    for (const [name, value, expected, property, type] of rows) {
        it(`are read: ${name}`, () => {
            const { texts } = read(value, property, type);
            assert.deepEqual(
                texts.map(({ path, key, named, text }) => `${path} ${named ? "!" : ""}${key} ${text}`),
                expected,
            );
        });
    }

    it("are told where they cannot be read", () => {
        assert.deepEqual(read({ a: unknown, env: "[secret]", nodeProperties: unknown }).unread, [
            { because: "unknown", path: "block.a", key: "a", whole: false },
            { because: "hidden", path: "block.env", key: "env", whole: true },
            { because: "unknown", path: "block.nodeProperties", key: "nodeProperties", whole: true },
        ]);
    });
});
