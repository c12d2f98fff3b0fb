/** Tables for a terminal. */
import { printableLine } from "./text";

/** Columns without lines between them; the last one wraps within the terminal's width. */
export function table(head: string[], rows: string[][], width: number): string {
    const CliTable = require("cli-table3") as typeof import("cli-table3");
    const clean = rows.map((row) => row.map(printableLine));
    const widths = head.map(
        (title, column) => Math.max(title.length, ...clean.map((row) => (row[column] ?? "").length)) + 2,
    );
    const others = widths.slice(0, -1).reduce((sum, columns) => sum + columns, 0);
    widths[widths.length - 1] = Math.max(Math.min(widths.at(-1) ?? 0, width - others), 20);
    const chars = Object.fromEntries(
        [
            "top",
            "top-mid",
            "top-left",
            "top-right",
            "bottom",
            "bottom-mid",
            "bottom-left",
            "bottom-right",
            "left",
            "left-mid",
        ]
            .concat(["mid", "mid-mid", "right", "right-mid", "middle"])
            .map((name) => [name, ""]),
    );
    const lines = new CliTable({
        head,
        colWidths: widths,
        wordWrap: true,
        chars,
        style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 2 },
    });
    lines.push(...clean);
    return `${lines
        .toString()
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n")}\n`;
}
