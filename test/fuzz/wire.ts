/**
 * Requests as bytes, of values that no client of the protocol would send: any key, any signature, any depth. Read back
 * as the pack's process reads them.
 */
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";

import { withPlainStructs } from "../../kit/engine/struct";
import type { Values } from "../../kit/resource";
import type { Sent } from "../unknowns";

/** A list in a list, and so on: too deep for what writes values by calling itself. */
export class Nested {
    constructor(
        readonly levels: number,
        readonly key?: string,
    ) {}
}

/** What Analyze, and Remediate, are asked of a resource. */
export function analyzeRequest(sent: Sent): analyzer.AnalyzeRequest {
    const bytes = Buffer.concat([common(new analyzer.AnalyzeRequest(), sent), field(2, struct(sent.inputs ?? {}))]);
    return withPlainStructs(() => analyzer.AnalyzeRequest.deserializeBinary(bytes));
}

/** What AnalyzeStack is asked. */
export function stackRequest(stack: Sent[]): analyzer.AnalyzeStackRequest {
    const bytes = Buffer.concat(stack.map((sent) => field(1, stackResource(sent))));
    return withPlainStructs(() => analyzer.AnalyzeStackRequest.deserializeBinary(bytes));
}

function stackResource(sent: Sent): Buffer {
    const message = new analyzer.AnalyzerResource();
    message.setParent(sent.parent ?? "");
    message.setDependenciesList([...new Set(Object.values(sent.dependencies).flat())]);
    for (const [property, urns] of Object.entries(sent.dependencies)) {
        const value = new analyzer.AnalyzerPropertyDependencies();
        value.setUrnsList(urns);
        message.getPropertydependenciesMap().set(property, value);
    }
    return Buffer.concat([common(message, sent), field(2, struct(sent.outputs))]);
}

/** Everything but the properties. */
function common(message: analyzer.AnalyzeRequest | analyzer.AnalyzerResource, sent: Sent): Buffer {
    const { urn, type, name, parent, protect, provider } = sent;
    const options = new analyzer.AnalyzerResourceOptions();
    options.setParent(parent ?? "");
    options.setProtect(protect ?? false);
    message.setUrn(urn);
    message.setType(type);
    message.setName(name);
    message.setOptions(options);
    return Buffer.concat([message.serializeBinary(), provider ? field(6, providerOf(provider)) : Buffer.alloc(0)]);
}

function providerOf({ urn, type, name, properties }: Required<Sent>["provider"]): Buffer {
    const message = new analyzer.AnalyzerProviderResource();
    message.setUrn(urn);
    message.setType(type);
    message.setName(name);
    return Buffer.concat([message.serializeBinary(), field(2, struct(properties))]);
}

// Field numbers: https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/struct.proto

function struct(values: Values): Buffer {
    return Buffer.concat(
        Object.entries(values)
            .filter(([, value]) => value !== undefined)
            .map(([key, value]) => entry(key, valueBytes(value))),
    );
}

function entry(key: string, value: Buffer): Buffer {
    return field(1, Buffer.concat([field(1, Buffer.from(key)), field(2, value)]));
}

function valueBytes(value: unknown): Buffer {
    switch (typeof value) {
        case "boolean":
            return Buffer.from([0x20, value ? 1 : 0]);
        case "number": {
            const bytes = Buffer.alloc(9, 0x11);
            bytes.writeDoubleLE(value, 1);
            return bytes;
        }
        case "string":
            return field(3, Buffer.from(value));
        case "object":
            break;
        default:
            return Buffer.from([0x08, 0]);
    }
    if (value === null) {
        return Buffer.from([0x08, 0]);
    }
    if (value instanceof Nested) {
        return nestedBytes(value);
    }
    return Array.isArray(value) ? field(6, Buffer.concat(value.map((element) => field(1, valueBytes(element))))) : field(5, struct(value as Values));
}

/** From the inside out, once for each. */
function nestedBytes(nested: Nested): Buffer {
    const { levels, key } = nested;
    const known = written.get(nested);
    if (known) {
        return known;
    }
    let bytes = valueBytes("deep");
    for (let level = 0; level < levels; level++) {
        bytes = key === undefined ? field(6, field(1, bytes)) : field(5, entry(key, bytes));
    }
    written.set(nested, bytes);
    return bytes;
}

const written = new WeakMap<Nested, Buffer>();

/** A field whose content has a length. */
function field(number: number, content: Buffer): Buffer {
    const length: number[] = [];
    let rest = content.length;
    for (; rest > 0x7f; rest >>>= 7) {
        length.push((rest & 0x7f) | 0x80);
    }
    return Buffer.concat([Buffer.from([(number << 3) | 2, ...length, rest]), content]);
}
