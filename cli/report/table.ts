/** Tables for a terminal. */
import { columnsOf, printableLine, wrap } from "../text";

/** Columns without lines between them; the last one wraps within the terminal's width. */
export function table(head: string[], rows: string[][], width: number): string {
    const cells = [head, ...rows.map((row) => row.map(printableLine))];
    const widths = head.slice(0, -1).map((_, column) => {
        return Math.max(...cells.map((row) => columnsOf(row[column] as string))) + 2;
    });
    const indent = widths.reduce((sum, columns) => sum + columns, 0);
    const lines = cells.flatMap((row) => {
        const start = widths.map((columns, column) => (row[column] as string).padEnd(columns)).join("");
        return wrap(row.at(-1) as string, Math.max(width - indent, 20)).map((text, index) => {
            return `${index === 0 ? start : " ".repeat(indent)}${text}`.trimEnd();
        });
    });
    return `${lines.join("\n")}\n`;
}
