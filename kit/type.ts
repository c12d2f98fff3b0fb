/**
 * TypeBox's builder, with the types that settings are made of. Loading the whole library costs a preview as much as all
 * policies together; where its files do not lie as they do in 0.34, the whole is loaded.
 */
import * as path from "node:path";

import type * as TypeBox from "@sinclair/typebox";

type Builder = Pick<
    typeof TypeBox.Type,
    "Array" | "Boolean" | "Integer" | "Literal" | "Number" | "Object" | "Optional" | "Record" | "String" | "Union"
>;

const PARTS = ["array", "boolean", "integer", "literal", "number", "object", "optional", "record", "string", "union"];

function load(): Builder {
    const types = path.join(path.dirname(require.resolve("@sinclair/typebox")), "type");
    try {
        return Object.assign({}, ...PARTS.map((part) => require(path.join(types, part, "index.js")) as object)) as Builder;
    } catch {
        return (require("@sinclair/typebox") as typeof TypeBox).Type;
    }
}

export const Type = load();
