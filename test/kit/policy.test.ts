import * as assert from "node:assert/strict";

import { factsInUse, readFacts } from "../../facts/read";
import { resourcePolicy, stackPolicy } from "../../kit";
import { readMessage } from "../../kit/engine/message";
import { packNotes } from "../../kit/engine/notes";
import { run } from "../../kit/engine/run";
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

/** What a policy says of resources when it is called as the SDK calls it. */
async function said(policy: Policy, resources: { type: string; name: string; props?: Record<string, unknown> }[]): Promise<string[]> {
    run.reset();
    const reported: string[] = [];
    const report = ({ message, urn, severity, enforcementLevel }: { message: string; urn: string; severity?: string; enforcementLevel?: string }): void => {
        const { problem, fix } = readMessage(message, "Right");
        reported.push([urn.split("::").slice(2).join("::"), problem, fix, severity, enforcementLevel].filter((part) => part !== undefined).join("; "));
    };
    const common = { stackTags: new Map(), getConfig: () => ({}), notApplicable: (reason: string) => reported.push(reason) };
    const given = resources.map(({ type, name, props = {} }) => ({ urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, props, opts: {} }));
    if ("validateStack" in policy) {
        const plain = given.map((resource) => ({ ...resource, dependencies: [], propertyDependencies: {} }));
        await policy.validateStack({ ...common, resources: plain } as never, report as never);
    } else {
        for (const resource of given) {
            await (policy.validateResource as (args: unknown, report: unknown) => unknown)({ ...common, ...resource }, report);
        }
    }
    return reported;
}

