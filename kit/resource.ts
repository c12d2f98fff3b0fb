/** One resource, as a check sees it: typed, safe to read, provider defaults gone, classic spelling. */
import type { Input } from "@pulumi/pulumi";
import type { OutputInstance } from "@pulumi/pulumi/output";

import { asDeclared } from "./engine/kinds";
import { withoutDefaults } from "./engine/provider-defaults";
import { classicSpelling, type Spelling } from "./engine/spellings";
import { guard, isUnknownValue } from "./unknown";

type Leaf = string | number | boolean | bigint | symbol | null | undefined;

/** A resource's arguments without inputs, outputs and promises: what a policy reads. */
export type Plain<T> = T extends Leaf
    ? T
    : T extends OutputInstance<infer U> | Promise<infer U>
      ? Plain<U>
      : T extends (infer U)[]
        ? Plain<U>[]
        : T extends object
          ? { [K in keyof T]?: Plain<T[K]> }
          : T;

/** A resource type: its token, the tokens that mean the same, and its arguments' TypeScript type. */
export interface ResourceType<T = Record<string, unknown>> {
    readonly tokens: readonly string[];
    /** Never set: it carries the type of the arguments. */
    readonly args?: T;
}

/** Names a resource type. `T` is the arguments' interface from @pulumi/aws, imported as a type only. */
export function resourceType<T = Record<string, Input<unknown>>>(...tokens: string[]): ResourceType<T> {
    return { tokens };
}

export type Values = Record<string, unknown>;

/** What the kit takes from a request of the engine, whichever way it came. */
export interface ResourceData {
    urn: string;
    type: string;
    name: string;
    /** The properties as on the wire, unknowns as their sentinels. */
    properties: Values;
    /** The stack's outputs that are secret; undefined where the request does not say. */
    secrets?: string[];
    parent?: string;
    /** Pulumi's own option: neither an update nor `pulumi destroy` deletes the resource. */
    protect?: boolean;
    provider?: { urn: string; type: string; name: string; properties: Values };
    dependencies?: string[];
    /** Top-level property -> URNs of the resources that its value came from. */
    propertyDependencies?: Record<string, string[]>;
}

/** A resource of the stack. `T` is the interface of its arguments. */
export class Resource<T = Values> {
    readonly urn: string;
    readonly name: string;
    /** The token as the program has it, such as `aws-native:rds:DbInstance`. */
    readonly token: string;
    /** The token in the classic provider's spelling, such as `aws:rds/instance:Instance`. */
    readonly type: string;
    private spelling: Spelling | undefined;
    private normalized: Values | undefined;
    private guarded: Plain<T> | undefined;

    /**
     * @param data what the engine sent.
     * @param inputs in a stack policy, what Analyze was given for the same URN: an output that is unknown while the
     * inputs do not have it was left out by the program.
     */
    constructor(
        readonly data: ResourceData,
        private readonly inputs?: Values,
    ) {
        this.urn = data.urn;
        this.name = data.name;
        this.token = data.type;
        this.spelling = classicSpelling(data.type, inputs ?? data.properties);
        this.type = this.spelling?.type ?? data.type;
    }

    /** The properties, safe to read: an unknown throws `UnknownValue`, a provider default is absent. */
    get props(): Plain<T> {
        return (this.guarded ??= guard(this.unguarded) as Plain<T>);
    }

    /** The same properties with unknowns as their sentinels (`isUnknownValue`): for searching a whole resource. */
    get unguarded(): Values {
        return (this.normalized ??= this.normalize());
    }

    /** True where the program gave `property`, in its own spelling: what it did not give was computed or left out. */
    gives(property: string): boolean {
        return property in this.arguments;
    }

    /** The program's own arguments in its own spelling, unguarded; none where Analyze was not given them. */
    get arguments(): Values {
        return this.inputs ?? {};
    }

    /** The URNs of the resources that a property's value came from; below a property, those of the whole of it. */
    origins(property: string): readonly string[] {
        const top = property.split(/[.[]/, 1)[0] as string;
        return this.data.propertyDependencies?.[this.spell(top)] ?? [];
    }

    /** The URNs of what has to be there first: what its properties came from, and what `dependsOn` names. */
    get waitsFor(): readonly string[] {
        return this.data.dependencies ?? [];
    }

    /** The settings of the resource's provider, as on the wire: all texts. */
    get provider(): Values {
        return this.data.provider?.properties ?? {};
    }

    /** True where Pulumi's own option `protect` keeps the resource from deletion. */
    get isProtected(): boolean {
        return this.data.protect === true;
    }

    /** What the provider answered for `property`, or undefined where it is absent or unknown. */
    output(property: string): unknown {
        const value = this.data.properties[property];
        return isUnknownValue(value) ? undefined : value;
    }

    /** True when this resource is of one of the types, in either provider's spelling. */
    is<U>(...types: ResourceType<U>[]): this is Resource<U> {
        return types.some((type) => type.tokens.includes(this.type) || type.tokens.includes(this.token));
    }

    /** A property path in the spelling of the program, for messages. */
    spell(path: string): string {
        const [first = "", ...rest] = path.split(/(?=[.[])/);
        if (!this.spelling) {
            return path;
        }
        const name = this.spelling.nativeName(first);
        const value = (this.inputs ?? this.data.properties)[name];
        // There is nothing below a plain value, as a record's weight is one in the other spelling.
        return value === undefined || typeof value === "object" ? name + rest.join("") : name;
    }

    private normalize(): Values {
        const { properties } = this.data;
        let merged = properties;
        if (this.inputs) {
            const known = Object.entries(properties).filter(([, value]) => !isUnknownValue(value));
            merged = { ...Object.fromEntries(known), ...this.inputs };
        }
        const classic = this.spelling?.toClassic(merged) ?? merged;
        return withoutDefaults(this.type, asDeclared(this.type, classic));
    }
}
