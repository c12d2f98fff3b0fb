/** What of the environment a program gets, and what of it this process forgets before a program runs. */
import * as fs from "node:fs";
import * as os from "node:os";

/** What a program needs to find its interpreter and its packages, and to speak the user's language. Never a credential. */
const ALLOWED = new RegExp(
    `^(${[
        "PATH|LANG|LANGUAGE|LC_\\w+|TZ|TERM|CI|NODE_ENV|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS",
        "PYTHONPATH|PYTHONHOME|PYTHONUSERBASE|PYENV_ROOT|PYENV_VERSION|VIRTUAL_ENV|LD_LIBRARY_PATH|SSL_CERT_(FILE|DIR)",
        "SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|SYSTEMDRIVE",
        // Where the AWS SDKs look for a region.
        "AWS_REGION|AWS_DEFAULT_REGION",
    ].join("|")})$`,
    "i",
);

/** What the reports and a stack's passphrase are read from, and no program is given. */
const OWN =
    /^(NO_COLOR|FORCE_COLOR|GITHUB_(SERVER_URL|REPOSITORY|SHA|ACTIONS)|CI_(PROJECT_URL|COMMIT_SHA)|TMPDIR|TMP|TEMP|HOME|USERPROFILE)$/;

/**
 * The environment of a program.
 * @param passed the variables that the user lets through.
 * @param scratch the folder that stands for the home and for temporary files; it marks what the program starts.
 */
export function programEnvironment(passed: string[], scratch: string): NodeJS.ProcessEnv {
    const env: NodeJS.ProcessEnv = {};
    for (const [name, value] of Object.entries(process.env)) {
        if (ALLOWED.test(name)) {
            env[name] = value;
        }
    }
    if (process.platform !== "win32") {
        // Packages that were installed for this user only.
        env.PYTHONUSERBASE ??= `${os.homedir()}/.local`;
    }
    for (const name of ["HOME", "USERPROFILE", "TMPDIR", "TMP", "TEMP"]) {
        env[name] = scratch;
    }
    if (!passed.some((name) => name.startsWith("AWS_"))) {
        // The files and the metadata service that the AWS SDKs fall back to.
        env.AWS_SHARED_CREDENTIALS_FILE = os.devNull;
        env.AWS_CONFIG_FILE = os.devNull;
        env.AWS_EC2_METADATA_DISABLED = "true";
    }
    for (const name of passed) {
        env[name] = process.env[name];
    }
    // gRPC would go through a proxy of the environment, even to this machine.
    env.no_grpc_proxy = "127.0.0.1,localhost";
    return env;
}

/**
 * Drops from this process what a program is not given, and what the reports do not need: any process of the same user
 * can read what this one was started with. On Linux that memory is cleared, too.
 */
export function forgetEnvironment(passed: string[]): void {
    const isKept = (name: string): boolean => ALLOWED.test(name) || OWN.test(name) || passed.includes(name);
    for (const name of Object.keys(process.env)) {
        if (!isKept(name)) {
            delete process.env[name];
        }
    }
    if (process.platform === "linux") {
        try {
            clearMemory(isKept);
        } catch {
            // A system that keeps a process from its own memory; SECURITY.md says that this is not promised.
        }
    }
}

/** Overwrites the environment that the kernel gave this process. Source: proc(5), /proc/pid/stat, env_start and env_end. */
function clearMemory(isKept: (name: string) => boolean): void {
    // The program's name, in brackets, may hold spaces; the state, the third field, is the first after it.
    const fields = fs
        .readFileSync("/proc/self/stat", "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
    let at = Number(fields[50 - 3]);
    const memory = fs.openSync("/proc/self/mem", "r+");
    try {
        for (const entry of splitAtZero(fs.readFileSync("/proc/self/environ"))) {
            if (!isKept(entry.toString("utf8").split("=", 1)[0] as string)) {
                fs.writeSync(memory, Buffer.alloc(entry.length), 0, entry.length, at);
            }
            at += entry.length + 1;
        }
    } finally {
        fs.closeSync(memory);
    }
}

function* splitAtZero(bytes: Buffer): Generator<Buffer> {
    for (let start = 0, end; (end = bytes.indexOf(0, start)) >= 0; start = end + 1) {
        yield bytes.subarray(start, end);
    }
}
