/** Loaded into a Node program's process, before everything else. */
import { findSourceMap } from "node:module";
import { fileURLToPath } from "node:url";
import * as util from "node:util";
import { isMainThread } from "node:worker_threads";

import { watchParent } from "../watchdog";
import { isElement, makeUsable, mayBeFilled, OUTPUT_MARKS } from "./unanswered";

/**
 * The runner shows errors with colours, which a log does not want; and Node 20 never ends colouring a stack in which a
 * source map has put a file right below a package's scope, as those of @pulumi/pulumi do.
 */
const inspect = util.inspect as (value: unknown, ...options: unknown[]) => string;
const plain = (value: unknown, ...[options, ...rest]: unknown[]): string =>
    inspect(value, typeof options === "object" ? { ...options, colors: false } : options, ...rest);
require("node:util").inspect = Object.assign(plain, util.inspect);

type Prepare = NonNullable<ErrorConstructor["prepareStackTrace"]>;

const wrapped = new WeakSet<Prepare>();
let current: Prepare | undefined = Error.prepareStackTrace;
Object.defineProperty(Error, "prepareStackTrace", {
    configurable: true,
    enumerable: true,
    get: () => current,
    set: (prepare: Prepare | undefined) => {
        current = typeof prepare === "function" && !wrapped.has(prepare) ? wrap(prepare) : prepare;
    },
});

function wrap(prepare: Prepare): Prepare {
    const ours: Prepare = (error, sites) => {
        if (isLeakReport(sites)) {
            return "";
        }
        const stack: unknown = prepare(error, sites);
        return typeof stack === "string" ? stack.replace(MODULE_FRAME, writtenPlace) : stack;
    };
    wrapped.add(ours);
    return ours;
}

/**
 * The SDK writes down a stack for every promise of a property, for a report on promises that are left over which is
 * rarely asked for. With source maps that takes more than a third of a program's time.
 */
function isLeakReport(sites: NodeJS.CallSite[]): boolean {
    return (
        !process.env.PULUMI_DEBUG_PROMISE_LEAKS &&
        /[\\/]runtime[\\/]debuggable\.js$/.test(sites[0]?.getFileName() ?? "")
    );
}

const MODULE_FRAME = /^(\s+at )(?:(.*) \()?(file:.*):(\d+):(\d+)\)?$/gm;

/**
 * A frame of an ES module as the SDK reads frames, `at name (path:line:column)`, at the place in the program's source:
 * the compiler of ES modules works in a thread of its own, so that nothing here maps its lines.
 */
function writtenPlace(
    _: string,
    at: string,
    name: string | undefined,
    file: string,
    line: string,
    column: string,
): string {
    const entry = findSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    const place =
        entry && "originalLine" in entry
            ? `${entry.originalLine + 1}:${entry.originalColumn + 1}`
            : `${line}:${column}`;
    return `${at}${name ?? "<module>"} (${fileURLToPath(file)}:${place})`;
}

/** What is changed in modules of the program's SDK, by the end of their path. */
const CHANGES: [RegExp, (module: NodeJS.Module) => void][] = [
    [/@pulumi[\\/]pulumi[\\/]output\.js$/, useUnknowns],
    [/@pulumi[\\/]pulumi[\\/]runtime[\\/]invoke\.js$/, answerDirectCalls],
    [/@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]v8Hooks\.js$/, doWithoutDebugger],
];

if (process.env[OUTPUT_MARKS] && isMainThread) {
    const { watchApply, watchCode, watchStackReferences } = require("./looks") as typeof import("./looks");
    CHANGES.push([/@pulumi[\\/]pulumi[\\/]output\.js$/, watchApply]);
    CHANGES.push([/@pulumi[\\/]pulumi[\\/]stackReference\.js$/, watchStackReferences]);
    watchCode();
}

interface SdkOutput {
    unknown: object;
    isUnknown(value: unknown): boolean;
}

/** The SDK asks for an unknown through its exports only when it sends a value: an element is then sent as it is. */
function useUnknowns(module: NodeJS.Module): void {
    const exports = module.exports as SdkOutput;
    const { isUnknown, unknown } = exports;
    makeUsable(unknown);
    exports.isUnknown = (value) => mayBeFilled(value) || (!isElement(value) && isUnknown(value));
}

type Call = (...args: unknown[]) => Promise<object | undefined>;

/** A direct call with an argument that is unknown gives nothing, on which the program would fail. */
function answerDirectCalls(module: NodeJS.Module): void {
    const exports = module.exports as Record<string, Call>;
    for (const name of ["invoke", "invokeSingle"]) {
        const call = exports[name] as Call;
        exports[name] = async (...args) => {
            const result = await call(...args);
            const isEmpty = result === undefined || (typeof result === "object" && Object.keys(result).length === 0);
            return isEmpty ? (module.require("../output") as SdkOutput).unknown : result;
        };
    }
}

/** The runner waits for the debugger, which serializes functions and which the permission model of --sandbox refuses. */
function doWithoutDebugger(module: NodeJS.Module): void {
    if ("permission" in process) {
        Object.assign(module.exports as object, { isInitializedAsync: () => Promise.resolve() });
    }
}

const loadScript = require.extensions[".js"] as (module: NodeJS.Module, file: string) => void;
require.extensions[".js"] = (module, file) => {
    loadScript(module, file);
    CHANGES.filter(([path]) => path.test(file)).forEach(([, change]) => change(module));
};

watchParent(process.env.PREFLIGHT_SCRATCH);
delete process.env.PREFLIGHT_SCRATCH;
