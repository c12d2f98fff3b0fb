/** What the user is told when a command cannot do its work. */

/** A mistake in what the user gave: the input, the configuration or the pack. One line; exit code 2. */
export class UserError extends Error {}

/** An error of the user's program, shown as the program's: with its lines, and its stack trace. */
export class ProgramError extends UserError {}

/** What to tell of an error in one line; undefined where it is our own mistake, which its stack trace tells more of. */
export function inOneLine(error: unknown): string | undefined {
    if (error instanceof UserError) {
        return error.message.replace(/\s*[\r\n]\s*/g, " ");
    }
    const { syscall, path, code } = error as NodeJS.ErrnoException;
    if (syscall === "uv_cwd") {
        return "the working folder is gone: it was deleted, or may not be read";
    }
    if (typeof syscall === "string") {
        return `${path ?? syscall}: ${reason(error)}`;
    }
    return code === "ERR_INVALID_ARG_VALUE" ? (error as Error).message : undefined;
}

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
        case "ENOTDIR":
            return "a part of its path is no folder";
        case "ELOOP":
            return "its links lead in a circle";
        case "ENAMETOOLONG":
            return "its name is too long";
        case "ENOSPC":
            return "the disk is full";
        case "EFBIG":
            return "it would be larger than a file may be here";
        case "EROFS":
            return "the disk is read-only";
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
