import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { readVariables } from "../../kit/variables";

describe("kit/variables", () => {
    it("reads the process's variables, and the files beside the program that hold some", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-"));
        const { env } = process;
        fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
        fs.writeFileSync(path.join(folder, ".env"), 'DB_PASSWORD="Quiet-Meadow-7743" # for psql\nexport TOKEN=a1\n');
        fs.writeFileSync(path.join(folder, ".env.live"), "TOKEN=b2\n");
        fs.writeFileSync(path.join(folder, ".env.example"), "OTHER=c3\n");
        process.env = { PWD: folder, MINE: "yes" };
        try {
            const { DB_PASSWORD, TOKEN, MINE, OTHER } = readVariables("shop", "live");
            assert.deepEqual([DB_PASSWORD, TOKEN, MINE, OTHER], ["Quiet-Meadow-7743", "b2", "yes", undefined]);
            assert.equal(readVariables("shop", "live"), readVariables("shop", "live"), "read once");
            assert.equal(readVariables("another", "live").DB_PASSWORD, undefined);
        } finally {
            process.env = env;
            fs.rmSync(folder, { recursive: true });
        }
    });
});
