import * as assert from "node:assert/strict";

import { fails, THRESHOLDS } from "../../../cli/report/fail-on";
import { finding, WAIVED } from "./runs";

describe("--fail-on", () => {
    const rows: [string, ReturnType<typeof finding>, string[]][] = [
        ["a mandatory high one", finding(), ["mandatory", "advisory", "low", "medium", "high"]],
        ["an advisory critical one", finding({ level: "advisory", severity: "critical" }), ["advisory", "low", "medium", "high", "critical"]],
        ["an advisory low one", finding({ level: "advisory", severity: "low" }), ["advisory", "low"]],
        ["a mandatory one without severity", finding({ severity: undefined }), ["mandatory", "advisory", "low", "medium", "high"]],
        ["an advisory one without severity", finding({ level: "advisory", severity: undefined }), ["advisory", "low"]],
        ["a waived one", WAIVED, []],
    ];
    for (const [name, found, thresholds] of rows) {
        it(`${name} fails at ${thresholds.join(", ") || "nothing"}`, () => {
            assert.deepEqual(
                THRESHOLDS.filter((threshold) => fails({ findings: [found] }, threshold)),
                thresholds,
            );
        });
    }
});
