/** The recorded programs, run here: what the embedded monitor leads to is what the real engine sent. */
import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { check } from "../../../cli/check";
import type { Preview, PreviewResource } from "../../../cli/inputs/model";
import { isObject, SIGNATURE } from "../../../cli/inputs/values";
import { runProgram } from "../../../cli/program/run";
import { fileOf, labelled, recordedPreview, recordings } from "../../recordings";

const ROOT = path.join(__dirname, "..", "..", "..", "..");

/** Every difference that there may be, with its reason. */
const DIFFERENCES: { what: string; why: string; applies(key: string, value: unknown, owner: object): boolean; same?: unknown }[] = [
    {
        what: "`__defaults` in nested objects",
        why: "a mark of the provider's own, for its next diff; the kit takes it out, and no policy reads it",
        applies: (key) => key === "__defaults",
    },
    {
        what: "the hash of an asset or an archive",
        why: "the engine's way to compare two updates; the policy SDK does not hand it out",
        applies: (key, _, owner) => key === "hash" && SIGNATURE in owner,
    },
    {
        what: "the hexadecimal digits of an auto-name",
        why: "the engine draws them at random, anew for each resource",
        applies: (_, value) => typeof value === "string" && /-[0-9a-f]{7}$/.test(value),
        same: "<name>-<7 hex>",
    },
];

const met = new Set<string>();

/** A copy without the listed differences. */
function normalize(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(normalize);
    }
    if (!isObject(value)) {
        return value;
    }
    const entries: [string, unknown][] = [];
    for (const [key, child] of Object.entries(value)) {
        const difference = DIFFERENCES.find(({ applies }) => applies(key, child, value));
        if (!difference) {
            entries.push([key, normalize(child)]);
            continue;
        }
        met.add(difference.what);
        if (typeof difference.same === "string" && typeof child === "string") {
            entries.push([key, child.replace(/[0-9a-f]{7}$/, difference.same)]);
        }
    }
    return Object.fromEntries(entries);
}

/** What is compared of a resource; sets are sorted. */
function comparable(resource: PreviewResource): unknown {
    const { urn, type, name, external, parent, provider, options } = resource;
    const dependencies = Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, [...urns].sort()]);
    return {
        ...{ urn, type, name, external },
        parent: parent ?? "",
        provider: provider?.slice(0, provider.lastIndexOf("::")),
        inputs: normalize(resource.inputs),
        outputs: normalize(resource.outputs),
        dependencies: [...resource.dependencies].sort(),
        propertyDependencies: Object.fromEntries(dependencies),
        options: {
            protect: options.protect ?? false,
            ignoreChanges: options.ignoreChanges ?? [],
            deleteBeforeReplace: options.deleteBeforeReplace ?? false,
            additionalSecretOutputs: [...(options.additionalSecretOutputs ?? [])].sort(),
            aliases: options.aliases ?? [],
        },
    };
}

const byUrn = ({ resources }: Preview): Map<string, PreviewResource> => new Map(resources.map((r) => [r.urn, r]));

/** Answers that the recorded provider gave. */
const MOCKS = [{ token: "aws:route53/getZone:getZone", result: { zoneId: "Z0B57DDE80CEFF" } }];

describe("recorded programs", function () {
    this.timeout(120_000);
    let folder = "";
    let passphrase: string | undefined;

    before(function () {
        if (recordings.length === 0) {
            this.skip();
        }
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-programs-"));
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
        fs.writeFileSync(path.join(folder, "mocks.json"), JSON.stringify(MOCKS));
        passphrase = process.env.PULUMI_CONFIG_PASSPHRASE;
        process.env.PULUMI_CONFIG_PASSPHRASE = "x";
    });

    after(() => {
        if (passphrase === undefined) {
            delete process.env.PULUMI_CONFIG_PASSPHRASE;
        } else {
            process.env.PULUMI_CONFIG_PASSPHRASE = passphrase;
        }
        fs.rmSync(folder, { recursive: true, force: true });
    });

    for (const recording of recordings) {
        it(`${recording} gives the engine's requests, and the same findings`, async () => {
            const recorded = recordedPreview(recording);
            const program = path.join(folder, recording);
            fs.cpSync(fileOf(recording, "program"), program, { recursive: true });
            const preview = await runProgram(program, {
                stack: recorded.stack,
                mocks: path.join(folder, "mocks.json"),
            });

            const ours = byUrn(preview);
            const theirs = byUrn(recorded);
            assert.deepEqual([...ours.keys()].sort(), [...theirs.keys()].sort());
            for (const [urn, resource] of theirs) {
                assert.deepEqual(comparable(ours.get(urn) as PreviewResource), comparable(resource));
            }
            assert.deepEqual(preview.config, recorded.config);

            const packs = [{ directory: ROOT, config: fileOf(recording, "config.json") }];
            const [run, replayed] = await Promise.all(
                [preview, recorded].map((input) => check(input, packs, { timeoutSeconds: 60 })),
            );
            const findings = ({ findings }: NonNullable<typeof run>): string[] =>
                findings.map((finding) => `${finding.policy} ${labelled(finding)} ${finding.problem}`.replace(/-[0-9a-f]{7}\b/g, "")).sort();
            assert.ok(run && replayed);
            assert.deepEqual(findings(run), findings(replayed));
        });
    }

    after(() => {
        if (recordings.length > 0) {
            assert.deepEqual(
                DIFFERENCES.map(({ what }) => what).filter((what) => !met.has(what)),
                [],
                "a difference that is not met any more",
            );
        }
    });
});
