/** The packs that are measured side by side: this one, an empty one, and AWSGuard where it can be installed. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

export const ROOT = path.join(__dirname, "..", "..");

/** Made on the first run, ignored by git. */
const CACHE = path.join(ROOT, "bench", ".cache");

/** An empty compiled pack: one resource policy or one stack policy that looks at nothing. */
export function emptyPack(kind: "validateResource" | "validateStack"): string {
    const folder = path.join(CACHE, `empty-${kind}`);
    write(folder, {
        "PulumiPolicy.yaml": "runtime: nodejs\n",
        "package.json": JSON.stringify({ name: "empty", version: "0.0.0", main: "index.js" }),
        "index.js": `
            const { PolicyPack } = require("@pulumi/policy");
            new PolicyPack("empty", { policies: [
                { name: "empty", description: "Nothing", enforcementLevel: "mandatory", ${kind}() {} },
            ] });`,
    });
    const modules = path.join(folder, "node_modules");
    if (!fs.existsSync(modules)) {
        fs.symlinkSync(path.join(ROOT, "node_modules"), modules);
    }
    return folder;
}

const AWSGUARD = "0.3.1";

/** AWSGuard with every policy on, or why there is none. */
export function awsGuard(): { folder: string; version: string } | { missing: string } {
    const folder = path.join(CACHE, "awsguard");
    write(folder, {
        "PulumiPolicy.yaml": "runtime: nodejs\n",
        "package.json": JSON.stringify({
            ...{ name: "awsguard-bench", version: "0.0.0", main: "index.js" },
            dependencies: { "@pulumi/awsguard": AWSGUARD },
        }),
        "index.js": `const { AwsGuard } = require("@pulumi/awsguard"); new AwsGuard({ all: "advisory" });`,
    });
    try {
        if (!fs.existsSync(path.join(folder, "node_modules", "@pulumi", "awsguard"))) {
            execFileSync("npm", ["install", "--no-audit", "--no-fund", "--silent"], { cwd: folder, stdio: "ignore" });
        }
        return { folder, version: AWSGUARD };
    } catch {
        return { missing: "AWSGuard could not be installed here" };
    }
}

/** Checkov's command, or why there is none. */
export function checkov(): { command: string; version: string } | { missing: string } {
    const command = path.join(CACHE, "checkov", "bin", "checkov");
    try {
        if (!fs.existsSync(command)) {
            execFileSync("python3", ["-m", "venv", path.join(CACHE, "checkov")], { stdio: "ignore" });
            execFileSync(path.join(CACHE, "checkov", "bin", "pip"), ["install", "--quiet", "checkov"], {
                stdio: "ignore",
            });
        }
        return { command, version: execFileSync(command, ["--version"], { encoding: "utf8" }).trim() };
    } catch {
        return { missing: "Checkov could not be installed here" };
    }
}

/** Writes a file of the benchmark's input and gives its path. */
export function cached(name: string, text: string): string {
    write(CACHE, { [name]: text });
    return path.join(CACHE, name);
}

function write(folder: string, files: Record<string, string>): void {
    fs.mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
        fs.writeFileSync(path.join(folder, name), text);
    }
}
