/** Every command of every guide but those of ci.test.ts, as it stands there. What is not this project's (npm, pulumi) is played by a script. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { BUCKET, previewJson, ROOT } from "./cli/fixtures";

const ELSEWHERE = ["ci.md", "configuration.md"];
const PAGES = [
    "README.md",
    "profiles/README.md",
    "examples/README.md",
    ...fs.readdirSync(path.join(ROOT, "examples")).flatMap((name) => (/^\d/.test(name) ? `examples/${name}/README.md` : [])),
    "CONTRIBUTING.md",
    ...fs
        .readdirSync(path.join(ROOT, "docs"))
        .filter((file) => file.endsWith(".md") && !ELSEWHERE.includes(file))
        .map((file) => `docs/${file}`),
];

/** The blocks of commands of a page; a name in angle brackets is the reader's to fill in. */
function blocks(page: string): string[] {
    const text = fs.readFileSync(path.join(ROOT, page), "utf8");
    return [...text.matchAll(/^```(?:sh|bash)?\n([^]*?)^```/gm)].map(([, block = ""]) => block.replaceAll(/<[\w ']+>/g, "acme"));
}

const PROGRAM = `
const { CustomResource } = require("@pulumi/pulumi");
new CustomResource("aws:rds/instance:Instance", "reporting-db", { engine: "postgres", storageEncrypted: false });
`;

/** Findings are what the commands are for: only a run that could not be made fails. */
const PREFLIGHT = `#!/bin/sh
case "$*" in "check examples/"*)
    # examples.test.ts runs these; here it is seen that the command names one of them.
    test "$3 $5" = "--stack --config" && test -f "$2/Pulumi.$4.yaml" && test "$6" = "$(dirname "$2")/config.json" && test -f "$6"
    exit $? ;;
esac
"${process.execPath}" "${ROOT}/bin/cli/main.js" "$@"
code=$?
[ $code -eq 1 ] && exit 0
exit $code
`;

/** Of the project's own tools a guide says what they are given: that is to be there. */
const NPX = `#!/bin/sh
name=$1; shift
case $name in aws-preflight | preflight) exec preflight "$@" ;; esac
for file in "$@"; do case $file in */*) test -e "${ROOT}/$file" || { echo "no $file"; exit 1; } ;; esac; done
`;

const NPM = `#!/bin/sh
test "$1" != run || exec "${process.execPath}" -e 'process.exit(process.argv[2] in require(process.argv[1]).scripts ? 0 : 1)' "${ROOT}/package.json" "$2"
`;

/** Makes no virtual environment that works, and installs nothing. */
const PYTHON = `#!/bin/sh
test "$1 $2" = "-m venv" && mkdir -p "$3/bin" && touch "$3/bin/activate"
`;

const PIP = `#!/bin/sh
test "$2" != -r || test -f "$3"
`;

/** A preview in the form that was asked for, and nothing else. */
const PULUMI = `#!/bin/sh
case "$PULUMI_ENABLE_STREAMING_JSON_PREVIEW $*" in
    "1 preview"* | *"policy analyze"*) cat "$FOLDER/bin/events.ndjson" ;;
    *--json*) cat "$FOLDER/bin/preview.json" ;;
esac
`;

const PACK = { policyPackName: "aws-preflight", policyPackVersion: "1.2.3", policyPackVersionTag: "1.2.3" };
const EVENTS = [
    { preludeEvent: { config: {} } },
    { policyAnalyzeSummaryEvent: { ...PACK, resourceUrn: BUCKET.urn } },
    { policyAnalyzeStackSummaryEvent: { ...PACK, passed: [] } },
    { summaryEvent: { resourceChanges: {}, PolicyPacks: { "aws-preflight|local|.": "1.2.3" }, isPreview: true } },
]
    .map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 1795234717, ...event })}\n`)
    .join("");

/** A folder as a reader has it, who installed the package in a project that lies in a repository. */
function project(): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "guide-"));
    for (const program of [".", "infra", "path/to/program"]) {
        const at = path.join(folder, program);
        fs.mkdirSync(at, { recursive: true });
        fs.writeFileSync(path.join(at, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nmain: index.js\n");
        fs.writeFileSync(path.join(at, "Pulumi.dev.yaml"), "config:\n    aws:region: eu-west-1\n");
        fs.writeFileSync(path.join(at, "index.js"), PROGRAM);
        fs.mkdirSync(path.join(at, "node_modules"));
        fs.symlinkSync(path.join(ROOT, "node_modules", "@pulumi"), path.join(at, "node_modules", "@pulumi"));
        fs.symlinkSync(ROOT, path.join(at, "node_modules", "aws-preflight"));
    }
    fs.cpSync(path.join(ROOT, "profiles"), path.join(folder, "profiles"), { recursive: true });
    fs.writeFileSync(path.join(folder, "infra", "preflight.json"), "{}");
    fs.mkdirSync(path.join(folder, "bin"));
    for (const [file, text] of Object.entries({ "preview.json": previewJson([BUCKET]), "events.ndjson": EVENTS })) {
        // A guide's command writes one of them, from what the CLI prints.
        fs.writeFileSync(path.join(folder, file), text);
        fs.writeFileSync(path.join(folder, "bin", file), text);
    }
    fs.symlinkSync(path.join(ROOT, "examples"), path.join(folder, "examples"));
    const scripts = { preflight: PREFLIGHT, npx: NPX, pulumi: PULUMI, npm: NPM, python3: PYTHON, pip: PIP, git: "#!/bin/sh\n" };
    for (const [name, script] of Object.entries(scripts)) {
        fs.writeFileSync(path.join(folder, "bin", name), script, { mode: 0o755 });
    }
    return folder;
}

describe("the commands of the guides", () => {
    for (const page of PAGES) {
        const commands = blocks(page).filter((block) => /^(?:\w+=\S+ )?(?:npx|preflight|pulumi|npm) /m.test(block));
        if (commands.length === 0) {
            continue;
        }
        it(`${page}: ${commands.length} blocks run as they stand`, () => {
            const folder = project();
            try {
                for (const block of commands) {
                    const env = { ...process.env, FOLDER: folder, PATH: `${path.join(folder, "bin")}:${process.env.PATH}` };
                    const options = { cwd: folder, env, encoding: "utf8", input: "" } as const;
                    const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", block], options);
                    assert.equal(status, 0, `${block}\nended with ${status}:\n${stdout}${stderr}`);
                }
            } finally {
                fs.rmSync(folder, { recursive: true });
            }
        });
    }
});
