/** The project's and the stack's files: Pulumi.yaml and Pulumi.<stack>.yaml. */
import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

import { findProjectFile } from "../inputs/project-file";
import { configText, isObject, REDACTED } from "../inputs/values";
import { readYamlFile } from "../inputs/yaml";
import { UserError } from "../errors";

export interface Project {
    name: string;
    /** The folder of Pulumi.yaml. */
    root: string;
    /** The folder that the program runs in, and its entry point there. */
    directory: string;
    main: string;
    runtime: "nodejs" | "python";
    runtimeOptions: Record<string, unknown>;
    /** The declared configuration: key -> its default, undefined where there is none. */
    config: Record<string, unknown>;
    /** Where the stacks' files are. */
    stackFolder: string;
}

export interface StackConfig {
    /** By full key (`project:key`), structured values as JSON text. */
    values: Record<string, string>;
    secretKeys: string[];
    /** Keys whose value the command line gives. */
    given: string[];
    /** The keys of secrets that could not be decrypted: their value is hidden. */
    undecrypted: string[];
}

/** Finds and reads Pulumi.yaml in `folder` or above it. */
export function readProject(folder: string): Project {
    const file = findProjectFile(folder);
    if (file === undefined) {
        throw new UserError(`there is no Pulumi.yaml in ${path.resolve(folder)}, nor above it`);
    }
    const content = readYaml(file);
    const runtime = isObject(content.runtime) ? content.runtime : { name: content.runtime };
    if (typeof content.name !== "string" || content.name === "") {
        throw new UserError(`${file} has no name`);
    }
    if (runtime.name !== "nodejs" && runtime.name !== "python") {
        throw new UserError(
            `${file} has the runtime "${String(runtime.name)}"; this command runs nodejs and python programs`,
        );
    }
    const root = path.dirname(file);
    const stackFolder = content.stackConfigDir ?? (isObject(content.config) ? undefined : content.config);
    return {
        name: content.name,
        root,
        ...entryPoint(root, content.main),
        runtime: runtime.name,
        runtimeOptions: isObject(runtime.options) ? runtime.options : {},
        config: isObject(content.config) ? defaults(content.config) : {},
        stackFolder: path.resolve(root, typeof stackFolder === "string" ? stackFolder : "."),
    };
}

/**
 * Reads a stack's configuration, with the project's defaults.
 * @param given the stack's file, where the user names one.
 * @param overrides `key=value` pairs that win over the file; a key without a namespace is the project's.
 */
export function readStackConfig(
    project: Project,
    stack: string,
    given: string | undefined,
    overrides: string[],
): StackConfig {
    const file = given ?? stackFile(project, stack);
    if (!file && overrides.length === 0 && stacksOf(project).length > 0) {
        throw new UserError(
            `${project.root} has no Pulumi.${stack}.yaml; its stacks are ${stacksOf(project).join(", ")}`,
        );
    }
    const content = file ? readYaml(file) : {};
    const config: StackConfig = { values: {}, secretKeys: [], undecrypted: [], given: [] };
    for (const [key, value] of Object.entries(project.config)) {
        if (value !== undefined) {
            config.values[fullKey(project, key)] = configText(value);
        }
    }
    const decrypt = decrypter(content.encryptionsalt);
    for (const [key, value] of Object.entries(isObject(content.config) ? content.config : {})) {
        readValue(config, fullKey(project, key), value, decrypt);
    }
    for (const override of overrides) {
        const [, key, value] = /^([^=]+)=(.*)$/s.exec(override) ?? [];
        if (key === undefined || value === undefined) {
            throw new UserError(`--set takes key=value, not "${override}"`);
        }
        config.values[fullKey(project, key)] = value;
        config.given.push(fullKey(project, key));
        config.undecrypted = config.undecrypted.filter((secretKey) => secretKey !== fullKey(project, key));
    }
    return config;
}

function readYaml(file: string): Record<string, unknown> {
    const content = readYamlFile(file);
    if (content === undefined || content === null) {
        return {};
    }
    if (!isObject(content)) {
        throw new UserError(`${file} is not a YAML map`);
    }
    return content;
}

