/** Test rows made from a policy's rules: what each says of a wrong value, a right one, none, and one not known yet. */
import type { PropertyRule } from "../kit";

/** A row that a rule leads to. */
export interface RuleRow {
    name: string;
    props: Record<string, unknown>;
    expect: "finding" | "nothing" | "undecided";
}

/** The rows of a rule. `base` is what every resource of the type has, `unknown` what stands for a value not known. */
export function rowsOf(rule: PropertyRule, base: Record<string, unknown>, unknown: unknown): RuleRow[] {
    const { property, absent, controls = [] } = rule;
    const serves = controls.length > 0 ? ` (${controls.join(", ")})` : "";
    const row = (what: string, value: unknown, expect: RuleRow["expect"]): RuleRow => ({
        name: `${rule.type.tokens[0]} ${property} ${what}${serves}`,
        props: value === undefined ? base : withAt(base, property, value),
        expect,
    });
    const { right, wrong } = samples(rule);
    return [
        ...wrong.map((value) => row(JSON.stringify(value), value, "finding")),
        ...right.map((value) => row(JSON.stringify(value), value, "nothing")),
        // An element that a list does not have is not left out of it.
        ...(property.includes("[]") ? [] : [row("left out", undefined, absent === "wrong" ? "finding" : "nothing")]),
        row("not known yet", unknown, "undecided"),
    ];
}

/** Values that the rule takes and refuses. */
function samples({ must, absent }: PropertyRule): { right: unknown[]; wrong: unknown[] } {
    if ("is" in must) {
        const { is } = must;
        const other = typeof is === "boolean" ? !is : typeof is === "number" ? is + 1 : `not-${is}`;
        return { right: [is], wrong: [other] };
    }
    if ("oneOf" in must) {
        const numeric = typeof must.oneOf[0] === "number";
        return { right: [...must.oneOf], wrong: [numeric ? 1 + Math.max(...(must.oneOf as number[])) : "another"] };
    }
    if ("noneOf" in must) {
        return { right: [typeof must.noneOf[0] === "number" ? 987 : "another"], wrong: [...must.noneOf] };
    }
    if ("atLeast" in must) {
        return { right: [must.atLeast, must.atLeast + 1], wrong: [must.atLeast - 1] };
    }
    if ("includes" in must) {
        return { right: [[...must.includes], [...must.includes, "another"]], wrong: [["another"], must.includes.slice(1)].filter((list) => list.length > 0) };
    }
    // One of them is of the kind that the property has; the others count as not known.
    return { right: ["something", ["something"], { some: "thing" }], wrong: absent === "wrong" ? [""] : [] };
}

/** `base` with `value` at a path; a list on the way gets one element. */
function withAt(base: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
    const [step = "", ...rest] = path.split(".");
    const key = step.replace("[]", "");
    const below = (inner: unknown): unknown => (rest.length === 0 ? value : withAt((inner ?? {}) as Record<string, unknown>, rest.join("."), value));
    const before = base[key];
    return { ...base, [key]: step.endsWith("[]") ? [below((before as unknown[] | undefined)?.[0])] : below(before) };
}
