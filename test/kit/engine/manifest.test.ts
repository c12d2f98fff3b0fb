import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";

const ROOT = path.join(__dirname, "..", "..", "..", "..");

/** Runs a script in a process of its own, with the policies as the pack has them, and gives what it prints. */
function run(script: string): unknown {
    const setUp = `
        const { packPolicies } = require("./bin/policies");
        const policies = packPolicies();
        const loaded = () => Object.keys(require.cache).map((file) => /policies.(\\w+[\\/\\\\][\\w-]+)\\.js$/.exec(file)?.[1]).filter(Boolean);
        const args = (type) => ({ type, urn: "urn:pulumi:dev::shop::" + type + "::a", name: "a", props: {}, opts: {}, stackTags: new Map(),
            getConfig: () => ({}), notApplicable: (reason) => { throw new Error(reason); } });
        const policy = policies.find(({ name }) => name === "rds-not-public");`;
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", `${setUp}\n${script}`], { cwd: ROOT, encoding: "utf8" });
    assert.equal(stderr, "");
    return JSON.parse(stdout);
}

describe("the manifest of the policies", () => {
    it("lets a pack start without loading a policy", () => {
        assert.deepEqual(run("console.log(JSON.stringify(loaded()))"), []);
    });

    it("loads a policy for a resource of its type only", () => {
        assert.deepEqual(
            run(`
                Promise.resolve().then(() => policy.validateResource(args("aws:sqs/queue:Queue"), () => undefined)).catch(({ message }) => message)
                    .then(async (skipped) => {
                        const before = loaded();
                        await policy.validateResource(args("aws:rds/instance:Instance"), () => undefined);
                        console.log(JSON.stringify([skipped, before, loaded()]));
                    });`),
            [
                "Policy only applies to resources of type 'aws:rds/instance:Instance', 'aws:rds/clusterInstance:ClusterInstance'",
                [],
                [path.join("database", "rds-not-public")],
            ],
        );
    });

    it("says of every policy what its code says", () => {
        assert.equal(
            run(`
                const { listPolicies } = require("./bin/policies");
                const plain = (list) => JSON.stringify(list.map(({ definition, ...said }) => said));
                console.log(JSON.stringify(plain(policies) === plain(listPolicies().map(({ policy }) => policy))));`),
            true,
        );
    });
});
