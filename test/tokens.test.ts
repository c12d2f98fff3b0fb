import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { isAwsToken } from "./aws";

const ROOT = path.join(__dirname, "..", "..");
/** A whole token in quotes: not a glob, and not the beginning of one. */
const TOKEN = /["'`](aws:[a-z0-9]+\/[A-Za-z0-9]+:[A-Za-z0-9]+)["'`]/g;

function sourcesIn(folder: string): string[] {
    return fs
        .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => path.join(folder, file));
}

describe("the tokens of types", () => {
    for (const folder of ["policies", "kit", "test/policies"]) {
        it(`in ${folder} are those of the installed @pulumi/aws`, () => {
            const wrong = sourcesIn(folder).flatMap((file) =>
                [...fs.readFileSync(path.join(ROOT, file), "utf8").matchAll(TOKEN)]
                    .map(([, token = ""]) => token)
                    .filter((token) => !isAwsToken(token))
                    .map((token) => `${file}: @pulumi/aws has no ${token}; write one of its tokens, "aws:<module>/<file>:<Type>"`),
            );
            assert.deepEqual([...new Set(wrong)], []);
        });
    }
});
