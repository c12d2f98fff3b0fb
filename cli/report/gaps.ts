/** What a run did not see, in words: every report says the same of it. */
import type { Run } from "../results";
import { plural } from "../text";

/** Something that keeps a run from having judged everything. */
export interface Gap {
    kind: "opaque" | "hidden" | "unknown";
    /** How much was not judged, and what sees it. */
    sentence: string;
    /** The same of one item. */
    reason: string;
    /** A policy and what it could not judge; for components, the package and the component. */
    items: { name: string; pack?: string; what: string[] }[];
}

const SEES_SECRETS =
    "`pulumi preview --policy-pack` sees them, and so does `preflight check <program folder>` where it is given them";

/** The gaps of a run, those that take its green tick first. */
export function gapsOf(run: Pick<Run, "opaque" | "undecided">): Gap[] {
    return [opaque(run), undecided(run, "hidden"), undecided(run, "unknown")].filter((gap) => gap !== undefined);
}

/** True when the run looked wherever there was something to see; what no preview knows does not count. */
export function sawEverything({
    opaque: components,
    undecided: entries,
    incomplete,
}: Pick<Run, "opaque" | "undecided" | "incomplete">): boolean {
    return !incomplete && components.length === 0 && entries.every(({ because }) => because === "unknown");
}

function opaque({ opaque: components }: Pick<Run, "opaque">): Gap | undefined {
    if (components.length === 0) {
        return undefined;
    }
    const items = gather(components.map(({ package: name, ...c }) => ({ name, what: `${c.name} (${c.type})` })));
    const [were, their] = components.length === 1 ? ["was", "its"] : ["were", "their"];
    return {
        kind: "opaque",
        sentence:
            `${plural(components.length, "component")} ${were} not looked into (${items.map(({ name }) => name).join(", ")}): ` +
            `${their} resources are made inside a provider plugin, where only \`pulumi preview --policy-pack\` sees them`,
        reason: "made inside a provider plugin, where only `pulumi preview --policy-pack` sees it",
        items,
    };
}

function undecided({ undecided: entries }: Pick<Run, "undecided">, because: "hidden" | "unknown"): Gap | undefined {
    const items = gather(
        entries
            .filter((entry) => entry.because === because)
            .map(({ policy, pack, what }) => ({ name: policy, pack, what })),
    );
    if (items.length === 0) {
        return undefined;
    }
    const policies = items.length === 1 ? "1 policy" : `${items.length} policies`;
    return because === "hidden"
        ? {
              kind: because,
              sentence: `${policies} could not judge secrets that are hidden here; ${SEES_SECRETS}`,
              reason: `a hidden secret; ${SEES_SECRETS}`,
              items,
          }
        : {
              kind: because,
              sentence: `${policies} could not judge everything, because values are not known until the update`,
              reason: "not known until the update",
              items,
          };
}

function gather(entries: { name: string; pack?: string; what: string }[]): Gap["items"] {
    const items = new Map<string, Gap["items"][number]>();
    for (const { name, pack, what } of entries) {
        const key = `${pack}\0${name}`;
        const item = items.get(key) ?? { name, pack, what: [] };
        item.what.push(what);
        items.set(key, item);
    }
    return [...items.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
