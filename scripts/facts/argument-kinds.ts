/** facts/argument-kinds.json: of which kind each argument of @pulumi/aws is, by its name. */
import type { ArgumentKinds } from "../../facts/schemas";
import { citing, sorted, type Generator } from "./generator";
import type { Property, Sdk } from "./sdks";

export const argumentKinds: Generator<ArgumentKinds> = {
    file: "argument-kinds",
    packages: [],
    kept: [],
    compact: true,
    generate(present, { installed: { aws }, today }) {
        const resources = [...aws.resources.values()];
        const outer = count(resources.map(({ inputs }) => inputs));
        const usual = new Map([...outer].map(([name, kinds]) => [name, mostOften(kinds)]));
        const inner = new Map(
            [...count(argumentsOf(aws.nested))]
                .map(([name, kinds]) => [name, [...kinds.keys()].sort().join("|")] as const)
                .filter(([name, kinds]) => usual.get(name) !== kinds),
        );
        const exceptions = resources.flatMap(({ token, inputs }): [string, Record<string, string>][] => {
            const others = [...inputs]
                .map(([name, property]): [string, string] => [name, kindOf(property)])
                .filter(([name, kind]) => usual.get(name) !== kind);
            return others.length > 0 ? [[token, sorted(others)]] : [];
        });
        return {
            ...present,
            asOf: today,
            source: citing(present.source, { "@pulumi/aws": aws.version }),
            arguments: byKind(usual),
            nested: byKind(inner),
            exceptions: sorted(exceptions),
        };
    },
};

/** The interfaces of resources: those of data sources begin with `Get`. */
function argumentsOf(nested: Sdk["nested"]): ReadonlyMap<string, Property>[] {
    return [...nested].filter(([name]) => !/\.Get[A-Z]/.test(name)).map(([, properties]) => properties);
}

/** Name -> kind -> how often it is of that kind. */
function count(owners: Iterable<ReadonlyMap<string, Property>>): Map<string, Map<string, number>> {
    const counts = new Map<string, Map<string, number>>();
    for (const owner of owners) {
        for (const [name, property] of owner) {
            const kinds = counts.get(name) ?? new Map<string, number>();
            const kind = kindOf(property);
            counts.set(name, kinds.set(kind, (kinds.get(kind) ?? 0) + 1));
        }
    }
    return counts;
}

function mostOften(kinds: ReadonlyMap<string, number>): string {
    const [[kind] = ["any"]] = [...kinds].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return kind;
}

/** Kind -> the names of it. */
function byKind(kinds: ReadonlyMap<string, string>): Record<string, string[]> {
    const names: Record<string, string[]> = {};
    for (const [name, kind] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
        (names[kind] ??= []).push(name);
    }
    return sorted(Object.entries(names));
}

function kindOf({ type }: Property): string {
    return kindOfText(type);
}

/** The kind that a type's text says, such as `pulumi.Input<pulumi.Input<string>[] | undefined>`. */
function kindOfText(text: string): string {
    const type = text.trim().replace(/ \| undefined$/, "");
    const [, inner] = /^pulumi\.Input<(.*)>$/.exec(type) ?? [];
    if (inner !== undefined) {
        return kindOfText(inner);
    }
    const [, element] = /^([^|]*|pulumi\.Input<.*>)\[\]$/.exec(type) ?? [];
    if (element !== undefined) {
        return `[]${kindOfText(element)}`;
    }
    const [, value] = /^\{ \[key: string\]: (.*?);? \}$/.exec(type) ?? [];
    if (value !== undefined) {
        return `{}${kindOfText(value)}`;
    }
    if (/^(string|number|boolean)$/.test(type)) {
        return type;
    }
    if (/^inputs\.[\w.]+$/.test(type)) {
        return "object";
    }
    // A document, say, is text or an object; a resource may stand for its name, and arrives as that.
    return /^(ARN|(string \| )?enums\.[\w.]+)$/.test(type) ? "string" : "any";
}
