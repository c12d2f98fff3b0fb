/** The examples of the policies' pages as programs: type-checked at once, and each run in this process. */
import * as fs from "node:fs";
import * as path from "node:path";
import { compileFunction } from "node:vm";

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import { disconnect, resetOptions } from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import * as random from "@pulumi/random";
import * as ts from "typescript";

import type { Preview } from "../../cli/inputs/stack";
import { DataSources } from "../../cli/program/datasources";
import { Engine } from "../../cli/program/engine";
import { Monitor, PARALLEL } from "../../cli/program/monitor";
import { serve } from "../../cli/program/server";
import * as awsNative from "./aws-native";
import type { Example } from "../harness";
import { implied, impliedScope } from "./implied";
import { toPython } from "./to-python";

const ROOT = path.join(__dirname, "..", "..", "..");
const FOLDER = path.join(ROOT, "test", "examples");

/** A run's own state of the SDK, as its automation API gives to a program in this process. */
const { LocalStore } = state as unknown as { LocalStore: new () => never };

/** What every example may use without an import, which its page leaves out. */
const IMPORTED = { aws, awsNative, pulumi, random, fs, path };

const AMBIENT = `
import type { implied } from "./implied";
declare global {
${Object.keys(implied)
    .map((name) => `    const ${name}: ReturnType<(typeof implied)["${name}"]>;`)
    .join("\n")}
}`;

const PRELUDE = `
import * as aws from "@pulumi/aws";
import * as awsNative from "./aws-native";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as fs from "node:fs";
import * as path from "node:path";
export {};
`;

const OPTIONS: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ["node"],
    skipLibCheck: true,
};

export const VARIANTS = ["bad", "good"] as const;
export type Variant = (typeof VARIANTS)[number];

/** The program with what it takes as given. */
export function textOf({ given = "", ...example }: Example, variant: Variant): string {
    return `${given}\n${example[variant]}`;
}

/** The name of the project that a comment of the program tells: `Pulumi.yaml: name: shop`. */
export function projectOf(code: string): string {
    return /Pulumi\.yaml: name: ([\w-]+)/.exec(code)?.[1] ?? "shop";
}

/** The examples, compiled together against the installed SDKs. */
export interface Compiled {
    program: ts.Program;
    /** `<policy>.<variant>` -> where it is in the program. */
    sources: Map<string, ts.SourceFile>;
}

/** @param tables policy -> its table of tests. */
export function compile(tables: ReadonlyMap<string, { example: Example }>): Compiled {
    const programs = [...tables].flatMap(([name, { example }]) =>
        VARIANTS.map((variant) => [path.join(FOLDER, `${name}.${variant}.ts`), PRELUDE + textOf(example, variant)] as const),
    );
    const sources = new Map(programs);
    const ambient = path.join(FOLDER, "ambient.d.ts");
    const files = new Map([...sources, [ambient, AMBIENT]]);
    const host = ts.createCompilerHost(OPTIONS);
    const { getSourceFile, fileExists } = host;
    host.getSourceFile = (file, language, ...rest) => {
        const text = files.get(path.normalize(file));
        return text === undefined ? getSourceFile(file, language, ...rest) : ts.createSourceFile(file, text, language);
    };
    host.fileExists = (file) => files.has(path.normalize(file)) || fileExists(file);
    const program = ts.createProgram([...files.keys()], OPTIONS, host);
    const compiled = [...sources.keys()].map((file) => [path.basename(file, ".ts"), program.getSourceFile(file) as ts.SourceFile] as const);
    return { program, sources: new Map(compiled) };
}

