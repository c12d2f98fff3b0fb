/** Completes what a file holds with what follows from it: names, secret keys and default providers. */
import type { Preview, PreviewResource, Values } from "./stack";
import { parseUrn } from "./urn";
import { configText, isObject, REDACTED, secret } from "./values";

/** Makes a preview of the resources and the configuration that a file holds. */
export function makePreview(resources: PreviewResource[], config: unknown, notes: string[]): Preview {
    const values: Record<string, string> = {};
    for (const [key, value] of Object.entries(isObject(config) ? config : {})) {
        values[key] = configText(value);
    }
    const names = parseUrn(resources[0]?.urn ?? "");
    return {
        project: names?.project ?? "",
        stack: names?.stack ?? "",
        config: values,
        secretKeys: Object.keys(values).filter((key) => values[key] === REDACTED),
        tags: {},
        resources: withDefaultProviders(resources, values),
        notes,
    };
}

/**
 * Adds the default providers that resources refer to. A preview does not list them, but the engine sends them: with
 * the configuration of their package, and the version that is in their name.
 */
function withDefaultProviders(resources: PreviewResource[], config: Record<string, string>): PreviewResource[] {
    const listed = new Set(resources.map(({ urn }) => urn));
    const added = new Map<string, PreviewResource>();
    const references = resources.flatMap(({ provider }) => (provider ? [provider] : []));
    for (const reference of references) {
        const urn = providerUrn(reference);
        const names = parseUrn(urn);
        if (names?.name.startsWith("default") && !listed.has(urn) && !added.has(urn)) {
            added.set(urn, {
                urn,
                type: names.type,
                name: names.name,
                custom: true,
                external: false,
                inputs: defaultProviderInputs(names.type, names.name, config),
                dependencies: [],
                propertyDependencies: {},
                options: {},
            });
        }
    }
    const [root, ...rest] = resources;
    return root?.type === "pulumi:pulumi:Stack"
        ? [root, ...added.values(), ...rest]
        : [...added.values(), ...resources];
}

/** The URN of a provider reference, `<urn>::<id>`. */
export function providerUrn(reference: string): string {
    return reference.slice(0, reference.lastIndexOf("::"));
}

function defaultProviderInputs(type: string, name: string, config: Record<string, string>): Values {
    const namespace = `${type.slice("pulumi:providers:".length)}:`;
    const inputs: Values = {};
    for (const [key, value] of Object.entries(config)) {
        if (key.startsWith(namespace)) {
            inputs[key.slice(namespace.length)] = value === REDACTED ? secret(REDACTED) : value;
        }
    }
    const [, version] = /^default_(\d+_\d+_\d+)$/.exec(name) ?? [];
    return version ? { ...inputs, version: version.replaceAll("_", ".") } : inputs;
}
