/** Reads what policy packs said in a stream of engine events, of a preview or of `pulumi policy analyze --json`. */
import { isDeepStrictEqual } from "node:util";

import { toFinding, undecidedOf } from "./findings";
import type { Diagnostic, PolicyLevel } from "./protocol";
import type { Pack, PolicyInfo, Remediation, Run, Severity, Undecided } from "../results";
import { UserError } from "../errors";
import { plural } from "../text";
import { Failure, failureNote } from "../inputs/failure";
import { findStart, readLines, readText } from "../inputs/read";
import { readResource } from "../inputs/resource";
import type { PreviewResource } from "../inputs/stack";
import { parseUrn } from "../inputs/urn";
import { isObject, SECRET, SIGNATURE } from "../inputs/values";

type Event = Record<string, unknown>;

/** Reads a run from a file of engine events; `-` is standard input. */
export async function readPolicyEvents(file: string): Promise<Run> {
    const { name, text } = await readText(file);
    try {
        return parsePolicyEvents(text);
    } catch (error) {
        throw error instanceof UserError ? new UserError(`${name}: ${error.message}`) : error;
    }
}

/** Reads a run from engine events, one JSON object a line. */
export function parsePolicyEvents(text: string): Run {
    const events = readLines(findStart(text) ?? "");
    if (!events) {
        throw new UserError(
            "it holds no engine events; expected is what `pulumi preview --policy-pack <folder> --json` prints with " +
                "PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1, or `pulumi policy analyze --json`",
        );
    }
    const reader = new Reader();
    for (const event of events.whole) {
        reader.read(event);
    }
    return reader.run(events.cut);
}

class Reader {
    private readonly packs = new Map<string, Pack>();
    private readonly resources = new Map<string, PreviewResource>();
    private readonly analyzed = new Set<string>();
    private readonly judgedStack = new Set<string>();
    private readonly diagnostics: { pack: string; diagnostic: Diagnostic }[] = [];
    private readonly remediations: Remediation[] = [];
    private ended = false;
    private readonly failed = new Failure();

    read(event: Event): void {
        this.failed.readEvent(event);
        this.ended ||= "summaryEvent" in event || "cancelEvent" in event;
        if (isObject(event.resourcePreEvent) && isObject(event.resourcePreEvent.metadata)) {
            const resource = readResource(event.resourcePreEvent.metadata.new);
            if (resource) {
                this.resources.set(resource.urn, resource);
            }
        } else if (isObject(event.policyEvent)) {
            this.readViolation(event.policyEvent);
        } else if (isObject(event.policyRemediationEvent)) {
            this.readRemediation(event.policyRemediationEvent);
        } else if (isObject(event.policyAnalyzeSummaryEvent)) {
            this.readSummary(event.policyAnalyzeSummaryEvent);
            this.analyzed.add(text(event.policyAnalyzeSummaryEvent.resourceUrn));
        } else if (isObject(event.policyAnalyzeStackSummaryEvent)) {
            this.readSummary(event.policyAnalyzeStackSummaryEvent);
            this.judgedStack.add(text(event.policyAnalyzeStackSummaryEvent.policyPackName));
        } else if (isObject(event.summaryEvent) && isObject(event.summaryEvent.PolicyPacks)) {
            for (const [key, version] of Object.entries(event.summaryEvent.PolicyPacks)) {
                // A pack from a folder is `name|local|folder`.
                this.packOf({
                    policyPackName: key.split("|", 1)[0],
                    policyPackVersion: text(version).replace(/^v/, ""),
                });
            }
        }
    }