/** The program runs in the folder of its entry point, as it does under the engine. */
function entryPoint(root: string, main: unknown): { directory: string; main: string } {
    if (typeof main !== "string" || main === "") {
        return { directory: root, main: "." };
    }
    const target = path.resolve(root, main);
    const stats = fs.statSync(target, { throwIfNoEntry: false });
    if (!stats) {
        throw new UserError(`the project's main, ${target}, does not exist`);
    }
    return stats.isDirectory()
        ? { directory: target, main: "." }
        : { directory: path.dirname(target), main: path.basename(target) };
}

/** A configuration key is declared with its value, its default or its type. */
function defaults(config: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(config).map(([key, declared]) =>
            isObject(declared) ? [key, declared.value ?? declared.default] : [key, declared],
        ),
    );
}

function stackFile(project: Project, stack: string): string | undefined {
    return ["yaml", "yml"]
        .map((extension) => path.join(project.stackFolder, `Pulumi.${stack}.${extension}`))
        .find((candidate) => fs.existsSync(candidate));
}

/** The stacks that have a file. */
export function stacksOf(project: Project): string[] {
    const files = fs.existsSync(project.stackFolder) ? fs.readdirSync(project.stackFolder) : [];
    return files.flatMap((file) => /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1] ?? []);
}

function fullKey(project: Project, key: string): string {
    return key.includes(":") ? key : `${project.name}:${key}`;
}

type Decrypt = (ciphertext: string) => string | undefined;

function readValue(config: StackConfig, key: string, value: unknown, decrypt: Decrypt): void {
    let undecrypted = false;
    let secret = false;
    const reveal = (part: unknown): unknown => {
        if (Array.isArray(part)) {
            return part.map(reveal);
        }
        if (!isObject(part)) {
            return part;
        }
        if (Object.keys(part).length === 1 && typeof part.secure === "string") {
            const plaintext = decrypt(part.secure);
            secret = true;
            undecrypted ||= plaintext === undefined;
            return plaintext ?? REDACTED;
        }
        return Object.fromEntries(Object.entries(part).map(([name, child]) => [name, reveal(child)]));
    };
    config.values[key] = configText(reveal(value));
    if (secret) {
        config.secretKeys.push(key);
    }
    if (undecrypted) {
        config.undecrypted.push(key);
    }
}

/** Decrypts with the passphrase of the environment, where the stack is encrypted with one and it is given. */
function decrypter(salt: unknown): Decrypt {
    const phrase = passphrase();
    const [, encodedSalt, check] = /^v1:([^:]+):(.+)$/s.exec(typeof salt === "string" ? salt : "") ?? [];
    if (phrase === undefined || encodedSalt === undefined || check === undefined) {
        return () => undefined;
    }
    const key = pbkdf2Sync(phrase, Buffer.from(encodedSalt, "base64"), 1_000_000, 32, "sha256");
    if (open(key, check) !== "pulumi") {
        throw new UserError("PULUMI_CONFIG_PASSPHRASE is not the passphrase of this stack");
    }
    return (ciphertext) => open(key, ciphertext);
}

function passphrase(): string | undefined {
    const { PULUMI_CONFIG_PASSPHRASE: phrase, PULUMI_CONFIG_PASSPHRASE_FILE: file } = process.env;
    if (phrase !== undefined) {
        return phrase;
    }
    return file ? fs.readFileSync(file, "utf8").trim() : undefined;
}

/** `v1:<nonce>:<ciphertext and tag>`, AES-256-GCM. Source: pulumi `sdk/go/common/resource/config/crypt.go`. */
function open(key: Buffer, text: string): string | undefined {
    const [version, nonce, sealed] = text.split(":");
    if (version !== "v1" || nonce === undefined || sealed === undefined) {
        return undefined;
    }
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-16));
    try {
        return decipher.update(bytes.subarray(0, -16), undefined, "utf8") + decipher.final("utf8");
    } catch {
        return undefined;
    }
}
