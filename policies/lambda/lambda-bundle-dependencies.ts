import { asset } from "@pulumi/pulumi";

import { nodePackagesOf, pythonModules } from "../../facts/lambda";
import { isSet, resourcePolicy } from "../../kit";
import {
    type Files,
    filesOf,
    LambdaFunction,
    missingNodePackages,
    type MissingPackage,
    missingPythonModules,
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
        programFolder: {
            type: "string",
            description:
                "The folder that the paths of archives are relative to; without it that of Pulumi.yaml is looked for.",
        },
    },
    types: [LambdaFunction],
    async check(fn, { resource, settings, environment, report, undecided }) {
        const { code } = resource.unguarded;
        const { handler, runtime } = fn;
        if (
            typeof handler !== "string" ||
            typeof runtime !== "string" ||
            !asset.Archive.isInstance(code) ||
            isSet(fn, "layers")
        ) {
            return;
        }
        const folder = settings.programFolder ?? programFolder(environment.project);
        if (folder === undefined) {
            undecided("code");
            return;
        }
        const find = (files: Files): MissingPackage[] => {
            if (runtime.startsWith("nodejs")) {
                return missingNodePackages(files, handler, [...nodePackagesOf(runtime), ...settings.provided]);
            }
            return runtime.startsWith("python")
                ? missingPythonModules(files, handler, new Set([...pythonModules(), ...settings.provided]))
                : [];
        };
        try {
            const files = await filesOf(code, folder);
            const missing = files ? find(files) : [];
            const [first] = missing;
            if (first) {
                const names = missing.map(({ name }) => name).join(", ");
                report("code", `${first.file} imports ${names}, which the archive does not hold`);
            }
        } catch (error) {
            if (!(error instanceof UnreadableArchive)) {
                throw error;
            }
            report("code", `the archive cannot be read (${error.message}), so nothing is known of its packages`, {
                fix: "set programFolder in the policy's configuration to the folder that the program runs in",
                ...{ level: "advisory", severity: "low", once: true },
            });
        }
    },
});
