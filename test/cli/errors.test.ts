/** A file with a mistake in it: what is said tells where, and quotes nothing of it. */
import assert from "node:assert/strict";
import * as path from "node:path";

import { readConfiguration } from "../../cli/analyzer/configuration";
import { UserError } from "../../cli/errors";
import { parseInput, readInput } from "../../cli/inputs/read";
import { withStackConfig } from "../../cli/inputs/stack-config";
import { readMocks } from "../../cli/program/datasources";
import { readProject } from "../../cli/program/project";
import { withoutBaseline } from "../../cli/report/baseline";
import { makeFolder, previewJson, removeFolders } from "./fixtures";

const CANARY = "C4n4ry-Zx9";
const preview = parseInput(previewJson([]));
const run = { packs: [], findings: [], notes: [] } as never;

/** What reads a file, and the name that the file must have. */
const READERS: [string, string, (file: string) => unknown][] = [
    ["a preview", "preview.json", readInput],
    ["a configuration of policies", "config.json", async (file) => readConfiguration(file)],
    ["a baseline", "baseline.json", async (file) => withoutBaseline(run, file)],
    ["mocks", "mocks.json", async (file) => readMocks(file)],
    ["a stack's configuration", "Pulumi.prod.yaml", async (file) => withStackConfig(preview, file)],
    ["a project", "Pulumi.yaml", async (file) => readProject(path.dirname(file))],
];

const MISTAKES = [`{ "a": ${CANARY}} }`, `{ "a":\n "b"] "${CANARY}" }`, `{ "a": [ *${CANARY} }`, `{\n"a": !<${CANARY}> 1 "}`, `{ "a": "${CANARY}" "x" }`];

describe("a mistake", () => {
    after(removeFolders);

    for (const [what, name, read] of READERS) {
        it(`in ${what} is not quoted`, async () => {
            for (const mistake of MISTAKES) {
                const file = path.join(makeFolder({ [name]: mistake }), name);
                await assert.rejects(
                    async () => read(file),
                    (error: Error) => {
                        assert.ok(error instanceof UserError, error.stack);
                        assert.ok(!error.message.includes("C4n4ry"), error.message);
                        return true;
                    },
                );
            }
        });
    }

    it("in JSON and in YAML is placed, where the parser tells", () => {
        const place = (name: string, text: string): string => path.join(makeFolder({ [name]: text }), name);
        assert.throws(() => readConfiguration(place("c.json", '{\n  "a": 1,\n}')), /c\.json: it is not JSON: a mistake at line 3, column 1$/);
        assert.throws(() => readMocks(place("m.yaml", "a: b\nc: [d\n")), /m\.yaml cannot be read: [a-z ]+ at line 3, column 1$/);
    });
});
