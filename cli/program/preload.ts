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

type Prepare = NonNullable<ErrorConstructor["prepareStackTrace"]>;

/**
 * The SDK writes down a stack for every promise of a property, for a report on promises that are left over which is
 * rarely asked for. With source maps that takes more than a third of a program's time.
 */
if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) {
    const wrapped = new WeakSet<Prepare>();
    const wrap = (prepare: Prepare): Prepare => {
        const quick: Prepare = (error, sites) =>
            /[\\/]runtime[\\/]debuggable\.js$/.test(sites[0]?.getFileName() ?? "")
                ? ""
                : (prepare(error, sites) as string);
        wrapped.add(quick);
        return quick;
    };
    let current: Prepare | undefined = Error.prepareStackTrace;
    Object.defineProperty(Error, "prepareStackTrace", {
        configurable: true,
        enumerable: true,
        get: () => current,
        set: (prepare: Prepare | undefined) => {
            current = typeof prepare === "function" && !wrapped.has(prepare) ? wrap(prepare) : prepare;
        },
    });
}

/** A thread of its own sees the command end even when the program never yields. It ends all that the program started. */
const WATCH = `
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || process.kill(-process.pid, "SIGKILL"), 500);
`;

if (isMainThread && process.platform !== "win32") {
    new Worker(WATCH, { eval: true, execArgv: [] }).unref();
}
