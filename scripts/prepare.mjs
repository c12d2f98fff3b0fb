// Builds the pack and the kit's typings where npm prepares it: after `npm install` in a clone or from git, and before it is packed. Prints
// nothing to standard output: `pulumi policy publish` takes all that `npm pack` prints there for the file's name.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const root = new URL("..", import.meta.url);
const has = (file) => existsSync(new URL(file, root));

function hasCompiler() {
    try {
        return Boolean(createRequire(import.meta.url).resolve("typescript"));
    } catch {
        return false;
    }
}

// A published pack has no source: it is built.
if (has("index.ts")) {
    if (hasCompiler()) {
        for (const script of ["build", "types"]) {
            execSync(`npm run --silent ${script}`, { cwd: root, stdio: ["ignore", process.stderr, "inherit"] });
        }
    } else if (!has("bin/index.js")) {
        console.error(
            "aws-preflight cannot be built: run `npm ci` without --omit=dev, for that leaves the compiler out",
        );
        process.exit(1);
    }
}
