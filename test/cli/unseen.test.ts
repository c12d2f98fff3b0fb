/** What a run does not see is said and counted: what a file hides, what is not known yet, and components of plugins. */
import * as assert from "node:assert/strict";
import * as path from "node:path";

import type { Run } from "../../cli/results";
import { makeFolder, preflight, previewJson, removeFolders, state, UNKNOWN } from "./fixtures";
import { makeProgram } from "./program/programs";

describe("what is not seen", function () {
    this.timeout(120_000);
    after(removeFolders);

    /** A run of the pack, and its exit codes without and with `--fail-on-unknown`. */
    async function check(input: string, ...options: string[]): Promise<{ run: Run; code: number | null; strict: number | null }> {
        const args = ["check", input, ...options, "--format", "json"];
        const { code, stdout, stderr } = await preflight(args);
        assert.equal(stderr, "");
        const strict = await preflight([...args, "--fail-on-unknown"]);
        return { run: JSON.parse(stdout) as Run, code, strict: strict.code };
    }

    function previewOf(...states: Record<string, unknown>[]): string {
        return path.join(makeFolder({ "preview.json": previewJson(states) }), "preview.json");
    }

    it("names what a file hides, and finds what is wrong whatever is hidden", async () => {
        const endpoint = { endpointId: "orders-dev", endpointType: "source", engineName: "postgres", username: "dms", sslMode: "require" };
        const { run } = await check(previewOf(state("aws:dms/endpoint:Endpoint", "orders", { inputs: { ...endpoint, password: "[secret]" } })));
        assert.ok(run.findings.some(({ policy, name }) => policy === "dms-endpoint-credentials" && name === "orders"));
        const hidden = run.undecided.filter(({ because }) => because === "hidden").map(({ policy, what }) => `${policy}: ${what}`);
        assert.ok(hidden.includes("no-hardcoded-credentials: orders password"), hidden.join("\n"));
    });

    it("tells what is unknown as a whole, by resource", async () => {
        const task = { family: "orders", containerDefinitions: UNKNOWN };
        const tags = { Environment: "prod", Owner: "shop" };
        const file = previewOf(state("aws:ecs/taskDefinition:TaskDefinition", "orders", { inputs: { ...task, tags } }));
        const { run, code, strict } = await check(file, "--fail-on", "critical");
        const unknown = run.undecided.filter(({ because }) => because === "unknown").map(({ policy, what }) => `${policy}: ${what}`);
        assert.ok(unknown.includes("ecs-placeholder-image: orders containerDefinitions"), unknown.join("\n"));
        assert.ok(unknown.includes("no-hardcoded-credentials: orders containerDefinitions"), unknown.join("\n"));
        assert.deepEqual([code, strict], [0, 1]);
    });

    it("counts no component as checked that nobody looked into, and judges what it was given", async () => {
        const component = (type: string, name: string, args: object): string =>
            `new (class extends pulumi.ComponentResource { constructor() { super("${type}", "${name}", ${JSON.stringify(args)}, { version: "3.0.0" }, true); } })();`;
        const cluster = makeProgram(component("eks:index:Cluster", "cluster", { version: "1.34" }));
        const { run, code, strict } = await check(cluster, "--stack", "dev");
        assert.deepEqual(
            run.opaque.map(({ type, name, package: of }) => [type, name, of]),
            [["eks:index:Cluster", "cluster", "eks"]],
        );
        assert.equal(run.resources, 0);
        assert.deepEqual([code, strict], [0, 1]);

        const container = { image: "nginx:1.27", environment: [{ name: "DB_PASSWORD", value: "Quiet-Meadow-7743" }] };
        const service = makeProgram(component("awsx:ecs:FargateService", "web", { taskDefinitionArgs: { container } }));
        const { run: judged } = await check(service, "--stack", "dev");
        assert.deepEqual(
            judged.findings.filter(({ name }) => name === "web").map(({ policy, property }) => [policy, property]),
            [
                ["ecs-placeholder-image", "taskDefinitionArgs.container.image"],
                ["no-hardcoded-credentials", "taskDefinitionArgs.container.environment[0].value"],
            ],
        );
    });
});
