/** The shared view of a request against the SDK's own arguments: every policy's answer, and every reason, is the same. */
import * as assert from "node:assert/strict";

import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { run } from "../../../kit/engine/run";
import { shareViews, type Handlers } from "../../../kit/engine/sdk";
import { SIGNATURE } from "../../../kit/sentinels";
import { listPolicies } from "../../../policies";
import { unknown } from "../../harness";

const policies = listPolicies().map(({ policy }) => ({ ...policy, enforcementLevel: "mandatory" }));
const sdk = require("@pulumi/policy/server") as Record<string, (...args: unknown[]) => Handlers[string]>;
const handlers = (): Handlers => ({
    analyze: sdk.makeAnalyzeRpcFun?.("pack", "1.0.0", "mandatory", policies) as Handlers[string],
    analyzeStack: sdk.makeAnalyzeStackRpcFun?.("pack", "1.0.0", "mandatory", policies) as Handlers[string],
    configure: (_call, callback) => callback(undefined, {}),
});

const STACK: [type: string, name: string, properties: Record<string, unknown>][] = [
    ["pulumi:pulumi:Stack", "shop-prod", { endpoint: "TODO" }],
    ["pulumi:providers:aws", "default", { region: "us-east-1" }],
    ["shop:index:Network", "network", {}],
    ["aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }],
    ["aws:lambda/function:Function", "worker", { runtime: "nodejs16.x", environment: { variables: { DB_PASSWORD: "ChangeMe123!" } } }],
    ["aws:rds/instance:Instance", "orders", { engine: "postgres", engineVersion: unknown, password: unknown, multiAz: unknown }],
    ["aws-native:kms:Key", "key", { enableKeyRotation: false }],
    ["aws:alb/loadBalancer:LoadBalancer", "lb", { subnets: [] }],
];

function fill<M extends analyzer.AnalyzeRequest | analyzer.AnalyzerResource>(message: M, [type, name, properties]: (typeof STACK)[number]): M {
    message.setType(type);
    message.setName(name);
    message.setUrn(`urn:pulumi:prod::shop::${type}::${name}`);
    message.setProperties(Struct.fromJavaScript(properties as never));
    message.setOptions(new analyzer.AnalyzerResourceOptions());
    return message;
}

/** Everything that the pack answers on the stack: findings, and why policies do not apply. */
async function answers({ analyze, analyzeStack }: Handlers): Promise<unknown[]> {
    run.reset();
    const call = (handler: Handlers[string] | undefined, request: unknown): Promise<unknown> =>
        new Promise((resolve, reject) => {
            handler?.({ request } as never, (error, response) => (error ? reject(error) : resolve((response as analyzer.AnalyzeResponse).toObject())));
        });
    const answered: unknown[] = [];
    for (const resource of STACK) {
        answered.push(await call(analyze, fill(new analyzer.AnalyzeRequest(), resource)));
    }
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList(STACK.map((resource) => fill(new analyzer.AnalyzerResource(), resource)));
    answered.push(await call(analyzeStack, request));
    return answered;
}

describe("kit/sdk", () => {
    it("changes no finding, no level and no reason", async () => {
        const plain = await answers(handlers());
        assert.deepEqual(await answers(shareViews(handlers())), plain);
        assert.match(JSON.stringify(plain), /"policyname":"lambda-env-kms"/);
        assert.match(JSON.stringify(plain), /Policy only applies to resources of type/);
    });

    const { analyze, analyzeStack, configure } = handlers();
    const all = { analyze, analyzeStack, configure } as Handlers;
    const answered = (handler: Handlers[string] | undefined, request: object = {}): Promise<unknown[]> =>
        new Promise((resolve) => void handler?.({ request } as never, (...answer) => resolve(answer)));

    it("leaves handlers that it does not know as they are", () => {
        for (const some of [{ analyze }, { analyze, analyzeStack }, { analyze, configure }, { analyzeStack, configure }] as Handlers[]) {
            assert.equal(shareViews(some), some);
        }
        assert.deepEqual(Object.keys(shareViews(all)), ["analyze", "analyzeStack", "configure"]);
    });

    it("keeps which keys of the configuration are secret", async () => {
        const shared = shareViews({ ...all, configureStack: (_call, callback) => callback(undefined, "done") });
        assert.deepEqual(await answered(shared.configureStack, { getConfigSecretKeysList: () => ["token"] }), [undefined, "done"]);
        assert.deepEqual(run.secretKeys, ["token"]);
        await answered(shared.configureStack);
        assert.equal(run.secretKeys, undefined);
    });

    it("says that it reads what a deep run learns", async () => {
        const shared = (...answer: [unknown, unknown?]): Handlers => shareViews({ ...all, getAnalyzerInfo: (_call, callback) => callback(...answer) });
        assert.deepEqual(await answered(shared(undefined, { name: "pack" }).getAnalyzerInfo), [undefined, { name: "pack", readsLearned: true }]);
        assert.deepEqual(await answered(shared("broken").getAnalyzerInfo), ["broken", undefined]);
    });

    it("notes how policies are configured, and forgets the run before", async () => {
        const request = new analyzer.ConfigureAnalyzerRequest();
        const config = new analyzer.PolicyConfig();
        config.setProperties(Struct.fromJavaScript({ days: 7 }));
        request.getPolicyconfigMap().set("rds-multi-az", config).set("rds-not-public", new analyzer.PolicyConfig());
        run.said.add("rds-multi-az");
        assert.deepEqual(await answered(shareViews(all).configure, request), [undefined, {}]);
        assert.deepEqual(
            [...run.configured],
            [
                ["rds-multi-az", { days: 7 }],
                ["rds-not-public", {}],
            ],
        );
        assert.equal(run.said.size, 0);
    });

    it("repairs nothing that the SDK cannot read", async () => {
        const shared = shareViews({ ...all, remediate: (_call, callback) => callback(undefined, "repaired") });
        const repaired = async (properties: object, provider?: object): Promise<boolean> => {
            const request = new analyzer.AnalyzeRequest();
            request.setProperties(Struct.fromJavaScript(properties as never));
            if (provider) {
                request.setProvider(new analyzer.AnalyzerProviderResource());
                request.getProvider()?.setProperties(Struct.fromJavaScript(provider as never));
            }
            const [error, response] = await answered(shared.remediate, request);
            assert.equal(error, undefined);
            assert.ok(response === "repaired" || response instanceof analyzer.RemediateResponse);
            return response === "repaired";
        };
        const strange = { a: { [SIGNATURE]: "a kind that nobody knows" } };
        assert.equal(await repaired({ a: 1 }), true);
        assert.equal(await repaired({ a: 1 }, { region: "eu-west-1" }), true);
        assert.equal(await repaired({ then: 1 }), false);
        assert.equal(await repaired(strange), false);
        assert.equal(await repaired({ a: 1 }, strange), false);
        assert.deepEqual(await answered(shared.remediate, new analyzer.AnalyzeRequest()), [undefined, "repaired"]);
    });

    it("hands a request that cannot be read to the engine as an error", async () => {
        const shared = shareViews(handlers());
        const broken = new analyzer.AnalyzeRequest();
        broken.setType("aws:lambda/function:Function");
        const error = await new Promise((resolve) => {
            shared.analyze?.({ request: broken } as never, (failure) => resolve(failure));
        });
        assert.ok(error instanceof Error);
    });
});
