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
            additionalProperties: { anyOf: [{ type: "array", items: { type: "string" } }, { type: "string" }] },
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
            const isAllowed = rule(key, allowed);
            if (typeof value === "string" && !isUnknownValue(value) && !isAllowed(value)) {
                const choice = Array.isArray(allowed)
                    ? `one of ${allowed.join(", ")}`
                    : `a value that matches ${allowed}`;
                const fix = `set ${key} to ${choice}`;
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

/** What tells whether a tag's value is allowed. */
function rule(key: string, allowed: string | string[]): (value: string) => boolean {
    if (Array.isArray(allowed)) {
        return (value) => allowed.includes(value);
    }
    try {
        const pattern = new RegExp(`^(?:${allowed})$`);
        return (value) => pattern.test(value);
    } catch {
        throw new Error(`the setting "values" has for ${key} no regular expression, but ${JSON.stringify(allowed)}`);
    }
}