describe("kit/policy, as the SDK calls it,", () => {
    const [QUEUE, TOPIC] = ["aws:sqs/queue:Queue", "aws:sns/topic:Topic"];
    const [jobs, alerts] = [
        { type: QUEUE, name: "jobs" },
        { type: TOPIC, name: "alerts" },
    ];
    const types = [{ tokens: [QUEUE] }];
    const check = (_: unknown, { report }: { report(property: string, problem: string): void }): void => report("name", "it is wrong");
    const rule = {
        ...({ type: { tokens: [TOPIC] }, property: "kmsKey", must: { given: true }, absent: "wrong", problem: "it is in clear" } as const),
        ...({ fix: "give it a key", level: "advisory", severity: "low" } as const),
    };
    const production = { ...rule, tier: "production" } as const;
    const make = { resource: resourcePolicy, stack: stackPolicy };
    const found = [`${QUEUE}::jobs; it is wrong; do this`, `${TOPIC}::alerts; it is in clear; give it a key; low; advisory`];

    for (const kind of ["resource", "stack"] as const) {
        const of = (definition: Record<string, unknown>): Policy => make[kind]({ ...meta, name: kind, ...definition });
        const tokens = ({ definition }: Policy): unknown => definition.types && [...new Set(definition.types.flatMap((type) => type.tokens))];

        it(`judges resources of its types, by a ${kind} policy`, async () => {
            assert.deepEqual(await said(of({ types, check }), [jobs]), [found[0]]);
            assert.deepEqual(await said(of({ types: [...types, ...types], check }), [alerts].slice(kind === "stack" ? 0 : 1)), [
                ...(kind === "stack" ? [`Policy only applies to resources of type '${QUEUE}', '${QUEUE}'`] : []),
            ]);
            assert.deepEqual(await said(of({ check }), [jobs, alerts]), [found[0], `${TOPIC}::alerts; it is wrong; do this`]);
        });

        it(`judges by rules and by a check, each for its types, by a ${kind} policy`, async () => {
            const both = of({ types, check, rules: [rule, production] });
            assert.deepEqual((await said(both, [jobs, alerts])).sort(), [...found].sort());
            assert.deepEqual(await said(of({ rules: [rule, production] }), [alerts]), [found[1]]);
            const any = of({ check, rules: [rule] });
            assert.deepEqual((await said(any, [jobs, alerts])).sort(), [...found, `${TOPIC}::alerts; it is wrong; do this`].sort());
            assert.deepEqual(
                [tokens(both), tokens(of({ rules: [rule] })), tokens(any), tokens(of({ types, check }))],
                [[QUEUE, TOPIC], [TOPIC], undefined, [QUEUE]],
            );
        });

        it(`tells the SDK its settings, and of a repair only where it has one, by a ${kind} policy`, () => {
            assert.deepEqual(Object.keys(of({ types, check, tiered: true }).configSchema?.properties ?? {}), ["tier", "waivers"]);
            assert.ok(!("remediateResource" in of({ types, check })));
            assert.ok("remediateResource" in of({ types, check, repair: { name: "a" } }));
        });

        it(`says what it could not judge, by a ${kind} policy`, async () => {
            const undecided = (_: unknown, context: { undecided(property: string): void }): void => context.undecided("name");
            assert.deepEqual(await said(of({ types, check: undecided }), [jobs]), ["Not known until the update: jobs name"]);
            assert.deepEqual(await said(of({ types, check: () => undefined }), [jobs]), []);
        });
    }

    it("says why it does not apply to a resource", async () => {
        const other = resourcePolicy({ ...meta, name: "other", types: [...types, { tokens: [TOPIC, "aws:x:Y"] }], check: () => undefined });
        assert.deepEqual(await said(other, [{ type: "aws:s3/bucket:Bucket", name: "logs" }]), [
            `Policy only applies to resources of type '${QUEUE}', '${TOPIC}'`,
        ]);
    });

    it("lets the SDK skip by type only where it names types", () => {
        const typed = resourcePolicy({ ...meta, name: "typed", types, check: () => undefined });
        assert.ok("__pulumiType" in (typed as unknown as { validateResource: object }).validateResource);
        assert.ok(!("__pulumiType" in (flagAll as unknown as { validateResource: object }).validateResource));
    });

    it("says that a stack policy of rules has nothing to judge", async () => {
        const ruled = stackPolicy({ ...meta, name: "ruled", rules: [rule] });
        assert.deepEqual(await said(ruled, [jobs]), [`Policy only applies to resources of type '${TOPIC}'`]);
    });

    describe("tells findings of one cause together", () => {
        const queues = (...names: string[]): { type: string; name: string }[] => names.map((name) => ({ type: QUEUE, name }));
        const policy = (among?: number, options: object = {}): Policy =>
            stackPolicy({
                ...{ ...meta, name: "causes", types },
                check: (_, { report }) => report("name", "it is wrong", { cause: { problem: "queues are wrong", fix: "set it once", among }, ...options }),
            });
        const together = (text: string): string[] => [`pulumi:pulumi:Stack::shop-dev; ${text}; set it once`];
        const rows: [string, Policy, string[], string[]][] = [
            ["one by itself", policy(), ["a"], [`${QUEUE}::a; it is wrong; do this`]],
            ["two", policy(), ["b", "a"], together("2 queues are wrong: a, b")],
            ["three", policy(), ["b", "a", "c"], together("3 queues are wrong: a, b, c")],
            ["five", policy(), ["b", "a", "d", "e", "c"], together("5 queues are wrong: a, b, c and 2 more")],
            ["half of all, each by itself", policy(4), ["a", "b"], [`${QUEUE}::a; it is wrong; do this`, `${QUEUE}::b; it is wrong; do this`]],
            ["more than half", policy(3), ["a", "b"], together("2 queues are wrong: a, b")],
            [
                "with the level of the first",
                policy(0, { level: "advisory", severity: "low" }),
                ["a", "b"],
                together("2 queues are wrong: a, b").map((text) => `${text}; low; advisory`),
            ],
        ];
        for (const [name, one, names, expected] of rows) {
            it(name, async () => assert.deepEqual(await said(one, queues(...names)), expected));
        }
    });

    it("says once what it is told to say once", async () => {
        const policy = resourcePolicy({ ...meta, name: "once", types, check: (_, { report }) => report("name", "it is wrong", { once: true }) });
        assert.deepEqual(await said(policy, [jobs, { ...jobs, name: "mails" }]), [found[0]]);
    });

    it("knows which policies have run", async () => {
        const asks = stackPolicy({
            ...{ ...meta, name: "asks" },
            checkStack({ ran, report }) {
                run.ran.add("one");
                report(undefined, `one: ${ran("one")}, other: ${ran("other")}`);
            },
        });
        assert.deepEqual(await said(asks, [jobs]), ["pulumi:pulumi:Stack::shop-dev; One: true, other: false; do this"]);
    });

    it("says which unknown value its check read", async () => {
        const policy = resourcePolicy<{ name: string }>({
            ...meta,
            name: "reads",
            types,
            check: (props, { report }) => (props.name === "a" ? report("name", "it is a") : undefined),
        });
        assert.deepEqual(await said(policy, [{ ...jobs, props: { name: unknown } }]), ["Not known until the update: jobs name"]);
        assert.deepEqual(await said(policy, [{ ...jobs, props: { name: "a" } }]), [`${QUEUE}::jobs; it is a; do this`]);
    });

    it("says of a crash what was thrown, and where", async () => {
        const thrown = async (error: unknown): Promise<string> => {
            const check = (_: unknown, { attempt }: { attempt(part: () => void): void }): void =>
                attempt(() => {
                    throw error;
                });
            const messages: string[] = [];
            const policy = resourcePolicy({ ...meta, name: "crashes", check });
            run.reset();
            const args = {
                ...jobs,
                urn: `urn:pulumi:dev::shop::${QUEUE}::jobs`,
                props: {},
                opts: {},
                stackTags: new Map(),
                getConfig: () => ({}),
                notApplicable: assert.fail,
            };
            await (policy as unknown as { validateResource(args: object, report: object): unknown }).validateResource(
                args,
                ({ message }: { message: string }) => messages.push(message),
            );
            return messages[0]?.split("\n")[1] ?? "";
        };
        assert.match(await thrown(new TypeError("hunter2")), /^The check itself failed \(TypeError at policy\.test\.[jt]s:\d+\), so it says nothing here\.$/);
        assert.match(await thrown("hunter2"), /failed \(string\), so/);
        assert.match(await thrown(Object.assign(new RangeError("x"), { stack: undefined })), /failed \(RangeError\), so/);
        const stack = "RangeError: /a/x.ts:1\n    at native\n    at f (/work/kit/my-file.js:120:7)\n    at /work/b.ts:2:1";
        assert.match(await thrown(Object.assign(new RangeError("x"), { stack })), /failed \(RangeError at my-file\.js:120\), so/);
    });

    it("reports what it says of a stack on the root, also where the input does not hold it", async () => {
        const whole = stackPolicy({ ...meta, name: "whole", checkStack: ({ report }) => report(undefined, "it is wrong") });
        assert.deepEqual(await said(whole, [jobs]), ["pulumi:pulumi:Stack::shop-dev; It is wrong; do this"]);
        const root = { type: "pulumi:pulumi:Stack", name: "other-dev" };
        assert.deepEqual(await said(whole, [jobs, root]), ["pulumi:pulumi:Stack::other-dev; It is wrong; do this"]);
        assert.deepEqual(await said(whole, []), [":pulumi:pulumi:Stack::-; It is wrong; do this"]);
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

    /** What the pack says of itself on a day. */
    const said = (today: string): string[] => {
        const list: string[] = [];
        const report = (property: string | undefined, problem: string, options?: { fix?: string }): void =>
            void list.push([property, problem, options?.fix].filter((part) => part !== undefined).join("; "));
        (packNotes.definition as unknown as { checkStack(context: object): void }).checkStack({ environment: { today }, report });
        return list;
    };

    it("names policies that are configured under an old name", () => {
        run.reset();
        run.renamed.set("queue-kept", "queue-held");
        assert.deepEqual(said("2026-11-22"), ["settings; the policy queue-kept is called queue-held now; write queue-held in the policy configuration"]);
        run.reset();
    });

    it("names facts that are old", () => {
        run.reset();
        readFacts("placeholders");
        const facts = [...factsInUse()];
        const [first = ""] = facts.map(([, { asOf }]) => asOf).sort();
        const after = (days: number): string => new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
        const old = facts.filter(([, { asOf }]) => asOf === first).map(([name]) => `${name} (${first})`);
        assert.deepEqual(said(after(180)), []);
        assert.deepEqual(said(after(181)), [`facts are more than 180 days old: ${old.join(", ")}; install a newer aws-preflight`]);
    });

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
