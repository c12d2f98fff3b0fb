// `npm run new-policy database/rds-not-public`: the two files of a new policy, ready to be filled in.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const [where = ""] = process.argv.slice(2);
const [, concern, name] = /^([a-z]+(?:-[a-z]+)*)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)+)$/.exec(where) ?? [];
if (!name) {
    fail(`"${where}" is no <concern>/<name>, such as database/rds-not-public: small letters, words joined by hyphens`);
}
const exported = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const files = {
    [`policies/${concern}/${name}.ts`]: `import type { QueueArgs } from "@pulumi/aws/sqs/queue";

import { resourcePolicy, resourceType } from "../../kit";

const Queue = resourceType<QueueArgs>("aws:sqs/queue:Queue");

export const ${exported} = resourcePolicy({
    name: "${name}",
    title: "One line that says what is right",
    severity: "medium",
    level: "advisory",
    why: "what goes wrong otherwise, in one clause",
    fix: "what to write instead",
    since: "${version}",
    links: ["https://docs.aws.amazon.com/"],
    types: [Queue],
    check(queue, { report }) {
        if (queue.sqsManagedSseEnabled === false) {
            report("sqsManagedSseEnabled", "what is wrong, in one clause");
        }
    },
});
`,
    [`test/policies/${concern}/${name}.test.ts`]: `import { ${exported} } from "../../../policies/${concern}/${name}";
import { policyTests, resource } from "../../harness";

policyTests(${exported}, {
    example: {
        bad: \`
            new aws.sqs.Queue("jobs", { sqsManagedSseEnabled: false });\`,
        good: \`
            new aws.sqs.Queue("jobs", {});\`,
    },
    pass: [],
    fail: [
        {
            name: "what is wrong",
            stack: [resource("aws:sqs/queue:Queue", "jobs", { sqsManagedSseEnabled: false })],
            expect: [{ resource: "jobs", property: "sqsManagedSseEnabled" }],
        },
    ],
});
`,
};
for (const file of Object.keys(files)) {
    if (existsSync(join(root, file))) {
        fail(`${file} is there already`);
    }
}
for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    console.log(`wrote ${file}`);
}
console.log(`
Next:
  npm run build && npx mocha --no-parallel bin/test/policies/${concern}/${name}.test.js
The test names the rows that the table still lacks. Then \`npm run docs\` writes docs/policies/${name}.md.
How to write it: docs/writing-a-policy.md`);

function fail(message) {
    console.error(`new-policy: ${message}`);
    process.exit(2);
}
