/** What a program started and let go: such a process is in a group of its own, and still has the program's environment. */
import * as fs from "node:fs";

/** Those that start while the others are ended are found the next time round. */
const ROUNDS = 5;

/** Ends every other process that has `mark` in the environment that it was started with. Where /proc tells it: on Linux. */
export function endMarked(mark: string): void {
    for (let round = 0; round < ROUNDS; round++) {
        if (!endOnce(mark)) {
            return;
        }
    }
}

function endOnce(mark: string): boolean {
    let found = false;
    for (const entry of fs.existsSync("/proc/self/environ") ? fs.readdirSync("/proc") : []) {
        if (!/^\d+$/.test(entry) || Number(entry) === process.pid) {
            continue;
        }
        try {
            if (fs.readFileSync(`/proc/${entry}/environ`, "utf8").includes(mark)) {
                process.kill(Number(entry), "SIGKILL");
                found = true;
            }
        } catch {
            // It is another user's, or has ended.
        }
    }
    return found;
}
