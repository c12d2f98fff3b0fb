/** Times things, several runs each and in turn, and says what is in the middle and how far the runs lie apart. */
import { spawn } from "node:child_process";
import * as fs from "node:fs";

export interface Measured {
    median: number;
    min: number;
    max: number;
}

/** Runs every subject `warmUps` times to warm up, then `runs` times in turn, so that a slow minute of the machine hits all. */
export async function inTurn<K extends string>(
    subjects: Record<K, () => Promise<number>>,
    runs: number,
    warmUps = 1,
): Promise<Record<K, Measured>> {
    const values = new Map<K, number[]>();
    for (let run = 1 - warmUps; run <= runs; run++) {
        for (const [name, subject] of Object.entries(subjects) as [K, () => Promise<number>][]) {
            const value = await subject();
            if (run > 0) {
                values.set(name, [...(values.get(name) ?? []), value]);
            }
        }
    }
    return Object.fromEntries([...values].map(([name, list]) => [name, summarize(list)])) as Record<K, Measured>;
}

/** The median, the least and the most. */
export function summarize(values: number[]): Measured {
    const sorted = [...values].sort((a, b) => a - b);
    return {
        median: sorted[Math.floor(sorted.length / 2)] as number,
        min: sorted[0] as number,
        max: sorted[sorted.length - 1] as number,
    };
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
    const start = process.hrtime.bigint();
    await work();
    return Number(process.hrtime.bigint() - start) / 1e6;
}

/** How a command ended. */
export interface Finished {
    /** Milliseconds from start to end. */
    time: number;
    /** The most memory, in MB, that the process and those it started held at once; undefined off Linux. */
    memory?: number;
    code: number | null;
}

/** Runs a command to its end; what it prints is thrown away. */
export function runCommand(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return new Promise((resolve, reject) => {
        const start = process.hrtime.bigint();
        let memory: number | undefined;
        const child = spawn(command, args, { stdio: "ignore", env: { ...process.env, ...env } });
        const watch = setInterval(() => {
            const now = memoryOfTree(child.pid);
            memory = now === undefined ? memory : Math.max(memory ?? 0, now);
        }, 50);
        child.once("error", reject);
        child.once("exit", (code) => {
            clearInterval(watch);
            resolve({ time: Number(process.hrtime.bigint() - start) / 1e6, memory, code });
        });
    });
}

/** Resident memory, in MB, of a process and its children. Source: proc(5), `status` and children of a task. */
export function memoryOfTree(pid: number | undefined): number | undefined {
    try {
        const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
        const own = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
        const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
        return children.reduce((sum, child) => sum + (memoryOfTree(Number(child)) ?? 0), own);
    } catch {
        return undefined;
    }
}
