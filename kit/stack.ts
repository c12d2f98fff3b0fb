/** All resources of a stack and the references between them, built once for each stack analysis, in linear time. */
import { isNameUnknown } from "./aws/names";
import { referencesIn } from "./engine/partial";
import type { Resource, ResourceType, Values } from "./resource";
import { hasUnknown, isAsset, isUnknownValue } from "./unknown";

/** What a property refers to. */
export interface Targets<T> {
    /** The resources of this stack that the property refers to. */
    resources: Resource<T>[];
    /**
     * False when no resource was found, but the value is unknown and nothing tells which resource it came from, or the
     * name of a resource is unknown, and so may be the value: then say nothing.
     */
    certain: boolean;
}

/** Which resources refer to a resource. */
export interface Referrers<T> {
    /** They refer to it. */
    resources: Resource<T>[];
    /** They may: nothing tells which resource they refer to (`Targets.certain`). */
    possible: Resource<T>[];
}

/** The properties whose known values identify a resource: other resources refer to it by one of them. */
const IDENTIFYING = /^(id|arn|name|bucket|family|identifier|url)$|(Arn|Id|Name|Identifier)$/;

/** What so many resources of a type share identifies none of them. */
const TOO_MANY = 100;

/** A resource of a stack analysis: its outputs, and its inputs where Analyze was given them. */
export class Stack {
    private readonly byUrn = new Map<string, Resource>();
    private readonly byType = new Map<string, Resource[]>();
    private readonly ofTypes = new Map<string, Resource[]>();
    private readonly referring = new Map<string, { byUrn: Map<string, Resource[]>; possible: Resource[] }>();
    private readonly childrenOf = new Map<string, Resource[]>();
    private managedResources?: readonly Resource[];
    private opaqueComponents?: readonly Resource[];
    private identified?: Map<string, Resource[]>;
    private unnamed?: ReadonlySet<string>;

    /**
     * @param resources every resource of the stack, with outputs.
     * @param isRead true for a resource that the program only reads: references lead to it, no policy checks it.
     */
    constructor(
        readonly resources: readonly Resource[],
        isRead: (resource: Resource) => boolean = () => false,
    ) {
        for (const resource of resources) {
            this.byUrn.set(resource.urn, resource);
            if (resource.data.parent) {
                append(this.childrenOf, resource.data.parent, resource);
            }
            if (!isRead(resource)) {
                append(this.byType, resource.type, resource);
            }
        }
    }

    /** The resources of the given types that the program manages, in either provider's spelling. */
    of<T>(...types: ResourceType<T>[]): readonly Resource<T>[] {
        const tokens = [...new Set(types.flatMap((type) => type.tokens))];
        const key = tokens.join();
        // Each of many resources may ask how many there are.
        const list = this.ofTypes.get(key) ?? tokens.flatMap((token) => this.byType.get(token) ?? []);
        this.ofTypes.set(key, list);
        return list as Resource<T>[];
    }

    /** All resources that the program manages: no providers, no root, nothing that is only read. */
    get managed(): readonly Resource[] {
        return (this.managedResources ??= [...this.byType.values()]
            .flat()
            .filter((r) => r.type !== "pulumi:pulumi:Stack" && !r.type.startsWith("pulumi:providers:")));
    }

    get(urn: string | undefined): Resource | undefined {
        return this.byUrn.get(urn as string);
    }

    /**
     * The components whose provider makes their resources where nobody looks: given arguments, they have neither
     * children nor outputs. With the real engine their children are in the stack, and are judged in their place.
     */
    get opaque(): readonly Resource[] {
        return (this.opaqueComponents ??= this.managed.filter(
            (resource) =>
                resource.data.provider !== undefined &&
                Object.keys(resource.arguments).length > 0 &&
                Object.keys(resource.data.properties).length === 0 &&
                this.children(resource).length === 0,
        ));
    }

    /** The resources whose parent is this one. */
    children(resource: Resource<unknown>): Resource[] {
        return this.childrenOf.get(resource.urn) ?? [];
    }

    /** The root resource, whose properties are the stack's outputs; findings about the whole stack hang on it. */
    get root(): Resource | undefined {
        return this.byType.get("pulumi:pulumi:Stack")?.[0];
    }

    /** The stack's outputs, unguarded; undefined where the input does not hold them (a preview's JSON). */
    get outputs(): Values | undefined {
        return this.root?.data.properties;
    }

    /** The names of the stack's outputs that are secret; undefined where the input does not tell which are. */
    get secretOutputs(): readonly string[] | undefined {
        return this.root?.data.secrets;
    }

