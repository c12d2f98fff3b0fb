/**
 * TypeBox's builder, with the types that settings are made of. Loading the whole library costs a preview as much as all
 * policies together; where its files do not lie as they do in 0.34, the whole is loaded.
 */
import * as path from "node:path";

import type * as TypeBox from "@sinclair/typebox";

export type Builder = Pick<
    typeof TypeBox.Type,
    "Array" | "Boolean" | "Integer" | "Literal" | "Number" | "Object" | "Optional" | "Record" | "String" | "Union"
>;

const PARTS = ["array", "boolean", "integer", "literal", "number", "object", "string"];

function load(): Builder {
    const types = path.join(path.dirname(require.resolve("@sinclair/typebox")), "type");
    const part = (name: string): object => require(path.join(types, name, "index.js")) as object;
    try {
        return Object.assign({}, ...PARTS.map(part), withoutTransforms(part("symbols") as typeof TypeBox)) as Builder;
    } catch {
        return (require("@sinclair/typebox") as typeof TypeBox).Type;
    }
}

type Schema = TypeBox.TSchema;

/** What TypeBox makes of these three; its own also work on mapped types, and load most of the library for that. */
function withoutTransforms({ Kind, OptionalKind }: typeof TypeBox): object {
    return {
        Optional: (schema: Schema) => ({ ...schema, [OptionalKind]: "Optional" }),
        Union: (anyOf: Schema[], options?: object) => ({ ...options, [Kind]: "Union", anyOf }),
        Record: (_key: Schema, value: Schema, options?: object) => ({
            ...{ ...options, [Kind]: "Record", type: "object" },
            patternProperties: { "^(.*)$": value },
        }),
    };
}

export const Type = load();
