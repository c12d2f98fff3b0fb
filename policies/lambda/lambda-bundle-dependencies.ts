import { asset } from "@pulumi/pulumi";

import { nodePackagesOf, pythonModules } from "../../facts/lambda";
import { isSet, parseJson, resourcePolicy } from "../../kit";
import {
    archivedFolder,
    type Files,
    filesOf,
    isInstalledAbove,
    LambdaFunction,
    missingNodePackages,
    type MissingPackage,
    missingPythonModules,
    PROGRAM_FOLDER,
    programFolder,
    UnreadableArchive,
} from "../../kit/aws";

export const lambdaBundleDependencies = resourcePolicy({
    name: "lambda-bundle-dependencies",
    title: "A Lambda function's archive holds every package that its code imports",
    severity: "medium",
    level: "mandatory",
    stops: "broken",
    why: "the function is created without complaint and fails at its first call, because the module cannot be found",
    fix: "install the packages into the archive's folder, bundle the code into one file, or add a layer that has them",
    links: [
        "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html",
        "https://docs.aws.amazon.com/lambda/latest/dg/python-package.html",
    ],
    settings: {
        provided: {
            type: "array",
            items: { type: "string" },
            default: [],
            description:
                "Packages that are there at run time although the archive does not hold them; `@scope/*` is a whole scope.",
        },
        programFolder: PROGRAM_FOLDER,
    },
    types: [LambdaFunction],
    async check(fn, { resource, settings, environment, report, undecided }) {
        const { code } = resource.unguarded;
        const { handler, runtime } = fn;
        const missingIn = finderOf(String(runtime), settings.provided);
        if (!missingIn || typeof handler !== "string" || !asset.Archive.isInstance(code) || isSet(fn, "layers")) {
            return;
        }
        const folder = settings.programFolder ?? programFolder(environment.project);
        try {
            const files = folder === undefined ? undefined : await filesOf(code, folder);
            const missing = files && missingIn(files, handler);
            if (!missing) {
                undecided("code", folder === undefined ? "hidden" : "unknown");
                return;
            }
            const [first] = missing;
            if (first) {
                const names = missing.map(({ name }) => name).join(", ");
                const manifest = awaitedBy(files, missing, await archivedFolder(code, folder as string));
                if (manifest) {
                    report(
                        "code",
                        `${first.file} imports ${names}, which ${manifest} asks for and nothing has installed yet`,
                        {
                            fix: "install them into the archive's folder before the update, or bundle the code into one file",
                            ...{ level: "advisory", severity: "low" },
                        },
                    );
                    return;
                }
                const fix = isCallback(handler) ? { fix: CALLBACK_FIX } : {};
                report("code", `${first.file} imports ${names}, which the archive does not hold`, fix);
            }
        } catch (error) {
            if (!(error instanceof UnreadableArchive)) {
                throw error;
            }
            report("code", `the archive cannot be read (${error.message}), so nothing is known of its packages`, {
                fix: "build the archive anew",
                ...{ level: "advisory", severity: "low", once: true },
            });
        }
    },
});

type Finder = (files: Files, handler: string) => MissingPackage[] | undefined;

/** What looks for missing packages; undefined for a runtime whose code is not read. */
function finderOf(runtime: string, provided: string[]): Finder | undefined {
    if (runtime.startsWith("nodejs")) {
        return (files, handler) => missingNodePackages(files, handler, [...nodePackagesOf(runtime), ...provided]);
    }
    if (runtime.startsWith("python")) {
        return (files, handler) => missingPythonModules(files, handler, new Set([...pythonModules(), ...provided]));
    }
    return undefined;
}

/**
 * The archive's own list of packages, where it has the missing ones and none is installed: a step before the update is to
 * install them. What is installed above the archive, as a workspace's root has it, no such step puts into it.
 */
function awaitedBy(files: Files, missing: MissingPackage[], root: string | undefined): string | undefined {
    const names = [...files.keys()];
    if (root === undefined || names.some((name) => /(^|\/)node_modules\/|\.dist-info\/|\/__init__\.py$/.test(name))) {
        return undefined;
    }
    if (files.has("requirements.txt")) {
        return "requirements.txt";
    }
    const { dependencies = {} } = (parseJson(files.get("package.json")?.() ?? "{}") ?? {}) as {
        dependencies?: Record<string, string>;
    };
    return missing.every(({ name }) => name in dependencies && !isInstalledAbove(root, name))
        ? "package.json"
        : undefined;
}

/**
 * True for a function of the program itself (`aws.lambda.CallbackFunction`), whose archive Pulumi puts together.
 * Source: @pulumi/aws `lambda/lambdaMixins.ts`.
 */
function isCallback(handler: string): boolean {
    return handler === "__index.handler";
}

const CALLBACK_FIX =
    "move the packages to the `dependencies` of the program's package.json, or name them in codePathOptions.extraIncludePackages: " +
    "Pulumi makes this archive of both";
