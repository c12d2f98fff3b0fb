/** What is read from each kind of input. */
import assert from "node:assert/strict";

import type { Preview, PreviewResource } from "../../cli/inputs/stack";
import { parseInput } from "../../cli/inputs/read";
import { parseUrn } from "../../cli/inputs/urn";
import { UserError } from "../../cli/errors";
import { BUCKET, previewJson, ROOT_STATE, SECRET, SIGNATURE, state, UNKNOWN, urnOf } from "./fixtures";

const TABLE = "aws:dynamodb/table:Table";

function one(preview: Preview, name: string): PreviewResource {
    const resource = preview.resources.find((candidate) => candidate.name === name);
    assert.ok(resource, `${name} is read`);
    return resource;
}

function names({ resources }: Preview): string[] {
    return resources.map(({ name }) => name);
}

function previewOf(steps: Record<string, unknown>[], more = {}): Preview {
    return parseInput(JSON.stringify({ config: {}, steps, ...more }));
}

function exportOf(...resources: Record<string, unknown>[]): Preview {
    return parseInput(JSON.stringify({ version: 3, deployment: { resources } }));
}

describe("inputs", () => {
    it("reads the parts of a URN, with parents in its type and colons in its name", () => {
        assert.deepEqual(parseUrn("urn:pulumi:prod::shop::a:b:C$aws:s3/bucket:Bucket::x::y"), {
            stack: "prod",
            project: "shop",
            type: "aws:s3/bucket:Bucket",
            name: "x::y",
        });
        assert.equal(parseUrn("arn:aws:s3:::logs"), undefined);
    });

    describe("a preview", () => {
        it("gives project, stack, configuration and the program's lines", () => {
            const preview = parseInput(previewJson([BUCKET], { config: { "shop:key": "[secret]", "shop:size": "3" } }));
            assert.deepEqual([preview.project, preview.stack], ["shop", "prod"]);
            assert.deepEqual(preview.config, { "shop:key": "[secret]", "shop:size": "3" });
            assert.deepEqual(preview.secretKeys, ["shop:key"]);
            assert.deepEqual(one(preview, "logs").source, { file: "src/storage.ts", line: 12, column: 5 });
        });

        it("leaves out what is deleted, and marks what is only read", () => {
            const step = (op: string, name: string): Record<string, unknown> => ({ op, newState: state(TABLE, name), oldState: state(TABLE, name) });
            const ops = ["create", "same", "update", "create-replacement", "import", "refresh", "read", "read-replacement"];
            const gone = ["delete", "delete-replaced", "discard", "discard-replaced", "remove-pending-replace"];
            const preview = previewOf([...ops, ...gone].map((op) => step(op, op)));
            assert.deepEqual(names(preview), ops);
            assert.deepEqual(
                preview.resources.filter(({ external }) => external).map(({ name }) => name),
                ["read", "read-replacement"],
            );
        });

        it("holds a replaced resource once, as it will be", () => {
            const before = state(TABLE, "orders", { inputs: { hashKey: "old" } });
            const after = state(TABLE, "orders", { inputs: { hashKey: "new" } });
            const preview = previewOf([
                { op: "create-replacement", newState: after, oldState: before },
                { op: "replace", newState: after, oldState: before },
                { op: "delete-replaced", oldState: before },
            ]);
            assert.deepEqual(
                preview.resources.map(({ inputs }) => inputs),
                [{ hashKey: "new" }],
            );
        });

        it("takes the outputs that an unchanged resource had, and says how many unchanged ones are left out", () => {
            const same = { op: "same", newState: state(TABLE, "orders"), oldState: state(TABLE, "orders", { outputs: { arn: "a" } }) };
            const preview = previewOf([same], { changeSummary: { same: 3 } });
            assert.deepEqual(one(preview, "orders").outputs, { arn: "a" });
            assert.match(preview.notes[0] ?? "", /^2 unchanged resources are not in the file/);
        });

        it("takes the caller's line for what a library made", () => {
            const made = state(TABLE, "orders", {
                sourcePosition: "project:///node_modules/lib/index.ts#1,1",
                stackTrace: [{ sourcePosition: "project:///node_modules/lib/index.ts#1,1" }, {}, { sourcePosition: "project:///my%20app.ts#7" }],
            });
            assert.deepEqual(one(parseInput(previewJson([made])), "orders").source, { file: "my app.ts", line: 7, column: 1 });
        });

        it("adds the default providers that it refers to", () => {
            const provider = `${urnOf("pulumi:providers:aws", "default_7_48_0")}::${UNKNOWN}`;
            const preview = parseInput(previewJson([{ ...BUCKET, provider }], { config: { "aws:region": "eu-west-1" } }));
            assert.deepEqual(names(preview), ["shop-prod", "default_7_48_0", "logs"]);
            assert.deepEqual(one(preview, "default_7_48_0").inputs, { region: "eu-west-1", version: "7.48.0" });
        });

        it("drops property dependencies that are empty, as the engine does", () => {
            const dependent = state(TABLE, "orders", { propertyDependencies: { a: [], b: ["urn"] } });
            assert.deepEqual(one(parseInput(previewJson([dependent])), "orders").propertyDependencies, { b: ["urn"] });
        });

        it("tolerates lines before and after the JSON", () => {
            assert.deepEqual(names(parseInput(`Installing...\n  done\n${previewJson([BUCKET])}\nwarning: old CLI\n`)), ["shop-prod", "logs"]);
        });
    });

    describe("a stream of events", () => {
        const event = (kind: string, metadata: Record<string, unknown>): string => JSON.stringify({ sequence: 1, [kind]: { metadata } });
        const end = '{"sequence":9,"summaryEvent":{}}';

        it("gives configuration, inputs and the outputs that come last", () => {
            const lines = [
                '{"sequence":0,"preludeEvent":{"config":{"shop:size":"3"}}}',
                event("resourcePreEvent", { op: "create", new: { ...ROOT_STATE, inputs: {}, outputs: {} } }),
                event("resourcePreEvent", { op: "create", new: { ...BUCKET, outputs: {} } }),
                event("resOutputsEvent", { op: "create", new: { ...BUCKET, outputs: { arn: UNKNOWN } } }),
                event("resOutputsEvent", { op: "create", new: { ...ROOT_STATE, outputs: { url: "x" } } }),
                '{"sequence":8,"policyEvent":{"resourceUrn":"x"}}',
                end,
            ];
            const preview = parseInput(`Previewing...\n${lines.join("\n")}\n`);
            assert.deepEqual(preview.config, { "shop:size": "3" });
            assert.deepEqual(one(preview, "logs").outputs, { arn: UNKNOWN });
            assert.deepEqual(one(preview, "shop-prod").outputs, { url: "x" });
            assert.equal(preview.notes.length, 1);
        });

        it("says that it is cut when its end is missing or half a line", () => {
            const whole = event("resourcePreEvent", { op: "create", new: BUCKET });
            for (const text of [whole, `${whole}\n${end.slice(0, 9)}`]) {
                assert.match(parseInput(text).notes[0] ?? "", /ends in the middle.* 1 resource\.$/);
            }
        });

        it("refuses a broken line in its middle", () => {
            const whole = event("resourcePreEvent", { op: "create", new: BUCKET });
            assert.throws(() => parseInput(`${whole}\n{"seq\n${end}`), new UserError("line 2 of its events is not JSON"));
        });
    });

    describe("an exported state", () => {
        it("gives inputs and outputs, without what waits for deletion", () => {
            const preview = exportOf(
                ROOT_STATE,
                { ...BUCKET, outputs: { arn: "arn:aws:s3:::logs" } },
                state(TABLE, "old", { delete: true }),
                state(TABLE, "read", { external: true }),
            );
            assert.deepEqual(names(preview), ["shop-prod", "logs", "read"]);
            assert.deepEqual(one(preview, "logs").outputs, { arn: "arn:aws:s3:::logs" });
            assert.equal(one(preview, "read").external, true);
        });

        it("is read in versions 3 and 4 only", () => {
            assert.equal(parseInput('{ "version": 4, "deployment": { "resources": [] } }').resources.length, 0);
            for (const version of [1, 2, 5]) {
                const text = JSON.stringify({ version, deployment: { resources: [] } });
                assert.throws(() => parseInput(text), new UserError(`it is a state of version ${version}; only 3 and 4 can be read`));
            }
        });

        it("is refused when a resource has no URN", () => {
            assert.throws(() => exportOf({ urn: "logs" }), new UserError("it is a state with a resource that has no valid URN"));
        });
    });

    describe("values", () => {
        const read = (value: unknown): unknown => one(exportOf(state(TABLE, "orders", { inputs: { value } })), "orders").inputs.value;
        const hidden = { [SIGNATURE]: SECRET, value: "[secret]" };

        it("keep secrets secret: hidden where they cannot be read, in clear where they are shown", () => {
            assert.deepEqual(read({ [SIGNATURE]: SECRET, ciphertext: "v1:abc" }), hidden);
            assert.deepEqual(read("[secret]"), hidden);
            assert.deepEqual(read({ [SIGNATURE]: SECRET, plaintext: '{"user":"a"}' }), { [SIGNATURE]: SECRET, value: { user: "a" } });
            assert.deepEqual(read([{ a: { [SIGNATURE]: SECRET, plaintext: "not JSON" } }]), [{ a: hidden }]);
        });

        it("keep assets and archives, unknowns and nested defaults as they are", () => {
            const archive = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", hash: "ab", path: "./app" };
            for (const value of [archive, UNKNOWN, { __defaults: [], port: 5432 }, [1, null, true]]) {
                assert.deepEqual(read(value), value);
            }
        });

        it("turn a reference to a resource into its id", () => {
            const reference = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn", id: "i-1" };
            assert.equal(read(reference), "i-1");
            assert.equal(read({ ...reference, id: "" }), "urn");
        });
    });
});
