// `npm test`: builds and lints side by side, then runs the tests; ends with the first that fails.
import { spawn } from "node:child_process";

const run = (script) =>
    new Promise((resolve) => {
        const options = { stdio: "inherit", shell: process.platform === "win32" };
        spawn("npm", ["run", "--silent", script], options).on("exit", (code) => resolve(code ?? 1));
    });

const [built, linted] = await Promise.all([run("build"), run("lint")]);
process.exitCode = built || linted || (await run("mocha"));
