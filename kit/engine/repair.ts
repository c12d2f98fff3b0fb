/** Level `remediate`: sets what a policy's repair says, before the resource is created. */
import type { ResourceValidationArgs } from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";

import type { Context, Definition, Repaired, RepairOf, ResourcePolicyDefinition } from "../definition";
import { tierOf } from "../environment";
import { Resource, type ResourceType, type Values } from "../resource";
import type { SettingsSchema } from "../settings/schema";
import { settingsOf } from "../settings/settings";
import { environmentFor, Judge } from "./judge";
import { readMessage } from "./message";
import { raw } from "./sdk";

/** What a repair is made from. */
export interface Repairing<S extends SettingsSchema, T> extends Definition<S> {
    types?: ResourceType<T>[];
    repair?: Repaired<T> | RepairOf<S, T>;
    /** The check whose findings ask for the repair; without one, a stack policy's, the repair decides alone. */
    check?: ResourcePolicyDefinition<S, T>["check"];
}

/** The properties with the repair in them; undefined where there is nothing to repair. Secrets stay secret. */
export async function repair<S extends SettingsSchema, T>(
    definition: Repairing<S, T>,
    args: ResourceValidationArgs,
): Promise<Values | undefined> {
    const { urn, type, name, props, provider } = args;
    const properties = raw(props);
    if (Object.values(properties).some(isAssetArchive)) {
        return undefined;
    }
    const resource = new Resource<T>({
        ...{ urn, type, name, properties: withoutSecrets(properties) as Values },
        provider: provider && { ...provider, properties: raw(provider.props) },
    });
    if (definition.types && !resource.is(...definition.types)) {
        return undefined;
    }
    try {
        const repaired = repairOf(definition, resource, args);
        if (!repaired || !(await isReported(definition, resource, args, Object.keys(repaired)))) {
            return undefined;
        }
        for (const [property, value] of Object.entries(repaired)) {
            set(props, resource.spell(property), value);
        }
        return props;
    } catch {
        // What cannot be repaired, for an unknown value or a fault of ours, is reported by the check.
    }
    return undefined;
}

function repairOf<S extends SettingsSchema, T>(
    definition: Repairing<S, T>,
    resource: Resource<T>,
    args: ResourceValidationArgs,
): Repaired<T> | undefined {
    if (typeof definition.repair !== "function") {
        return definition.repair;
    }
    const settings = settingsOf(definition, args.getConfig());
    const environment = environmentFor(resource, args);
    const facts = { resource, settings, environment, tier: tierOf(environment, settings.tier) };
    return definition.repair(resource.props, facts as never);
}

/** True where the check reports one of the properties. */
async function isReported<S extends SettingsSchema, T>(
    definition: Repairing<S, T>,
    resource: Resource<T>,
    args: ResourceValidationArgs,
    properties: string[],
): Promise<boolean> {
    const { check } = definition;
    if (!check) {
        return true;
    }
    const reported = new Set<string | undefined>();
    const judge = new Judge(definition, resource, args, (violation) => {
        const { message } = violation as unknown as { message: string };
        reported.add(readMessage(message, definition.title).property);
    });
    await judge.judge<Context<S, T>>(resource, (context) => check(resource.props, context));
    return properties.some((property) => reported.has(resource.spell(property)));
}

/** Sets a property; to a map or a list that is there, it adds. */
function set(properties: Values, name: string, value: unknown): void {
    const before = properties[name];
    if (Array.isArray(before) && Array.isArray(value)) {
        // By index: the SDK's proxies of secrets do not take a call of `push`.
        for (const element of value as unknown[]) {
            (before as unknown[])[before.length] = element;
        }
    } else if (isMap(before) && isMap(value)) {
        Object.assign(before, value);
    } else {
        properties[name] = value;
    }
}

function isMap(value: unknown): value is Values {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An archive that was put together in the program: the SDK cannot hand one back (`serializeProperties`). */
function isAssetArchive(value: unknown): boolean {
    return asset.Archive.isInstance(value) && "assets" in value;
}

/** A copy with the values of secrets in their places, as a check sees them: the SDK's proxies give them when they are read. */
function withoutSecrets(value: unknown): unknown {
    if (
        typeof value !== "object" ||
        value === null ||
        asset.Asset.isInstance(value) ||
        asset.Archive.isInstance(value)
    ) {
        return value;
    }
    return Array.isArray(value)
        ? Array.from(value as unknown[], withoutSecrets)
        : Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutSecrets(child)]));
}
