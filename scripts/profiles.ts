/** The profiles whose entries follow from a rule: `npm run docs` writes them. */
import type { Listed } from "../policies";
import { controlsServed, standardsOf, type Standard } from "./controls";

/**
 * Audit logs are kept for at least 12 months (PCI DSS 10.5.1). It stays advisory: not every log group holds audit logs, and
 * older ones may be archived elsewhere.
 */
const PAYMENTS = { "log-group-retention": { days: 365 } };

/** Oracle and SQL Server have editions, of which these speak for all; SQL Server Express has no agent. */
const ALL_LOGS = {
    mariadb: ["audit", "error", "general", "slowquery"],
    mysql: ["audit", "error", "general", "slowquery"],
    oracle: ["alert", "audit", "listener", "trace"],
    postgres: ["postgresql", "upgrade"],
    sqlserver: ["agent", "error"],
    "sqlserver-ex": ["error"],
};

/** What a control asks where the policy asks less, or more, by itself: control -> policy and its settings. */
const ASKED: Record<string, [policy: string, settings: object]> = {
    "EC2.6": ["vpc-flow-logs", { trafficType: ["ALL", "REJECT"] }],
    "EC2.15": ["subnet-no-public-ip", { every: true }],
    "EC2.18": ["security-group-ingress", { onlyPorts: [80, 443] }],
    "EKS.1": ["eks-endpoint-private", { privateOnly: true }],
    "RDS.9": ["rds-log-exports", { logs: ALL_LOGS }],
    "SecretsManager.4": ["secret-rotation", { days: 90 }],
};

/** The width that Prettier keeps. */
const LINE = 120;

/** File -> text. */
export function profiles(listed: Listed[]): Map<string, string> {
    const scored = (standard: Standard): string => {
        const isOf = (control: string): boolean => standardsOf(control).includes(standard);
        const serving = listed.filter((item) => controlsServed(item).some(isOf));
        return profile(serving, settingsFor(serving, isOf));
    };
    return new Map([
        ["strict.json", profile(listed.filter(({ policy }) => policy.definition.level === "advisory"))],
        ["fsbp.json", scored("AWS FSBP 1.0.0")],
        ["pci.json", scored("PCI DSS 4.0.1")],
        ["payments.json", profile(listed.filter(servesRequirement), PAYMENTS, Object.keys(PAYMENTS))],
    ]);
}

function servesRequirement({ policy }: Listed): boolean {
    return policy.definition.frameworks?.["PCI DSS"] !== undefined;
}

/** Security Hub asks the same of every stage, and some controls ask something of their own. */
function settingsFor(listed: Listed[], isOf: (control: string) => boolean): Record<string, object> {
    const tiers = listed
        .filter(({ policy }) => policy.definition.tiered)
        .map(({ policy: { name } }): [string, object] => [name, { tier: "production" }]);
    const asked = Object.entries(ASKED).flatMap(([control, entry]) => (isOf(control) ? [entry] : []));
    return Object.fromEntries([...tiers, ...asked]);
}

/**
 * Makes these policies mandatory, with settings where they have some: an entry that is no level keeps the policy's own.
 * Those that are mandatory by default need an entry for settings only.
 */
function profile(listed: Listed[], settings: Record<string, object> = {}, keepLevel: string[] = []): string {
    const lines = listed.flatMap(({ policy: { name, definition } }) => {
        const raised =
            definition.level === "mandatory" || keepLevel.includes(name) ? {} : { enforcementLevel: "mandatory" };
        const entry = { ...raised, ...settings[name] };
        const start = `    "${name}": `;
        return Object.keys(entry).length > 0 ? [start + written(entry, 4, start.length)] : [];
    });
    return lines.length > 0 ? `{\n${lines.join(",\n")}\n}\n` : "{}\n";
}

/** As Prettier writes it: in one line where it fits, from this column on. */
function written(value: unknown, indent: number, column: number): string {
    const line = inOneLine(value);
    if (column + line.length < LINE || typeof value !== "object" || value === null) {
        return line;
    }
    const inner = " ".repeat(indent + 4);
    const entries = Object.entries(value).map(([key, one]) => {
        const start = `${inner}${JSON.stringify(key)}: `;
        return start + written(one, indent + 4, start.length);
    });
    return `{\n${entries.join(",\n")}\n${" ".repeat(indent)}}`;
}

function inOneLine(value: unknown): string {
    if (Array.isArray(value)) {
        return `[${value.map(inOneLine).join(", ")}]`;
    }
    if (typeof value !== "object" || value === null) {
        return JSON.stringify(value);
    }
    const pairs = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${inOneLine(one)}`);
    return `{ ${pairs.join(", ")} }`;
}