    /** The run that the events tell of. */
    run(cut: boolean): Run {
        const truncated = cut || !this.ended;
        const failure = this.failed.reason;
        if (this.packs.size === 0) {
            throw new UserError(
                failure !== undefined
                    ? `the preview failed before any policy pack ran: ${failure}`
                    : truncated
                      ? "the stream of events ends in the middle, before any policy pack ran"
                      : "no policy pack ran; give `pulumi preview` a --policy-pack",
            );
        }
        const findings = this.diagnostics.flatMap(({ pack, diagnostic }) => {
            const source = { pack, policies: new Map<string, PolicyInfo>() };
            return toFinding(source, diagnostic, diagnostic.urn, this.resources.get(diagnostic.urn)) ?? [];
        });
        for (const { pack, policy, title, level, severity, waiver } of findings) {
            // A waived finding is advisory whatever the policy is.
            Object.assign(this.policyOf(pack, policy), { title, severity }, waiver ? {} : { level });
        }
        const names = parseUrn(this.diagnostics[0]?.diagnostic.urn ?? this.firstUrn());
        const checked = [...this.analyzed].filter((urn) => !parseUrn(urn)?.type.startsWith("pulumi:")).length;
        return {
            project: names?.project ?? "",
            stack: names?.stack ?? "",
            packs: [...this.packs.values()],
            resources: this.analyzed.size > 0 ? checked : undefined,
            findings,
            undecided: this.undecided(),
            opaque: [],
            remediations: this.remediations,
            notes: this.notes(truncated, failure, findings.length),
            incomplete: truncated || failure !== undefined,
            failure,
        };
    }

    private firstUrn(): string {
        return [...this.analyzed, ...this.resources.keys(), ...this.remediations.map(({ urn }) => urn)][0] ?? "";
    }

    private undecided(): Undecided[] {
        return this.diagnostics.flatMap(({ pack, diagnostic }) => {
            const name = parseUrn(diagnostic.urn)?.name;
            return undecidedOf(
                pack,
                { diagnostics: [diagnostic], notKnown: [] },
                name === undefined ? undefined : { name },
            );
        });
    }

    private notes(truncated: boolean, failure: string | undefined, findings: number): string[] {
        const notes = failure === undefined ? [] : [failureNote(failure)];
        if (truncated) {
            return [
                ...notes,
                `The stream of events ends in the middle; it held ${plural(findings, "finding")}, and there may be more.`,
            ];
        }
        const unjudged = [...this.packs.keys()].filter((pack) => this.analyzed.size > 0 && !this.judgedStack.has(pack));
        if (unjudged.length > 0) {
            notes.push(`Policies on the stack as a whole did not run: ${unjudged.join(", ")}.`);
        }
        return notes;
    }

    private readViolation(event: Event): void {
        const { name: pack } = this.packOf(event);
        const policy = text(event.policyName);
        const severity = SEVERITIES.find((candidate) => candidate === event.severity);
        const diagnostic: Diagnostic = {
            policy,
            // It is the message's first line.
            description: "",
            message: text(event.message).trimEnd(),
            level: (text(event.enforcementLevel) || "mandatory") as PolicyLevel,
            severity,
            urn: text(event.resourceUrn),
        };
        this.policyOf(pack, policy);
        this.diagnostics.push({ pack, diagnostic });
    }

    private readRemediation(event: Event): void {
        const { name: pack } = this.packOf(event);
        const policy = text(event.policyName);
        this.policyOf(pack, policy).level = "remediate";
        const before = isObject(event.before) ? event.before : {};
        const after = isObject(event.after) ? event.after : {};
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        const properties = keys.filter((key) => !key.startsWith("__") && differ(before[key], after[key]));
        this.remediations.push({ pack, policy, urn: text(event.resourceUrn), properties });
    }

    private readSummary(event: Event): void {
        const { name: pack } = this.packOf(event);
        for (const policy of [event.passed, event.failed].flatMap((names) =>
            Array.isArray(names) ? (names as unknown[]) : [],
        )) {
            this.policyOf(pack, text(policy));
        }
    }

    private packOf(event: Event): Pack {
        const name = text(event.policyPackName);
        const pack = this.packs.get(name) ?? { name, version: text(event.policyPackVersion), policies: [] };
        this.packs.set(name, pack);
        return pack;
    }

    private policyOf(pack: string, name: string): PolicyInfo {
        const policies = this.packs.get(pack)?.policies ?? [];
        let policy = policies.find((candidate) => candidate.name === name);
        if (!policy) {
            policy = { name, title: name };
            policies.push(policy);
        }
        return policy;
    }
}

/** Whether a value was changed. A secret is hidden on one side and in clear on the other, which tells nothing. */
function differ(before: unknown, after: unknown): boolean {
    return !isSecret(before) && !isSecret(after) && !isDeepStrictEqual(before, after);
}

function isSecret(value: unknown): boolean {
    return isObject(value) && value[SIGNATURE] === SECRET;
}

const SEVERITIES: Severity[] = ["low", "medium", "high", "critical"];

function text(value: unknown): string {
    return typeof value === "string" ? value : "";
}
