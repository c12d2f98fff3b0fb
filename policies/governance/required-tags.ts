import { type Environment, resourceGlobs, resourcePolicy } from "../../kit";
import { tagShape, tagsOf } from "../../kit/aws";

export const requiredTags = resourcePolicy({
    name: "required-tags",
    title: "Every resource carries the tags that the organisation requires",
    severity: "medium",
    level: "mandatory",
    why: "a bill, an alarm or an audit finding on an untagged resource has nobody to go to",
    fix: "add the tags to the resource, or to defaultTags of its provider",
    links: [
        "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/provider/#defaulttags_nodejs",
    ],
    settings: {
        tags: {
            type: "array",
            items: { type: "string" },
            default: ["Environment", "Project", "ManagedBy", "Owner", "CostCenter"],
            description: "The keys that every taggable resource must have.",
        },
        values: {
            type: "object",
            additionalProperties: { type: "string" },
            default: {},
            description:
                "What a remediation writes for a tag that is missing. Without it, Environment is the configured `environment` or the stack's name, Project the project's name and ManagedBy `Pulumi`; a tag of no known value is only reported.",
        },
        exempt: {
            type: "array",
            items: { type: "string" },
            default: ["aws:s3/bucketObject*:*", "aws:s3/objectCopy:*"],
            description: "Globs on a resource's type, or on `type::name`, that need no tags.",
        },
    },
    check(_props, { resource, settings, report, undecided }) {
        if (!tagShape(resource)) {
            return;
        }
        const { entries, complete } = tagsOf(resource);
        const missing = settings.tags.filter((key) => !hasTag(entries, key));
        if (missing.length === 0 || resourceGlobs(settings.exempt)(resource)) {
            return;
        }
        if (!complete) {
            undecided("tags");
            return;
        }
        const lookalikes = missing.flatMap((key) => [...entries.keys()].filter((other) => isSpelledLike(other, key)));
        const note = lookalikes.length > 0 ? `; ${list(lookalikes)} is another key, as case counts` : "";
        report("tags", `${list(missing)} ${missing.length > 1 ? "are" : "is"} missing${note}`, {
            fix:
                resource.token === "aws:autoscaling/group:Group"
                    ? `add ${list(missing)} to tags of the group: defaultTags of the provider do not reach it`
                    : `add ${list(missing)} to tags, or to defaultTags of the provider`,
        });
    },
    repair(_props, { resource, settings, environment }) {
        const values = { ...knownValues(environment), ...settings.values };
        const { entries } = tagsOf(resource);
        const added = settings.tags
            .filter((key) => !hasTag(entries, key))
            .flatMap((key) => (values[key] ? [[key, values[key]] as const] : []));
        if (added.length === 0) {
            return undefined;
        }
        if (tagShape(resource) === "map") {
            return { tags: Object.fromEntries(added) };
        }
        const more = resource.token.startsWith("aws-native:") ? {} : { propagateAtLaunch: true };
        return { tags: added.map(([key, value]) => ({ key, value, ...more })) };
    },
});

/** An empty value tags nothing. */
function hasTag(entries: ReadonlyMap<string, unknown>, key: string): boolean {
    return entries.has(key) && entries.get(key) !== "";
}

function isSpelledLike(other: string, key: string): boolean {
    const plain = (text: string): string => text.replace(/[^a-z0-9]/gi, "").toLowerCase();
    return other !== key && plain(other) === plain(key);
}

function knownValues({ project, stack, config }: Environment): Record<string, string> {
    return { Environment: config[`${project}:environment`] || stack, Project: project, ManagedBy: "Pulumi" };
}

function list(words: string[]): string {
    return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
