/** Reading the files of an archive that a program hands to Lambda: a folder, a zip file, or an archive made in the program. */
import * as fs from "node:fs";
import * as path from "node:path";

import { asset } from "@pulumi/pulumi";

import { isUnknownValue } from "../unknown";

/** The files of an archive: name within the archive (with slashes) -> its text. */
export type Files = Map<string, () => string>;

/** Thrown for a zip file that is none. */
export class UnreadableArchive extends Error {}

/** Files larger than this are not read as text: no source that a person wrote. */
const LARGEST_SOURCE = 8 * 1024 * 1024;
/** Lambda takes no larger archive: 250 MB is the most, unpacked. */
const LARGEST_ZIP = 256 * 1024 * 1024;
/** An archive of more is no function's: links that lead to each other, a whole disk, a forged list. */
const MOST_FILES = 50_000;

/**
 * The files of an archive; undefined where nothing is known of them: it lies behind a URL, is not built yet, or is
 * neither a folder nor a zip file.
 * @param folder what paths are relative to: the folder that the program runs in.
 */
export async function filesOf(archive: asset.Archive, folder: string): Promise<Files | undefined> {
    const location = await knownText((archive as asset.FileArchive).path);
    const parts = await assetsOf(archive);
    if (location !== undefined) {
        return readArchive(path.resolve(folder, location));
    }
    const files: Files = new Map();
    for (const [name, part] of Object.entries(parts ?? {})) {
        const found = asset.Archive.isInstance(part) ? await filesOf(part, folder) : await fileOf(part, folder);
        if (!found) {
            return undefined;
        }
        for (const [inner, read] of found) {
            files.set(normalize(`${name}/${inner}`), read);
        }
    }
    return parts && files;
}

/** The folder on disk that an archive is made of; undefined for another archive. */
export async function archivedFolder(archive: asset.Archive, folder: string): Promise<string | undefined> {
    const location = await knownText((archive as asset.FileArchive).path);
    const root = location === undefined ? undefined : path.resolve(folder, location);
    return root !== undefined && fs.statSync(root, { throwIfNoEntry: false })?.isDirectory() ? root : undefined;
}

/** True where a Node package is installed in a folder above: a workspace's root has those of its members. */
export function isInstalledAbove(root: string, name: string): boolean {
    for (let folder = path.dirname(root); ; folder = path.dirname(folder)) {
        if (fs.existsSync(path.join(folder, "node_modules", name))) {
            return true;
        }
        if (folder === path.dirname(folder)) {
            return false;
        }
    }
}

/** The parts of an archive that is made in the program; undefined for another archive. */
export async function assetsOf(archive: unknown): Promise<asset.AssetMap | undefined> {
    return asset.Archive.isInstance(archive) ? (archive as asset.AssetArchive).assets : undefined;
}

/** The text of an asset that is written in the program; undefined for another asset. */
export async function textOf(part: asset.Asset | asset.Archive): Promise<string | undefined> {
    return knownText((part as asset.StringAsset).text);
}

async function fileOf(part: asset.Asset, folder: string): Promise<Files | undefined> {
    const text = await textOf(part);
    const file = await knownText((part as asset.FileAsset).path);
    if (text === undefined && file === undefined) {
        return undefined;
    }
    return new Map([["", () => text ?? readText(path.resolve(folder, file as string))]]);
}

async function knownText(value: Promise<string> | undefined): Promise<string | undefined> {
    const text: unknown = await value;
    return typeof text === "string" && !isUnknownValue(text) ? text : undefined;
}

/** The setting `programFolder` of the policies that read a function's code. */
export const PROGRAM_FOLDER = {
    type: "string",
    description: "The folder that the paths of archives are relative to; without it that of Pulumi.yaml is looked for.",
} as const;

/**
 * The folder that the program runs in: that of its Pulumi.yaml, or its `main` folder; undefined where it is not found.
 * The engine does not tell a pack; `PWD` still names the folder that the CLI was called from.
 */
export function programFolder(project: string, from = process.env.PWD ?? process.cwd()): string | undefined {
    for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
        for (const name of ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]) {
            const settings = readProject(path.join(folder, name));
            if (settings) {
                return settings.name === project ? mainFolder(folder, settings.main) : undefined;
            }
        }
        if (folder === path.dirname(folder)) {
            return undefined;
        }
    }
}

function readProject(file: string): { name?: unknown; main?: unknown } | undefined {
    if (!fs.existsSync(file)) {
        return undefined;
    }
    const yaml = require("js-yaml") as typeof import("js-yaml");
    try {
        return yaml.load(fs.readFileSync(file, "utf8")) ?? {};
    } catch {
        return {};
    }
}

function mainFolder(folder: string, main: unknown): string {
    const target = path.resolve(folder, typeof main === "string" ? main : ".");
    return fs.statSync(target, { throwIfNoEntry: false })?.isFile() ? path.dirname(target) : target;
}

function readArchive(location: string): Files | undefined {
    const stats = statsOf(location);
    if (stats?.isDirectory()) {
        return readFolder(location);
    }
    const isZip = stats?.isFile() && stats.size <= LARGEST_ZIP && /\.(zip|jar)$/i.test(location);
    return isZip ? readZip(location) : undefined;
}

/** What a path leads to; undefined where that is nothing, or its links lead in a circle. */
function statsOf(location: string): fs.Stats | undefined {
    try {
        return fs.statSync(location);
    } catch {
        return undefined;
    }
}

/** The files below a folder, links followed as the engine follows them; undefined where there are too many. */
function readFolder(root: string): Files | undefined {
    const files: Files = new Map();
    /** The folders on the way to the one that is read. */
    const seen = new Set<string>();
    let left = MOST_FILES;
    const visit = (folder: string, prefix: string): void => {
        const real = fs.realpathSync.native(folder);
        if (seen.has(real)) {
            return;
        }
        seen.add(real);
        for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
            if (--left < 0) {
                return;
            }
            const location = path.join(folder, entry.name);
            if (entry.isDirectory() || (entry.isSymbolicLink() && statsOf(location)?.isDirectory())) {
                visit(location, `${prefix}${entry.name}/`);
            } else {
                files.set(prefix + entry.name, () => readText(location));
            }
        }
        seen.delete(real);
    };
    visit(root, "");
    return left < 0 ? undefined : files;
}

function readZip(location: string): Files {
    const { strFromU8, unzipSync } = require("fflate") as typeof import("fflate");
    try {
        const zip = fs.readFileSync(location);
        const files: Files = new Map();
        let left = MOST_FILES;
        unzipSync(zip, {
            filter: ({ name }) => {
                if (--left < 0) {
                    throw new UnreadableArchive();
                }
                files.set(normalize(name), () => {
                    let isFound = false;
                    const content = unzipSync(zip, {
                        // A name may be listed many times.
                        filter: (file) =>
                            !isFound && (isFound = file.name === name) && file.originalSize <= LARGEST_SOURCE,
                    })[name];
                    return content ? strFromU8(content) : "";
                });
                return false;
            },
        });
        return files;
    } catch {
        throw new UnreadableArchive("it is no valid zip file");
    }
}

function readText(file: string): string {
    const size = statsOf(file)?.size ?? 0;
    return size > 0 && size <= LARGEST_SOURCE ? fs.readFileSync(file, "utf8") : "";
}

function normalize(name: string): string {
    return path.posix.normalize(name.replaceAll("\\", "/")).replace(/^(\.?\/)+|\/$/g, "");
}
