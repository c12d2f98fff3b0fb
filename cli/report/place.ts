/** Where a finding is, as reports show it. */
import type { Finding } from "../results";
import type { FormatOptions } from "./options";
import { printableLine } from "../text";

/** What a finding without a line of the program hangs on: readers of results want a file. */
const PROJECT_FILE = "Pulumi.yaml";

type Options = Pick<FormatOptions, "projectFolder" | "sourceUrl">;

/** The file of a finding within the repository. */
export function fileOf({ source }: Pick<Finding, "source">, { projectFolder }: Options): string {
    return printableLine(`${projectFolder}${source?.file ?? PROJECT_FILE}`);
}

/** `src/index.ts:12`; undefined where no line of the program is known. */
export function placeOf(finding: Pick<Finding, "source">, options: Options): string | undefined {
    return finding.source && `${fileOf(finding, options)}:${finding.source.line}`;
}

/** The file as part of a web address. */
export function uriOf(finding: Pick<Finding, "source">, options: Options): string {
    return fileOf(finding, options).split("/").map(encodeURIComponent).join("/");
}

/** The web address of the line; undefined where the repository's is not known. */
export function lineUrl(finding: Pick<Finding, "source">, options: Options): string | undefined {
    const { source } = finding;
    return source && options.sourceUrl && `${options.sourceUrl}${uriOf(finding, options)}#L${source.line}`;
}
