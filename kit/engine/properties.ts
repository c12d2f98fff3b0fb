/**
 * Reads a resource's properties from the wire: secrets in clear, assets and archives as themselves. As the SDK's own
 * reading (`deserializeProperties`), which ends a whole preview at an empty text asset and takes `__proto__` for more
 * than a name: here what cannot be read is a value that is not known.
 */
import { asset } from "@pulumi/pulumi";

import type { Values } from "../resource";
import { ARCHIVE, ASSET, SECRET, SIGNATURE, UNKNOWN } from "../sentinels";
import { isAsset, printable } from "../unknown";

/** The properties as policies read them. */
export function readProperties(values: Values): Values {
    return printable(
        Object.fromEntries(Object.entries(values).map(([key, value]) => [key, readValue(value)])),
    ) as Values;
}

function readValue(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map(readValue);
    }
    const values = value as Values;
    return Object.hasOwn(values, SIGNATURE) ? readSigned(values) : readProperties(values);
}

function readSigned(values: Values): unknown {
    switch (values[SIGNATURE]) {
        case SECRET:
            return "value" in values ? readValue(values.value) : UNKNOWN;
        case ASSET:
            return readAsset(values) ?? UNKNOWN;
        case ARCHIVE:
            return readArchive(values) ?? UNKNOWN;
        default:
            return UNKNOWN;
    }
}

function readAsset({ path, text, uri }: Values): asset.Asset | undefined {
    if (isGiven(path)) {
        return new asset.FileAsset(path);
    }
    if (isGiven(uri)) {
        return new asset.RemoteAsset(uri);
    }
    return typeof text === "string" ? new asset.StringAsset(text) : undefined;
}

function readArchive({ assets, path, uri }: Values): asset.Archive | undefined {
    if (typeof assets === "object" && assets !== null) {
        const parts = readProperties(assets as Values);
        return Object.values(parts).every(isAsset) ? new asset.AssetArchive(parts as asset.AssetMap) : undefined;
    }
    if (isGiven(path)) {
        return new asset.FileArchive(path);
    }
    return isGiven(uri) ? new asset.RemoteArchive(uri) : undefined;
}

function isGiven(text: unknown): text is string {
    return typeof text === "string" && text !== "";
}
