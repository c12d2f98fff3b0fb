/** Writing files whole or not at all. */
import * as fs from "node:fs";
import * as path from "node:path";

import { reason } from "../errors";
import { UserError } from "../errors";

/** Writes a file in one step: a reader sees what was there before or all of what is new, never a part. */
export function writeWhole(file: string, text: string): void {
    try {
        const stats = fs.statSync(file, { throwIfNoEntry: false });
        // A device or a pipe cannot be replaced.
        if (stats && !stats.isFile() && !stats.isDirectory()) {
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
