/** The profiles whose entries follow from a rule: `npm run docs` writes them. */
import type { Listed } from "../policies";
import { controlsServed, standardsOf, type Standard } from "./controls";

/** File -> text. */
export function profiles(listed: Listed[]): Map<string, string> {
    const serves = (standard: Standard) => (item: Listed) =>
        controlsServed(item).some((control) => standardsOf(control).includes(standard));
    return new Map([
        ["strict.json", profile(listed.filter(({ policy }) => policy.definition.level === "advisory"))],
        ["fsbp.json", profile(listed.filter(serves("AWS FSBP 1.0.0")))],
        ["pci.json", profile(listed.filter(serves("PCI DSS 4.0.1")))],
    ]);
}

/** Makes these policies mandatory; those that are so by default need no entry. */
function profile(listed: Listed[]): string {
    const lines = listed
        .filter(({ policy }) => policy.definition.level !== "mandatory")
        .map(({ policy }) => `    "${policy.name}": { "enforcementLevel": "mandatory" }`);
    return lines.length > 0 ? `{\n${lines.join(",\n")}\n}\n` : "{}\n";
}
