/** Version ranges of settings. */
import { compareVersions } from "../../facts/rds";

/**
 * True when `version` is within `range`: "16.4" itself, "16" or "16.x" for everything that begins so, or comparisons
 * that all hold, such as ">=16.4 <17".
 */
export function satisfies(version: string, range: string): boolean {
    return range
        .trim()
        .split(/\s+/)
        .every((part) => {
            const [, operator, operand = ""] = /^(>=|<=|>|<)(.+)$/.exec(part) ?? [];
            if (!operator) {
                const prefix = part.replace(/\.[x*]$/, "");
                return version === prefix || version.startsWith(`${prefix}.`);
            }
            const order = compareVersions(version, operand);
            return order !== undefined && compares(order, operator);
        });
}

function compares(order: number, operator: string): boolean {
    switch (operator) {
        case ">=":
            return order >= 0;
        case "<=":
            return order <= 0;
        case ">":
            return order > 0;
        default:
            return order < 0;
    }
}
