// Installs from the lockfile when node_modules is not what the lockfile says, so that `npm start` and `npm test` do all
// the set-up themselves and cost nothing when there is none to do.
import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("..", import.meta.url);
const mark = new URL("node_modules/.preflight-lock", root);
const wanted = createHash("sha256")
    .update(readFileSync(new URL("package-lock.json", root)))
    .digest("hex");
// A linked node_modules belongs to another checkout, which installs it.
const linked = lstatSync(new URL("node_modules", root), { throwIfNoEntry: false })?.isSymbolicLink();

if (!linked && (!existsSync(mark) || readFileSync(mark, "utf8") !== wanted)) {
    console.error("Installing dependencies (once, about a minute)...");
    execSync("npm ci --no-audit --no-fund --loglevel=error", { cwd: root, stdio: "inherit" });
    writeFileSync(mark, wanted);
}
