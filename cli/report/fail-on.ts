/** When a run fails: the findings that `--fail-on` names. */
import type { Finding, Run } from "../results";
import { SEVERITIES } from "./summary";

export const THRESHOLDS = ["mandatory", "advisory", "low", "medium", "high", "critical", "never"] as const;

export type Threshold = (typeof THRESHOLDS)[number];

/**
 * True when a finding is at the threshold or above: `advisory` is every finding, a severity every one of it or worse,
 * whatever its level. A waived finding never fails a run.
 */
export function fails({ findings }: Pick<Run, "findings">, threshold: Threshold): boolean {
    return findings.some((finding) => !finding.waiver && reaches(finding, threshold));
}

function reaches(finding: Finding, threshold: Threshold): boolean {
    switch (threshold) {
        case "never":
            return false;
        case "advisory":
            return true;
        case "mandatory":
            return finding.level === "mandatory";
        default:
            return SEVERITIES.indexOf(severityOf(finding)) <= SEVERITIES.indexOf(threshold);
    }
}

/** A finding that nobody gave a severity counts as high when it is mandatory, else as low. */
function severityOf({ severity, level }: Finding): NonNullable<Finding["severity"]> {
    return severity ?? (level === "mandatory" ? "high" : "low");
}
