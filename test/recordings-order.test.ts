/** The recordings in another order and under other names: what is found hangs on neither. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";

import { messages } from "../cli/analyzer/grpc";
import type { AnalyzerResource } from "../cli/analyzer/protocol";
import { providerUrn } from "../cli/inputs/make";
import type { PreviewResource } from "../cli/inputs/stack";
import { run } from "../kit/engine/run";
import { shareViews } from "../kit/engine/sdk";
import { readMessage } from "../kit/engine/message";
import { listPolicies } from "../policies";
import { call, configured, inEnvironment, serve } from "./harness";
import { BY_NAME, renamed, reversed } from "./order";
import { fileOf, recordedPreview, recordings } from "./recordings";

type Settings = Record<string, Record<string, unknown>>;

/** A finding without what it says: the policy, the resource, the property and the level. */
interface Identity {
    policy: string;
    urn: string;
    where: string;
}

describe("recordings in another order", () => {
    for (const recording of recordings) {
        it(recording, async () => {
            const { resources, stack: stackName, project, config } = recordedPreview(recording);
            const settings = JSON.parse(fs.readFileSync(fileOf(recording, "config.json"), "utf8")) as Settings;
            await inEnvironment({ name: recording, stack: [], stackName, project, config }, async () => {
                const shown = (found: Identity[]): string[] => found.map(({ policy, urn, where }) => `${policy} ${urn} ${where}`).sort();
                const plain = await find(resources, settings);
                assert.ok(plain.length > 0);
                assert.deepEqual(shown(await find(reversed(resources), settings)), shown(plain), "the other way round");

                const others = renamed(resources);
                const original = new Map(others.map(({ urn }, i) => [urn, (resources[i] as PreviewResource).urn]));
                const goesByNames = ({ policy }: Identity): boolean => policy in BY_NAME;
                const back = (await find(others, settings)).map((found) => ({ ...found, urn: original.get(found.urn) ?? found.urn }));
                assert.deepEqual(shown(back.filter((found) => !goesByNames(found))), shown(plain.filter((found) => !goesByNames(found))), "under other names");
            });
        });
    }
});

/** What all policies find, asked as the engine asks them, in this process. */
async function find(resources: PreviewResource[], settings: Settings): Promise<Identity[]> {
    run.reset();
    const handlers = shareViews(serve(listPolicies().map(({ policy }) => configured(policy, settings[policy.name]))));
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const request = ({ urn, type, name, inputs, parent, options, provider: reference }: PreviewResource): AnalyzerResource => {
        const provider = byUrn.get(providerUrn(reference ?? ""));
        return { urn, type, name, properties: inputs, parent, options, provider: provider && { ...provider, properties: provider.inputs } };
    };
    const answers = [];
    for (const resource of resources.filter(({ external }) => !external)) {
        answers.push(await call(handlers.analyze, messages.analyze.write(request(resource))));
    }
    const whole = resources.map((resource) => {
        const { dependencies, propertyDependencies, outputs = {} } = resource;
        return { ...request(resource), properties: outputs, dependencies, propertyDependencies };
    });
    answers.push(await call(handlers.analyzeStack, messages.analyzeStack.write(whole)));
    return answers
        .flatMap((answer) => messages.analyze.read(answer as never).diagnostics)
        .map(({ policy, urn, level, message, description }) => ({ policy, urn, where: `${readMessage(message, description).property ?? "-"} ${level}` }));
}
