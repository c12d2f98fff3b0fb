/** The profiles whose entries follow from a rule: `npm run docs` writes them. */
import type { Listed } from "../policies";
import { controlsServed, standardsOf, type Standard } from "./controls";

/**
 * Audit logs are kept for at least 12 months (PCI DSS 10.5.1). It stays advisory: not every log group holds audit logs, and
 * older ones may be archived elsewhere.
 */
const PAYMENTS = { "log-group-retention": { days: 365 } };

/** File -> text. */
export function profiles(listed: Listed[]): Map<string, string> {
    const serves = (standard: Standard) => (item: Listed) =>
        controlsServed(item).some((control) => standardsOf(control).includes(standard));
    return new Map([
        ["strict.json", profile(listed.filter(({ policy }) => policy.definition.level === "advisory"))],
        ["fsbp.json", profile(listed.filter(serves("AWS FSBP 1.0.0")))],
        ["pci.json", profile(listed.filter(serves("PCI DSS 4.0.1")))],
        ["payments.json", profile(listed.filter(servesRequirement), PAYMENTS)],
    ]);
}

function servesRequirement({ policy }: Listed): boolean {
    return policy.definition.frameworks?.["PCI DSS"] !== undefined;
}

/** Makes these policies mandatory, but for those with settings of their own; those that are so by default need no entry. */
function profile(listed: Listed[], settings: Record<string, object> = {}): string {
    const lines = listed
        .filter(({ policy }) => policy.definition.level !== "mandatory")
        .map(({ policy: { name } }) => [name, settings[name] ?? { enforcementLevel: "mandatory" }] as const)
        .map(([name, entry]) => `    "${name}": ${inOneLine(entry)}`);
    return lines.length > 0 ? `{\n${lines.join(",\n")}\n}\n` : "{}\n";
}

/** As Prettier writes an object that fits its line. */
function inOneLine(entry: object): string {
    const pairs = Object.entries(entry).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return `{ ${pairs.join(", ")} }`;
}
