/** The guides on CI and configuration: every command in them, as it is written there. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { load } from "js-yaml";

import { MAIN, makeFolder, removeFolders, ROOT } from "./cli/fixtures";
import { RESOURCES } from "./cli/program/programs";

const page = (name: string): string => fs.readFileSync(path.join(ROOT, "docs", name), "utf8");
const CI = page("ci.md");
const PROGRAM = `const pulumi = require("@pulumi/pulumi");\n${RESOURCES}
new Resource("aws:rds/instance:Instance", "orders", { engine: "postgres", storageEncrypted: false });`;

/** The block of a recipe, and those of a shell. */
const recipe = (system: string): string => new RegExp(`<!-- ${system} -->\\n\`\`\`\\w+\\n([^]*?)\`\`\``).exec(CI)?.[1] ?? "";
const shellBlocks = (text: string): string[] => [...text.matchAll(/```sh\n([^]*?)```/g)].map(([, block = ""]) => block);

/** A repository whose program is in `infra`, with stand-ins for what reaches out: npx runs this package. */
class Repository {
    readonly folder = makeFolder({});

    constructor() {
        const infra = path.join(this.folder, "infra");
        const bin = path.join(this.folder, "bin");
        fs.mkdirSync(infra);
        fs.mkdirSync(bin);
        const files = {
            "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
            "Pulumi.dev.yaml": "config: {}\n",
            "package.json": '{"name":"shop","main":"index.js"}',
            "package-lock.json": "{}",
            "index.js": PROGRAM,
        };
        for (const [file, text] of Object.entries(files)) {
            fs.writeFileSync(path.join(infra, file), text);
        }
        const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };
        const npx = `#!/bin/sh\n[ "$1" != --yes ] || shift\ncase "$1" in aws-preflight|aws-preflight@${version}) shift ;; *) echo "no package $1"; exit 9 ;; esac\nexec "${process.execPath}" "${MAIN}" "$@"\n`;
        fs.writeFileSync(path.join(bin, "npx"), npx, { mode: 0o755 });
        fs.writeFileSync(path.join(bin, "npm"), `#!/bin/sh\n[ "$*" = ci ] && ln -s "${ROOT}/node_modules" node_modules\n`, { mode: 0o755 });
        for (const name of ["git", "pulumi"]) {
            fs.writeFileSync(path.join(bin, name), "#!/bin/sh\n", { mode: 0o755 });
        }
    }

    run(script: string, folder = this.folder): { status: number | null; output: string } {
        const env = { ...process.env, PATH: `${path.join(this.folder, "bin")}${path.delimiter}${process.env.PATH}`, NO_COLOR: "1" };
        const { status, stdout, stderr } = spawnSync("sh", ["-ec", script], { cwd: folder, encoding: "utf8", env, input: "" });
        return { status, output: stdout + stderr };
    }

    read(file: string): string {
        return fs.readFileSync(path.join(this.folder, file), "utf8");
    }
}

