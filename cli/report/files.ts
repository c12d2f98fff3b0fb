/** Writing files whole or not at all, and standard output. */
import * as fs from "node:fs";
import * as path from "node:path";

import { reason, UserError } from "../errors";

/** Writes a file in one step: a reader sees what was there before or all of what is new, never a part. */
export function writeWhole(file: string, text: string): void {
    try {
        const stats = fs.statSync(file, { throwIfNoEntry: false });
        // A device or a pipe cannot be replaced.
        if (stats && !stats.isFile() && !stats.isDirectory()) {
            // A pipe that nobody reads keeps the command waiting: a signal is to end it.
            ["SIGINT", "SIGTERM", "SIGHUP"].forEach((signal) => process.removeAllListeners(signal));
            fs.writeFileSync(file, text);
            return;
        }
        // A link stays a link: what it points to is replaced.
        const target = stats ? fs.realpathSync(file) : file;
        const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
        try {
            fs.writeFileSync(temporary, text, { mode: stats?.mode ?? 0o666, flag: "wx" });
            fs.renameSync(temporary, target);
        } catch (error) {
            fs.rmSync(temporary, { force: true });
            throw error;
        }
    } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        throw new UserError(
            `${file} cannot be written: ${code === "ENOENT" ? "there is no such folder" : reason(error)}`,
        );
    }
}

/** Writes to standard output. Where that is a file, its stream would take a disk that fills half-way for a success. */
export function print(text: string): void {
    if (!fs.fstatSync(1).isFile()) {
        process.stdout.write(text);
        return;
    }
    try {
        fs.writeFileSync(1, text);
    } catch (error) {
        throw new UserError(`standard output cannot be written: ${reason(error)}`);
    }
}
