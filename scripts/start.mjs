// `npm start`: checks a stack as it was reviewed, and then corrected. No Pulumi CLI and no AWS account takes part.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = "examples/003-payment-processing";
const FOUND_SOMETHING = 1;

/** Runs `preflight check` on a variant of the example, and gives its exit code. */
function check(variant) {
    const args = ["check", `${example}/${variant}`, "--stack", "prod", "--config", `${example}/config.json`];
    console.log(`$ npx aws-preflight ${args.join(" ")}\n`);
    const { status } = spawnSync(process.execPath, ["bin/cli/main.js", ...args], { cwd: root, stdio: "inherit" });
    return status;
}

console.log("A payment stack, as it came to its review. This runs the Pulumi program; it creates nothing.\n");
const reviewed = check("as-reviewed");
console.log("\nThe same stack with what the review asked for.\n");
const corrected = check("corrected");

// Findings are what the first one is for; anything else that is not 0 is a fault.
const faults = [reviewed === FOUND_SOMETHING ? 0 : (reviewed ?? 2), corrected ?? 2];
if (faults.some((code) => code !== 0)) {
    process.exit(Math.max(...faults) || 2);
}
console.log(`
What was wrong, finding by finding: ${example}/README.md
Try next:
  npx aws-preflight check <your program's folder> --stack <name>   your own stack, in Node or Python
  pulumi preview --policy-pack ${root}   with the Pulumi CLI, before every update
  npx aws-preflight list   all policies; docs/policies/ has a page for each`);