describe("the guides", function () {
    this.timeout(180_000);
    after(removeFolders);

    it("show the recipes as `preflight init` writes them", () => {
        const repository = new Repository();
        fs.mkdirSync(path.join(repository.folder, ".git"));
        for (const [system, file] of [
            ["github", ".github/workflows/preflight.yml"],
            ["gitlab", ".gitlab/preflight.yml"],
            ["azure", "azure-preflight.yml"],
            ["jenkins", "Jenkinsfile.preflight"],
        ] as const) {
            const { status, output } = repository.run(`npx aws-preflight init infra --ci ${system} --stack dev`);
            assert.equal(status, 0, output);
            assert.equal(repository.read(file), recipe(system));
        }
    });

    it("have a recipe for GitLab that works", () => {
        const repository = new Repository();
        const { preflight } = load(recipe("gitlab")) as { preflight: { script: string[]; artifacts: { reports: Record<string, string> } } };
        const { status, output } = repository.run(preflight.script.join("\n"));
        assert.equal(status, 1, output);
        assert.match(output, /rds-storage-encrypted/);
        const { codequality = "", junit = "" } = preflight.artifacts.reports;
        const issues = JSON.parse(repository.read(codequality)) as { check_name: string; location: { path: string } }[];
        assert.equal(issues.find(({ check_name: name }) => name === "rds-storage-encrypted")?.location.path, "infra/index.js");
        assert.match(repository.read(junit), /<failure/);
    });

    it("have a recipe for Azure Pipelines that works", () => {
        const repository = new Repository();
        const { steps } = load(recipe("azure")) as { steps: { script?: string; inputs?: { testResultsFiles?: string } }[] };
        const { status, output } = repository.run(steps.flatMap(({ script }) => script ?? []).join("\n"));
        assert.equal(status, 1, output);
        assert.match(repository.read(steps.at(-1)?.inputs?.testResultsFiles ?? ""), /<failure/);
    });

    it("have a recipe for Jenkins that works", () => {
        const repository = new Repository();
        const commands = [...recipe("jenkins").matchAll(/sh '(.*)'/g)].map(([, command]) => command);
        const { status, output } = repository.run(commands.join("\n"));
        assert.equal(status, 1, output);
        assert.match(repository.read(/testResults: '(.*?)'/.exec(recipe("jenkins"))?.[1] ?? ""), /<failure/);
    });

    it("have a workflow for GitHub that gives the action inputs which it has", () => {
        const { jobs } = load(recipe("github")) as { jobs: { preflight: { steps: { uses?: string; run?: string; with?: object }[] } } };
        const { inputs } = load(fs.readFileSync(path.join(ROOT, "action.yml"), "utf8")) as { inputs: object };
        const used = [...CI.matchAll(/^ +- uses: aws-preflight.*|^- uses: aws-preflight.*\n {2}with:\n((?: {6}.*\n)+)/gm)].flatMap(([, block = ""]) =>
            Object.keys(load(block) ?? {}),
        );
        const own = jobs.preflight.steps.find(({ uses }) => uses?.startsWith("aws-preflight/"));
        for (const input of [...Object.keys(own?.with ?? {}), ...used]) {
            assert.ok(input in inputs, input);
        }
        const told = [...CI.matchAll(/^\| (`[\w`, -]+`) \|/gm)].flatMap(([, names = ""]) => names.replaceAll("`", "").split(", "));
        assert.deepEqual(
            Object.keys(inputs).filter((input) => !["package", "token", ...told].includes(input)),
            [],
        );
        assert.deepEqual(
            told.filter((input) => !(input in inputs)),
            [],
        );
    });

    it("have a pre-commit hook that works", () => {
        const repository = new Repository();
        repository.run("cd infra && npm ci");
        const [hook] = load(fs.readFileSync(path.join(ROOT, ".pre-commit-hooks.yaml"), "utf8")) as { id: string; entry: string; files: string }[];
        const block = /## pre-commit\n[^]*?```yaml\n([^]*?)```/.exec(CI)?.[1] ?? "";
        const used = (load(block) as { repos: { hooks: { id: string; args: string[] }[] }[] }).repos[0]?.hooks[0];
        assert.equal(used?.id, hook?.id);
        const { status, output } = repository.run(`npx ${hook?.entry} ${used?.args.join(" ")}`);
        assert.match(output, /^index\.js:\d+:\d+ mandatory rds-storage-encrypted /m);
        assert.equal(status, 1);
        const watched = new RegExp(hook?.files ?? "");
        for (const file of ["infra/index.ts", "infra/__main__.py", "infra/Pulumi.yaml", "infra/Pulumi.dev.yaml", "preflight.json"]) {
            assert.match(file, watched);
        }
        assert.doesNotMatch("README.md", watched);
    });

    it("have commands for any other system, and for a baseline, that work", () => {
        const repository = new Repository();
        repository.run("cd infra && npm ci");
        const [check = "", record = ""] = shellBlocks(CI);
        assert.equal(repository.run(check).status, 1);
        assert.ok(repository.read("findings.sarif").includes("rds-storage-encrypted"));
        const recorded = repository.run(record);
        assert.equal(recorded.status, 0, recorded.output);
        const { status, output } = repository.run(`${check.trim()} --baseline infra/preflight-baseline.json`);
        assert.equal(status, 0, output);
    });

    it("have commands on configuration that work", () => {
        const repository = new Repository();
        const infra = path.join(repository.folder, "infra");
        const text = page("configuration.md");
        const example = /```json\n([^]*?)```/.exec(text)?.[1] ?? "";
        fs.writeFileSync(path.join(infra, "preflight.json"), example);
        for (const block of shellBlocks(text)) {
            const { status, output } = repository.run(block, infra);
            assert.equal(status, 0, `${block}\n${output}`);
        }
        const merged = JSON.parse(repository.read("infra/policy-config.json")) as Record<string, unknown>;
        assert.deepEqual(merged["secret-rotation"], { enforcementLevel: "advisory", days: 90 });
        assert.ok(!("profiles" in merged || "$schema" in merged));
    });

    it("never have npx fetch a package of somebody else's", () => {
        const pages = [
            "README.md",
            ...fs
                .readdirSync(path.join(ROOT, "docs"))
                .filter((file) => file.endsWith(".md"))
                .map((file) => `docs/${file}`),
            "profiles/README.md",
            "examples/README.md",
        ];
        for (const file of pages) {
            assert.doesNotMatch(fs.readFileSync(path.join(ROOT, file), "utf8"), /npx (--yes )?preflight/, file);
        }
    });
});
