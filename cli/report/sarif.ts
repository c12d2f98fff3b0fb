/** SARIF 2.1.0, for code scanning: a run per pack, a rule per policy, results on the program's lines. */
import type {
    Invocation,
    Location,
    Notification,
    ReportingDescriptor,
    Result,
    Run as SarifRun,
    ToolComponent,
} from "sarif";

import { peersOf } from "../analyzer/tags";
import type { Finding, PolicyInfo, Run, Severity } from "../results";
import { fingerprints } from "../fingerprint";
import { gapsOf } from "./gaps";
import type { FormatOptions } from "./options";
import { uriOf } from "./place";
import { byPack, linkOf, ONLY_DEEP } from "./summary";
import { printable, printableJson } from "../text";

/** GitHub's bands: over 9.0 is critical, 7.0 high, 4.0 medium. */
const SECURITY_SEVERITY: Record<Severity, string> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** What a pack is, for one whose policies have no pages. */
const ABOUT_PACKS = "https://www.pulumi.com/docs/iac/crossguard/";

/** Writes a run as SARIF. */
export function sarif(run: Run, options: FormatOptions): string {
    const runs = byPack(run).map(({ pack, findings }): SarifRun => {
        const rules = rulesOf(pack.policies, findings);
        const indexes = new Map(rules.map(({ id }, index) => [id, index]));
        const marks = fingerprints(findings);
        const found = new Set(findings.map(({ policy }) => policy));
        const taxonomies = taxonomiesOf(pack.policies.filter(({ name }) => found.has(name)));
        return {
            tool: {
                driver: {
                    name: pack.name,
                    version: pack.version || undefined,
                    informationUri: pageOf(pack.policies),
                    rules,
                },
            },
            automationDetails: { id: `${pack.name}/${run.project}/${run.stack}/` },
            invocations: [invocationOf(run, pack.name)],
            ...(taxonomies.length > 0 ? { taxonomies } : {}),
            columnKind: "utf16CodeUnits",
            results: findings.map((finding, index) => ({
                ...resultOf(finding, options),
                ruleIndex: indexes.get(finding.policy),
                partialFingerprints: { "finding/v1": marks[index] as string },
            })),
        };
    });
    const log = { version: "2.1.0", $schema: "https://json.schemastore.org/sarif-2.1.0.json", runs };
    return `${printableJson(log)}\n`;
}

/** The tools that have rules like those of the policies, each with these rules. */
function taxonomiesOf(policies: PolicyInfo[]): ToolComponent[] {
    const tools = new Map<string, Set<string>>();
    for (const { where, ids } of policies.flatMap(peersOf)) {
        tools.set(where, new Set([...(tools.get(where) ?? []), ...ids]));
    }
    return [...tools].map(([name, ids]) => ({ name, taxa: [...ids].map((id) => ({ id })) }));
}

/** The folder of the policies' pages. */
function pageOf(policies: PolicyInfo[]): string {
    const page = policies.map(({ url }) => linkOf(url)).find((url) => url !== undefined);
    return page === undefined ? ABOUT_PACKS : new URL(".", page).href;
}

/** `rds-multi-az` as `RdsMultiAz`: a rule's name is to read well, and to differ from its id. */
function pascalCase(name: string): string {
    return name
        .split(/[^\p{L}\p{N}]+/u)
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join("");
}

/** The pack's policies; those that only a finding tells of are known by the finding. */
function rulesOf(policies: PolicyInfo[], findings: Finding[]): ReportingDescriptor[] {
    const known = new Map(policies.map((policy) => [policy.name, policy]));
    const first = new Map<string, Finding>();
    for (const finding of findings) {
        first.set(finding.policy, first.get(finding.policy) ?? finding);
    }
    return [...new Set([...known.keys(), ...first.keys()])].map((name) =>
        ruleOf(name, known.get(name), first.get(name)),
    );
}

