/** What a pack is configured with: profiles, then the project's own file or one that the command line names. */
import * as fs from "node:fs";
import * as path from "node:path";

import { UserError } from "../errors";
import { findProjectFile } from "../inputs/project-file";
import { readConfiguration, type Part } from "./configuration";

/** The project's own configuration, in the folder of its Pulumi.yaml. */
export const PROJECT_CONFIGURATION = "preflight.json";

/** A policy pack, and what it is configured with. */
export interface PackChoice {
    directory: string;
    /** The file of its configuration, as `--policy-pack-config` takes it. */
    config?: string;
    /** The profiles below that file; those that the file itself names, where there are none here. */
    profiles?: string[];
}

/** The parts of a pack's configuration, the strongest last. */
export function partsOf({ directory, config, profiles = [] }: PackChoice): Part[] {
    const file = config === undefined ? undefined : { name: config, ...readConfiguration(config) };
    const below =
        file && profiles.length === 0
            ? file.profiles.map((profile) => readProfile(directory, profile, `configuration ${file.name}`))
            : profiles.map((profile) => readProfile(directory, profile, "--profile"));
    return [...below, ...(file ? [file] : [])];
}

/** The names of a pack's profiles, the files of its folder `profiles`. */
export function profileNames(directory: string): string[] {
    const folder = path.join(directory, "profiles");
    const files = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
    return files.filter((file) => file.endsWith(".json")).map((file) => path.basename(file, ".json"));
}

/**
 * One of a pack's profiles.
 * @param asker who names it, for a message.
 */
export function readProfile(directory: string, profile: string, asker: string): Part {
    const names = profileNames(directory);
    if (!names.includes(profile)) {
        throw new UserError(
            `${asker}: policy pack ${directory} has no profile "${profile}"; its profiles: ${names.join(", ") || "none"}`,
        );
    }
    const { policies } = readConfiguration(path.join(directory, "profiles", `${profile}.json`));
    return { name: `profile ${profile}`, policies };
}

/** The project's own configuration: in the folder of the nearest Pulumi.yaml, or in `folder` where there is none. */
export function projectConfiguration(folder: string): string | undefined {
    const project = findProjectFile(folder);
    const file = path.join(project ? path.dirname(project) : path.resolve(folder), PROJECT_CONFIGURATION);
    return fs.existsSync(file) ? path.relative(process.cwd(), file) : undefined;
}
