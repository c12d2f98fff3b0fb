/** The folder that a program has for its home and its temporary files. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { reason, UserError } from "../errors";

/** Does `work` with a new folder, which is removed afterwards, however this process ends. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = make();
    const remove = (): void => fs.rmSync(folder, { recursive: true, force: true });
    process.once("exit", remove);
    try {
        return await work(folder);
    } finally {
        process.off("exit", remove);
        remove();
    }
}

function make(): string {
    try {
        return fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "preflight-home-"));
    } catch (error) {
        throw new UserError(`a program needs a temporary folder, and ${os.tmpdir()} holds none: ${reason(error)}`);
    }
}