function ruleOf(name: string, policy: PolicyInfo | undefined, finding: Finding | undefined): ReportingDescriptor {
    const title = printable(policy?.title || finding?.title || name);
    const severity = policy?.severity ?? finding?.severity;
    const fix = policy?.fix ?? finding?.fix;
    const url = linkOf(policy?.url);
    const level = policy?.level ?? finding?.level;
    const framework =
        policy?.framework && `${policy.framework.name} ${policy.framework.version}: ${policy.framework.specification}`;
    const help = [
        finding?.why && `Why: ${finding.why}`,
        fix && `Fix: ${fix}`,
        framework && `Serves ${framework}`,
    ].filter((line) => line !== undefined && line !== "");
    const helpText = help.length > 0 ? printable(help.join("\n\n")) : title;
    return {
        id: name,
        name: pascalCase(name),
        shortDescription: { text: title },
        fullDescription: { text: title },
        help: { text: helpText, markdown: `${markdownText(helpText)}${url ? `\n\n[About this policy](${url})` : ""}` },
        helpUri: url,
        // Of a policy that found something: one that did not would only make the file longer.
        ...(finding && policy ? relationshipsOf(policy) : {}),
        defaultConfiguration: { enabled: level !== "disabled", level: level === "advisory" ? "warning" : "error" },
        properties: {
            tags: ["security", ...(policy?.tags ?? []).map(printable)],
            ...(severity ? { "security-severity": SECURITY_SEVERITY[severity] } : {}),
        },
    };
}

/** The rules of other tools that ask for the same, or for a part of it. */
function relationshipsOf(policy: PolicyInfo): Pick<ReportingDescriptor, "relationships"> {
    const relationships = peersOf(policy).flatMap(({ where, ids }) =>
        ids.map((id) => ({ target: { id, toolComponent: { name: where } }, kinds: ["relevant"] })),
    );
    return relationships.length > 0 ? { relationships } : {};
}

function resultOf(finding: Finding, options: FormatOptions): Result {
    const { policy, level, property, problem, fix, waiver, deep } = finding;
    const what = property === undefined ? problem : `${property}: ${problem}`;
    return {
        ruleId: policy,
        level: level === "mandatory" ? "error" : "warning",
        message: { text: messageText([what, fix && `Fix: ${fix}`, deep && ONLY_DEEP].filter(Boolean).join("\n")) },
        ...(deep ? { properties: { deep } } : {}),
        locations: [locationOf(finding, options)],
        // An empty list says that the tool knows of suppressions, and that there are none.
        suppressions: waiver
            ? [
                  {
                      kind: "external",
                      status: "accepted",
                      justification: printable(waiver.reason),
                      properties: { expires: waiver.expires },
                  },
              ]
            : [],
    };
}

function locationOf(finding: Finding, options: FormatOptions): Location {
    const { urn, name, property, source } = finding;
    return {
        physicalLocation: {
            artifactLocation: { uri: uriOf(finding, options), uriBaseId: "%SRCROOT%" },
            region: source ? { startLine: source.line, startColumn: source.column } : { startLine: 1 },
        },
        logicalLocations: [
            { fullyQualifiedName: urn, name, kind: "resource", ...(property ? { properties: { property } } : {}) },
        ],
    };
}

/** What the reader of the results has to know of the run. */
function invocationOf(run: Run, pack: string): Invocation {
    const gaps = gapsOf({ ...run, undecided: run.undecided.filter((entry) => entry.pack === pack) });
    const notifications: Notification[] = [
        ...run.notes.map((note): Notification => ({ level: "note", message: { text: messageText(note) } })),
        ...gaps.flatMap(({ kind, reason, items }) =>
            items.map(({ name, what }): Notification => {
                const text = `${kind === "opaque" ? "Not looked into, of" : "Not judged by"} ${name}: ${what.join(", ")} (${reason})`;
                return {
                    level: kind === "unknown" ? "note" : "warning",
                    message: { text: messageText(text) },
                    ...(kind === "opaque" ? {} : { associatedRule: { id: name } }),
                };
            }),
        ),
    ];
    return { executionSuccessful: !run.incomplete, toolExecutionNotifications: notifications };
}

/** A message's text may hold links, `[text](address)`; what is quoted holds none. Source: SARIF 2.1.0, section 3.11.6. */
function messageText(text: string): string {
    return printable(text).replace(/\](?=\()/g, "]\\");
}

function markdownText(text: string): string {
    const { escapeMarkdown } = require("./markdown") as typeof import("./markdown");
    return text.split("\n").map(escapeMarkdown).join("\n");
}
