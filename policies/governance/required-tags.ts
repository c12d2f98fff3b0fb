import { type Environment, oncePerStack, type Resource, resourceGlobs, type Stack, stackPolicy } from "../../kit";
import { nameOfProvider, providerOf, tagShape, tagsOf, takesDefaultTags } from "../../kit/aws";

interface TagSettings {
    tags: string[];
    values: Record<string, string>;
    exempt: string[];
}

export const requiredTags = stackPolicy({
    name: "required-tags",
    title: "Every resource carries the tags that the organisation requires",
    severity: "medium",
    level: "advisory",
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
    check(_props, { resource, stack, settings, environment, report, undecided }) {
        const missing = missingTags(resource, settings);
        if (!missing) {
            undecided("tags");
            return;
        }
        const common = commonGap(stack, settings, resource);
        const shared = missing.filter((key) => common?.keys.includes(key));
        if (common && shared.length > 0) {
            const values = { ...knownValues(environment), ...settings.values };
            report("tags", lacks(shared), {
                fix: `add ${list(shared)} to tags, or to defaultTags of the provider`,
                cause: {
                    problem: `resources of ${nameOfProvider(resource)} lack ${common.all ? "" : "one or more of "}${list(common.keys)}`,
                    fix: `add ${defaultTags(common.keys, values)} to the provider, or set aws:defaultTags in the configuration for the default one`,
                },
            });
        }
        const own = missing.filter((key) => !shared.includes(key));
        if (own.length > 0) {
            const others = [...tagsOf(resource).entries.keys()];
            const lookalikes = own.flatMap((key) => others.filter((other) => isSpelledLike(other, key)));
            const note = lookalikes.length > 0 ? `; ${list(lookalikes)} is another key, as case counts` : "";
            report("tags", lacks(own) + note, {
                fix: takesDefaultTags(resource)
                    ? `add ${list(own)} to tags, or to defaultTags of the provider`
                    : `add ${list(own)} to tags of the group: defaultTags of the provider do not reach it`,
            });
        }
    },
    repair(_props, { resource, settings, environment }) {
        const values = { ...knownValues(environment), ...settings.values };
        const added = (missingTags(resource, settings) ?? []).flatMap((key) =>
            values[key] ? [[key, values[key]] as const] : [],
        );
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

/** The required keys that a resource lacks; undefined where a part of its tags is not known yet. */
function missingTags(resource: Resource, { tags, exempt }: TagSettings): string[] | undefined {
    if (!tagShape(resource)) {
        return [];
    }
    const { entries, complete } = tagsOf(resource);
    const missing = tags.filter((key) => !hasTag(entries, key));
    if (missing.length === 0 || resourceGlobs(exempt)(resource)) {
        return [];
    }
    return complete ? missing : undefined;
}

/** What most resources of a provider lack: its defaultTags repair them all. */
interface Gap {
    keys: string[];
    /** True where each resource that lacks one of the keys lacks all. */
    all: boolean;
}

/** The gap of the provider that makes the resource; undefined where most of what it makes has the tags. */
function commonGap(stack: Stack, settings: TagSettings, resource: Resource): Gap | undefined {
    const known = gaps(stack);
    const byProvider = known.get(settings) ?? gapsOf(stack, settings);
    known.set(settings, byProvider);
    return takesDefaultTags(resource) ? byProvider.get(providerOf(resource)) : undefined;
}

const gaps = oncePerStack(() => new Map<TagSettings, Map<string, Gap>>());

function gapsOf(stack: Stack, settings: TagSettings): Map<string, Gap> {
    const missing = new Map<string, string[][]>();
    for (const resource of stack.managed) {
        const keys = tagShape(resource) && takesDefaultTags(resource) ? missingTags(resource, settings) : undefined;
        if (keys) {
            const provider = providerOf(resource);
            const others = missing.get(provider) ?? [];
            others.push(keys);
            missing.set(provider, others);
        }
    }
    return new Map(
        [...missing].map(([provider, resources]) => {
            const keys = settings.tags.filter((key) => {
                const count = resources.filter((lacking) => lacking.includes(key)).length;
                return count > 1 && count * 2 > resources.length;
            });
            const counts = resources.map((lacking) => lacking.filter((key) => keys.includes(key)).length);
            const all = counts.every((count) => count === 0 || count === keys.length);
            return [provider, { keys, all }];
        }),
    );
}

function defaultTags(keys: string[], values: Record<string, string>): string {
    const tags = keys.map((key) => `${/^\w+$/.test(key) ? key : JSON.stringify(key)}: "${values[key] ?? "..."}"`);
    return `defaultTags: { tags: { ${tags.join(", ")} } }`;
}

function lacks(keys: string[]): string {
    return `${list(keys)} ${keys.length > 1 ? "are" : "is"} missing`;
}

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