    /**
     * What a property refers to: "the VPC that `vpcId` came from". Follows property dependencies, and known ids,
     * ARNs and names.
     * @param property a path; anything below it counts (`routes` finds every route's NAT gateway).
     * @param types what to look for.
     */
    targets<U>(resource: Resource<unknown>, property: string, ...types: ResourceType<U>[]): Targets<U> {
        const found = new Set<Resource<U>>();
        const value = at(resource.unguarded, property);
        const unknown = hasUnknown(value);
        let ambiguous = false;
        for (const text of new Set(strings(value))) {
            for (const token of types.flatMap(({ tokens }) => tokens)) {
                const candidates = this.identifiedBy(text, token) as Resource<U>[];
                ambiguous ||= candidates.length > TOO_MANY;
                candidates.slice(0, TOO_MANY).forEach((candidate) => found.add(candidate));
            }
        }
        if (ambiguous) {
            return { resources: [], certain: false };
        }
        if (unknown) {
            const ofTypes = (urns: readonly string[] = []): Resource<U>[] =>
                urns
                    .map((urn) => this.byUrn.get(urn))
                    .filter((origin) => origin?.is(...types) === true) as Resource<U>[];
            // What is read by an id of another stack's is told by that id: it is among the property's origins only.
            const certain = ofTypes(originsOf(value));
            (certain.length > 0 ? certain : ofTypes(resource.origins(property))).forEach((origin) => found.add(origin));
        }
        return { resources: [...found], certain: found.size > 0 || !(unknown || this.hasUnnamed(types)) };
    }

    /** Which resources of `type` refer to `resource` by `property`: "the flow logs of this VPC". */
    referrers<U, T>(
        resource: Resource<U>,
        type: ResourceType<T>,
        property: string & keyof T,
        ...targetTypes: ResourceType<U>[]
    ): Referrers<T> {
        const key = `${type.tokens[0]} ${property} ${targetTypes.map((t) => t.tokens[0]).join()}`;
        const index = this.referring.get(key) ?? { byUrn: new Map<string, Resource[]>(), possible: [] as Resource[] };
        if (!this.referring.has(key)) {
            this.referring.set(key, index);
            for (const referrer of this.of(type) as readonly Resource[]) {
                const { resources, certain } = this.targets(referrer, property, ...targetTypes);
                for (const target of resources) {
                    append(index.byUrn, target.urn, referrer);
                }
                if (!certain) {
                    index.possible.push(referrer);
                }
            }
        }
        return {
            resources: (index.byUrn.get(resource.urn) ?? []) as Resource<unknown>[] as Resource<T>[],
            possible: index.possible as Resource<unknown>[] as Resource<T>[],
        };
    }

    /** True where the name of a resource of one of the types is not known. */
    private hasUnnamed(types: ResourceType<unknown>[]): boolean {
        this.unnamed ??= new Set(this.resources.filter(isNameUnknown).flatMap(({ type, token }) => [type, token]));
        return types.some(({ tokens }) => tokens.some((token) => this.unnamed?.has(token)));
    }

    /** The resources of a type, in either spelling, that a value identifies. */
    private identifiedBy(value: string, token: string): Resource[] {
        if (!this.identified) {
            this.identified = new Map();
            for (const resource of this.resources) {
                const ids = new Set<string>();
                for (const [key, id] of Object.entries(resource.data.properties)) {
                    if (typeof id === "string" && id !== "" && IDENTIFYING.test(key) && !isUnknownValue(id)) {
                        ids.add(id);
                    }
                }
                for (const id of ids) {
                    for (const type of new Set([resource.type, resource.token])) {
                        append(this.identified, `${type} ${id}`, resource);
                    }
                }
            }
        }
        return this.identified.get(`${token} ${value}`) ?? [];
    }
}

/** Works something out of a stack once, however many of its resources ask: what looks at the whole stack must. */
export function oncePerStack<T extends object>(work: (stack: Stack) => T): (stack: Stack) => T {
    const known = new WeakMap<Stack, T>();
    return (stack) => {
        const result = known.get(stack) ?? work(stack);
        known.set(stack, result);
        return result;
    };
}

/** Works something out of a part of a stack once, by the part itself: a resource, or a name. */
export function oncePerPart<P, T>(work: (stack: Stack, part: P) => T): (stack: Stack, part: P) => T {
    const ofStack = oncePerStack(() => new Map<P, T>());
    return (stack, part) => {
        const known = ofStack(stack);
        if (!known.has(part)) {
            known.set(part, work(stack, part));
        }
        return known.get(part) as T;
    };
}

function append<K>(map: Map<K, Resource[]>, key: K, resource: Resource): void {
    const list = map.get(key);
    if (list) {
        list.push(resource);
    } else {
        map.set(key, [resource]);
    }
}

/** The value at a path such as `vpcConfig.subnetIds` or `routes[0].natGatewayId`, unguarded. */
export function at(values: Values, path: string): unknown {
    let value: unknown = values;
    for (const key of path.split(/[.[\]]/).filter(Boolean)) {
        if (typeof value !== "object" || value === null) {
            return isUnknownValue(value) ? value : undefined;
        }
        value = (value as Values)[key];
    }
    return value;
}

/** The URNs that the unknowns inside a value certainly came from; undefined where one does not tell. */
function originsOf(value: unknown): string[] | undefined {
    if (typeof value !== "object" || value === null || isAsset(value)) {
        const urns = referencesIn(value).map(({ urn }) => urn);
        return isUnknownValue(value) && (urns.length === 0 || urns.includes("")) ? undefined : urns;
    }
    const inside = Object.values(value).map(originsOf);
    return inside.includes(undefined) ? undefined : inside.flatMap((urns) => urns ?? []);
}

/** Every known string inside a value. */
function strings(value: unknown): string[] {
    if (typeof value === "string") {
        return isUnknownValue(value) ? [] : [value];
    }
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}
