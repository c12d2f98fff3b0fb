/** The builder of settings against TypeBox itself. */
import * as assert from "node:assert/strict";

import * as TypeBox from "@sinclair/typebox";

import { Type, type Builder } from "../../kit/type";

/** Each kind of setting, and each inside another. */
function schemas(type: Builder): unknown {
    const text = { description: "What it is", default: [] };
    return [
        type.Optional(type.String({ pattern: "^a" })),
        type.Union([type.Literal("live"), type.Literal("test")], text),
        type.Record(type.String(), type.Array(type.Integer({ minimum: 1 })), text),
        type.Object({ a: type.Optional(type.Number()), b: type.Boolean(), c: type.Record(type.String(), type.Union([type.String(), type.Boolean()])) }),
    ];
}

describe("kit/type", () => {
    it("makes what TypeBox makes, symbols included", () => assert.deepEqual(schemas(Type), schemas(TypeBox.Type)));
});
