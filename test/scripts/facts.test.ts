import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gzipSync } from "node:zlib";

import { FACTS_FOLDER, type Facts } from "../../facts/read";
import type {
    CloudwatchMetrics,
    EngineVersions,
    FargateCpuMemory,
    LambdaRuntimes,
    PhysicalNames,
    ProviderDefaults,
    RdsEngineVersions,
    TaggableResources,
} from "../../facts/schemas";
import { cloudwatchMetrics } from "../../scripts/facts/cloudwatch-metrics";
import { difference } from "../../scripts/facts/difference";
import { engineVersions } from "../../scripts/facts/engine-versions";
import { checkFiles, readFiles, refresh } from "../../scripts/facts/facts";
import { fargateCpuMemory } from "../../scripts/facts/fargate-cpu-memory";
import type { Sources } from "../../scripts/facts/generator";
import { lambdaRuntimes } from "../../scripts/facts/lambda-runtimes";
import { rdsEngineVersions } from "../../scripts/facts/rds-engine-versions";
import { readInstalled, type Installed } from "../../scripts/facts/sdks";

const MAIN = path.join(__dirname, "..", "..", "scripts", "facts", "main.js");

type Change<T> = (facts: T) => void;

describe("npm run facts", () => {
    let installed: Installed;
    before(() => {
        installed = readInstalled();
    });

    /** The project's own files, one of them changed. */
    function changed<T>(file: string, change: Change<T>): Record<string, Facts> {
        const files = readFiles(FACTS_FOLDER);
        change(files[file] as unknown as T);
        return files;
    }

    describe("--check", () => {
        it("finds the project's own files in order", () => {
            assert.deepEqual(checkFiles(readFiles(FACTS_FOLDER), installed), []);
        });

        const rows: { name: string; files(): Record<string, Facts>; says: string }[] = [
            {
                name: "a field of the wrong type",
                files: () =>
                    changed<RdsEngineVersions>("rds-engine-versions", ({ engines }) => {
                        Object.assign(engines.postgres as object, { deprecationTracked: "yes" });
                    }),
                says: "rds-engine-versions.json /engines/postgres/deprecationTracked must be boolean",
            },
            {
                name: "a day that no calendar has",
                files: () =>
                    changed<LambdaRuntimes>("lambda-runtimes", (facts) => {
                        facts.asOf = "2026-13-01";
                    }),
                says: "lambda-runtimes.json /asOf must match format",
            },
            {
                name: "a file without a schema",
                files: () => ({ ...readFiles(FACTS_FOLDER), regions: { asOf: "2026-11-21", source: "" } }),
                says: "regions.json has no schema in facts/schemas.ts",
            },
            {
                name: "a file that is gone",
                files: () => {
                    const files = readFiles(FACTS_FOLDER);
                    delete files.placeholders;
                    return files;
                },
                says: "placeholders.json is missing",
            },
            {
                name: "a default of an input that the resource does not take",
                files: () =>
                    changed<ProviderDefaults>("provider-defaults", ({ defaults }) => {
                        defaults["aws:kms/key:Key"] = { rotation: true };
                    }),
                says: "provider-defaults.json names rotation of aws:kms/key:Key, which takes no such input",
            },
            {
                name: "a token that no SDK has",
                files: () =>
                    changed<PhysicalNames>("physical-names", ({ excluded }) => {
                        excluded["aws:opsworks/stack:Stack"] = "gone";
                    }),
                says: "physical-names.json names aws:opsworks/stack:Stack, which no installed SDK has",
            },
            {
                name: "a generated list that was edited",
                files: () =>
                    changed<TaggableResources>("taggable-resources", ({ mapTags }) => {
                        mapTags.shift();
                    }),
                says: "taggable-resources.json is not what npm run facts makes: mapTags: added aws:access",
            },
            {
                name: "a runtime that the enum does not have",
                files: () =>
                    changed<LambdaRuntimes>("lambda-runtimes", ({ runtimes }) => {
                        Object.assign(runtimes["go1.x"] as object, { inPulumiEnum: false });
                    }),
                says: "lambda-runtimes.json is not what npm run facts makes: inPulumiEnum: added go1.x",
            },
        ];
        for (const { name, files, says } of rows) {
            it(`finds ${name}`, () => {
                const problems = checkFiles(files(), installed);
                assert.equal(problems.length, 1, problems.join("\n"));
                assert.ok(problems[0]?.startsWith(says), problems[0]);
            });
        }

        it("exits 0 without a network", () => {
            const { status, stdout, stderr } = offline(["--check"]);
            assert.equal(status, 0, stderr);
            assert.equal(stdout, `${Object.keys(readFiles(FACTS_FOLDER)).length} facts files are in order.\n`);
        });
    });

    describe("without the network", () => {
        const contents = (): string[] => fs.readdirSync(FACTS_FOLDER).map((file) => fs.readFileSync(path.join(FACTS_FOLDER, file), "utf8"));

        it("says so in one line, exits 2 and changes nothing", () => {
            const before = contents();
            const { status, stdout, stderr } = offline([]);
            assert.equal(status, 2);
            assert.equal(stdout, "");
            assert.match(stderr, /^npm run facts needs the network: (pip|npm) [^\n]+\. Nothing was changed\.\n$/);
            assert.deepEqual(contents(), before);
        });

        it("says which client is missing", () => {
            const { status, stderr } = offline([], { PATH: "" });
            assert.equal(status, 2);
            assert.equal(stderr, "npm run facts needs the network: pip is not installed. Nothing was changed.\n");
        });
    });

    /** Runs the script with the registries' clients pointed at a port where nothing listens. */
    function offline(args: string[], env: NodeJS.ProcessEnv = {}): { status: number | null; stdout: string; stderr: string } {
        const closed = "http://127.0.0.1:9/";
        const clients = { npm_config_registry: closed, PIP_INDEX_URL: closed, PIP_NO_INDEX: "", PIP_FIND_LINKS: "" };
        return spawnSync(process.execPath, [MAIN, ...args], {
            env: { ...process.env, ...clients, ...env },
            encoding: "utf8",
        });
    }

    describe("with the sources at hand", () => {
        const present = <T>(file: string): T => readFiles(FACTS_FOLDER)[file] as unknown as T;

        it("takes versions from the schemas, without the bare majors that cfn-lint adds", () => {
            const made = rdsEngineVersions.generate(present("rds-engine-versions"), sources());
            assert.equal(made.asOf, "2027-01-02");
            assert.match(made.source[0] as string, /^cfn-lint 2\.0\.0 wheel: /);
            assert.deepEqual(Object.keys(made.engines), ["mariadb", "postgres"]);
            const { postgres, mariadb } = made.engines;
            assert.deepEqual(postgres?.validFor, ["instance", "cluster"]);
            assert.deepEqual(postgres?.creatable, ["16.9", "16.10", "19.1"]);
            assert.deepEqual(postgres?.deprecated, ["9.6.1", "15.3"]);
            assert.deepEqual(postgres?.creatableMajors, ["16", "19"]);
            assert.equal(postgres?.majors["16"]?.standardSupportEnd, "2029-02-28", "kept");
            assert.deepEqual(mariadb?.validFor, ["instance"]);
            assert.equal(mariadb?.deprecationTracked, false);
            assert.equal(mariadb?.creatable, null);
            assert.deepEqual(mariadb?.knownUntracked, ["10.11.9"]);
        });

        it("advises of a major without support dates", () => {
            const made = rdsEngineVersions.generate(present("rds-engine-versions"), sources());
            assert.deepEqual(rdsEngineVersions.advise?.(made), ["postgres 19 can be created and has no support dates (majors)"]);
        });

        it("takes what ElastiCache creates, and keeps the ends of support", () => {
            const before = present<EngineVersions>("engine-versions");
            const { asOf, engines } = engineVersions.generate(before, sources());
            assert.equal(asOf, "2027-01-02");
            assert.deepEqual(engines, { ...before.engines, redis: { ...before.engines.redis, creatable: ["6.2", "7.1", "7.10"] } });
        });

        it("reads task sizes, listed or as a range, and keeps what is added by hand", () => {
            const { combos } = fargateCpuMemory.generate(present<FargateCpuMemory>("fargate-cpu-memory"), sources());
            assert.deepEqual(combos, [
                { cpu: 256, memory: [512, 1024] },
                { cpu: 8192, memory: [16384, 20480, 24576], linuxOnly: true, minPlatformVersion: "1.4.0" },
            ]);
        });

        it("joins what is known of a runtime", () => {
            const { runtimes } = lambdaRuntimes.generate(present<LambdaRuntimes>("lambda-runtimes"), sources());
            assert.deepEqual(runtimes["nodejs26.x"], {
                deprecated: "2029-04-30",
                blockCreate: "2029-06-01",
                blockUpdate: null,
                successor: null,
                inApi: true,
                inPulumiEnum: false,
            });
            assert.equal(runtimes["nodejs22.x"]?.inPulumiEnum, true);
        });

        it("adds metrics and dimensions, and drops none", () => {
            const before = present<CloudwatchMetrics>("cloudwatch-metrics");
            const made = cloudwatchMetrics.generate(before, sources());
            assert.deepEqual(made.namespaces["AWS/SQS"]?.metrics.NewMetric, {
                dimensionSets: [["QueueName"], ["Consumer", "QueueName"]],
                statistic: "Sum",
                sources: ["cdk", "mcp"],
            });
            assert.ok(made.namespaces["AWS/SQS"]?.knownDimensionKeys.includes("Consumer"));
            assert.equal("AWS/New" in made.namespaces, false, "which namespaces there are is decided by hand");
            for (const [name, { metrics }] of Object.entries(before.namespaces)) {
                for (const [metric, { dimensionSets }] of Object.entries(metrics)) {
                    assert.deepEqual(made.namespaces[name]?.metrics[metric]?.dimensionSets, dimensionSets);
                }
            }
        });

        it("shows what changes, writes it, and then finds nothing new", () => {
            const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-facts-test-"));
            try {
                fs.cpSync(FACTS_FOLDER, folder, { recursive: true });
                const { report, problems } = refresh(folder, sources());
                assert.deepEqual(problems, []);
                const rds = report.find((paragraph) => paragraph.startsWith("rds-engine-versions.json"))?.split("\n    ");
                assert.equal(rds?.[0], "rds-engine-versions.json (2026-10-20 -> 2027-01-02)");
                assert.ok(rds?.includes("engines postgres creatableMajors: added 19; removed 11, 12, 13, 14, 15, 17, 18"));
                assert.equal(rds?.at(-1), "kept: majors, minorStandardSupportEnd");
                assert.deepEqual(checkFiles(readFiles(folder), installed), []);

                const written = readFiles(folder);
                const again = refresh(folder, sources());
                assert.ok(
                    again.report.every((paragraph) => paragraph.includes(": nothing new")),
                    again.report.join("\n"),
                );
                assert.deepEqual(readFiles(folder), written);
                assert.ok(fs.readdirSync(folder).every((file) => !file.endsWith(".new")));
            } finally {
                fs.rmSync(folder, { recursive: true });
            }
        });

        it("says what is wrong with the present files, and makes nothing of them", () => {
            const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-facts-test-"));
            try {
                fs.cpSync(FACTS_FOLDER, folder, { recursive: true });
                fs.rmSync(path.join(folder, "physical-names.json"));
                const { report, problems } = refresh(folder, sources());
                assert.deepEqual(problems, ["physical-names.json is missing"]);
                assert.deepEqual(report, []);
            } finally {
                fs.rmSync(folder, { recursive: true });
            }
        });

        it("writes no file when one of them would be wrong", () => {
            const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-facts-test-"));
            try {
                fs.cpSync(FACTS_FOLDER, folder, { recursive: true });
                const before = readFiles(folder);
                const { problems } = refresh(folder, sources({ schema_date: "soon" }));
                assert.ok(
                    problems.some((problem) => problem.startsWith("rds-engine-versions.json /asOf")),
                    problems.join("\n"),
                );
                assert.deepEqual(readFiles(folder), before);
            } finally {
                fs.rmSync(folder, { recursive: true });
            }
        });
    });

    describe("a difference", () => {
        const rows: { name: string; before: unknown; after: unknown; says: string[] }[] = [
            { name: "nothing", before: { a: [1] }, after: { a: [1] }, says: [] },
            {
                name: "names added and removed",
                before: { creatable: ["16.8", "16.9"] },
                after: { creatable: ["16.9", "16.10", "17.1"] },
                says: ["creatable: added 16.10, 17.1; removed 16.8"],
            },
            {
                name: "a value, by its place",
                before: { runtimes: { "nodejs20.x": { blockCreate: null } } },
                after: { runtimes: { "nodejs20.x": { blockCreate: "2027-02-01" } } },
                says: ["runtimes nodejs20.x blockCreate: null -> 2027-02-01"],
            },
            { name: "a key", before: { a: {} }, after: { a: {}, b: {} }, says: ["added b"] },
            { name: "the order", before: ["a", "b"], after: ["b", "a"], says: ["in another order"] },
            {
                name: "many names, counted",
                before: [],
                after: Array.from({ length: 15 }, (_, index) => `v${index}`),
                says: ["added v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11 and 3 more"],
            },
        ];
        for (const { name, before, after, says } of rows) {
            it(`says ${name}`, () => assert.deepEqual(difference(before, after), says));
        }
    });

    /** Small packages in the form of the real ones, beside the installed SDKs. */
    function sources({ schema_date = "2027-01-02T03:04:05Z" } = {}): Sources {
        const listed = (engine: string, versions: string[]): object => ({
            if: { properties: { Engine: { const: engine }, EngineVersion: { type: ["string", "number"] } } },
            then: { properties: { EngineVersion: { enum: versions } } },
        });
        const ended = (engine: string, versions: string[]): object => ({
            if: { properties: { Engine: { const: engine }, EngineVersion: { enum: versions } } },
            then: false,
        });
        const anyEngine = { if: { properties: { Engine: { type: "string" } } }, then: { properties: {} } };
        const postgres = ["9", "9.6.1", "15", "15.3", "16", "16.10", "16.9", "19", "19.1"];
        const size = (cpu: string, memory: object): object => ({
            properties: { Cpu: { then: { enum: [cpu] } }, Memory: { then: memory } },
        });
        const extensions = "cfnlint/data/schemas/extensions";
        const files: Record<string, Buffer | object> = {
            "cfnlint/data/schemas/version.json": { schema_date },
            "cfnlint/data/AdditionalSpecs/LmbdRuntimeLifecycle.json": {
                "nodejs26.x": {
                    ...{ deprecated: "2029-04-30", "create-block": "2029-06-01" },
                    ...{ "update-block": null, successor: null },
                },
            },
            [`${extensions}/aws_rds_dbinstance/engine_version.json`]: {
                allOf: [anyEngine, listed("postgres", postgres), listed("mariadb", ["10.11.9"])],
            },
            [`${extensions}/aws_rds_dbcluster/engine_version.json`]: { allOf: [anyEngine, listed("postgres", postgres)] },
            [`${extensions}/aws_rds_dbinstance/engine_version_deprecated.json`]: {
                allOf: [ended("postgres", ["9", "9.6.1", "15", "15.3"])],
            },
            [`${extensions}/aws_rds_dbcluster/engine_version_deprecated.json`]: { allOf: [] },
            [`${extensions}/aws_elasticache_cachecluster/engine_version.json`]: {
                allOf: [anyEngine, listed("redis", ["7.10", "6.2", "7.1"])],
            },
            [`${extensions}/aws_ecs_taskdefinition/fargate_cpu_memory.json`]: {
                then: {
                    anyOf: [size("8192", { minimum: 16384, maximum: 24576, multipleOf: 4096 }), size("256", { enum: [512, 1024] })],
                },
            },
            "botocore/data/lambda/2015-03-31/service-2.json.gz": gzipSync(JSON.stringify({ shapes: { Runtime: { enum: ["nodejs22.x", "nodejs26.x"] } } })),
            "db.json.gz": gzipSync(
                JSON.stringify({
                    schema: {
                        metric: {
                            entities: [
                                { $id: "1", name: "NewMetric", namespace: "AWS/SQS", statistic: "Sum" },
                                { $id: "2", name: "Other", namespace: "AWS/New", statistic: "Sum" },
                            ],
                        },
                        dimensionSet: {
                            entities: [
                                { $id: "3", dimensions: [{ name: "QueueName" }, { name: "Consumer" }] },
                                { $id: "4", dimensions: [{ name: "QueueName" }] },
                            ],
                        },
                        usesDimensionSet: { forward: { 1: [{ $id: "3" }, { $id: "4" }] } },
                    },
                }),
            ),
            "awslabs/cloudwatch_mcp_server/cloudwatch_metrics/data/metric_metadata.json": [
                { metricId: { metricName: "NewMetric", namespace: "AWS/SQS" }, recommendedStatistics: "Average, Sum" },
            ],
        };
        const read: Sources["fetched"]["read"] = (_, file) => {
            const content = files[file];
            assert.ok(content, `nothing stands for ${file}`);
            return Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
        };
        return { installed, today: "2027-01-03", fetched: { versions: { "cfn-lint": "2.0.0", botocore: "2.0.0" }, read } };
    }
});
