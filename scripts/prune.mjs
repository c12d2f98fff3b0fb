// Removes compiled files whose source is gone: the pack loads every file of bin/policies.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "bin");

for (const file of existsSync(bin) ? readdirSync(bin, { recursive: true }) : []) {
    const source = /^(.*)\.(js|js\.map|d\.ts)$/.exec(file)?.[1];
    // Mutants are run in a copy of the project below bin.
    if (source && !file.startsWith(".stryker") && !existsSync(join(root, `${source}.ts`))) {
        rmSync(join(bin, file));
    }
}
