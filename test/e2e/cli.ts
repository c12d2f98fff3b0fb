/** The real Pulumi CLI on a backend of its own, with stand-in providers. */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** True where `pulumi` is on PATH; tests that want it are skipped, and counted as skipped, elsewhere. */
export const hasPulumi = spawnSync("pulumi", ["version"], { encoding: "utf8" }).status === 0;

export interface Pulumi {
    /** A folder for programs and everything else; removed by `remove`. */
    folder: string;
    run(directory: string, args: string[], env?: NodeJS.ProcessEnv): { status: number | null; stdout: string; stderr: string };
    remove(): void;
}

/** The versions that the stand-ins say they have. */
const PROVIDERS = { aws: "7.48.0", random: "4.22.0" };

/** Makes a backend with the stand-in providers; its secrets' passphrase is `passphrase`. */
export function makePulumi(passphrase: string): Pulumi {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-e2e-"));
    const plugins = path.join(folder, "plugins");
    fs.mkdirSync(plugins);
    for (const [name, version] of Object.entries(PROVIDERS)) {
        const command = `exec "${process.execPath}" "${path.join(__dirname, "provider.js")}" ${version}`;
        fs.writeFileSync(path.join(plugins, `pulumi-resource-${name}`), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
    }
    return {
        folder,
        run(directory, args, env = {}) {
            const own = {
                HOME: folder,
                PULUMI_BACKEND_URL: `file://${folder}`,
                PULUMI_CONFIG_PASSPHRASE: passphrase,
                PULUMI_SKIP_UPDATE_CHECK: "true",
                PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "1",
                NO_COLOR: "1",
            };
            const search = [plugins, env.PATH ?? process.env.PATH].join(path.delimiter);
            return spawnSync("pulumi", [...args, "--non-interactive"], {
                cwd: directory,
                env: { ...process.env, ...own, ...env, PATH: search },
                encoding: "utf8",
                maxBuffer: 2 ** 28,
            });
        },
        remove: () => fs.rmSync(folder, { recursive: true, force: true }),
    };
}
