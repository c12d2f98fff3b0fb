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
