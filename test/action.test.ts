/** The GitHub Action: its steps, run in a shell as a runner does, with stand-ins for npm, gh and pulumi. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { load } from "js-yaml";

import { BUCKET, MAIN, makeFolder, previewJson, removeFolders, ROOT, state } from "./cli/fixtures";
import { makeProgram, RESOURCES } from "./cli/program/programs";

interface Step {
    name: string;
    id?: string;
    if?: string;
    uses?: string;
    run?: string;
    env?: Record<string, string>;
    with?: Record<string, string>;
}

const ACTION = load(fs.readFileSync(path.join(ROOT, "action.yml"), "utf8")) as {
    inputs: Record<string, { default: string }>;
    outputs: Record<string, { value: string }>;
    runs: { using: string; steps: Step[] };
};

/** The comments of a pull request, in a file: what `gh api` is asked for, no more. */
const GH = `#!/bin/sh
echo "gh $*" >> "$LOG"
[ -z "$READ_ONLY" ] || { echo "HTTP 403" >&2; exit 1; }
case "$*" in
*graphql*) echo 'github-actions[bot]' ;;
*PATCH*) sed 's/^/PATCH /' "\${*##*@}" > "$COMMENT" ;;
*--jq*) [ ! -f "$COMMENT" ] || { grep -qF -- "$MARKER" "$COMMENT" && echo 77; } || true ;;
*) cat "\${*##*@}" > "$COMMENT" ;;
esac
`;

/** A runner: its folders, its files, and stand-ins for the commands that reach out. */
class Runner {
    readonly folder = makeFolder({});
    readonly outputs: Record<string, string> = {};
    readonly log = path.join(this.folder, "log.txt");
    readonly comment = path.join(this.folder, "posted.md");
    readonly summary = path.join(this.folder, "summary.md");
    stdout = "";
    ran: string[] = [];

    constructor(
        private readonly inputs: Record<string, string>,
        private readonly event: { number?: number; fork?: boolean; readOnly?: boolean } = {},
        preview = "",
    ) {
        const bin = path.join(this.folder, "bin");
        fs.mkdirSync(bin);
        const script = (name: string, text: string): void => fs.writeFileSync(path.join(bin, name), text, { mode: 0o755 });
        script("npm", `#!/bin/sh\necho "npm $*" >> "$LOG"\n`);
        script("gh", GH);
        script("aws-preflight", `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
        fs.writeFileSync(path.join(this.folder, "preview.json"), preview);
        script("pulumi", `#!/bin/sh\necho "pulumi $* in $(basename "$PWD")" >> "$LOG"\ncat "${this.folder}/preview.json"\n`);
    }

    /** An expression of the action's, for the few forms that it has. */
    private value(expression: string): string {
        const { number, fork } = this.event;
        const known: Record<string, string> = {
            "github.action_path": ROOT,
            "github.repository": "acme/shop",
            "github.event.pull_request.number": String(number ?? ""),
            "github.event.pull_request": number ? "object" : "",
            "github.event.pull_request.head.repo.full_name": fork ? "somebody/shop" : "acme/shop",
            "github.token": "token",
        };
        const one = (text: string): string => {
            const literal = /^'(.*)'$/.exec(text);
            if (literal) {
                return literal[1] as string;
            }
            const input = /^inputs\.([\w-]+)$/.exec(text)?.[1];
            if (input) {
                assert.ok(input in ACTION.inputs, input);
                return this.inputs[input] ?? ACTION.inputs[input]?.default ?? "";
            }
            const output = /^steps\.check\.outputs\.([\w-]+)$/.exec(text)?.[1];
            const value = output ? (this.outputs[output] ?? "") : known[text];
            assert.ok(value !== undefined, `${text} is no form that the test knows`);
            return value;
        };
        const truth = (text: string): boolean => {
            const trimmed = text.trim();
            if (trimmed.startsWith("(") && trimmed.endsWith(")")) {
                return truth(trimmed.slice(1, -1));
            }
            for (const [operator, all] of [
                ["&&", true],
                ["||", false],
            ] as const) {
                const at = trimmed.replace(/\(.*\)/, (inner) => " ".repeat(inner.length)).indexOf(operator);
                if (at >= 0) {
                    const [left, right] = [truth(trimmed.slice(0, at)), truth(trimmed.slice(at + 2))];
                    return all ? left && right : left || right;
                }
            }
            const [, left, operator, right] = /^(.+?) (==|!=) (.+)$/.exec(trimmed) ?? [];
            if (left && right) {
                return (one(left) === one(right)) === (operator === "==");
            }
            return trimmed.startsWith("!") ? !truth(trimmed.slice(1)) : one(trimmed) !== "";
        };
        return /[=!|&]/.test(expression) ? String(truth(expression)) : one(expression);
    }

    private text(template: string): string {
        return template.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => this.value(expression));
    }

    private condition(expression: string): boolean {
        return this.value(`${expression} && 'true'`) === "true";
    }

