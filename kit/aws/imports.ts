/** Which packages the code of a Lambda function imports and does not bring: from its handler on, through its own files. */
import { builtinModules } from "node:module";
import * as path from "node:path";

import type { Files } from "./archives";

/** A package that is imported and not there. */
export interface MissingPackage {
    name: string;
    /** The file that imports it. */
    file: string;
}

/** A program of its own, made by a bundler, in whose functions other packages' optional imports stand. */
const BUNDLE =
    /__webpack_require__|__commonJS\b|__toESM\b|\/\/ node_modules\/|parcelRequire|createRequire\(import\.meta\.url\)/;

/**
 * The packages that Node code imports and that are in no `node_modules` above it; undefined where the handler's file is
 * not there.
 * @param handler such as `src/orders.handler`.
 * @param provided names, or scopes such as `@aws-sdk/*`.
 */
export function missingNodePackages(files: Files, handler: string, provided: string[]): MissingPackage[] | undefined {
    const folders = foldersOf(files);
    const isProvided = (name: string): boolean =>
        provided.some(
            (pattern) => pattern === name || (pattern.endsWith("/*") && name.startsWith(pattern.slice(0, -1))),
        );
    const resolveFile = (base: string): string | undefined =>
        ["", ".js", ".mjs", ".cjs", ".json", "/index.js", "/index.mjs", "/index.cjs"]
            // The archive's own folder is `.`.
            .map((end) => path.posix.normalize(base + end))
            .find((name) => files.has(name));
    const isInstalled = (name: string, file: string): boolean =>
        ancestors(file).some((folder) => {
            const location = path.posix.join(folder, "node_modules", name);
            return folders.has(location) || resolveFile(location) !== undefined;
        });

    return follow(files, resolveFile(handler.replace(/\.[^./]+$/, "")), (file, source) => {
        const local: Found["local"] = [];
        const missing: string[] = [];
        for (const specifier of nodeImports(source, file)) {
            if (/^\.{1,2}(\/|$)/.test(specifier)) {
                local.push(resolveFile(path.posix.join(path.posix.dirname(file), specifier)));
            } else if (!/^([/#]|node:|[a-z]+:)/.test(specifier)) {
                const name = specifier
                    .split("/")
                    .slice(0, specifier.startsWith("@") ? 2 : 1)
                    .join("/");
                if (!builtinModules.includes(name) && !isProvided(name) && !isInstalled(name, file)) {
                    missing.push(name);
                }
            }
        }
        return { local, missing };
    });
}

/** A node of a parsed script. */
export interface Node {
    type: string;
    [key: string]: unknown;
}

/** What may not be run. */
const CONDITIONAL = new Set([
    "TryStatement",
    "IfStatement",
    "ConditionalExpression",
    "LogicalExpression",
    "SwitchStatement",
]);
const IMPORTS = new Set(["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration", "ImportExpression"]);

/** What a file imports in any case: not what it only tries, nor what a bundle's functions may come to. */
function nodeImports(source: string, file: string): string[] {
    const program = file.endsWith(".json") ? undefined : parse(source, file);
    const inFunctions = !BUNDLE.test(source);
    const specifiers: string[] = [];
    const note = (value: unknown): void => {
        const literal = value as { type?: string; value?: unknown } | null | undefined;
        if (literal?.type === "Literal" && typeof literal.value === "string") {
            specifiers.push(literal.value);
        }
    };
    const pending: unknown[] = [program];
    while (pending.length > 0) {
        const node = pending.pop() as Node | null | undefined;
        if (Array.isArray(node)) {
            // One by one: a call takes only so many arguments.
            node.forEach((child) => pending.push(child));
            continue;
        }
        if (typeof node !== "object" || node === null || CONDITIONAL.has(node.type)) {
            continue;
        }
        if (!inFunctions && /Function/.test(node.type)) {
            continue;
        }
        if (IMPORTS.has(node.type)) {
            note(node.source);
        } else if ((node.callee as Node | undefined)?.name === "require") {
            note((node.arguments as unknown[])[0]);
        }
        pending.push(...Object.values(node));
    }
    return specifiers;
}

/** A Node.js file, parsed as a module or as a script; undefined where it cannot be. */
export function parse(source: string, file: string): unknown {
    const { parse: parseScript } = require("acorn") as typeof import("acorn");
    for (const sourceType of file.endsWith(".cjs") ? (["script"] as const) : (["module", "script"] as const)) {
        try {
            return parseScript(source, {
                ecmaVersion: "latest",
                sourceType,
                allowHashBang: true,
                allowReturnOutsideFunction: true,
            });
        } catch {
            // Not of this kind, or newer than the parser: then nothing is known of it.
        }
    }
    return undefined;
}

/**
 * The top-level modules that Python code imports and that lie neither beside it nor in `provided`; undefined where the
 * handler's file is not there.
 * @param handler such as `app.orders.handler`, or with slashes.
 */
export function missingPythonModules(
    files: Files,
    handler: string,
    provided: ReadonlySet<string>,
): MissingPackage[] | undefined {
    const folders = foldersOf(files);
    // An extension module has its platform in its name: `_ext.cpython-313-x86_64-linux-gnu.so`.
    const top = new Set([...files.keys()].map((name) => name.split(".", 1)[0] as string));
    const isThere = (name: string): boolean => folders.has(name) || top.has(name);
    const fileOf = (module: string): string | undefined => {
        const base = module.replaceAll(".", "/");
        return [`${base}.py`, `${base}/__init__.py`].find((name) => files.has(name));
    };

    const installed = installedModules(files);
    return follow(files, fileOf(handler.replaceAll("/", ".").split(".").slice(0, -1).join(".")), (file, source) => {
        const local: Found["local"] = [];
        const missing: string[] = [];
        for (const { module, relative } of pythonImports(source, file)) {
            const [name = "", ...rest] = module.split(".");
            if (!relative && !isThere(name)) {
                missing.push(...(provided.has(name) ? [] : [name]));
            } else if (!installed.has(name)) {
                local.push(fileOf(name), ...rest.map((_, i) => fileOf([name, ...rest.slice(0, i + 1)].join("."))));
            }
        }
        return { local, missing };
    });
}

/** What pip put beside the handler. What such a package imports in turn is between it and pip. */
function installedModules(files: Files): Set<string> {
    const recorded = [...files]
        .filter(([name]) => /^[^/]+\.dist-info\/RECORD$/.test(name))
        .flatMap(([, read]) => read().split("\n"));
    const required = (files.get("requirements.txt")?.() ?? "").split("\n");
    return new Set([
        ...recorded.map((line) => line.split(/[/,.]/, 1)[0] ?? ""),
        ...required.map((line) => /^[\w.-]+/.exec(line.trim())?.[0].replaceAll("-", "_") ?? ""),
    ]);
}

interface PythonImport {
    /** The dotted name; of a relative import, the one that it comes to. */
    module: string;
    relative: boolean;
}

/** The modules that Python code imports in any case: not below `try` or `if`. Relative ones under their full name. */
function pythonImports(source: string, file: string): PythonImport[] {
    const modules: PythonImport[] = [];
    const blocks: { indent: number; conditional: boolean }[] = [];
    const code = source
        .replaceAll(/("""|''')[^]*?\1/g, '""')
        .replaceAll(/\\\r?\n/g, " ")
        .replaceAll(
            // Bounded, and never over another bracket: one that does not end costs no more than it is long.
            /^([ \t]*from[^\n(]*import[ \t]*)\(((?:#[^\n]*\n|[^()#]){0,20000})\)/gm,
            (_, head: string, names: string) => `${head} ${names.replaceAll(/#[^\n]*|\s+/g, " ")}`,
        );
    for (const line of code.split(/\r?\n/)) {
        const text = (line.split("#", 1)[0] as string).trimEnd();
        const statement = text.trimStart();
        if (statement === "") {
            continue;
        }
        const indent = text.length - statement.length;
        while ((blocks.at(-1)?.indent ?? -1) >= indent) {
            blocks.pop();
        }
        if (statement.endsWith(":")) {
            blocks.push({ indent, conditional: /^(try|except|finally|if|elif|else|match|case)\b/.test(statement) });
        } else if (!blocks.some(({ conditional }) => conditional)) {
            importedBy(statement, file).forEach((module) => modules.push(module));
        }
    }
    return modules;
}

function importedBy(statement: string, file: string): PythonImport[] {
    const firstWords = (list: string): string[] =>
        list.split(",").flatMap((name) => /^\s*([\w.]{1,500})/.exec(name)?.[1] ?? []);
    const [, names] = /^import\s(.*)/.exec(statement) ?? [];
    if (names !== undefined) {
        return firstWords(names).map((module) => ({ module, relative: false }));
    }
    const [, origin, imported = ""] = /^from\s+([\w.]{1,500})\s+import\s(.*)/.exec(statement) ?? [];
    if (origin === undefined) {
        return [];
    }
    const from = origin.replace(/^\.+/, "");
    const dots = origin.slice(0, origin.length - from.length);
    const relative = dots !== "";
    const folder = file.split("/").slice(0, -1);
    const parents = relative ? folder.slice(0, Math.max(0, folder.length - dots.length + 1)) : [];
    const base = [...parents, from].filter(Boolean).join(".");
    // A name may be a module of the package; it is followed where there is such a file.
    return [base, ...firstWords(imported).map((name) => `${base}.${name}`.replace(/^\./, ""))].map((module) => ({
        module,
        relative,
    }));
}

interface Found {
    /** The files that it imports, where they are there. */
    local: (string | undefined)[];
    missing: string[];
}

/** Reads files from the first one on, each once, and says which packages they miss. */
function follow(
    files: Files,
    first: string | undefined,
    read: (file: string, source: string) => Found,
): MissingPackage[] | undefined {
    if (first === undefined) {
        return undefined;
    }
    const missing = new Map<string, string>();
    const queue = new Set([first]);
    // A set gives what is added on the way, too.
    for (const file of queue) {
        const found = read(file, files.get(file)?.() ?? "");
        for (const name of found.missing) {
            missing.set(name, missing.get(name) ?? file);
        }
        for (const next of found.local) {
            if (next !== undefined) {
                queue.add(next);
            }
        }
    }
    return [...missing].map(([name, file]) => ({ name, file }));
}

/** Every folder of the archive. */
function foldersOf(files: Files): Set<string> {
    return new Set([...files.keys()].flatMap((name) => ancestors(name)));
}

/** The folders that a file lies in, the nearest first; "" is the archive's own. */
function ancestors(file: string): string[] {
    const parts = file.split("/").slice(0, -1);
    return [...parts.map((_, i) => parts.slice(0, parts.length - i).join("/")), ""];
}
