/** The metrics that CloudWatch gets from AWS services, and under which dimensions. */
import { readFacts } from "./read";

interface ListedMetric {
    dimensionSets: string[][];
}

interface Correction {
    replacement?: string | null;
    note?: string;
}

interface MetricFacts {
    knownWrong: Record<string, Record<string, Correction>>;
    namespaces: Record<
        string,
        { knownDimensionKeys: string[]; fallbackDimensionSets: string[][]; metrics: Record<string, ListedMetric> }
    >;
}

/** Namespace -> names of metrics. */
type Names = Record<string, string[]>;

interface AlarmFacts {
    complete: string[];
    neverWithoutDimensions: string[];
    optionalDimensions: Names;
    moreDimensions: Names;
    moreDimensionSets: Record<string, Record<string, string[][]>>;
    moreMetrics: Names;
    moreKnownWrong: MetricFacts["knownWrong"];
    values: Record<string, Record<string, { pattern: string; wants: string; write: string }>>;
    names: Record<string, Record<string, Record<string, string[]>>>;
    good: Names;
    progress: Names;
    bad: Names;
    onlyWhenItHappens: Names;
    continuous: Names;
}

function metrics(): MetricFacts {
    return readFacts<MetricFacts>("cloudwatch-metrics");
}

function alarms(): AlarmFacts {
    return readFacts<AlarmFacts>("cloudwatch-alarms");
}

function metricNames(namespace: string): string[] {
    const listed = Object.keys(metrics().namespaces[namespace]?.metrics ?? {});
    return [...listed, ...(alarms().moreMetrics[namespace] ?? [])];
}

/** Why a metric is not one, and what to watch instead. */
export interface WrongMetric {
    replacement?: string;
    note?: string;
    /** False where the metric may be newer than the facts. */
    certain: boolean;
}

/** Says what is wrong with a metric's name; undefined where nothing is, or where the namespace is not listed. */
export function wrongMetric(namespace: string, name: string): WrongMetric | undefined {
    const names = metricNames(namespace);
    if (names.length === 0 || names.includes(name)) {
        return undefined;
    }
    const correction = metrics().knownWrong[namespace]?.[name] ?? alarms().moreKnownWrong[namespace]?.[name];
    if (correction) {
        return { replacement: correction.replacement ?? undefined, note: correction.note, certain: true };
    }
    // Names are told apart by case: UnhealthyHostCount is none, UnHealthyHostCount is.
    const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9%]/g, "");
    const replacement = names.find((candidate) => plain(candidate) === plain(name));
    if (replacement !== undefined) {
        return { replacement, certain: true };
    }
    return alarms().complete.includes(namespace) ? { certain: false } : undefined;
}

/** What is wrong with the dimensions of a metric. */
export type WrongDimensions =
    /** The metric is published under these sets only. */
    | { kind: "set"; sets: string[][] }
    /** A dimension that the namespace does not have, and the one that was meant. */
    | { kind: "name"; key: string; meant: string };

/** Says why a metric never gets data under these dimensions; undefined where it does, or where that is not known. */
export function wrongDimensions(namespace: string, name: string, keys: string[]): WrongDimensions | undefined {
    const listed = metrics().namespaces[namespace];
    const metric = listed?.metrics[name];
    if (!listed || !metric) {
        return undefined;
    }
    const { complete, neverWithoutDimensions, moreDimensions, moreDimensionSets, optionalDimensions } = alarms();
    const own = metric.dimensionSets.length > 0 ? metric.dimensionSets : listed.fallbackDimensionSets;
    const more = moreDimensionSets[namespace] ?? {};
    const sets = [...own, ...(more["*"] ?? []), ...(more[name] ?? [])];
    if (!complete.includes(namespace)) {
        const needsSome = neverWithoutDimensions.includes(namespace) && sets.every((set) => set.length > 0);
        return needsSome && sets.length > 0 && keys.length === 0 ? { kind: "set", sets: own } : undefined;
    }
    const optional = optionalDimensions[namespace] ?? [];
    const required = (set: string[]): string =>
        set
            .filter((key) => !optional.includes(key))
            .sort()
            .join();
    if (sets.some((set) => required(set) === required(keys))) {
        return undefined;
    }
    const known = [...listed.knownDimensionKeys, ...(moreDimensions[namespace] ?? [])];
    const published = new Set([
        ...Object.values(listed.metrics).flatMap(({ dimensionSets }) => dimensionSets.flat()),
        ...listed.fallbackDimensionSets.flat(),
        ...sets.flat(),
    ]);
    for (const key of keys.filter((candidate) => !known.includes(candidate))) {
        const meant = known.find((candidate) => stem(candidate) === stem(key));
        if (meant !== undefined) {
            return { kind: "name", key, meant };
        }
    }
    // A dimension that no set holds, or a new one beside the namespace's own: the facts do not know its sets.
    const unsure = keys.some((key) => (known.includes(key) ? !published.has(key) : keys.some((k) => published.has(k))));
    return unsure ? undefined : { kind: "set", sets: own };
}

/** `dbinstance` for DBInstanceIdentifier and DBInstanceId. */
function stem(key: string): string {
    return key.toLowerCase().replace(/(full)?(identifier|id|name|arn|url)$/, "");
}

/** What a dimension's value looks like. */
export interface DimensionValue {
    /** What CloudWatch wants, such as "the queue's name". */
    wants: string;
    /** What to write, such as `queue.name`. */
    write: string;
}

const NAME: DimensionValue = { wants: "a name or an id", write: "the resource's name or id" };

/** Says what a dimension's value should be where `value` cannot be one. */
export function wrongValue(namespace: string, key: string, value: string): DimensionValue | undefined {
    const expected = alarms().values[namespace]?.[key];
    if (expected) {
        return new RegExp(expected.pattern).test(value) ? undefined : expected;
    }
    const known = metrics().namespaces[namespace]?.knownDimensionKeys.includes(key);
    return known && value.startsWith("arn:") && !key.endsWith("Arn") ? NAME : undefined;
}

/** What to write as a dimension's value, such as `queue.name`. */
export function exampleValue(namespace: string, key: string): string | undefined {
    return alarms().values[namespace]?.[key]?.write;
}

/** The resources that a dimension names, and the property that holds the name; undefined where it holds no name. */
export function namedBy(namespace: string, key: string): { property: string; tokens: string[] } | undefined {
    const [entry] = Object.entries(alarms().names[namespace]?.[key] ?? {});
    return entry && { property: entry[0], tokens: entry[1] };
}

/** What a high value of a metric means: things go well, something moves, or things go wrong. */
export type Meaning = "good" | "progress" | "bad";

/** What a high value of a metric means; undefined where it depends. */
export function meaningOf(namespace: string, name: string): Meaning | undefined {
    const facts = alarms();
    return (["good", "progress", "bad"] as const).find((meaning) => facts[meaning][namespace]?.includes(name));
}

/**
 * What missing data of a metric means for its alarm: `notBreaching` where data come only when something happens,
 * `breaching` where they always come while the resource lives.
 */
export function meaningOfMissing(namespace: string, name: string): "notBreaching" | "breaching" | undefined {
    const { onlyWhenItHappens, continuous } = alarms();
    if (onlyWhenItHappens[namespace]?.includes(name)) {
        return "notBreaching";
    }
    return continuous[namespace]?.includes(name) ? "breaching" : undefined;
}