    /** Runs the steps until one fails, and gives its exit code; 0 where none does. */
    run(): number {
        const file = (name: string): string => path.join(this.folder, name);
        for (const step of ACTION.runs.steps) {
            if (step.if !== undefined && !this.condition(step.if)) {
                continue;
            }
            this.ran.push(step.name);
            if (step.run === undefined) {
                continue;
            }
            fs.writeFileSync(file("output.txt"), "");
            const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, this.text(value)]));
            const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
                cwd: this.folder,
                encoding: "utf8",
                env: {
                    ...process.env,
                    ...{ GITHUB_OUTPUT: file("output.txt"), GITHUB_STEP_SUMMARY: this.summary, GITHUB_PATH: file("path.txt"), RUNNER_TEMP: this.folder },
                    ...{ LOG: this.log, COMMENT: this.comment, READ_ONLY: this.event.readOnly ? "1" : "", NO_COLOR: "1" },
                    ...env,
                    PATH: [path.join(this.folder, "bin"), process.env.PATH].join(path.delimiter),
                },
            });
            this.stdout += stdout + stderr;
            for (const line of fs.readFileSync(file("output.txt"), "utf8").split("\n").filter(Boolean)) {
                const at = line.indexOf("=");
                this.outputs[line.slice(0, at)] = line.slice(at + 1);
            }
            if (status !== 0) {
                return status ?? -1;
            }
        }
        return 0;
    }

    read(file: string): string {
        return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
    }
}

const DATABASE = `new Resource("aws:rds/instance:Instance", "orders", { engine: "postgres", storageEncrypted: false });`;
const UNENCRYPTED = state("aws:rds/instance:Instance", "orders", { inputs: { engine: "postgres", storageEncrypted: false } });

describe("the GitHub Action", function () {
    this.timeout(180_000);
    let program: string;
    before(() => {
        program = makeProgram(RESOURCES + DATABASE);
    });
    after(removeFolders);

    it("checks a program: the log, the summary, code scanning and one comment that is kept up to date", () => {
        const runner = new Runner({ program, stack: "dev" }, { number: 12 });
        assert.equal(runner.run(), 1, runner.stdout);
        assert.deepEqual(runner.ran, ["Install aws-preflight", "Check", "Upload to code scanning", "Comment", "Verdict"]);
        assert.match(runner.stdout, /rds-storage-encrypted/);
        assert.doesNotMatch(runner.stdout, /^::error/m);
        assert.match(runner.read(runner.log), /^npm install --prefix .*preflight --no-audit --no-fund --loglevel=error aws-preflight@\d+\.\d+\.\d+\n/);
        assert.match(runner.read(path.join(runner.folder, "path.txt")), /node_modules\/\.bin\n$/);
        const sarif = JSON.parse(runner.read(runner.outputs.sarif as string)) as { runs: { results: unknown[] }[] };
        assert.ok((sarif.runs[0]?.results.length ?? 0) > 0);
        assert.equal((JSON.parse(runner.read(runner.outputs.json as string)) as { project: string }).project, "shop");
        assert.match(runner.read(runner.comment), /^<!-- preflight shop%2Fdev -->\n\n## ❌ Policies/);
        assert.equal(runner.read(runner.summary), runner.read(runner.comment));

        runner.ran = [];
        assert.equal(runner.run(), 1);
        assert.match(runner.read(runner.comment), /^PATCH <!-- preflight shop%2Fdev -->/, "the second run replaces the first one's comment");
        assert.match(runner.read(runner.log), /--method PATCH repos\/acme\/shop\/issues\/comments\/77 /);
    });

    it("needs nothing of a pull request from a fork: annotations and the summary say it", () => {
        const runner = new Runner({ program, stack: "dev", "fail-on": "never" }, { number: 12, fork: true, readOnly: true });
        assert.equal(runner.run(), 0, runner.stdout);
        assert.deepEqual(runner.ran, ["Install aws-preflight", "Check", "Comment", "Verdict"]);
        assert.match(runner.stdout, /^::error file=.*rds-storage-encrypted/m);
        assert.match(runner.stdout, /::notice title=preflight::No comment was written/);
        assert.match(runner.read(runner.summary), /rds-storage-encrypted/);
    });

    it("takes a profile, a configuration, a baseline and more arguments", () => {
        fs.writeFileSync(path.join(program, "off.json"), '{ "all": "disabled" }');
        const off = new Runner({ program, config: "off.json", comment: "false", sarif: "false" });
        assert.equal(off.run(), 0, off.stdout);
        assert.deepEqual(off.ran, ["Install aws-preflight", "Check", "Verdict"]);
        const baseline = { program, baseline: "baseline.json", profile: "payments, strict" };
        assert.equal(new Runner({ ...baseline, arguments: "--update-baseline --verbose" }).run(), 0);
        assert.match(fs.readFileSync(path.join(program, "baseline.json"), "utf8"), /rds-storage-encrypted/);
        const known = new Runner(baseline);
        assert.equal(known.run(), 0, known.stdout);
    });

    it("checks a real preview, through a pipe", () => {
        const runner = new Runner({ program, stack: "dev", preview: "true" }, {}, previewJson([BUCKET, UNENCRYPTED]));
        assert.equal(runner.run(), 1, runner.stdout);
        assert.ok(runner.read(runner.log).includes(`pulumi preview --json --show-secrets --non-interactive --stack dev in ${path.basename(program)}\n`));
        assert.match(runner.stdout, /rds-storage-encrypted/);
        assert.ok(!runner.ran.includes("Comment"), "a push has no pull request");
    });

    it("fails with 2 where the run itself failed, and reports nothing", () => {
        const runner = new Runner({ program: makeProgram("throw new Error('no');"), stack: "dev" }, { number: 12 });
        assert.equal(runner.run(), 2, runner.stdout);
        assert.equal(runner.outputs["exit-code"], "2");
        assert.equal(runner.read(runner.comment), "");
    });

    it("hands over what is in an input as one word, whatever it is", () => {
        const runner = new Runner({ program, stack: "dev; touch pwned $(touch pwned)", "fail-on": "never" });
        assert.equal(runner.run(), 2);
        assert.ok(!fs.existsSync(path.join(program, "pwned")));
        for (const { run = "" } of ACTION.runs.steps) {
            assert.doesNotMatch(run, /\$\{\{/, "an expression within a script is code");
        }
    });
});
