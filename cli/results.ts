/** What a run of policies found, in the form that every report is made from. */

export type Level = "advisory" | "mandatory";
export type Severity = "low" | "medium" | "high" | "critical";

/** A place in the program's source, as a preview tells it (`project:///index.ts#9,1`). */
export interface SourcePosition {
    /** Relative to the folder of Pulumi.yaml, with forward slashes. */
    file: string;
    /** From 1. */
    line: number;
    /** From 1. */
    column: number;
}

/** One violation, as a policy pack reported it. */
export interface Finding {
    pack: string;
    policy: string;
    level: Level;
    severity?: Severity;
    /** The resource's URN; the stack's own for a finding about the whole stack. */
    urn: string;
    /** The resource's type token and logical name, from the URN. */
    type: string;
    name: string;
    /** The policy's one line of what is right. */
    title: string;
    /** The property to change, where the message names one. */
    property?: string;
    /** What is wrong. */
    problem: string;
    why?: string;
    fix?: string;
    /** Set when the finding was waived: it is advisory then. */
    waiver?: { expires: string; reason: string };
    source?: SourcePosition;
    /** Set where only a deep run shows it: a preview does not know the value, which holds outputs. */
    deep?: true;
}

/** A policy of a pack, with the level in force. */
export interface PolicyInfo {
    name: string;
    title: string;
    /** Undefined where a stream of events does not tell it. */
    level?: Level | "remediate" | "disabled";
    severity?: Severity;
    url?: string;
    fix?: string;
    framework?: { name: string; version: string; reference: string; specification: string };
    /** Words to find it by; this project's packs name the folder and the controls, `folder:database`, `PCI DSS 4.0.1: 8.6.2`. */
    tags?: string[];
}

export interface Pack {
    name: string;
    version: string;
    policies: PolicyInfo[];
    /** Old name of a policy -> its name now. */
    renamed?: Record<string, string>;
}

/** A policy that could not judge something. */
export interface Undecided {
    pack: string;
    policy: string;
    /** What could not be judged, as the policy says it: resources and properties. */
    what: string;
    /** Not known until the update, or hidden by the file that was read (`[secret]`). */
    because: "unknown" | "hidden";
}

/** A component that makes its resources where the run cannot look: inside a provider plugin. */
export interface Opaque {
    urn: string;
    type: string;
    name: string;
    /** The package that holds it, such as `aws-eks`. */
    package: string;
}

/** A property bag that a policy of level `remediate` changed. */
export interface Remediation {
    pack: string;
    policy: string;
    urn: string;
    /** The top-level properties that changed. */
    properties: string[];
}

/** The whole of one run. */
export interface Run {
    project: string;
    stack: string;
    packs: Pack[];
    /** How many resources were checked; undefined where the events do not tell, as those of `pulumi policy analyze`. */
    resources?: number;
    findings: Finding[];
    /** How many findings a baseline holds, which are left out. */
    known?: number;
    undecided: Undecided[];
    remediations: Remediation[];
    /** Components that were not looked into. */
    opaque: Opaque[];
    /** Said with the result, such as a stream that ends in the middle. */
    notes: string[];
    /** True when not everything was judged: the input ends in the middle, or the preview itself failed. */
    incomplete?: boolean;
    /** Why the preview itself failed, in one line; no findings then tell nothing. */
    failure?: string;
}
