/** What every command that reports a run has in common: forms and files, the baseline, and when it fails. */
import { InvalidArgumentError, Option, type Command } from "commander";

import { updateBaseline, withoutBaseline } from "../report/baseline";
import { fails, THRESHOLDS, type Threshold } from "../report/fail-on";
import { print, writeWhole } from "../report/files";
import { sawEverything } from "../report/gaps";
import type { Run } from "../results";
import { UserError } from "../errors";
import { FORMATS, formatOf, render, type FormatName } from "../report/formats";
import { GROUPINGS, type FormatOptions } from "../report/options";
import { countsOf } from "../report/summary";
import { withoutCommands } from "../text";

/** One report: its form, and its file; standard output without one. */
interface Target {
    format: FormatName;
    file?: string;
}

export interface OutputOptions {
    /** In the order of the command line. */
    targets: Target[];
    quiet?: boolean;
    groupBy: FormatOptions["groupBy"];
    projectFolder?: string;
    baseline?: string;
    updateBaseline?: boolean;
    failOn: Threshold;
}

export const EXIT_CODES =
    "\nExit code: 0 nothing that --fail-on names, 1 a violation that it names, " +
    "2 wrong input, configuration or pack, or a preview that failed or is cut.";

/** Adds the options of a report to a command; they are then among its options as `OutputOptions`. */
export function addOutputOptions(command: Command): Command {
    const targets: Target[] = [];
    command.setOptionValue("targets", targets);
    return command
        .addOption(
            new Option("--format <format>", "the form of the report, terminal unless given; repeatable")
                .choices(FORMATS)
                .argParser((value) => addFormat(targets, value)),
        )
        .addOption(
            new Option(
                "--output <file>",
                "the file for the --format before it, or for the form that its name tells (.txt, .json, .sarif, .xml, .md, .html); repeatable",
            ).argParser((file) => addFile(targets, file)),
        )
        .option("--quiet", "a line for each violation: the terminal's report as compact")
        .addOption(
            new Option("--group-by <what>", "what findings stand under in terminal, markdown and html")
                .choices(GROUPINGS)
                .default("policy"),
        )
        .option(
            "--project-folder <folder>",
            "the folder of Pulumi.yaml within the repository, put before file names for code scanning",
        )
        .option("--baseline <file>", "report only what is new against this recorded run")
        .option("--update-baseline", "record this run in the --baseline")
        .addOption(
            new Option("--fail-on <threshold>", "fail for a violation at this level or severity, or above")
                .choices(THRESHOLDS)
                .default("mandatory"),
        );
}

function addFormat(targets: Target[], format: string): string {
    if (!FORMATS.includes(format as FormatName)) {
        throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(", ")}.`);
    }
    targets.push({ format: format as FormatName });
    return format;
}

function addFile(targets: Target[], file: string): string {
    const last = targets.at(-1);
    const format = formatOf(file);
    if (last && last.file === undefined) {
        last.file = file;
    } else if (format) {
        targets.push({ format, file });
    } else {
        throw new UserError(`--output ${file}: its name does not tell the form; write --format before it`);
    }
    return file;
}

/** Writes the run's reports and gives the exit code. */
export function deliver(run: Run, options: OutputOptions): number {
    const targets = options.quiet ? options.targets.map(quietly) : options.targets;
    const toScreen = screenOf(targets) ?? (targets.length === 0 ? (options.quiet ? "compact" : "terminal") : undefined);
    const reported = applyBaseline(run, options);
    const shared = {
        groupBy: options.groupBy,
        projectFolder: folderOf(options.projectFolder ?? ""),
        sourceUrl: sourceUrl(process.env),
    };
    const files = targets.filter((target) => !toStandardOutput(target));
    // All are made before the first is written.
    const texts = files.map(({ format }) => render(format, reported, { ...shared, width: 100, color: false }));
    files.forEach(({ file }, index) => writeWhole(file as string, texts[index] as string));
    if (toScreen) {
        const text = render(toScreen, reported, { ...shared, ...screen() });
        print(toScreen === "github" ? text : withoutCommands(text));
    } else {
        process.stderr.write(
            `preflight: ${countsOf(reported)}${sawEverything(reported) ? "" : ", and not everything was seen"}; written to ${files.map(({ file }) => file).join(", ")}\n`,
        );
    }
    if (run.incomplete && toScreen !== "terminal") {
        const why = run.failure === undefined ? "the input ends in the middle" : `the preview failed: ${run.failure}`;
        process.stderr.write(`preflight: not everything was checked, for ${why}\n`);
    }
    if (run.failure !== undefined) {
        return 2;
    }
    if (fails(reported, options.failOn)) {
        return 1;
    }
    // What was not checked may hold a violation.
    return run.incomplete && options.failOn !== "never" ? 2 : 0;
}

/** A person's report in few words. */
function quietly(target: Target): Target {
    return target.format === "terminal" ? { ...target, format: "compact" } : target;
}

/** Under its name it cannot be opened where it is a socket, and would be cut where it is a file. */
function toStandardOutput({ file }: Target): boolean {
    return file === undefined || file === "/dev/stdout";
}

/** The form that is asked for on standard output. */
function screenOf(targets: Target[]): FormatName | undefined {
    const open = targets.filter(toStandardOutput);
    if (open.length > 1) {
        const names = open.map(({ format }) => format).join(" and ");
        throw new UserError(
            `--format ${names}: one of them can go to standard output; write --output after the others`,
        );
    }
    const taken = targets.map(({ file }) => file).filter((file) => file !== undefined);
    const twice = taken.find((file, index) => taken.indexOf(file) !== index);
    if (twice !== undefined) {
        throw new UserError(`--output ${twice}: it is given twice`);
    }
    return open[0]?.format;
}

function applyBaseline(run: Run, { baseline, updateBaseline: update }: OutputOptions): Run {
    if (baseline === undefined) {
        if (update) {
            throw new UserError("--update-baseline needs --baseline, which names the file");
        }
        return run;
    }
    return update ? updateBaseline(run, baseline) : withoutBaseline(run, baseline);
}

function folderOf(folder: string): string {
    const clean = folder.replaceAll("\\", "/").replace(/^(\.?\/)+|\/+$/g, "");
    return clean === "" || clean === "." ? "" : `${clean}/`;
}

/** Where the checked commit's files can be read, as GitHub Actions and GitLab CI tell it. */
function sourceUrl(env: NodeJS.ProcessEnv): string | undefined {
    const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, CI_PROJECT_URL, CI_COMMIT_SHA } = env;
    if (GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_SHA) {
        return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/`;
    }
    return CI_PROJECT_URL && CI_COMMIT_SHA ? `${CI_PROJECT_URL}/-/blob/${CI_COMMIT_SHA}/` : undefined;
}

function screen(): Pick<FormatOptions, "width" | "color"> {
    const { NO_COLOR, FORCE_COLOR } = process.env;
    const color = FORCE_COLOR ? FORCE_COLOR !== "0" : process.stdout.isTTY === true && !NO_COLOR;
    return { width: process.stdout.columns || 100, color };
}
