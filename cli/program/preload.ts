/** Loaded into a Node program's process, before everything else. */
import * as util from "node:util";
import { isMainThread, Worker } from "node:worker_threads";

/**
 * The runner shows errors with colours, which a log does not want; and Node 20 never ends colouring a stack in which a
 * source map has put a file right below a package's scope, as those of @pulumi/pulumi do.
 */
const inspect = util.inspect as (value: unknown, ...options: unknown[]) => string;
const plain = (value: unknown, ...[options, ...rest]: unknown[]): string =>
    inspect(value, typeof options === "object" ? { ...options, colors: false } : options, ...rest);
require("node:util").inspect = Object.assign(plain, util.inspect);

/** A thread of its own sees the command end even when the program never yields. It ends all that the program started. */
const WATCH = `
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || process.kill(-process.pid, "SIGKILL"), 500);
`;

if (isMainThread && process.platform !== "win32") {
    new Worker(WATCH, { eval: true, execArgv: [] }).unref();
}
