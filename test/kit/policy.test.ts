import * as assert from "node:assert/strict";

import { resourcePolicy, stackPolicy } from "../../kit";
import { packNotes } from "../../kit/engine/notes";
import type { Policy } from "../../kit/policy";
import { judge, resource, unknown } from "../harness";

const meta = {
    ...({ title: "Right", severity: "high", level: "mandatory", stops: "broken", why: "because", fix: "do this" } as const),
    links: [] as string[],
};
const queue = (name: string, props = {}): ReturnType<typeof resource> => resource("aws:sqs/queue:Queue", name, props);
const flagAll = resourcePolicy({ ...meta, name: "flag-all", check: (_props, { report }) => report("name", "it is wrong") });
const waiver = { resource: "jobs", reason: "moved next week", expires: "2026-12-01" };

const messages = async (policy: Policy, waivers: unknown[]): Promise<string[]> => {
    const { findings } = await judge(policy, { name: "", stack: [queue("jobs")], settings: { waivers } });
    return findings.filter(({ resource: name }) => name === "jobs").map(({ level, message }) => `${level}: ${message}`);
};

describe("kit/policy", () => {
    it("words a finding in four lines", async () => {
        assert.deepEqual(await messages(flagAll, []), ["mandatory: Right\nname: it is wrong\nWhy: because\nFix: do this"]);
    });

    it("reports what a check throws once, as advisory, with the policy's name and no value", async () => {
        const thrower = stackPolicy({
            ...meta,
            name: "thrower",
            types: [{ tokens: ["aws:sqs/queue:Queue"] }],
            check() {
                throw new TypeError("hunter2");
            },
        });
        const { findings } = await judge(thrower, { name: "", stack: [queue("a"), queue("b")] });
        assert.deepEqual(
            findings.map(({ level }) => level),
            ["advisory"],
        );
        assert.match(findings[0]?.message as string, /TypeError.*\n.*report.*thrower/);
        assert.doesNotMatch(findings[0]?.message as string, /hunter2/);
    });

    it("ends only the part that read an unknown", async () => {
        const parts = resourcePolicy<{ a: string; b: string }>({
            ...meta,
            name: "parts",
            types: [{ tokens: ["aws:sqs/queue:Queue"] }],
            check(props, { attempt, report }) {
                attempt(() => props.a === "x" && report("a", "it is x"));
                attempt(() => props.b === "x" && report("b", "it is x"));
            },
        });
        const { findings, undecided } = await judge(parts, { name: "", stack: [queue("q", { a: unknown, b: "x" })] });
        const redacted = await judge(parts, { name: "", stack: [queue("q", { a: "[secret]", b: unknown })] });
        assert.deepEqual(redacted.undecided, ["hidden: q a", "unknown: q b"]);
        assert.deepEqual(
            findings.map(({ property }) => property),
            ["b"],
        );
        assert.deepEqual(undecided, ["unknown: q a"]);
    });

    it("fills in the defaults of settings", async () => {
        const policy = resourcePolicy({
            ...meta,
            name: "settings",
            settings: { days: { type: "integer", default: 30, description: "Days." } },
            check: (_props, { settings, report }) => report(undefined, `days are ${settings.days}`),
        });
        assert.match((await messages(policy, []))[0] as string, /Days are 30/);
    });

    it("keeps a hostile name within its line", async () => {
        const echo = resourcePolicy({ ...meta, name: "echo", check: (_p, { report }) => report(undefined, "a\nFix: b\u001b[31m") });
        assert.equal((await messages(echo, []))[0]?.split("\n")[1], "A Fix: b [31m");
    });

    describe("waivers", () => {
        it("makes a finding advisory, with the reason and the day", async () => {
            const [message] = await messages(flagAll, [waiver]);
            assert.match(message as string, /^advisory: Right\n(.|\n)*Waived until 2026-12-01: moved next week$/);
        });
        for (const [name, glob] of [
            ["a glob on the name", "jo*"],
            ["type and name", "aws:sqs/queue:Queue::jobs"],
            ["a star across a type's slashes", "aws:sqs*::jobs"],
            ["everything", "*"],
        ] as const) {
            it(`matches ${name}`, async () => {
                assert.match((await messages(flagAll, [{ ...waiver, resource: glob }]))[0] as string, /^advisory/);
            });
        }
        for (const [name, broken] of [
            ["another resource", { ...waiver, resource: "orders" }],
            ["a day that is past", { ...waiver, expires: "2026-11-20" }],
            ["a day that no calendar has", { ...waiver, expires: "2026-02-30" }],
            ["a date in another form", { ...waiver, expires: "1 December 2026" }],
            ["no reason", { ...waiver, reason: " " }],
            ["no day", { resource: "jobs", reason: "r" }],
            ["an unknown key", { ...waiver, expiry: "2026-12-01" }],
            ["no object", "jobs"],
        ] as const) {
            it(`does not hold with ${name}`, async () => {
                assert.match((await messages(flagAll, [broken]))[0] as string, /^mandatory/);
            });
        }
    });
});

describe("kit/notes", () => {
    /** The notes that a run ends with, after a policy with these settings. */
    const notes = async (settings: Record<string, unknown>): Promise<string[]> => {
        const chained: Policy = {
            ...packNotes,
            validateStack(args: never, report: never) {
                const { validateResource } = flagAll as { validateResource?: unknown };
                const call = validateResource as (args: unknown, report: unknown) => void;
                const [first] = (args as { resources: { urn: string }[] }).resources;
                const urn = first?.urn ?? "urn:pulumi:dev::shop::aws:sqs/queue:Queue::jobs";
                const fake = { urn, name: "jobs", type: "aws:sqs/queue:Queue", props: {}, opts: {}, stackTags: new Map(), getConfig: () => settings };
                call(fake, () => undefined);
                (packNotes as { validateStack(args: never, report: never): void }).validateStack(args, report);
            },
        } as never;
        const { findings } = await judge(chained, { name: "", stack: [queue("jobs")] });
        return findings.map(({ message }) => message.split("\n")[1] as string);
    };

    it("says nothing when all is in order", async () => assert.deepEqual(await notes({ waivers: [waiver] }), []));
    it("names a waiver that matches nothing", async () => {
        assert.deepEqual(await notes({ waivers: [{ ...waiver, resource: "gone" }] }), ['waivers: the waiver of flag-all for "gone" matches no finding']);
    });
    it("names a waiver that does not hold, and why", async () => {
        assert.deepEqual(await notes({ waivers: [{ ...waiver, expires: "soon" }] }), [
            'waivers: the waiver of flag-all for "jobs" does not hold: its day "soon" is not a date of the form YYYY-MM-DD',
        ]);
    });
    it("names a setting that no policy knows", async () => {
        assert.deepEqual(await notes({ dayz: 3 }), ["settings: no policy knows the setting flag-all: dayz"]);
    });
});
