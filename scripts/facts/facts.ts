/** The facts files as a whole: made anew from their sources, and checked. */
import * as fs from "node:fs";
import * as path from "node:path";

import Ajv from "ajv";

import type { Facts } from "../../facts/read";
import {
    SCHEMAS,
    type CloudwatchAlarms,
    type EndedServices,
    type LambdaRuntimes,
    type PhysicalNames,
    type ProviderDefaults,
    type ServiceRoles,
    type TaggableResources,
} from "../../facts/schemas";
import { argumentKinds } from "./argument-kinds";
import { cloudwatchMetrics } from "./cloudwatch-metrics";
import { difference } from "./difference";
import { engineVersions } from "./engine-versions";
import { fargateCpuMemory } from "./fargate-cpu-memory";
import type { Generator, Sources } from "./generator";
import { lambdaRuntimes } from "./lambda-runtimes";
import { outputTexts } from "./output-texts";
import { physicalNames } from "./physical-names";
import { providerOutputs } from "./provider-outputs";
import { rdsEngineVersions } from "./rds-engine-versions";
import type { Installed } from "./sdks";
import { taggableResources } from "./taggable-resources";

/** The makers of the files; those that have none are kept by hand. */
export const GENERATORS = [
    argumentKinds,
    cloudwatchMetrics,
    engineVersions,
    fargateCpuMemory,
    lambdaRuntimes,
    outputTexts,
    physicalNames,
    providerOutputs,
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
    const unreadable = formProblems(present);
    if (unreadable.length > 0) {
        return { report: [], problems: unreadable };
    }
    const made = GENERATORS.map((generator) => ({
        generator,
        before: present[generator.file] as Facts,
        after: generator.generate(present[generator.file] as Facts, sources),
    }));
    const after: Files = {
        ...present,
        ...Object.fromEntries(made.map(({ generator, after }) => [generator.file, after])),
    };
    const problems = checkFiles(after, sources.installed);
    if (problems.length > 0) {
        return { report: [], problems };
    }
    for (const { generator, after } of made) {
        writeWhole(path.join(folder, `${generator.file}.json`), textOf(after, generator));
    }
    return { report: made.map(({ generator, before, after }) => describe(generator, before, after)), problems };
}

/**
 * What is wrong with facts files, a line each: their form, tokens and properties that no installed SDK has, and
 * content that is not what the generator makes from the installed packages.
 */
export function checkFiles(files: Files, installed: Installed): string[] {
    const form = formProblems(files);
    // What is not of the right form cannot be read.
    return form.length > 0 ? form : [...tokenProblems(files, installed), ...staleness(files, installed)];
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
            return (ajv.errors ?? []).map(
                ({ instancePath, message, params }) =>
                    `${file}.json ${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
            );
        }),
    ];
}

function tokenProblems(files: Files, { aws, random }: Installed): string[] {
    const of = <T>(file: string): T => files[file] as unknown as T;
    const { services } = of<EndedServices>("ended-services");
    const { defaults, leftToAws } = of<ProviderDefaults>("provider-defaults");
    const { reservedNames, chosen, excluded } = of<PhysicalNames>("physical-names");
    const { specialTagInputs } = of<TaggableResources>("taggable-resources");
    const { names } = of<CloudwatchAlarms>("cloudwatch-alarms");
    const { services: assumed } = of<ServiceRoles>("service-roles");
    const named: Record<string, Named[]> = {
        "ended-services": services.flatMap(({ tokens }) => whole(tokens)),
        "provider-defaults": [
            ...Object.entries(defaults).flatMap(([token, values]) => inputs(token, Object.keys(values))),
            ...Object.entries(leftToAws).flatMap(([token, properties]) => inputs(token, properties)),
        ],
        "physical-names": [
            ...whole(reservedNames.map(({ token }) => token).filter((token) => token !== "*")),
            ...Object.entries(chosen),
            ...whole(Object.keys(excluded)),
        ],
        "service-roles": Object.entries(assumed).flatMap(([token, roles]) => inputs(token, Object.keys(roles))),
        "taggable-resources": whole(Object.keys(specialTagInputs)),
        "cloudwatch-alarms": Object.values(names)
            .flatMap((dimensions) => Object.values(dimensions))
            .flatMap((properties) => Object.entries(properties))
            .flatMap(([property, tokens]) => tokens.flatMap((token) => inputs(token, [property]))),
    };
    return Object.entries(named).flatMap(([file, entries]) =>
        entries.flatMap(([token, input]) => {
            const resource = aws.resources.get(token) ?? random.resources.get(token);
            if (!resource) {
                return [`${file}.json names ${token}, which no installed SDK has`];
            }
            return input === undefined || resource.inputs.has(input)
                ? []
                : [`${file}.json names ${input} of ${token}, which takes no such input`];
        }),
    );
}

/** What a file names: a type, or an input of one. */
type Named = [token: string, input?: string];

function whole(tokens: string[]): Named[] {
    return tokens.map((token) => [token]);
}

/** The inputs that paths such as `environment.variables` begin with. */
function inputs(token: string, paths: string[]): Named[] {
    return paths.map((path) => [token, path.split(".", 1)[0]]);
}

/** What differs in what is made from the installed packages alone. */
function staleness(files: Files, installed: Installed): string[] {
    const offline = GENERATORS.filter(({ packages }) => packages.length === 0).map(({ file, generate }) => {
        const present = files[file] as Facts;
        const made = generate(present, { installed, fetched: NOTHING_FETCHED, today: present.asOf });
        return { file, changes: difference(present, made) };
    });
    const { runtimes } = files["lambda-runtimes"] as unknown as LambdaRuntimes;
    const marked = Object.keys(runtimes).filter((name) => runtimes[name]?.inPulumiEnum);
    offline.push({
        file: "lambda-runtimes",
        changes: difference(marked, [...installed.lambdaRuntimes].sort(), ["inPulumiEnum"]),
    });
    return offline.flatMap(({ file, changes }) =>
        changes.map((change) => `${file}.json is not what npm run facts makes: ${change}`),
    );
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

function textOf(facts: Facts, { compact }: Generator): string {
    const text = JSON.stringify(facts, null, 1);
    const lists = /\[\s*("[^[\]{}]*?")\s*\]/g;
    return `${compact ? text.replace(lists, (list) => list.replace(/\n\s*/g, "")) : text}\n`;
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
