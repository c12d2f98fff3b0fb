/** The tables of all policies' tests, read without running them. */
import * as fs from "node:fs";
import * as path from "node:path";

import { tables, type Table } from "./harness";

/** Policy -> its table. */
export function readTables(): Map<string, Table> {
    const { describe, it } = globalThis;
    const folder = path.join(__dirname, "policies");
    const files = (fs.readdirSync(folder, { recursive: true }) as string[])
        .filter((file) => file.endsWith(".test.js"))
        .map((file) => path.join(folder, file))
        .filter((file) => !require.cache[file]);
    // The files declare their tables when they are loaded; what declares the tests does nothing here.
    Object.assign(globalThis, { describe: () => undefined, it: () => undefined });
    try {
        for (const file of files) {
            require(file);
            // To be loaded anew where its tests are run.
            delete require.cache[file];
        }
    } finally {
        Object.assign(globalThis, { describe, it });
    }
    return tables;
}
