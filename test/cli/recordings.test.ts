/** That a pack is sent what the real engine sent it for the same stack. */
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { runPacks } from "../../cli/analyzer/run-packs";
import { readInput } from "../../cli/inputs/read";
import type { Preview } from "../../cli/inputs/stack";
import { makeFolder, makePack, RECORDER, recordings, removeFolders, SECRET, SIGNATURE } from "./fixtures";

type Sent = {
    urn: string;
    type: string;
    name: string;
    properties: Record<string, unknown>;
    options: Record<string, unknown>;
    provider?: unknown;
    parent?: string;
    dependencies?: string[];
    propertyDependencies?: Record<string, { urns: string[] }>;
};

interface Requests {
    configureStack: Record<string, unknown>;
    analyze: Map<string, Sent>;
    stack: Map<string, Sent>;
}

const ASSET = "c44067f5952c0a294b673a41bacd8c17";

describe("recorded stacks", function () {
    // The largest has a thousand resources.
    this.timeout(180_000);
    after(removeFolders);

    if (recordings().length === 0) {
        it("are not at hand");
        return;
    }

    let recorder: string;
    before(() => {
        recorder = makePack(RECORDER);
    });

    /** What a pack is sent for a file. */
    async function sentFor(preview: Preview): Promise<Requests> {
        const log = path.join(makeFolder({ log: "" }), "log");
        process.env.PREFLIGHT_TEST_LOG = log;
        try {
            await runPacks(preview, [{ directory: recorder }], { timeoutSeconds: 60 });
        } finally {
            delete process.env.PREFLIGHT_TEST_LOG;
        }
        return group(
            fs
                .readFileSync(log, "utf8")
                .trim()
                .split("\n")
                .map((line) => JSON.parse(line) as never),
        );
    }

    /** What the engine sent for the same stack. */
    function recorded(folder: string): Requests {
        return group(JSON.parse(fs.readFileSync(path.join(folder, "analyzer.json"), "utf8")) as never);
    }

    function group(requests: { rpc: string; request: never }[]): Requests {
        const of = (rpc: string): never[] => requests.filter((entry) => entry.rpc === rpc).map(({ request }) => request);
        const byUrn = (sent: Sent[]): Map<string, Sent> => new Map(sent.map((resource) => [resource.urn, sorted(redacted(resource))]));
        const [stack] = of("analyzeStack") as { resources: Sent[] }[];
        const [configureStack] = of("configureStack") as Record<string, unknown>[];
        return {
            configureStack: { ...configureStack },
            analyze: byUrn(of("analyze")),
            stack: byUrn(stack?.resources ?? []),
        };
    }

    for (const folder of recordings()) {
        const name = path.basename(folder);

        it(`${name}: every file is read`, async () => {
            for (const file of fs.readdirSync(folder).filter((entry) => /^(preview|export)/.test(entry))) {
                const preview = await readInput(path.join(folder, file));
                assert.ok(preview.resources.length > 40, file);
                assert.ok(preview.project && preview.stack, file);
            }
        });

        it(`${name}: preview.json sends what the engine sends`, async () => {
            const sent = await sentFor(await readInput(path.join(folder, "preview.json")));
            const engine = recorded(folder);
            assert.deepEqual(sent.configureStack, withHiddenConfig(engine.configureStack));
            assertSame(sent.analyze, engine.analyze);
            // Differences: a preview holds no outputs, so stack policies are sent the inputs; and without the stack's own
            // outputs the root is not sent, for it would seem to have none.
            assertSame(sent.stack, withInputs(engine));
        });

        const stream = path.join(folder, "preview-stream.ndjson");
        if (fs.existsSync(stream)) {
            it(`${name}: preview-stream.ndjson sends what the engine sends`, async () => {
                const sent = await sentFor(await readInput(stream));
                const engine = recorded(folder);
                assert.deepEqual(sent.configureStack, withHiddenConfig(engine.configureStack));
                // Differences: an event holds neither dependencies nor `additionalSecretOutputs` and `aliases`, and an
                // asset's text is left out.
                assertSame(sent.analyze, lessened(engine.analyze));
                assertSame(sent.stack, lessened(engine.stack));
            });
        }
    }

    function assertSame(sent: Map<string, Sent>, engine: Map<string, Sent>): void {
        assert.deepEqual([...sent.keys()].sort(), [...engine.keys()].sort());
        for (const [urn, resource] of engine) {
            assert.deepEqual(sent.get(urn), resource, urn);
        }
    }

    /** Difference: in a file, secrets are `[secret]`, whatever they hold. */
    function redacted<T>(value: T): T {
        return JSON.parse(
            JSON.stringify(value, (_, part: Record<string, unknown> | null) =>
                part?.[SIGNATURE] === SECRET ? { [SIGNATURE]: SECRET, value: "[secret]" } : part,
            ),
        ) as T;
    }

    /** The engine keeps dependencies in a set, in an order that does not repeat. */
    function sorted(resource: Sent): Sent {
        resource.dependencies?.sort();
        Object.values(resource.propertyDependencies ?? {}).forEach(({ urns }) => urns.sort());
        return resource;
    }

    function withHiddenConfig(configureStack: Record<string, unknown>): Record<string, unknown> {
        const config = { ...(configureStack.config as Record<string, string>) };
        for (const key of configureStack.configSecretKeys as string[]) {
            config[key] = "[secret]";
        }
        return { ...configureStack, config };
    }

    function withInputs({ analyze, stack }: Requests): Map<string, Sent> {
        const told = [...stack].filter(([urn]) => !urn.includes("::pulumi:pulumi:Stack::"));
        return new Map(told.map(([urn, sent]) => [urn, { ...sent, properties: analyze.get(urn)?.properties ?? {} }]));
    }

    function withoutTexts(sent: Sent): Sent {
        return JSON.parse(
            JSON.stringify(sent, (_, part: Record<string, unknown> | null) =>
                part?.[SIGNATURE] === ASSET && "text" in part ? { ...part, text: "<contents elided>" } : part,
            ),
        ) as Sent;
    }

    function lessened(resources: Map<string, Sent>): Map<string, Sent> {
        return new Map(
            [...resources].map(([urn, sent]) => [
                urn,
                {
                    ...withoutTexts(sent),
                    options: { ...sent.options, additionalSecretOutputs: [], aliases: [] },
                    ...(sent.dependencies ? { dependencies: [], propertyDependencies: {} } : {}),
                },
            ]),
        );
    }
});
