import * as path from "node:path";

import { asset } from "@pulumi/pulumi";

import { hasUnknown, isSet, resourcePolicy } from "../../kit";
import {
    type Files,
    filesOf,
    LambdaFunction,
    nodeExports,
    PROGRAM_FOLDER,
    programFolder,
    pythonNames,
    UnreadableArchive,
} from "../../kit/aws";

export const lambdaHandlerExists = resourcePolicy({
    name: "lambda-handler-exists",
    title: "A Lambda function's handler names a file of its archive, and something that this file exports",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "the function is created without complaint and fails at its first call, because its handler cannot be found",
    fix: "set handler to the file's path in the archive without its ending, a dot, and the name of the export",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html#nodejs-handler-naming",
        "https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html#python-handler-naming",
        "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html",
    ],
    settings: {
        programFolder: PROGRAM_FOLDER,
    },
    types: [LambdaFunction],
    async check(fn, { resource, settings, environment, report, undecided }) {
        const { code } = resource.unguarded;
        const { handler, runtime } = fn;
        const language = typeof runtime === "string" ? languageOf(runtime) : undefined;
        if (!language || typeof handler !== "string" || !asset.Archive.isInstance(code) || isElsewhere(handler)) {
            return;
        }
        if (movesHandler(resource.unguarded.environment)) {
            undecided("environment");
            return;
        }
        const folder = settings.programFolder ?? programFolder(environment.project);
        const files = folder === undefined ? undefined : await readable(code, folder);
        const fault = files && faultOf(language, files, handler, isSet(fn, "layers"));
        if (!files || fault === "unknown") {
            undecided("code", folder === undefined ? "hidden" : "unknown");
        } else if (fault) {
            const { problem, ...options } = fault;
            report("handler", problem, options);
        }
    },
});

/** How a runtime finds a handler. */
interface Language {
    /** Module, as a path, and export of a handler; undefined where it has not this form. */
    split(handler: string): string[] | undefined;
    /** What the module's file may be called; the first is what a message calls it. */
    files(module: string): string[];
    /** The names that a file has for a handler; undefined where that cannot be told. */
    exports(source: string, file: string): Set<string> | undefined;
    /** The one name that the handler probably has. */
    likely(source: string, names: Set<string>): string | undefined;
    code: RegExp;
    /** What is compiled to such a file. */
    source: RegExp;
}

/** Source: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client `UserFunction.js`. */
const NODE: Language = {
    split: (handler) => /^((?:.*\/)?[^./]+)\.([^.]+)/.exec(path.posix.normalize(handler))?.slice(1),
    files: (module) =>
        [".js", ".mjs", ".cjs", "", "/index.js", "/index.cjs", "/package.json"].map((end) => module + end),
    exports: nodeExports,
    likely(_source, names) {
        const [only, ...others] = [...names].filter((name) => name !== "default" && name !== "__esModule");
        return others.length === 0 ? only : undefined;
    },
    code: /\.[cm]?js$/,
    source: /(?<!\.d)\.[cm]?tsx?$|\.jsx$/,
};

/** Source: https://github.com/aws/aws-lambda-python-runtime-interface-client `bootstrap.py`. */
const PYTHON: Language = {
    split: (handler) =>
        /^(.+)\.([^.]+)$/
            .exec(handler)
            ?.slice(1)
            .map((part) => part.replaceAll(".", "/")),
    files: (module) => [`${module}.py`, `${module}/__init__.py`],
    exports: pythonNames,
    likely: (source) => /^(?:async +)?def +(\w+)\(event\b/m.exec(source)?.[1],
    code: /\.py$/,
    source: /\.pyx$/,
};

function languageOf(runtime: string): Language | undefined {
    return runtime.startsWith("nodejs") ? NODE : runtime.startsWith("python") ? PYTHON : undefined;
}

/** True for a function of the program itself, whose archive Pulumi writes, and for code of a layer or a package. */
function isElsewhere(handler: string): boolean {
    return handler === "__index.handler" || /^\/|\.\.|(^|\/)node_modules\//.test(handler);
}

/** True where the environment has, or may have, what makes the runtime look for code in other places. */
function movesHandler(environment: unknown): boolean {
    const { variables } = (typeof environment === "object" && environment !== null ? environment : {}) as {
        variables?: unknown;
    };
    const known = typeof variables === "object" && variables !== null;
    return known
        ? ["AWS_LAMBDA_EXEC_WRAPPER", "NODE_PATH", "PYTHONPATH"].some((name) => name in variables)
        : hasUnknown(environment);
}

async function readable(code: asset.Archive, folder: string): Promise<Files | undefined> {
    try {
        return await filesOf(code, folder);
    } catch (error) {
        // lambda-bundle-dependencies says that the archive cannot be read.
        if (error instanceof UnreadableArchive) {
            return undefined;
        }
        throw error;
    }
}

interface Fault {
    problem: string;
    fix?: string;
    level?: "advisory";
}

function faultOf(language: Language, files: Files, handler: string, hasLayers: boolean): Fault | "unknown" | undefined {
    const [module, name = ""] = language.split(handler) ?? [];
    if (module === undefined) {
        return { problem: `"${handler}" names a file and no export of it` };
    }
    const file = language.files(module).find((candidate) => files.has(candidate));
    if (file === undefined) {
        return hasLayers ? "unknown" : missingFault(language, files, module, name);
    }
    const source = language.code.test(file) ? (files.get(file)?.() ?? "") : "";
    const names = language.exports(source, file);
    if (source === "" || !names) {
        return "unknown";
    }
    const likely = language.likely(source, names);
    return names.has(name)
        ? undefined
        : {
              problem: `${file} ${language === NODE ? "exports" : "defines"} no ${name}`,
              fix: likely && `set handler to "${module}.${likely}", or call it ${name} in ${file}`,
          };
}

/** The module has no file. Where the archive is not built yet, nothing is known of it. */
function missingFault(language: Language, files: Files, module: string, name: string): Fault | "unknown" {
    const own = [...files.keys()].filter((file) => !/(^|\/)node_modules\//.test(file));
    // A package, or a module in another form, such as one that was compiled to machine code.
    const isOther = [...files.keys()].some(
        (file) => file.startsWith(`node_modules/${module}`) || file.startsWith(`${module}.`),
    );
    const base = path.posix.basename(module);
    const named = own.filter((file) => path.posix.basename(file).split(".", 1)[0] === base);
    const uncompiled = named.find((file) => language.source.test(file));
    const problem = `the archive has no ${language.files(module)[0] ?? module}`;
    if (uncompiled !== undefined) {
        return {
            problem: `${problem}: ${uncompiled} is not compiled`,
            fix: "compile it before the preview, and give the folder of the output to code",
            level: "advisory",
        };
    }
    if (isOther || !own.some((file) => language.code.test(file))) {
        return "unknown";
    }
    const [elsewhere, ...others] = named.filter((file) => language.code.test(file));
    const isOne = elsewhere !== undefined && others.length === 0;
    return { problem, fix: isOne ? `set handler to "${elsewhere.replace(language.code, "")}.${name}"` : undefined };
}
