/** `preflight init`: what a project needs to be checked from now on: the configuration and the CI's workflow. */
import * as fs from "node:fs";
import * as path from "node:path";
import { createInterface, type Interface } from "node:readline/promises";

import { Option, type Command } from "commander";

import { PROJECT_CONFIGURATION, profileNames, readProfile } from "../analyzer/parts";
import { UserError } from "../errors";
import { readFacts, type ProjectFacts } from "../init/project";
import { fillIn, recipeOf, SYSTEMS, systemOf, type System } from "../init/recipes";
import { print, writeWhole } from "../report/files";
import { collect, ownPack, ownVersion } from "./pack-options";

/** What is asked for; what the command line does not say is asked on a terminal, and otherwise the default. */
interface Answers {
    profile: string[];
    tags: string[];
    ci: System | "none";
    stack: string;
}

interface Options extends Partial<Omit<Answers, "profile" | "tags">> {
    profile: string[];
    tags?: string;
    dryRun?: boolean;
}

const NONE = "none";

export function addInit(program: Command): void {
    program
        .command("init")
        .description("write a project's configuration and its CI workflow; asks on a terminal what no option says")
        .argument("[folder]", "the project's folder", ".")
        .option("--profile <name>", "a profile to build on; repeatable, the last is the strongest", collect, [])
        .option("--tags <keys>", "the tags that every resource must have, such as Owner,CostCenter")
        .addOption(new Option("--ci <system>", "the CI system").choices([...SYSTEMS, NONE]))
        .option("--stack <name>", "the stack that the workflow checks")
        .option("--dry-run", "show what would be written, and write nothing")
        .addHelpText("after", "\nA file that is there already is kept: a second run changes nothing.")
        .action(async (directory: string, options: Options) => {
            const pack = ownPack();
            const facts = readFacts(directory, ownVersion());
            const answers = await answersTo(options, facts, profileNames(pack));
            // A name that is none is told before anything is written.
            answers.profile.forEach((name) => readProfile(pack, name, "--profile"));
            const files = filesFor(answers, facts, pack);
            print(options.dryRun ? shown(files) : written(files, facts));
            print(nextSteps(answers, facts, Object.keys(files)));
        });
}

async function answersTo(
    options: Options,
    { repository, stacks }: { repository: string; stacks: string[] },
    profiles: string[],
): Promise<Answers> {
    const asks = process.stdin.isTTY && process.stdout.isTTY;
    const terminal = asks ? createInterface(process.stdin, process.stdout) : undefined;
    try {
        const { profile, tags, ci, stack } = options;
        const usual = { ci: systemOf(repository) ?? NONE, stack: stacks[0] ?? "dev" };
        return {
            profile:
                profile.length > 0
                    ? profile
                    : words(await ask(terminal, `Profiles (${profiles.join(", ")}), none unless given`, "")),
            tags: words(
                tags ?? (await ask(terminal, "Tags that every resource must have, such as Owner,CostCenter", "")),
            ),
            ci: ci ?? systemNamed(await ask(terminal, `CI system (${[...SYSTEMS, NONE].join(", ")})`, usual.ci)),
            stack: nameOf(stack ?? (await ask(terminal, "The stack to check in CI", usual.stack))),
        };
    } finally {
        terminal?.close();
    }
}

async function ask(terminal: Interface | undefined, question: string, usual: string): Promise<string> {
    if (!terminal) {
        return usual;
    }
    const left = new Promise<never>((_, reject) => {
        terminal.once("close", () => reject(new UserError("no answer was given, and nothing was written")));
    });
    const answer = await Promise.race([terminal.question(`${question}${usual && ` [${usual}]`}: `), left]);
    return answer.trim() || usual;
}

function systemNamed(name: string): Answers["ci"] {
    const system = [...SYSTEMS, NONE].find((known) => known === name);
    if (!system) {
        throw new UserError(`"${name}" is no CI system; they are ${[...SYSTEMS, NONE].join(", ")}`);
    }
    return system as Answers["ci"];
}

/** It is written into a command of the workflow. */
function nameOf(stack: string): string {
    if (!/^[\w./-]+$/.test(stack) || stack.startsWith("-")) {
        throw new UserError(`"${stack}" is no stack's name`);
    }
    return stack;
}

function words(text: string): string[] {
    return text.split(/[\s,]+/).filter(Boolean);
}

/** The files to write, from the repository's folder. */
function filesFor(answers: Answers, facts: ProjectFacts, pack: string): Record<string, string> {
    const configuration = path.posix.join(facts.folder, PROJECT_CONFIGURATION);
    const files = { [configuration]: `${JSON.stringify(configurationFor(answers, facts), undefined, 4)}\n` };
    return answers.ci === NONE
        ? files
        : { ...files, [recipeOf(answers.ci).file]: fillIn(answers.ci, pack, facts, answers.stack) };
}

function configurationFor({ profile, tags }: Answers, { root, version }: ProjectFacts): object {
    const schema = "aws-preflight/bin/preflight.schema.json";
    const isNode = fs.existsSync(path.join(root, "package.json"));
    return {
        $schema: isNode ? `./node_modules/${schema}` : `https://unpkg.com/${schema.replace("/", `@${version}/`)}`,
        ...(profile.length > 0 ? { profiles: profile } : {}),
        "required-tags": { ...(tags.length > 0 ? { tags } : {}), waivers: [] },
    };
}

function shown(files: Record<string, string>): string {
    return Object.entries(files)
        .map(([file, text]) => `would write ${file}:\n${text.replace(/^(?=.)/gm, "    ")}\n`)
        .join("");
}

function written(files: Record<string, string>, { repository }: ProjectFacts): string {
    const lines = Object.entries(files).map(([file, text]) => {
        const target = path.join(repository, file);
        if (fs.existsSync(target)) {
            return fs.readFileSync(target, "utf8") === text ? `${file} is as it should be` : `${file} is kept as it is`;
        }
        fs.mkdirSync(path.dirname(target), { recursive: true });
        writeWhole(target, text);
        return `wrote ${file}`;
    });
    return `${lines.join("\n")}\n`;
}

function nextSteps({ ci, stack }: Answers, { root, folder }: ProjectFacts, files: string[]): string {
    const check = `npx aws-preflight check ${folder} --stack ${stack}`;
    const byHand = ci === NONE ? undefined : recipeOf(ci).then;
    const isNode = fs.existsSync(path.join(root, "package.json"));
    const steps = [
        ...(isNode ? [`npm install --save-dev aws-preflight${folder === "." ? "" : ` --prefix ${folder}`}`] : []),
        check,
        `git add ${files.join(" ")}`,
        ...(byHand ? [byHand] : []),
    ];
    return `
Next, in the repository's folder:
${steps.map((step) => `  ${step}`).join("\n")}

A finding that you accept is a waiver of its policy in ${PROJECT_CONFIGURATION}:
  "rds-multi-az": { "waivers": [{ "resource": "reporting-db", "reason": "rebuilt nightly", "expires": "2027-03-31" }] }
To begin with what is new only, record what is there: ${check} --baseline ${path.posix.join(folder, "preflight-baseline.json")} --update-baseline
`;
}
