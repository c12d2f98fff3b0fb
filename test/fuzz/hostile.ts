/** Values and changes that no program should make, and that no policy may break at. */
import * as fc from "fast-check";

import type { Values } from "../../kit/resource";
import { SIGNATURE, UNKNOWNS } from "../../kit/sentinels";
import type { Sent } from "../unknowns";
import { Nested } from "./wire";

/** Keys that every object has already, and others that mean something to somebody. */
const KEYS = [
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "length",
    "then",
    "",
    "0",
    "a.b[0]",
    "__defaults",
    "\ud800",
    SIGNATURE,
];

/** Signatures of secrets, assets, archives, references to resources, outputs; and of nothing. */
const SIGNATURES = [
    "1b47061264138c4ac30d75fd1eb44270",
    "c44067f5952c0a294b673a41bacd8c17",
    "0def7320c3a5731c473e5ecbe6d01bc7",
    "5cf8f73096256a8f31e491e813e4eb8e",
    "d0e6a833031e9bbcd3f4e8bde6ca49a4",
    "",
    "none",
];

/** Texts that something parses. */
const TEXTS = [
    ...KEYS,
    ...UNKNOWNS,
    "[secret]",
    "${aws:username}",
    "null",
    "{",
    '{"Statement":[null,1,[],{"Effect":{},"Action":[null,{}],"Principal":{"AWS":[{}]},"Condition":{"a":null,"b":[1]}}]}',
    '{"Statement":{"Effect":"Allow","Principal":{"AWS":null,"Service":{}},"Action":7,"Resource":{"toString":1}}}',
    '[{"name":{},"image":7,"environment":{"name":1},"secrets":[null],"portMappings":[7],"logConfiguration":[]},null,7]',
    '{"__proto__":{"Statement":[]},"constructor":1}',
    "[".repeat(5000),
    `${"[".repeat(5000)}${"]".repeat(5000)}`,
    `${'{"Statement":'.repeat(5000)}1${"}".repeat(5000)}`,
    "arn:aws:iam::123456789012:role/",
    "arn:aws:s3:::",
    "::::::::",
    "10.0.0.0/8",
    "999.999.999.999/99",
    "10.0.0.0/-1",
    "::/0",
    "rate(",
    `rate(${" ".repeat(2000)}`,
    `ALARM(${" ".repeat(2000)}`,
    "cron(0 0 0 0 0 0)",
    "cron(* * * * ? *",
    "rate(999999999999999999 minutes)",
    "https://",
    "//[::1",
    "jdbc:",
    "18446744073709551616",
    "-1",
    "1e999",
    "0x10",
    "2026-99-99T99:99:99Z",
    "x".repeat(20_000),
    " ".repeat(5000),
    "\u0000\u001b[31m\u202e\ufeff",
];

const scalar = fc.oneof(
    fc.constantFrom(null, true, false, 0, -1, 1.5, 2 ** 53, NaN, Infinity, -Infinity),
    fc.constantFrom(...TEXTS),
    fc.string({ maxLength: 12 }),
    fc.double(),
);

/** An object with one of the keys that objects have. */
const odd = fc.dictionary(fc.constantFrom(...KEYS), scalar, { minKeys: 1, maxKeys: 4 }).map((values) => Object.fromEntries(Object.entries(values)));

/** What carries a signature: with what belongs to it, with something else, or without anything. */
const signed = fc
    .tuple(
        fc.constantFrom(...SIGNATURES),
        fc.dictionary(fc.constantFrom("value", "path", "text", "uri", "assets", "urn", "id", "hash"), fc.oneof(scalar, odd), { maxKeys: 2 }),
    )
    .map(([signature, values]) => ({ ...values, [SIGNATURE]: signature }));

const secretOf = (value: unknown): Values => ({ [SIGNATURE]: SIGNATURES[0], value });

