import { exampleValue, namedBy, wrongDimensions, wrongValue } from "../../facts/cloudwatch";
import {
    hasUnknown,
    knownEntries,
    oncePerStack,
    provenance,
    type Stack,
    type StackContext,
    stackPolicy,
} from "../../kit";
import { MetricAlarm, type WatchedMetric, watchedMetrics } from "../../kit/aws";

export const alarmDimensions = stackPolicy({
    name: "alarm-dimensions",
    title: "Alarms watch metrics under dimensions that CloudWatch gets data for",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "under any other set of dimensions the metric never has data, and the alarm never fires",
    fix: "set dimensions to what AWS publishes the metric under",
    links: [
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html",
    ],
    types: [MetricAlarm],
    check(alarm, context) {
        for (const metric of watchedMetrics(alarm)) {
            if (metric.dimensions === undefined) {
                context.undecided(`${metric.at}dimensions`);
            } else if (hasRightSet(metric, context)) {
                checkValues(metric, context);
            }
        }
    },
});

function hasRightSet(
    { namespace, name, dimensions, at }: WatchedMetric,
    { report }: Pick<StackContext, "report">,
): boolean {
    const keys = Object.keys(dimensions ?? {});
    const wrong = wrongDimensions(namespace, name, keys);
    if (wrong?.kind === "name") {
        report(`${at}dimensions`, `${namespace} has no dimension ${wrong.key}, but ${wrong.meant}`, {
            fix: `write ${wrong.meant}: ${exampleValue(namespace, wrong.meant) ?? "..."}`,
        });
    } else if (wrong) {
        const given = keys.length === 0 ? "without dimensions" : `under ${keys.join(" and ")} alone`;
        report(`${at}dimensions`, `${name} of ${namespace} never gets data ${given}`, {
            fix: `set dimensions to ${example(namespace, closest(wrong.sets, keys))}`,
        });
    }
    return wrong === undefined;
}

/** The set that needs the fewest changes. */
function closest(sets: string[][], keys: string[]): string[] {
    const changes = (set: string[]): number =>
        set.filter((key) => !keys.includes(key)).length + keys.filter((key) => !set.includes(key)).length;
    return [...sets].sort((a, b) => changes(a) - changes(b))[0] ?? [];
}

function example(namespace: string, set: string[]): string {
    const entries = set.map((key) => `${key}: ${exampleValue(namespace, key) ?? "..."}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function checkValues(
    metric: WatchedMetric,
    { resource, stack, environment, report, undecided }: StackContext<Record<never, never>, unknown>,
): void {
    const { namespace, dimensions, at } = metric;
    for (const [key, value] of knownEntries(dimensions)) {
        const property = `${at}dimensions.${key}`;
        const text = String(value);
        const expected = wrongValue(namespace, key, text);
        if (expected) {
            const what = text.startsWith("arn:") ? "this is an ARN" : `this is "${text}"`;
            report(property, `CloudWatch wants ${expected.wants}, and ${what}`, { fix: `write ${expected.write}` });
            continue;
        }
        const top = at === "" ? "dimensions" : "metricQueries";
        if (metric.foreign || provenance(text, resource, top, stack, environment) !== "literal") {
            continue;
        }
        if (hasUnknown(resource.unguarded[top]) && resource.origins(top).length === 0) {
            undecided(property); // What tells where its values came from is not known.
            continue;
        }
        const missing = missingResource(namespace, key, text, { resource, stack, environment }, property);
        if (missing?.meant) {
            report(
                property,
                `no ${missing.kind} is called "${text}": ${missing.meant.logical} of this stack is "${missing.meant.physical}"`,
                {
                    fix: `write ${expectedName(namespace, key)}`,
                },
            );
        } else if (missing) {
            report(property, `this stack has no ${missing.kind} called "${text}"`, {
                fix: `write ${expectedName(namespace, key)}, or make sure that "${text}" is made elsewhere`,
                level: "advisory",
                severity: "medium",
            });
        }
    }
}

function expectedName(namespace: string, key: string): string {
    return exampleValue(namespace, key) ?? "the resource's name";
}

interface Missing {
    /** Such as "function". */
    kind: string;
    /** The resource that was meant: the dimension has its logical name, or its physical one without the suffix. */
    meant?: { logical: string; physical: string };
}

interface Names {
    list: { logical: string; physical: string }[];
    lowerCase: Set<string>;
}

const namesOfStack = oncePerStack(() => new Map<object, Names | undefined>());

/** The names of the stack's resources of a type; undefined where it has none. */
function namesOf(stack: Stack, { tokens, property }: NonNullable<ReturnType<typeof namedBy>>): Names | undefined {
    const known = namesOfStack(stack);
    // The same list of tokens for each alarm of a kind.
    if (!known.has(tokens)) {
        const candidates = stack.of({ tokens });
        const list = candidates.map(({ name, unguarded: values }) => ({
            logical: name,
            physical: String((values[property] as string | undefined) ?? ""),
        }));
        const lowerCase = new Set(list.map(({ physical }) => physical.toLowerCase()));
        known.set(tokens, list.length > 0 ? { list, lowerCase } : undefined);
    }
    return known.get(tokens);
}

/** Says that a literal names no resource where the stack has resources of that type, all with known names. */
function missingResource(
    namespace: string,
    key: string,
    value: string,
    {
        resource,
        stack,
        environment,
    }: Pick<StackContext<Record<never, never>, unknown>, "resource" | "stack" | "environment">,
    property: string,
): Missing | undefined {
    const named = namedBy(namespace, key);
    const names = named && namesOf(stack, named);
    if (!named || !names) {
        return undefined;
    }
    const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
    // That of an auto-name, or the stack's.
    const isSuffix = (text: string): boolean => /^-[0-9a-f]{7}$/.test(text) || same(text, `-${environment.stack}`);
    const { resources: meantResources, certain } = stack.targets(resource, property, { tokens: named.tokens });
    const mayExist =
        names.lowerCase.has("") || names.lowerCase.has(value.toLowerCase()) || meantResources.length > 0 || !certain;
    if (mayExist) {
        return undefined;
    }
    const [token = ""] = named.tokens;
    const kind = token
        .slice(token.lastIndexOf(":") + 1)
        .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
        .toLowerCase();
    const meant = names.list.find(
        (candidate) =>
            same(candidate.logical, value) ||
            (same(candidate.physical.slice(0, value.length), value) &&
                isSuffix(candidate.physical.slice(value.length))),
    );
    return { kind, meant };
}
