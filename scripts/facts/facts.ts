/** The facts files as a whole: made anew from their sources, and checked. */
import * as fs from "node:fs";
import * as path from "node:path";

import Ajv from "ajv";

import type { Facts } from "../../facts/read";
import { SCHEMAS, type EndedServices, type PhysicalNames, type ProviderDefaults, type TaggableResources } from "../../facts/schemas";
import type { AwsTypes } from "./aws-types";
import { cloudwatchMetrics } from "./cloudwatch-metrics";
import { difference } from "./difference";
import { fargateCpuMemory } from "./fargate-cpu-memory";
import type { Generator, Sources } from "./generator";
import { lambdaRuntimes } from "./lambda-runtimes";
import { physicalNames } from "./physical-names";
import { rdsEngineVersions } from "./rds-engine-versions";
import { taggableResources } from "./taggable-resources";

/** The makers of the files; those that have none are kept by hand. */
export const GENERATORS = [
    cloudwatchMetrics,
    fargateCpuMemory,
    lambdaRuntimes,
    physicalNames,
    rdsEngineVersions,
    taggableResources,
] as Generator[];

/** File, without `.json` -> what it holds. */
type Files = Record<string, Facts>;

export function readFiles(folder: string): Files {
    const files = fs.readdirSync(folder).filter((file) => file.endsWith(".json"));
    return Object.fromEntries(
        files.map((file) => [
            path.basename(file, ".json"),
            JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as Facts,
        ]),
    );
}

/**
 * Makes the generated files of a folder anew. All are made and checked before the first is written.
 * @returns what to tell: a paragraph for each file, and the problems, because of which nothing was written.
 */
export function refresh(folder: string, sources: Sources): { report: string[]; problems: string[] } {
    const present = readFiles(folder);
    const made = GENERATORS.map((generator) => ({
        generator,
        before: present[generator.file] as Facts,
        after: generator.generate(present[generator.file] as Facts, sources),
    }));
    const after: Files = { ...present, ...Object.fromEntries(made.map(({ generator, after }) => [generator.file, after])) };
    const problems = checkFiles(after, sources.aws);
    if (problems.length > 0) {
        return { report: [], problems };
    }
    for (const { generator, after } of made) {
        writeWhole(path.join(folder, `${generator.file}.json`), `${JSON.stringify(after, null, 1)}\n`);
    }
    return { report: made.map(({ generator, before, after }) => describe(generator, before, after)), problems };
}

/**
 * What is wrong with facts files, a line each: their form, tokens and properties that @pulumi/aws does not have, and
 * content that is not what the generator makes from @pulumi/aws.
 */
export function checkFiles(files: Files, aws: AwsTypes): string[] {
    const form = formProblems(files);
    // What is not of the right form cannot be read.
    return form.length > 0 ? form : [...tokenProblems(files, aws), ...staleness(files, aws)];
}

function formProblems(files: Files): string[] {
    const ajv = new Ajv({ allErrors: true });
    ajv.addFormat("date", (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)));
    ajv.addFormat("regex", isRegex);
    const missing = Object.keys(SCHEMAS).filter((file) => !(file in files));
    return [
        ...missing.map((file) => `${file}.json is missing`),
        ...Object.entries(files).flatMap(([file, facts]) => {
            const schema = SCHEMAS[file];
            if (!schema) {
                return [`${file}.json has no schema in facts/schemas.ts`];
            }
            ajv.validate(schema, facts);
            return (ajv.errors ?? []).map(({ instancePath, message, params }) =>
                `${file}.json ${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
            );
        }),
    ];
}

function tokenProblems(files: Files, { resources }: AwsTypes): string[] {
    const { services } = files["ended-services"] as unknown as EndedServices;
    const { defaults } = files["provider-defaults"] as unknown as ProviderDefaults;
    const { specialTagInputs } = files["taggable-resources"] as unknown as TaggableResources;
    const { reservedNames, chosen, excluded } = files["physical-names"] as unknown as PhysicalNames;
    const named: [file: string, token: string, property?: string][] = [
        ...services.flatMap(({ tokens }) => tokens.map((token): [string, string] => ["ended-services", token])),
        ...Object.entries(defaults).flatMap(([token, values]) =>
            Object.keys(values).map((key): [string, string, string] => ["provider-defaults", token, key.split(".")[0] as string]),
        ),
        ...reservedNames
            .filter(({ token }) => token !== "*")
            .map(({ token }): [string, string] => ["physical-names", token]),
        ...Object.entries(chosen).map(([token, property]): [string, string, string] => ["physical-names", token, property]),
        ...Object.keys(excluded).map((token): [string, string] => ["physical-names", token]),
        ...Object.keys(specialTagInputs).map((token): [string, string] => ["taggable-resources", token]),
    ];
    return named.flatMap(([file, token, property]) => {
        const resource = resources.get(token);
        if (!resource) {
            return [`${file}.json names ${token}, which @pulumi/aws does not have`];
        }
        return property === undefined || resource.inputs.has(property)
            ? []
            : [`${file}.json names ${property} of ${token}, which takes no such input`];
    });
}

/** What differs in the files that are made from @pulumi/aws alone. */
function staleness(files: Files, aws: AwsTypes): string[] {
    return GENERATORS.filter(({ packages }) => packages.length === 0).flatMap(({ file, generate }) => {
        const present = files[file] as Facts;
        const sources = { aws, fetched: NOTHING_FETCHED, today: present.asOf };
        const changes = difference(present, generate(present, sources));
        return changes.map((change) => `${file}.json is not what npm run facts makes of @pulumi/aws: ${change}`);
    });
}

const NOTHING_FETCHED: Sources["fetched"] = {
    versions: {},
    read: ({ name }) => {
        throw new Error(`A generator that names no packages reads ${name}.`);
    },
};

function describe({ file, kept, advise }: Generator, before: Facts, after: Facts): string {
    const date = before.asOf === after.asOf ? after.asOf : `${before.asOf} -> ${after.asOf}`;
    const changes = difference({ ...before, asOf: "" }, { ...after, asOf: "" });
    return [
        `${file}.json (${date})${changes.length === 0 ? ": nothing new" : ""}`,
        ...changes,
        ...(advise?.(after) ?? []).map((advice) => `by hand: ${advice}`),
        ...(kept.length > 0 ? [`kept: ${kept.join(", ")}`] : []),
    ].join("\n    ");
}

/** Writes a file so that nobody ever sees half of it. */
function writeWhole(file: string, text: string): void {
    if (fs.readFileSync(file, "utf8") !== text) {
        fs.writeFileSync(`${file}.new`, text);
        fs.renameSync(`${file}.new`, file);
    }
}

function isRegex(text: string): boolean {
    try {
        new RegExp(text);
        return true;
    } catch {
        return false;
    }
}
