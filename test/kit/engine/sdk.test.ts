/** The shared view of a request against the SDK's own arguments: every policy's answer, and every reason, is the same. */
import * as assert from "node:assert/strict";

import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { run } from "../../../kit/engine/run";
import { shareViews, type Handlers } from "../../../kit/engine/sdk";
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

    it("leaves handlers that it does not know as they are", () => {
        const unknownHandlers = { analyze: () => undefined } as Handlers;
        assert.equal(shareViews(unknownHandlers), unknownHandlers);
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
