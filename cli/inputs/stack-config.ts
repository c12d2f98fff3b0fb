/** Reads a stack's configuration file, `Pulumi.<stack>.yaml`, for inputs that hold no configuration. */
import { UserError } from "../errors";
import type { Preview } from "./stack";
import { configText, isObject, REDACTED } from "./values";
import { readYamlFile } from "./yaml";

/** The preview with the file's configuration added. Secret values cannot be read here and are `[secret]`. */
export function withStackConfig(preview: Preview, file: string): Preview {
    const document = readYamlFile(file, `stack configuration ${file}`);
    const entries = isObject(document) ? (document.config ?? {}) : undefined;
    if (!isObject(entries)) {
        throw new UserError(`stack configuration ${file}: it has no map named "config"`);
    }
    const config = { ...preview.config };
    const secretKeys = new Set(preview.secretKeys);
    for (const [key, value] of Object.entries(entries)) {
        const fullKey = key.includes(":") ? key : `${preview.project}:${key}`;
        if (holdsSecret(value)) {
            secretKeys.add(fullKey);
        }
        config[fullKey] = configText(value, (part) => (isSecure(part) ? REDACTED : part));
    }
    return { ...preview, config, secretKeys: [...secretKeys] };
}

function holdsSecret(value: unknown): boolean {
    return isSecure(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret));
}

function isSecure(value: unknown): boolean {
    return isObject(value) && typeof value.secure === "string" && Object.keys(value).length === 1;
}
