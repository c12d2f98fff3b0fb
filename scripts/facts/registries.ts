/** Packages from npm and PyPI, fetched and unpacked through npm and pip as they are set up on this machine. */
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

/** A package that facts are read from. */
export interface Package {
    client: "npm" | "pip";
    name: string;
}

export const CFN_LINT: Package = { client: "pip", name: "cfn-lint" };
export const BOTOCORE: Package = { client: "pip", name: "botocore" };
export const CLOUDWATCH_MCP: Package = { client: "pip", name: "awslabs.cloudwatch-mcp-server" };
export const SERVICE_SPEC: Package = { client: "npm", name: "@aws-cdk/aws-service-spec" };

/** The packages, unpacked. */
export interface Fetched {
    /** Package name -> version. */
    versions: Record<string, string>;
    /** Reads a file of a package by its path there. */
    read(pack: Package, file: string): Buffer;
}

/** A source could not be reached. Its message is one line. */
export class Unreachable extends Error {}

const run = promisify(execFile);
/** How long a client may wait for an answer, in seconds. It tries once: a person can run the script again. */
const PATIENCE = 60;

/** Fetches the newest versions of packages into `folder`. */
export async function fetchPackages(packages: Package[], folder: string): Promise<Fetched> {
    const of = (client: Package["client"]): string[] => packages.filter((p) => p.client === client).map((p) => p.name);
    const wheels = path.join(folder, "pip");
    const roots: Record<string, string> = Object.fromEntries(of("pip").map((name) => [name, wheels]));
    const versions: Record<string, string> = {};

    await client("pip", [
        ...["install", "--quiet", "--no-input", "--disable-pip-version-check", "--root-user-action=ignore"],
        ...["--retries=0", `--timeout=${PATIENCE}`, "--no-deps", "--no-compile", "--only-binary=:all:"],
        ...["--target", wheels, ...of("pip")],
    ]);
    for (const name of of("pip")) {
        const prefix = `${name.replace(/[-_.]+/g, "_")}-`;
        const info = fs.readdirSync(wheels).find((entry) => entry.startsWith(prefix) && entry.endsWith(".dist-info"));
        versions[name] = info?.slice(prefix.length, -".dist-info".length) ?? "";
    }
    for (const name of of("npm")) {
        const root = path.join(folder, "npm", name);
        fs.mkdirSync(root, { recursive: true });
        const pack = await client("npm", [
            ...["pack", name, "--json", "--silent", "--pack-destination", root],
            ...["--fetch-retries=0", `--fetch-timeout=${PATIENCE * 1000}`],
        ]);
        const [{ filename, version }] = JSON.parse(pack) as [{ filename: string; version: string }];
        await run("tar", ["-xzf", path.join(root, filename), "-C", root]);
        versions[name] = version;
        roots[name] = path.join(root, "package");
    }
    return {
        versions,
        read: ({ name }, file) => fs.readFileSync(path.join(roots[name] as string, file)),
    };
}

async function client(name: Package["client"], args: string[]): Promise<string> {
    try {
        return (await run(name, args, { maxBuffer: 1 << 26 })).stdout;
    } catch (error) {
        const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
        const [reason] = /\bE(?!RROR)[A-Z0-9_]{3,}\b/.exec(stdout + stderr) ?? [];
        throw new Unreachable(
            code === "ENOENT"
                ? `${name} is not installed`
                : `${name} cannot fetch ${args.includes("pack") ? args[1] : "the packages"}${reason ? ` (${reason})` : ""}`,
        );
    }
}
