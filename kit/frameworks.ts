/** Compliance frameworks: their names, versions and where each control is published. */
import type { PolicyComplianceFramework } from "@pulumi/policy";

/** Framework -> control ids. A control that is only partly covered carries ` (partly)`. */
export type Frameworks = Partial<Record<keyof typeof FRAMEWORKS, string[]>>;

/** Each framework's version, and the page on which the control can be read. */
export const FRAMEWORKS = {
    /** Controls of its standards AWS FSBP 1.0.0 and PCI DSS 4.0.1; facts/security-hub-controls.json says of which. */
    "Security Hub": {
        version: "2026-11",
        title: "AWS Security Hub controls",
        url: securityHubPage,
    },
    "PCI DSS": {
        version: "4.0.1",
        title: "Payment Card Industry Data Security Standard",
        url: () => "https://www.pcisecuritystandards.org/document_library/",
    },
    CIS: {
        version: "3.0.0",
        title: "CIS Amazon Web Services Foundations Benchmark",
        url: () => "https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html",
    },
    "NIST 800-53": {
        version: "r5",
        title: "NIST SP 800-53 Revision 5",
        url: (control: string) => {
            const [, family = "", number = ""] = /^([A-Z]{2})-(\d+)/.exec(control) ?? [];
            return `https://csf.tools/reference/nist-sp-800-53/r5/${family.toLowerCase()}/${family.toLowerCase()}-${number}/`;
        },
    },
    "SOC 2": {
        version: "2017",
        title: "AICPA Trust Services Criteria",
        url: () =>
            "https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022",
    },
} as const;

/** Every framework that a policy serves: what its definition names, and the controls of its rules. */
export function frameworksOf(definition: {
    frameworks?: Frameworks;
    controls?: readonly string[];
    rules?: readonly { controls?: readonly string[] }[];
}): Frameworks {
    const { frameworks = {}, controls = [], rules = [] } = definition;
    const served = [...controls, ...rules.flatMap((rule) => rule.controls ?? [])];
    return served.length > 0 ? { "Security Hub": [...new Set(served)], ...frameworks } : frameworks;
}

/** The framework that the SDK shows for a policy: it holds one, the first. The rest are on the policy's page. */
export function frameworkReference(frameworks: Frameworks): PolicyComplianceFramework | undefined {
    const [name] = Object.keys(frameworks) as (keyof typeof FRAMEWORKS)[];
    const controls = name && frameworks[name];
    if (!name || !controls?.[0]) {
        return undefined;
    }
    const { title, version, url } = FRAMEWORKS[name];
    return { name: title, version, reference: url(controls[0]), specification: controls.join(", ") };
}

/** Where AWS says what a control of Security Hub checks. */
export function securityHubPage(control: string): string {
    const service = control.split(".", 1)[0]?.toLowerCase() ?? "";
    return `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${control.toLowerCase().replace(".", "-")}`;
}
