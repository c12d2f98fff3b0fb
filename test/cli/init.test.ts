/** `preflight init`: what it writes, what it leaves, and that what it writes works. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { load } from "js-yaml";

import { MAIN, makeFolder, removeFolders, ROOT } from "./fixtures";

function init(folder: string, ...args: string[]): { code: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "init", ...args], { cwd: folder, encoding: "utf8", input: "" });
    return { code: status, stdout, stderr };
}

/** A repository with a project in it: its files by their path. */
function repository(files: Record<string, string>): string {
    const folder = makeFolder({});
    for (const [file, text] of Object.entries({ ".git/HEAD": "", ...files })) {
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.writeFileSync(path.join(folder, file), text);
    }
    return folder;
}

const NODE = { "Pulumi.yaml": "name: shop\nruntime: nodejs\n", "package.json": "{}", "package-lock.json": "{}", "Pulumi.prod.yaml": "" };
const PYTHON = { "infra/Pulumi.yaml": "name: shop\nruntime: { name: python, options: { virtualenv: .venv } }\n" };

/** Every file but git's own, with its text. */
function contents(folder: string): Record<string, string> {
    const files = (fs.readdirSync(folder, { recursive: true }) as string[]).filter(
        (file) => !file.startsWith(".git/") && fs.statSync(path.join(folder, file)).isFile(),
    );
    return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]));
}

