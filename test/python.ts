/**
 * A Python with the packages that Python programs under test use, installed once into .venv/ (ignored by git). Loaded by
 * mocha before all tests, so that tests which run side by side find it ready.
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const VENV = path.join(__dirname, "..", "..", ".venv");
const BIN = path.join(VENV, process.platform === "win32" ? "Scripts" : "bin");
const INSTALLED = path.join(VENV, "installed");
const PACKAGES = ["pulumi>=3,<4", "pulumi-aws>=7,<8", "pulumi-random>=4,<5"];

/** The folder of the interpreter; undefined where python3 or the packages cannot be had: then tests are skipped. */
export function pythonWithSdk(): string | undefined {
    return fs.existsSync(INSTALLED) ? BIN : undefined;
}

/** Mocha's global fixture. */
export function mochaGlobalSetup(): void {
    if (fs.existsSync(INSTALLED)) {
        return;
    }
    const quiet = { stdio: "ignore", timeout: 300_000 } as const;
    try {
        execFileSync("python3", ["-m", "venv", VENV], quiet);
        execFileSync(path.join(BIN, "python"), ["-m", "pip", "install", "-q", ...PACKAGES], quiet);
        fs.writeFileSync(INSTALLED, "");
    } catch {
        // No python3 here, or no packages: tests of Python programs are skipped, and counted as skipped.
    }
}