/** Any value. */
const value: fc.Arbitrary<unknown> = fc.oneof(
    { weight: 16, arbitrary: scalar },
    { weight: 8, arbitrary: odd },
    { weight: 8, arbitrary: signed },
    { weight: 4, arbitrary: scalar.map(secretOf) },
    { weight: 4, arbitrary: fc.array(fc.oneof(scalar, odd, signed), { maxLength: 3 }) },
    { weight: 4, arbitrary: fc.constantFrom([], {}, [[]], [{}], [null], [[[[]]]]) },
    {
        weight: 1,
        arbitrary: fc.constantFrom(Array(2000).fill("x"), Array(2000).fill({}), Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, i]))),
    },
    { weight: 1, arbitrary: fc.constantFrom(new Nested(300), new Nested(300, "a"), new Nested(5000), new Nested(5000, "toString")) },
    { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** A change of a value: what stands in its place. */
type Change = (before: unknown) => unknown;

const change: fc.Arbitrary<Change> = fc.oneof(
    { weight: 6, arbitrary: value.map((after) => () => after) },
    { weight: 1, arbitrary: fc.constant((before: unknown) => [before]) },
    { weight: 1, arbitrary: fc.constant((before: unknown) => [null, before, before]) },
    { weight: 1, arbitrary: fc.constant((before: unknown) => (Array.isArray(before) ? (before[0] as unknown) : { value: before })) },
    { weight: 1, arbitrary: fc.constant(secretOf) },
    { weight: 1, arbitrary: fc.constant((before: unknown) => (typeof before === "string" ? Number(before) : String(before))) },
    { weight: 1, arbitrary: fc.constant((before: unknown) => (typeof before === "string" ? before.slice(0, before.length / 2) : undefined)) },
    { weight: 1, arbitrary: fc.constant((before: unknown) => (typeof before === "string" ? before : JSON.stringify(before))) },
    { weight: 2, arbitrary: odd.map((more) => (before: unknown) => (isValues(before) ? { ...before, ...more } : more)) },
    {
        weight: 2,
        arbitrary: fc.tuple(fc.nat(), value).map(
            ([at, after]) =>
                (before: unknown) =>
                    inJson(before, at, () => after),
        ),
    },
);

/** A change of a stack. */
export type Edit = (stack: Sent[]) => Sent[];

/** A change of one of the stack's values. */
export const valueEdit: fc.Arbitrary<Edit> = fc.tuple(fc.nat(), fc.nat(), change).map(
    ([which, place, how]) =>
        (stack) =>
            onOne(stack, which, (resource) => {
                const inputs = changedAt(resource.inputs ?? resource.outputs, place, how);
                return { ...resource, inputs: resource.inputs && inputs, outputs: { ...resource.outputs, ...inputs } };
            }),
);

const urn = fc.oneof(
    fc.constantFrom("", "urn:pulumi:dev::shop::", "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::gone", "\u0000"),
    fc.constantFrom(...TEXTS.slice(0, 20)),
);

/** A change of the relations between resources, of their names and of what else surrounds the values. */
export const graphEdit: fc.Arbitrary<Edit> = fc.oneof(
    // Doubled URNs, resources that depend on themselves and on each other, parents in a circle, and none at all.
    fc.nat().map((which): Edit => (stack) => [...stack, ...stack.slice(which % stack.length, (which % stack.length) + 1)]),
    fc.constant<Edit>((stack) => stack.map((resource, i) => ({ ...resource, parent: stack[(i + 1) % stack.length]?.urn }))),
    fc.constant<Edit>((stack) => stack.map((resource) => ({ ...resource, parent: resource.urn }))),
    fc.constant<Edit>((stack) => {
        const all = stack.map((resource) => resource.urn);
        return stack.map((resource) => ({ ...resource, dependencies: Object.fromEntries(Object.keys(resource.outputs).map((key) => [key, all])) }));
    }),
    fc.constant<Edit>((stack) => stack.map((resource) => ({ ...resource, dependencies: {} }))),
    fc.constant<Edit>((stack) => stack.slice(1)),
    fc.constant<Edit>((stack) => stack.map((resource) => ({ ...resource, inputs: undefined }))),
    fc.tuple(fc.nat(), urn).map(
        ([which, text]): Edit =>
            (stack) =>
                onOne(stack, which, (resource) => ({ ...resource, parent: text, dependencies: { ...resource.dependencies, [text]: [text, resource.urn] } })),
    ),
    fc.tuple(fc.nat(), urn).map(
        ([which, text]): Edit =>
            (stack) =>
                onOne(stack, which, (resource) => ({ ...resource, urn: text })),
    ),
    fc.tuple(fc.nat(), fc.constantFrom(...TEXTS)).map(
        ([which, text]): Edit =>
            (stack) =>
                onOne(stack, which, (resource) => ({ ...resource, name: text })),
    ),
    fc.tuple(fc.nat(), fc.constantFrom("", ":", "aws", "aws:", "aws:s3/", "aws-native:s3:Bucket", "__proto__", "pulumi:providers:aws", "a:b:c:d")).map(
        ([which, type]): Edit =>
            (stack) =>
                onOne(stack, which, (resource) => ({ ...resource, type })),
    ),
    // A resource with the values of another type.
    fc.tuple(fc.nat(), fc.nat()).map(
        ([which, other]): Edit =>
            (stack) =>
                onOne(stack, which, (resource) => ({ ...resource, type: stack[other % stack.length]?.type ?? "" })),
    ),
    fc.tuple(fc.nat(), value).map(
        ([which, after]): Edit =>
            (stack) =>
                onOne(stack, which, (resource) => ({
                    ...resource,
                    provider: { urn: "u", type: "pulumi:providers:aws", name: "p", properties: { region: after, defaultTags: after, endpoints: after } },
                })),
    ),
    fc.tuple(fc.nat(), fc.constantFrom("id", "arn", "name", "tagsAll", "__proto__"), value).map(
        ([which, key, after]): Edit =>
            (stack) =>
                onOne(stack, which, (resource) => ({ ...resource, outputs: { ...resource.outputs, [key]: after } })),
    ),
);

function onOne(stack: Sent[], which: number, edit: (resource: Sent) => Sent): Sent[] {
    // The root, which comes first, holds the outputs only.
    const index = stack.length > 1 ? 1 + (which % (stack.length - 1)) : 0;
    return stack.map((resource, i) => (i === index ? edit(resource) : resource));
}

/** The values with one of the places inside changed. */
function changedAt(values: Values, place: number, how: Change): Values {
    const paths = pathsIn(values, 0);
    const path = paths[place % (paths.length + 1)];
    return path ? (changed(values, path, how) as Values) : { ...values, ...(how({}) as Values) };
}

function pathsIn(value: unknown, depth: number): string[][] {
    if (typeof value !== "object" || value === null || value instanceof Nested || depth > 8) {
        return [];
    }
    const keys = Object.keys(value).slice(0, 50);
    return keys.flatMap((key) => [[key], ...pathsIn((value as Values)[key], depth + 1).map((path) => [key, ...path])]);
}

function changed(value: unknown, [key, ...path]: string[], how: Change): unknown {
    if (key === undefined) {
        return how(value);
    }
    const after = changed((value as Values)[key], path, how);
    return Array.isArray(value) ? value.with(Number(key), after) : { ...(value as Values), [key]: after };
}

/** The same inside a document that is written as JSON. */
function inJson(value: unknown, place: number, how: Change): unknown {
    try {
        const document: unknown = typeof value === "string" ? JSON.parse(value) : undefined;
        return typeof document === "object" && document !== null ? JSON.stringify(changedAt({ document }, place, how).document) : how(value);
    } catch {
        return how(value);
    }
}

function isValues(value: unknown): value is Values {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
