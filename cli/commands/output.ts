/** What every command that reports a run has in common: forms and files, the baseline, and when it fails. */
import { InvalidArgumentError, Option, type Command } from "commander";

import { updateBaseline, withoutBaseline } from "../report/baseline";
import { fails, THRESHOLDS, type Threshold } from "../report/fail-on";
import { writeWhole } from "../report/files";
import type { Run } from "../results";
import { UserError } from "../errors";
import { FORMATS, formatOf, render, type FormatName } from "../report/formats";
import type { FormatOptions } from "../report/options";
import { countsOf } from "../report/summary";
import { withoutCommands } from "../report/text";

/** One report: its form, and its file; standard output without one. */
interface Target {
    format: FormatName;
    file?: string;
}

export interface OutputOptions {
    /** In the order of the command line. */
    targets: Target[];
    quiet?: boolean;
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
        .option("--quiet", "show the violations alone")
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
    const toScreen = screenOf(options.targets);
    const reported = applyBaseline(run, options);
    const { quiet = false } = options;
    const projectFolder = folderOf(options.projectFolder ?? "");
    const files = options.targets.filter((target) => target.file !== undefined);
    // All are made before the first is written.
    const texts = files.map(({ format }) =>
        render(format, reported, { width: 100, color: false, quiet, projectFolder }),
    );
    files.forEach(({ file }, index) => writeWhole(file as string, texts[index] as string));
    if (toScreen) {
        const text = render(toScreen, reported, { ...screen(), quiet, projectFolder });
        process.stdout.write(toScreen === "github" ? text : withoutCommands(text));
    } else {
        process.stderr.write(
            `preflight: ${countsOf(reported)}; written to ${files.map(({ file }) => file).join(", ")}\n`,
        );
    }
    if (run.incomplete && (quiet || toScreen !== "terminal")) {
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

/** The form for standard output; undefined when every report has a file. */
function screenOf(targets: Target[]): FormatName | undefined {
    const open = targets.filter(({ file }) => file === undefined);
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
    return targets.length === 0 ? "terminal" : open[0]?.format;
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

function screen(): Pick<FormatOptions, "width" | "color"> {
    const { NO_COLOR, FORCE_COLOR } = process.env;
    const color = FORCE_COLOR ? FORCE_COLOR !== "0" : process.stdout.isTTY === true && !NO_COLOR;
    return { width: process.stdout.columns || 100, color };
}
