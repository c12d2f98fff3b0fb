/**
 * Brings the generated files of facts/ up to date from the public sources that each names.
 *
 *   npm run facts              fetches the sources through npm and pip, shows what changes and writes the files
 *   npm run facts -- --check   offline: the form of all files, and those that are made from installed packages
 *
 * Exits 1 when a file is wrong, and 2 when the sources cannot be reached; the files are as they were then.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { Command } from "commander";

import { FACTS_FOLDER } from "../../facts/read";
import { checkFiles, GENERATORS, readFiles, refresh } from "./facts";
import { fetchPackages, Unreachable } from "./registries";
import { readInstalled } from "./sdks";

async function main(): Promise<void> {
    const { check } = new Command("facts")
        .option("--check", "check the files offline and write nothing")
        .parse()
        .opts<{ check?: true }>();
    if (check) {
        const files = readFiles(FACTS_FOLDER);
        finish(checkFiles(files, readInstalled()), `${Object.keys(files).length} facts files are in order.`);
        return;
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-facts-"));
    try {
        const packages = [...new Set(GENERATORS.flatMap((generator) => generator.packages))];
        const fetched = await fetchPackages(packages, folder);
        const today = new Date().toISOString().slice(0, "YYYY-MM-DD".length);
        const { report, problems } = refresh(FACTS_FOLDER, { installed: readInstalled(), fetched, today });
        finish(problems, report.join("\n"));
    } catch (error) {
        if (!(error instanceof Unreachable)) {
            throw error;
        }
        console.error(`npm run facts needs the network: ${error.message}. Nothing was changed.`);
        process.exitCode = 2;
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

function finish(problems: string[], done: string): void {
    if (problems.length === 0) {
        console.log(done);
        return;
    }
    for (const problem of problems) {
        console.error(problem);
    }
    process.exitCode = 1;
}

void main();
