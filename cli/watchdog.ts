/** Loaded into packs and programs: ends them with the command that started them, even when they never yield. */
import { isMainThread, Worker } from "node:worker_threads";

import { endMarked } from "./descendants";

/** A thread of its own, which sees the parent end whatever the main thread does. */
const WATCH = `
    const { workerData } = require("node:worker_threads");
    const { parent, scratch } = workerData;
    setInterval(() => process.ppid === parent || require(workerData.module).endWithParent(scratch), 500);
`;

/**
 * Ends this process when its parent has ended.
 * @param scratch the folder that a program was given: what else it started ends with it, and the folder is removed.
 */
export function watchParent(scratch?: string): void {
    if (isMainThread && process.platform !== "win32") {
        const workerData = { parent: process.ppid, scratch, module: __filename };
        new Worker(WATCH, { eval: true, execArgv: [], workerData }).unref();
    }
}

/** The watch's last act. */
export function endWithParent(scratch: string | undefined): void {
    if (scratch !== undefined) {
        endMarked(scratch);
        const fs = require("node:fs") as typeof import("node:fs");
        fs.rmSync(scratch, { recursive: true, force: true });
        process.kill(-process.pid, "SIGKILL");
    }
    process.kill(process.pid, "SIGKILL");
}
