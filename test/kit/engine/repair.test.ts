/** Level `remediate`, through the SDK's own request handling. */
import * as assert from "node:assert/strict";

import type * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";

import { resourcePolicy, stackPolicy } from "../../../kit";
import type { ResourcePolicyDefinition } from "../../../kit/definition";
import { run } from "../../../kit/engine/run";
import { shareViews } from "../../../kit/engine/sdk";
import { ASSET, ARCHIVE, SIGNATURE, UNKNOWN } from "../../../kit/sentinels";
import { call, configured, secret, serve } from "../../harness";
import { analyzeRequest, Nested } from "../../fuzz/wire";
import type { Sent } from "../../unknowns";

const meta = {
    ...({ name: "right", title: "Right", severity: "high", level: "mandatory", stops: "broken", why: "because", fix: "do this" } as const),
    links: [] as string[],
    types: [{ tokens: ["aws:sqs/queue:Queue"] }],
};
type Values = Record<string, unknown>;
type Reporting = { report(property: string, problem: string): void };
type Definition = Partial<ResourcePolicyDefinition<Record<never, never>, Values>>;

/** What a repair makes of a queue; undefined where it changes nothing. */
async function repaired(inputs: Values, definition: Definition, more: Partial<Sent> = {}): Promise<Values | undefined> {
    const check: Definition["check"] = (props, { report }) => {
        if (props.safe !== true) {
            report("safe", "it is not");
        }
    };
    const policy = resourcePolicy({ ...meta, check, ...definition } as never);
    return remediate(policy, inputs, more);
}

async function remediate(policy: Parameters<typeof configured>[0], inputs: Values, more: Partial<Sent> = {}): Promise<Values | undefined> {
    run.reset();
    const handlers = shareViews(serve([{ ...configured(policy, {}), enforcementLevel: "remediate" }]));
    const type = "aws:sqs/queue:Queue";
    const sent: Sent = { urn: `urn:pulumi:dev::shop::${type}::jobs`, type, name: "jobs", inputs, outputs: {}, dependencies: {}, ...more };
    const response = (await call(handlers.remediate, analyzeRequest(sent))) as analyzer.RemediateResponse;
    const [remediation] = response.getRemediationsList();
    assert.equal(remediation?.getDiagnostic() ?? "", "");
    return remediation?.getProperties()?.toJavaScript();
}

const repair = { safe: true };

describe("kit/repair", () => {
    it("sets what the policy says where the check reports it", async () => {
        assert.deepEqual(await repaired({ a: 1, safe: false }, { repair }), { a: 1, safe: true });
        assert.equal(await repaired({ safe: true }, { repair }), undefined);
    });

    it("leaves alone what another property is reported for", async () => {
        assert.equal(await repaired({}, { repair, check: (_, { report }) => report("other", "it is wrong") }), undefined);
    });

    it("asks a function for the repair, with the properties, the settings and the tier", async () => {
        const asked: unknown[] = [];
        const definition: Definition = {
            repair: (props, { tier, resource, settings }) => {
                asked.push(props.a, tier, resource.name, settings);
                return { safe: props.a };
            },
        };
        assert.deepEqual(await repaired({ a: "x" }, definition), { a: "x", safe: "x" });
        assert.deepEqual(asked, ["x", "nonproduction", "jobs", { waivers: [] }]);
        assert.equal(await repaired({}, { repair: () => undefined }), undefined);
    });

    it("repairs nothing where it, or the check, reads what is not known", async () => {
        assert.equal(await repaired({ a: UNKNOWN }, { repair: (props) => ({ safe: props.a }) }), undefined);
        assert.equal(await repaired({ safe: UNKNOWN }, { repair }), undefined);
    });

    it("repairs nothing where it fails", async () => {
        const broken = (): never => {
            throw new TypeError("broken");
        };
        assert.equal(await repaired({}, { repair: broken }), undefined);
    });

    it("repairs resources of its types only", async () => {
        assert.equal(await repaired({}, { repair }, { type: "aws:sns/topic:Topic" }), undefined);
        assert.deepEqual(await repaired({}, { repair, types: undefined }, { type: "aws:sns/topic:Topic" }), { safe: true });
    });

    it("adds to a list and to a map that are there", async () => {
        const check: Definition["check"] = (_, { report }) => report("list", "it lacks something");
        const added = { list: ["b"], map: { b: 1 }, other: ["c"], plain: { d: 1 } };
        assert.deepEqual(await repaired({ list: ["a"], map: { a: 1 }, other: { x: 1 }, plain: ["y"] }, { repair: added, check }), {
            list: ["a", "b"],
            map: { a: 1, b: 1 },
            other: ["c"],
            plain: { d: 1 },
        });
        assert.deepEqual(await repaired({ list: secret(["a"]), map: null }, { repair: added, check }), { ...added, list: secret(["a", "b"]) });
    });

    it("reads secrets in clear, and leaves them secret", async () => {
        const inputs = { key: secret("x"), nested: [{ key: secret({ a: "y" }) }] };
        const definition: Definition = { repair: (props) => ({ safe: [props.key, props.nested] }) };
        assert.deepEqual(await repaired(inputs, definition), { ...inputs, safe: ["x", [{ key: { a: "y" } }]] });
    });

    it("hands assets back, and leaves alone what has an archive that was put together", async () => {
        const text = { [SIGNATURE]: ASSET, text: "x" };
        assert.deepEqual(await repaired({ text }, { repair }), { text, safe: true });
        assert.equal(await repaired({ code: { [SIGNATURE]: ARCHIVE, assets: { a: text } } }, { repair }), undefined);
    });

    it("reads the provider's settings", async () => {
        const provider = { urn: "urn", type: "pulumi:providers:aws", name: "default", properties: { region: "eu-west-1" } };
        assert.deepEqual(await repaired({}, { repair: (_, { resource }) => ({ safe: resource.provider.region }) }, { provider }), { safe: "eu-west-1" });
    });

    it("sets a property in the program's spelling", async () => {
        const check: Definition["check"] = (props, { report }) => {
            if (!props.enableKeyRotation) {
                report("enableKeyRotation", "nothing rotates this key");
            }
        };
        const types = [{ tokens: ["aws:kms/key:Key"] }];
        const definition: Definition = { types, check, repair: { enableKeyRotation: true } };
        assert.deepEqual(await repaired({}, definition, { type: "aws-native:kms:Key" }), { enableKeyRotation: true });
    });

    it("repairs by itself for a policy that looks at whole stacks", async () => {
        const policy = stackPolicy({ ...meta, repair, check: (_: unknown, { report }: Reporting) => report("safe", "it is not") } as never);
        assert.deepEqual(await remediate(policy, { safe: false }), { safe: true });
    });

    it("leaves a resource alone that the SDK cannot read, or could not hand back", async () => {
        const emptyAsset = { [SIGNATURE]: ASSET };
        assert.equal(await repaired({ a: emptyAsset }, { repair }), undefined);
        const provider = { urn: "urn", type: "pulumi:providers:aws", name: "default", properties: { region: emptyAsset } };
        assert.equal(await repaired({}, { repair }, { provider }), undefined);
        assert.equal(await repaired({ then: "x" }, { repair }), undefined);
        assert.notEqual(await repaired({ a: { then: "x" } }, { repair }), undefined);
        assert.equal(await repaired({ a: new Nested(5000) }, { repair }), undefined);
    });
});
