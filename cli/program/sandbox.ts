/** `--sandbox`: runs a program where it sees no files but its own, its packages' and the system's. */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { UserError } from "../errors";
import { type Launch, onPath } from "./launch";
import type { Project } from "./project";

/** The launch within bubblewrap where that works, and with Node's permission model else, which Python has nothing like. */
export function sandboxed(launch: Launch, project: Project, scratch: string): Launch {
    const folders = readable(project, launch);
    if (hasBubblewrap()) {
        return {
            ...launch,
            command: "bwrap",
            args: [...bubblewrap(folders, project, scratch), launch.command, ...launch.args],
        };
    }
    if (project.runtime !== "nodejs") {
        throw new UserError(
            "--sandbox needs bubblewrap (bwrap) for a Python program, and it is not installed or may not run",
        );
    }
    const permission = process.allowedNodeEnvironmentFlags.has("--permission")
        ? "--permission"
        : "--experimental-permission";
    const read = [...folders, scratch].map((folder) => `--allow-fs-read=${folder}`);
    // The watch of the parent, and the compiler of ES modules, are threads.
    const flags = [permission, ...read, `--allow-fs-write=${scratch}`, "--allow-worker", "--no-warnings"];
    return { ...launch, args: [...flags, ...launch.args] };
}

function hasBubblewrap(): boolean {
    return spawnSync("bwrap", ["--unshare-all", "--ro-bind", "/", "/", "true"]).status === 0;
}

const SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt", "/nix/store"];

/** Of /etc what says how names, users, times and certificates are found; no key and no password is there. */
const ETC = [
    "ssl/certs",
    "ca-certificates",
    "pki/tls/certs",
    "resolv.conf",
    "hosts",
    "nsswitch.conf",
    "passwd",
    "group",
    "localtime",
    "ld.so.cache",
    "alternatives",
];

function bubblewrap(folders: string[], project: Project, scratch: string): string[] {
    const shown = [...SYSTEM, ...ETC.map((name) => `/etc/${name}`)].flatMap((file) => ["--ro-bind-try", file, file]);
    return [
        // The network stays: the program speaks to the command over the loopback interface.
        ...["--unshare-all", "--share-net", "--die-with-parent", "--new-session"],
        ...["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", ...shown],
        ...folders.flatMap((folder) => ["--ro-bind", folder, folder]),
        // A checkout's credentials may be in its configuration.
        ...folders.flatMap((folder) =>
            isFolder(path.join(folder, ".git")) ? ["--tmpfs", path.join(folder, ".git")] : [],
        ),
        ...["--bind", scratch, scratch, "--chdir", project.directory, "--"],
    ];
}

/** The program's folders, those of its packages, and what runs them; where links lead, too. */
function readable({ root, directory, stackFolder }: Project, { command }: Launch): string[] {
    const own = [root, directory, stackFolder, path.join(__dirname, "..", ".."), ...above(directory).flatMap(packages)];
    const executable = onPath(command);
    const interpreter = executable ? [prefix(executable), prefix(fs.realpathSync(executable))] : [];
    const user = process.env.PYTHONUSERBASE ?? path.join(process.env.HOME ?? "/", ".local");
    const site = fs.existsSync(path.join(user, "lib")) ? [path.join(user, "lib")] : [];
    const folders = [...own, ...interpreter, ...site];
    const all = [...new Set([...folders.flatMap(steps), ...folders.map((folder) => fs.realpathSync(folder))])];
    // What is in another folder comes with it.
    return all.filter((folder) => !all.some((other) => folder.startsWith(other + path.sep)));
}

/** `/opt/node` of `/opt/node/bin/node`; never a whole disk or home. */
function prefix(executable: string): string {
    const bin = path.dirname(executable);
    const folder = path.dirname(bin);
    return ["/", os.homedir()].includes(folder) ? bin : folder;
}

/** A folder, and each that its link leads to in turn. */
function steps(folder: string): string[] {
    return fs.lstatSync(folder).isSymbolicLink()
        ? [folder, ...steps(path.resolve(path.dirname(folder), fs.readlinkSync(folder)))]
        : [folder];
}

function above(folder: string): string[] {
    return folder === path.dirname(folder) ? [folder] : [folder, ...above(path.dirname(folder))];
}

/** A folder's node_modules, and what is linked into it from elsewhere, as a workspace's packages are. */
function packages(folder: string): string[] {
    const modules = path.join(folder, "node_modules");
    if (!isFolder(modules)) {
        return [];
    }
    const links = [
        modules,
        ...fs
            .readdirSync(modules)
            .filter((name) => name.startsWith("@"))
            .map((scope) => path.join(modules, scope)),
    ]
        .flatMap((place) =>
            fs
                .readdirSync(place, { withFileTypes: true })
                .map((entry) => ({ entry, file: path.join(place, entry.name) })),
        )
        .filter(({ entry, file }) => entry.isSymbolicLink() && isFolder(file))
        .map(({ file }) => fs.realpathSync(file));
    return [modules, ...links.filter((link) => !link.startsWith(fs.realpathSync(modules) + path.sep))];
}

function isFolder(file: string): boolean {
    return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}
