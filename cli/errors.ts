/** What the user is told when a command cannot do its work. */

/** A mistake in what the user gave: the input, the configuration or the pack. One line; exit code 2. */
export class UserError extends Error {}

/** An error of the user's program, shown as the program's: with its lines, and its stack trace. */
export class ProgramError extends UserError {}

/** Why a file cannot be read, in words. */
export function reason(error: unknown): string {
    switch ((error as NodeJS.ErrnoException).code) {
        case "ENOENT":
            return "there is no such file";
        case "EISDIR":
            return "it is a folder";
        case "EACCES":
        case "EPERM":
            return "permission denied";
        default:
            return (error as Error).message;
    }
}

/** What is wrong with a text that is not JSON or YAML, and where: the error's own words quote the text. */
export function syntaxError(error: unknown, text: string): string {
    const { message, reason: yaml, mark } = error as { message: string; reason?: string; mark?: { position: number } };
    const [, position] = / at position (\d+)/.exec(message) ?? [];
    const at = mark?.position ?? Number(position ?? NaN);
    const what = yaml?.replace(/["<][^]*/, "").trim() || "a mistake";
    if (Number.isNaN(at)) {
        return `${what} in it`;
    }
    const before = text.slice(0, at).split("\n");
    return `${what} at line ${before.length}, column ${(before.at(-1) as string).length + 1}`;
}
