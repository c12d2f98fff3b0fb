import { isAsset, type Resource, stackPolicy } from "../../kit";
import { isPlaceholder, physicalName, placeholderIn, placeholdersIn, uninterpolated } from "../../kit/aws";

export const noPlaceholderValues = stackPolicy({
    name: "no-placeholder-values",
    title: "Hosts, endpoints, ids, names and outputs are real, not placeholders",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "the deployment succeeds, and what was to be reached or handed on is never there",
    fix: 'read the real value from the stack\'s configuration, such as config.require("sourceDbHost"), or from the resource that has it',
    links: [
        "https://www.pulumi.com/docs/iac/concepts/config/",
        "https://www.rfc-editor.org/rfc/rfc2606",
        "https://www.rfc-editor.org/rfc/rfc5737",
    ],
    settings: {
        allow: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Values that are real although they look like placeholders.",
        },
    },
    check(_props, { resource, settings, report, undecided }) {
        if (!isAws(resource)) {
            return;
        }
        const { placeholders, unread } = placeholdersIn(resource);
        unread.forEach(({ path, because }) => undecided(safePath(path), because));
        for (const { path, key, value } of placeholders) {
            if (!settings.allow.includes(value)) {
                report(
                    safePath(path),
                    `${path.includes(key) ? "" : `${key} is `}"${placeholderIn(value)}", a placeholder`,
                );
            }
        }
        const name = physicalName(resource);
        const [property, text = ""] = uninterpolated(resource.name)
            ? [undefined, resource.name]
            : [name?.property, name?.value];
        const literal = settings.allow.includes(text) ? undefined : uninterpolated(text);
        if (literal) {
            report(property, `${property ? "" : "the logical name "}"${text}" holds ${literal} as text`, {
                fix: "write the name in backquotes, so that the variable is filled in",
            });
        }
    },
    checkStack({ stack, settings, report, undecided }) {
        if (!stack.outputs) {
            undecided("outputs", "hidden");
        }
        for (const [path, value] of texts(stack.outputs)) {
            if (isPlaceholder(value) && !settings.allow.includes(value) && !isReported(stack.managed, value)) {
                report(safePath(path), `"${placeholderIn(value)}", a placeholder, is exported`, {
                    fix: "export the resource's own attribute, or leave the output out until there is something to export",
                });
            }
        }
    },
});

/** True where the value is a finding on a resource already: the output only hands it on. */
function isReported(resources: readonly Resource[], value: string): boolean {
    return resources.some(
        (resource) => isAws(resource) && placeholdersIn(resource).placeholders.some((found) => found.value === value),
    );
}

/** A component's arguments reach the resources that it makes, which are judged. */
function isAws({ token }: Resource<unknown>): boolean {
    return /^aws(-native)?:/.test(token);
}

/** The texts in the outputs, each with its path. */
function texts(value: unknown, path = ""): [string, string][] {
    if (typeof value === "string") {
        return [[path, value]];
    }
    return Object.entries(isAsset(value) ? {} : (value ?? {})).flatMap(([key, child]: [string, unknown]) => {
        const below = path === "" ? key : `${path}.${key}`;
        return texts(child, Array.isArray(value) ? `${path}[${key}]` : below);
    });
}

/** A message's property has no spaces in it; a key of the program's may. */
function safePath(path: string): string {
    return path.replace(/[\s:]+/g, "_");
}