describe("preflight init", () => {
    after(removeFolders);

    it("writes the configuration and the workflow, and says what to commit", () => {
        const folder = repository({ ...NODE, ".github/CODEOWNERS": "" });
        const { code, stdout, stderr } = init(folder, "--profile", "payments", "--profile", "strict", "--tags", "Owner,CostCenter");
        assert.deepEqual([code, stderr], [0, ""]);
        assert.match(stdout, /^wrote preflight\.json\nwrote \.github\/workflows\/preflight\.yml\n/);
        assert.match(
            stdout,
            /\n {2}npm install --save-dev aws-preflight\n {2}npx aws-preflight check \. --stack prod\n {2}git add preflight\.json \.github\/workflows\/preflight\.yml\n/,
        );
        assert.deepEqual(JSON.parse(contents(folder)["preflight.json"] as string), {
            $schema: "./node_modules/aws-preflight/bin/preflight.schema.json",
            profiles: ["payments", "strict"],
            "required-tags": { tags: ["Owner", "CostCenter"], waivers: [] },
        });
        const workflow = load(contents(folder)[".github/workflows/preflight.yml"] as string) as { jobs: { preflight: { steps: Record<string, unknown>[] } } };
        const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };
        assert.deepEqual(workflow.jobs.preflight.steps.slice(2), [
            { run: "npm ci" },
            { uses: `aws-preflight/aws-preflight@v${version}`, with: { program: ".", stack: "prod" } },
        ]);
    });

    it("changes nothing when it runs again, whatever it is asked for then", () => {
        const folder = repository(NODE);
        init(folder, "--profile", "payments", "--ci", "gitlab");
        const before = contents(folder);
        assert.match(
            init(folder, "--profile", "payments", "--ci", "gitlab").stdout,
            /^preflight\.json is as it should be\n\.gitlab\/preflight\.yml is as it should be\n/,
        );
        assert.match(
            init(folder, "--profile", "strict", "--ci", "gitlab", "--stack", "dev").stdout,
            /^preflight\.json is kept as it is\n\.gitlab\/preflight\.yml is kept as it is\n/,
        );
        assert.deepEqual(contents(folder), before);
    });

    it("shows what it would write, and writes nothing", () => {
        const folder = repository(NODE);
        const before = contents(folder);
        const { code, stdout } = init(folder, "--ci", "jenkins", "--dry-run");
        assert.match(stdout, /^would write preflight\.json:\n {4}\{\n[^]*\nwould write Jenkinsfile\.preflight:\n {4}pipeline \{\n/);
        assert.deepEqual([code, contents(folder)], [0, before]);
    });

    it("takes the CI system from the repository's files, and none where they tell of none", () => {
        const written = (files: Record<string, string>): string[] => {
            const folder = repository({ ...NODE, ...files });
            init(folder);
            return Object.keys(contents(folder))
                .filter((file) => !(file in NODE || file in files))
                .sort();
        };
        assert.deepEqual(written({}), ["preflight.json"]);
        assert.deepEqual(written({ ".gitlab-ci.yml": "" }), [".gitlab/preflight.yml", "preflight.json"]);
        assert.deepEqual(written({ "azure-pipelines.yml": "" }), ["azure-preflight.yml", "preflight.json"]);
        assert.deepEqual(written({ Jenkinsfile: "" }), ["Jenkinsfile.preflight", "preflight.json"]);
    });

    it("knows a program below the repository's folder, in Python", () => {
        const folder = repository(PYTHON);
        const { stdout } = init(path.join(folder, "infra"), "--ci", "github");
        assert.match(stdout, /\n {2}npx aws-preflight check infra --stack dev\n {2}git add infra\/preflight\.json \.github\/workflows\/preflight\.yml\n/);
        const files = contents(folder);
        assert.match(files["infra/preflight.json"] as string, /"\$schema": "https:\/\/unpkg\.com\/aws-preflight@[\d.]+\/bin\/preflight\.schema\.json"/);
        const workflow = files[".github/workflows/preflight.yml"] as string;
        assert.ok(workflow.includes("- run: (cd infra && python3 -m venv .venv && .venv/bin/pip install -r requirements.txt)\n"), workflow);
        assert.match(workflow, /program: infra\n +stack: dev\n/);
    });

    const locks = { "yarn.lock": /yarn install --frozen-lockfile/, "pnpm-lock.yaml": /pnpm install --frozen-lockfile/, "none.txt": /- \(?npm install\n/ };
    for (const [lock, command] of Object.entries(locks)) {
        it(`installs by ${lock}`, () => {
            const folder = repository({ "Pulumi.yaml": NODE["Pulumi.yaml"], [lock]: "" });
            assert.match(init(folder, "--ci", "gitlab", "--dry-run").stdout, command);
        });
    }

    it("writes what the other commands take", () => {
        const folder = repository(NODE);
        init(folder, "--profile", "payments", "--tags", "Owner");
        const { status, stdout } = spawnSync(process.execPath, [MAIN, "config"], { cwd: folder, encoding: "utf8" });
        assert.match(stdout, /required-tags +tags +preflight\.json +\["Owner"\]/);
        assert.equal(status, 0);
    });

    describe("on a terminal", () => {
        /** Answers each question on a terminal of Python's, and gives the exit code after what was shown. */
        const TERMINAL = `
import os, pty, re, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:4])
shown, answers = b"", sys.argv[4:]
while True:
    try:
        part = os.read(fd, 4096)
    except OSError:
        break
    shown += part
    if answers and re.sub(rb"\\x1b\\[[0-9;]*[A-Za-z]", b"", shown).rstrip(b" ").endswith(b":"):
        os.write(fd, answers.pop(0).encode() + b"\\n")
        shown += b"|"
print(shown.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
        const answer = (folder: string, ...answers: string[]): { status: number | null; stdout: string } =>
            spawnSync("python3", ["-c", TERMINAL, process.execPath, MAIN, "init", ...answers], { cwd: folder, encoding: "utf8" });

        before(function () {
            if (answer(makeFolder({})).status !== 0) {
                this.skip(); // No Python, or one of Windows.
            }
        });

        it("asks what no option says", () => {
            const folder = repository(NODE);
            const { stdout } = answer(folder, "payments strict", "Owner, Team", "gitlab", "");
            assert.match(stdout, /\nwrote \.gitlab\/preflight\.yml\r?\n[^]* 0\n$/);
            const { profiles, "required-tags": tags } = JSON.parse(contents(folder)["preflight.json"] as string) as Record<string, unknown>;
            assert.deepEqual([profiles, tags], [["payments", "strict"], { tags: ["Owner", "Team"], waivers: [] }]);
            assert.match(contents(folder)[".gitlab/preflight.yml"] as string, /check \. --stack prod /);
        });

        it("writes nothing where nobody answers", () => {
            const folder = repository(NODE);
            const before = contents(folder);
            // The end of the input, which Control-D gives.
            const { stdout } = answer(folder, "payments", "\u0004");
            assert.match(stdout, /preflight: no answer was given, and nothing was written\r?\n 2\n$/);
            assert.deepEqual(contents(folder), before);
        });
    });

    const wrong: [string[], RegExp][] = [
        [["--profile", "payment"], /^preflight: --profile: policy pack .* has no profile "payment"; its profiles: baseline, /],
        [["--ci", "travis"], /^preflight: option '--ci <system>' argument 'travis' is invalid\. Allowed choices are github, gitlab, azure, jenkins, none\.\n/],
        [["--stack", "a b"], /^preflight: "a b" is no stack's name\n$/],
        [["nowhere"], /^preflight: there is no Pulumi\.yaml in .*nowhere, nor above it\n$/],
    ];
    for (const [args, message] of wrong) {
        it(`refuses ${args.join(" ")}, and writes nothing`, () => {
            const folder = repository(NODE);
            const before = contents(folder);
            const { code, stderr } = init(folder, ...(args[0] === "nowhere" ? ["/nowhere"] : args));
            assert.match(stderr, message);
            assert.deepEqual([code, contents(folder)], [2, before]);
        });
    }
});
