/** Runs to write reports of: an ordinary one, and one in which every text tries to be more than text. */
import type { Finding, Run } from "../../../cli/results";
import type { FormatOptions } from "../../../cli/report/options";

export const OPTIONS: FormatOptions = { width: 100, color: false, groupBy: "policy", projectFolder: "" };

/** A finding on the bucket `logs`. */
export function finding(more: Partial<Finding> = {}): Finding {
    return {
        pack: "fixture",
        policy: "bucket-named",
        level: "mandatory",
        severity: "high",
        urn: "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs",
        type: "aws:s3/bucket:Bucket",
        name: "logs",
        title: "Buckets carry a name",
        property: "tags.Name",
        problem: "the bucket has no name",
        why: "nobody knows whose it is",
        fix: "set tags.Name",
        source: { file: "src/storage.ts", line: 12, column: 5 },
        ...more,
    };
}

const NO_SOURCE: Partial<Finding> = { source: undefined };
export const WAIVED = finding({ property: "acl", level: "advisory", waiver: { expires: "2027-03-31", reason: "moved in March" } });
export const WHOLE_STACK = finding({
    policy: "alarms",
    level: "advisory",
    severity: undefined,
    urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod",
    type: "pulumi:pulumi:Stack",
    name: "shop-prod",
    property: undefined,
    problem: "No alarm tells anybody",
    ...NO_SOURCE,
});

/** A mandatory, an advisory and a waived finding; a policy that passed, one that is undecided, one that is off. */
export function aRun(more: Partial<Run> = {}): Run {
    return {
        project: "shop",
        stack: "prod",
        packs: [
            {
                name: "fixture",
                version: "1.2.3",
                policies: [
                    {
                        name: "bucket-named",
                        title: "Buckets carry a name",
                        level: "mandatory",
                        severity: "high",
                        url: "https://example.com/bucket-named.html",
                        fix: "set tags.Name",
                        framework: { name: "PCI DSS", version: "4.0.1", reference: "https://example.com/", specification: "3.5.1" },
                        tags: ["folder:storage", "same rule in Checkov: CKV_AWS_53, CKV_AWS_54"],
                    },
                    { name: "alarms", title: "Alarms tell somebody", level: "advisory" },
                    { name: "encrypted", title: "Data is encrypted", level: "mandatory", severity: "critical" },
                    { name: "passes", title: "All is well", level: "mandatory" },
                    { name: "off", title: "Not asked for", level: "disabled" },
                ],
            },
        ],
        resources: 7,
        findings: [finding(), WHOLE_STACK, WAIVED],
        undecided: [{ pack: "fixture", policy: "encrypted", what: "orders kmsKeyId", because: "unknown" }],
        remediations: [{ pack: "fixture", policy: "tagger", urn: finding().urn, properties: ["tags"] }],
        opaque: [],
        notes: ["A note for the reader."],
        ...more,
    };
}

/** A run that found nothing, but could not see all that there was. */
export function aBlindRun(more: Partial<Run> = {}): Run {
    return aRun({
        findings: [],
        undecided: [
            { pack: "fixture", policy: "encrypted", what: "orders password", because: "hidden" },
            { pack: "fixture", policy: "encrypted", what: "reports password", because: "hidden" },
            { pack: "fixture", policy: "alarms", what: "orders alarm", because: "unknown" },
        ],
        opaque: [
            { urn: "urn:a", type: "eks:index:Cluster", name: "blue", package: "aws-eks" },
            { urn: "urn:b", type: "eks:index:Cluster", name: "green", package: "aws-eks" },
        ],
        remediations: [],
        notes: [],
        ...more,
    });
}

/** Nothing found by nobody in particular. */
export function anEmptyRun(): Run {
    return aRun({ findings: [], undecided: [], remediations: [], notes: [] });
}

/** Text that tries to be markup, a command, a colour or the end of something. */
export const HOSTILE =
    "\u001b[31mred\u001b[0m \u001b]0;title\u0007 <script>document.title='owned'</script> \"><img src=x onerror=alert(1)> ]]> " +
    "--> `code` | *bold* [a](javascript:alert(1)) [b](https://evil.example/) https://evil.example/ www.evil.example \u200bzero\u2060width\u00ad @everyone #1 &amp; \u202egnp.exe \u0000\u0085\u2028 ${x} \ud800\n::error::owned\n##[error]owned";

/** Every text in it is hostile; two packs have a policy of the same name. */
export function aHostileRun(): Run {
    const bad = finding({
        pack: HOSTILE,
        policy: HOSTILE,
        urn: `urn:pulumi:prod::shop::aws:s3/bucket:Bucket::${HOSTILE}`,
        type: HOSTILE,
        name: HOSTILE,
        title: HOSTILE,
        property: HOSTILE,
        problem: HOSTILE,
        why: HOSTILE,
        fix: HOSTILE,
        waiver: { expires: "2027-03-31", reason: HOSTILE },
        source: { file: HOSTILE, line: 1, column: 1 },
    });
    return aRun({
        project: HOSTILE,
        stack: HOSTILE,
        packs: [
            { name: HOSTILE, version: HOSTILE, policies: [{ name: HOSTILE, title: HOSTILE, url: "javascript:alert(1)", fix: HOSTILE, tags: [HOSTILE] }] },
            { name: "other", version: "", policies: [] },
        ],
        findings: [bad, { ...bad, waiver: undefined }, { ...bad, pack: "other", property: undefined, waiver: undefined }],
        undecided: [
            { pack: HOSTILE, policy: HOSTILE, what: HOSTILE, because: "unknown" },
            { pack: HOSTILE, policy: HOSTILE, what: HOSTILE, because: "hidden" },
        ],
        remediations: [{ pack: HOSTILE, policy: HOSTILE, urn: HOSTILE, properties: [HOSTILE] }],
        opaque: [{ urn: HOSTILE, type: HOSTILE, name: HOSTILE, package: HOSTILE }],
        notes: [HOSTILE],
    });
}