/** Policy -> its two programs in Python, with what they take as given before them; only those that have such a form. */
export function inPython(
    tables: ReadonlyMap<string, { example: Example }>,
    { program, sources }: Compiled,
): Map<string, Record<Variant, { given: string; code: string }>> {
    const translated = (name: string, given = "", variant: Variant): { given: string; code: string } | undefined => {
        const source = sources.get(`${name}.${variant}`);
        const begins = PRELUDE.length + given.length;
        const [before, code] = source ? toPython(source, program.getTypeChecker(), [PRELUDE.length, begins]) : [];
        return before === undefined || code === undefined ? undefined : { given: before, code };
    };
    const found = new Map<string, Record<Variant, { given: string; code: string }>>();
    for (const [name, { example }] of tables) {
        const [bad, good] = VARIANTS.map((variant) => translated(name, example.given, variant));
        if (bad && good) {
            found.set(name, { bad, good });
        }
    }
    return found;
}

/** Name -> a program's errors, each with the line that it is in; only of programs that have some. */
export function typeErrors({ program, sources }: Compiled): Map<string, string[]> {
    const errors = new Map<string, string[]>();
    for (const [name, source] of sources) {
        const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
        if (diagnostics.length > 0) {
            const lines = source.text.split("\n");
            errors.set(
                name,
                diagnostics.map(({ start = 0, messageText }) => {
                    const { line } = ts.getLineAndCharacterOfPosition(source, start);
                    return `${lines[line]?.trim()}\n    ${ts.flattenDiagnosticMessageText(messageText, "\n    ")}`;
                }),
            );
        }
    }
    return errors;
}

/** Runs a program in this process against a monitor of its own, and gives what it registers. */
export async function runExample(code: string, project: string, stack: string): Promise<Preview> {
    const organization = "organization";
    const values = configurationOf(code, project);
    const config = { values, secretKeys: secretKeysOf(code, project), undecrypted: [], given: [] };
    const monitor = new Monitor({
        project: {
            ...{ name: project, root: ROOT, directory: ROOT, main: ".", stackFolder: ROOT },
            ...{ runtime: "nodejs", runtimeOptions: {}, config: {} },
        },
        ...{ stack, organization, config },
        dataSources: new DataSources([]),
    });
    const engine = new Engine(() => undefined);
    const { address, close } = await serve([
        [ResourceMonitorService, monitor.handlers()],
        [EngineService, engine.handlers()],
    ]);
    try {
        await asyncLocalStorage.run(new LocalStore(), async () => {
            resetOptions(project, stack, PARALLEL, address, address, true, organization);
            setAllConfig(values);
            await pulumi.runtime.runInPulumiStack(() => Promise.resolve(evaluate(code)));
            await disconnect(true);
        });
    } finally {
        monitor.close();
        close();
    }
    if (monitor.failure ?? engine.errors[0]) {
        throw new Error(monitor.failure ?? engine.errors.join("\n"));
    }
    const settings = { project, stack, organization, config: config.values, secretKeys: config.secretKeys, tags: {}, directory: ROOT };
    return { ...settings, resources: monitor.resources, notes: [] };
}

/** A value for each configuration key that the program reads. */
export function configurationOf(code: string, project: string): Record<string, string> {
    const values: Record<string, string> = { "aws:region": "us-east-1" };
    for (const [, type = "", key = ""] of code.matchAll(/onfig(?:\(\))?\.(?:require|get)(?:Secret|_secret)?(Number|Boolean|)\("(\w+)"/g)) {
        values[`${project}:${key}`] = /password|secret|token/i.test(key) ? "Quiet-Meadow-7743" : (CONFIGURED[type] as string);
    }
    return values;
}

/** The keys that the program reads as secrets. */
function secretKeysOf(code: string, project: string): string[] {
    return [...code.matchAll(/onfig(?:\(\))?\.(?:require|get)Secret\("(\w+)"/g)].map(([, key]) => `${project}:${key}`);
}

const CONFIGURED: Record<string, string> = { "": "configured", Number: "10", Boolean: "true" };

/** Runs the program, and gives what it exports: the stack's outputs. */
function evaluate(code: string): object {
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(code, { compilerOptions });
    const exports = {};
    compileFunction(outputText, ["require", "exports"], { contextExtensions: [impliedScope(), IMPORTED] })(require, exports);
    return exports;
}
