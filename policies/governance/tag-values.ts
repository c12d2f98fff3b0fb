import { isUnknownValue, stackPolicy, statedTier, type Tier, tierInName } from "../../kit";
import { tagShape, tagsOf } from "../../kit/aws";

export const tagValues = stackPolicy({
    name: "tag-values",
    title: "Tags have the values that the organisation agreed on",
    severity: "low",
    level: "advisory",
    why: "a cost report or an access rule that goes by the tag misses the resource, or takes it for another environment's",
    fix: "write one of the allowed values",
    links: ["https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html"],
    settings: {
        values: {
            type: "object",
            additionalProperties: {
                anyOf: [
                    { type: "array", items: { type: "string" } },
                    { type: "string", format: "regex" },
                ],
            },
            default: {},
            description:
                "Tag key -> the values that it may have, or a regular expression that the whole value matches.",
        },
    },
    tiered: true,
    check(_props, { resource, settings, environment, report }) {
        if (!tagShape(resource)) {
            return;
        }
        const { entries } = tagsOf(resource);
        for (const [key, allowed] of Object.entries(settings.values)) {
            const value = entries.get(key);
            if (typeof value === "string" && !isUnknownValue(value) && !isAllowed(value, allowed)) {
                const fix = fixFor(key, allowed);
                report("tags", `${key} is "${value}"`, {
                    fix,
                    cause: { problem: `resources have ${key} "${value}"`, fix },
                });
            }
        }
        const stated = statedTier(environment, (settings as { tier?: Tier }).tier);
        const tagged = entries.get("Environment");
        const told = typeof tagged === "string" && !isUnknownValue(tagged) ? tierInName(tagged) : undefined;
        if (stated && told && stated !== told) {
            const fix = "set Environment to the stack's own environment";
            report("tags", `Environment is "${tagged as string}" in a ${stated} stack`, {
                fix,
                cause: { problem: `resources of a ${stated} stack have Environment "${tagged as string}"`, fix },
            });
        }
    },
});

function isAllowed(value: string, allowed: string | string[]): boolean {
    return Array.isArray(allowed) ? allowed.includes(value) : patternOf(allowed)?.test(value) === true;
}

function fixFor(key: string, allowed: string | string[]): string {
    if (Array.isArray(allowed)) {
        return `set ${key} to one of ${allowed.join(", ")}`;
    }
    return patternOf(allowed)
        ? `set ${key} to a value that matches ${allowed}`
        : `correct the policy's setting "values": ${allowed} for ${key} is no regular expression`;
}

function patternOf(text: string): RegExp | undefined {
    try {
        return new RegExp(`^(?:${text})$`);
    } catch {
        return undefined;
    }
}
