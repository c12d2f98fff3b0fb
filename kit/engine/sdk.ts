/**
 * The only file that leans on the inside of @pulumi/policy.
 *
 * Why: the SDK deserializes a resource anew for every policy, and the whole stack anew for every stack policy; with
 * this pack's policies that is most of what a preview would pay. Here a request is read once and shared, while the SDK
 * still runs every policy, with its levels, configuration, not-applicable reasons and summaries.
 *
 * What it leans on: that `new PolicyPack` hands its handlers, `analyze`, `analyzeStack` and `configure`, to
 * `grpc.Server.addService`, with the definitions that read their requests, and that the SDK skips a policy by
 * `__pulumiType`; and on its `deserialize`. Where the first is not so, nothing is changed and the policies read the SDK's
 * own arguments; where the skip is not, a policy says itself that it does not apply.
 */
import { createRequire } from "node:module";

import type { PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";

import { Resource, type ResourceData, type ResourceType, type Values } from "../resource";
import { type Learned, withLearned } from "./partial";
import { readProperties } from "./properties";
import { takeOver, type PolicyConfig } from "./renames";
import { run } from "./run";
import { SECRET } from "../sentinels";
import { Stack } from "../stack";
import { withPlainStructs } from "./struct";
import { tryRequire } from "./try-require";

/** What the request that is being answered is about. */
let view: { resource?: Resource; stack?: Stack } = {};

type Message = Record<string, (...args: never[]) => unknown>;
type Call = { request: Message };
type Callback = (error: unknown, response?: unknown) => void;
type Handler = (call: Call, callback: Callback) => unknown;
export type Handlers = Record<string, Handler>;

/** The SDK's handlers, each reading its request once for all policies. Handlers it does not know stay as they are. */
export function shareViews(handlers: Handlers): Handlers {
    const { analyze, analyzeStack, configure, configureStack, getAnalyzerInfo, remediate } = handlers;
    if (!analyze || !analyzeStack || !configure) {
        return handlers;
    }
    return {
        ...handlers,
        ...(configureStack && {
            configureStack(call: Call, callback: Callback) {
                run.secretKeys = call.request.getConfigSecretKeysList?.() as string[] | undefined;
                return configureStack(call, callback);
            },
        }),
        ...(getAnalyzerInfo && {
            getAnalyzerInfo: (call: Call, callback: Callback) =>
                getAnalyzerInfo(call, (error, info) => {
                    callback(error, info && Object.assign(info, { readsLearned: true }));
                }),
        }),
        configure(call, callback) {
            return answer(callback, () => {
                run.reset();
                const policies = call.request.getPolicyconfigMap as () => PolicyConfigMap;
                takeOver(policies.call(call.request));
                policies.call(call.request).forEach((config, policy) => {
                    run.configured.set(policy, config.getProperties()?.toJavaScript() ?? {});
                });
                return configure(call, callback);
            });
        },
        analyze: inTurn((call, callback) => {
            const data = readMessage(call.request);
            (learnedOf(call.request) ? run.learnedInputs : run.inputs).set(data.urn, data.properties);
            view = { resource: new Resource(data) };
            analyze(without(call, { getProperties: EMPTY, getProvider: undefined }), callback);
        }),
        analyzeStack: inTurn((call, callback) => {
            const messages = (call.request.getResourcesList as () => Message[])();
            view = { stack: makeStack(messages.map(readMessage), messages.some(learnedOf)) };
            analyzeStack(without(call, { getResourcesList: [] }), callback);
        }),
        ...(remediate && {
            remediate(call: Call, callback: Callback) {
                return canRemediate(call.request) ? remediate(call, callback) : callback(undefined, noRemediation());
            },
        }),
    };
}

/**
 * Answers one request after the other, so that the policies which the SDK calls belong to `view`. Checks do not wait
 * for anything but a file, so nothing is lost; AsyncLocalStorage would make every promise of the process slower.
 */
function inTurn(handle: Handler): Handler {
    return (call, callback) => {
        waiting.push(() => {
            const done: Callback = (error, response) => {
                view = {};
                waiting.shift();
                waiting[0]?.();
                callback(error, response);
            };
            void answer(done, () => handle(call, done));
        });
        if (waiting.length === 1) {
            waiting[0]?.();
        }
    };
}

/** The requests that are not answered yet; the first is being answered. */
const waiting: (() => void)[] = [];

/** The SDK's own reading of properties; it has no typings. */
const deserialize = tryRequire<{ deserializeProperties(properties: unknown, proxySecrets: boolean): Values }>(
    "@pulumi/policy/deserialize",
    require,
)?.deserializeProperties;

/** False for a resource whose properties, or its provider's, the SDK cannot read: it would never answer. It stays as it is. */
function canRemediate(request: Message): boolean {
    try {
        const { getProperties, getProvider } = request as unknown as Getters;
        for (const properties of [getProperties.call(request), getProvider?.call(request)?.getProperties()]) {
            if (properties) {
                deserialize?.(properties, true);
            }
        }
        // A property of that name makes a promise of what a repair gives back.
        return !("then" in propertiesOf(request as unknown as Getters));
    } catch {
        return false;
    }
}

function noRemediation(): unknown {
    const { RemediateResponse } =
        require("@pulumi/pulumi/proto/analyzer_pb") as typeof import("@pulumi/pulumi/proto/analyzer_pb");
    return new RemediateResponse();
}

type Definitions = Record<string, { requestDeserialize(bytes: Buffer): unknown }>;

/** The calls of the protocol, each with its request's property bags read into plain values. */
function readPlain(service: Definitions): Definitions {
    return Object.fromEntries(
        Object.entries(service).map(([name, definition]) => [
            name,
            {
                ...definition,
                requestDeserialize: (bytes) => withPlainStructs(() => definition.requestDeserialize(bytes)),
            },
        ]),
    );
}

/** Installs `shareViews` for the next `new PolicyPack`. */
export function installSharedViews(): void {
    const requireInSdk = createRequire(require.resolve("@pulumi/policy"));
    const grpc = tryRequire<typeof import("@grpc/grpc-js")>("@grpc/grpc-js", requireInSdk);
    if (!grpc) {
        return;
    }
    const { prototype } = grpc.Server;
    const { addService } = prototype;
    prototype.addService = function (service, handlers) {
        prototype.addService = addService;
        const shared = shareViews(handlers as Handlers);
        const plain = shared === handlers ? service : (readPlain(service) as unknown as typeof service);
        return addService.call(this, plain, shared as typeof handlers);
    };
}

/**
 * Lets the SDK skip a policy by type, as it does for a function made by its `validateResourceOfType`, for any number of
 * types in any spelling. The other way to say "not applicable" is to throw, and in a pack's process, where
 * @pulumi/pulumi turns the debugger on, a throw costs more than most checks.
 */
export function skipByType(validate: object, types: ResourceType<unknown>[]): void {
    const tokens = types.map(({ tokens: [token] }) => token).join("', '");
    Object.defineProperty(validate, "__pulumiType", {
        get() {
            const { resource } = view;
            // The SDK compares this with the resource's type, and quotes it in the reason where they differ.
            return resource && (resource.is(...types) ? resource.token : tokens);
        },
    });
}

/** The resource that a resource policy was called with. */
export function resourceOf(args: ResourceValidationArgs): Resource {
    if (view.resource) {
        return view.resource;
    }
    const data = readArguments(args, args.opts.parent);
    run.inputs.set(data.urn, data.properties);
    return new Resource(data);
}

/** The stack that a stack policy was called with. */
export function stackOf(args: StackValidationArgs): Stack {
    return view.stack ?? makeStack(args.resources.map(readPolicyResource));
}

/** @param isDeep true where resources come with what a deep run has learned of them. */
function makeStack(resources: ResourceData[], isDeep = false): Stack {
    const isRead = (resource: Resource): boolean =>
        run.inputs.size > 0 &&
        !run.inputs.has(resource.urn) &&
        resource.type !== "pulumi:pulumi:Stack" &&
        !resource.type.startsWith("pulumi:providers:");
    return new Stack(
        resources.map((data) => {
            const learned = isDeep ? run.learnedInputs.get(data.urn) : undefined;
            return new Resource(data, learned ?? run.inputs.get(data.urn));
        }),
        isRead,
    );
}

/** The properties of every message without any: what the SDK deserializes while the view has the real ones. */
const EMPTY = { toJavaScript: () => ({}) };

/** The call, with a request that was read and gives other answers from now on. */
function without(call: Call, answers: Record<string, unknown>): Call {
    for (const [getter, value] of Object.entries(answers)) {
        call.request[getter] = () => value;
    }
    return call;
}

/** A request that cannot be read is the engine's error to show, as it is in the SDK. */
function answer(callback: Callback, handle: () => unknown): unknown {
    try {
        return handle();
    } catch (error) {
        callback(error);
        return undefined;
    }
}

/** `policyConfig` of a ConfigureAnalyzerRequest. */
interface PolicyConfigMap {
    get(policy: string): PolicyConfig | undefined;
    forEach(visit: (config: PolicyConfig, policy: string) => void): void;
}

type Getters = {
    getUrn(): string;
    getType(): string;
    getName(): string;
    getProperties(): { toJavaScript(): Values } | undefined;
    getOptions?(): { getParent(): string; getProtect(): boolean } | undefined;
    getParent?(): string;
    getProvider?(): Getters | undefined;
    getDependenciesList?(): string[];
    getPropertydependenciesMap?(): { forEach(visit: (value: { getUrnsList(): string[] }, key: string) => void): void };
};

/** Reads an AnalyzeRequest, an AnalyzerResource or an AnalyzerProviderResource, of @pulumi/pulumi's analyzer.proto. */
function readMessage(request: Message): ResourceData {
    const message = request as unknown as Getters;
    const provider = message.getProvider?.();
    const propertyDependencies = new Map<string, string[]>();
    message.getPropertydependenciesMap?.().forEach((urns, property) => {
        propertyDependencies.set(property, urns.getUrnsList());
    });
    const plain = propertiesOf(message);
    const learned = learnedOf(request);
    const properties = readProperties(learned ? withLearned(plain, learned) : plain);
    // What is secret is told on the wire only.
    run.secrets.note(message.getUrn(), plain);
    if (learned) {
        // Of a secret that is put together with outputs, what the program wrote is secret by its name only.
        run.secrets.note(message.getUrn(), properties);
    }
    return {
        urn: message.getUrn(),
        type: message.getType(),
        name: message.getName(),
        properties,
        secrets: message.getType() === "pulumi:pulumi:Stack" ? secretsOf(plain) : undefined,
        parent: message.getParent?.() || message.getOptions?.()?.getParent() || undefined,
        protect: message.getOptions?.()?.getProtect(),
        provider: provider && {
            urn: provider.getUrn(),
            type: provider.getType(),
            name: provider.getName(),
            properties: readProperties(propertiesOf(provider)),
        },
        dependencies: message.getDependenciesList?.() ?? [],
        propertyDependencies: Object.fromEntries(propertyDependencies),
    };
}

function propertiesOf(message: Getters): Values {
    return message.getProperties()?.toJavaScript() ?? {};
}

/** What `preflight check <program>` puts beside a request: only its own host does, never the engine. */
function learnedOf(request: Message): Learned[] | undefined {
    return (request as { learned?: Learned[] }).learned;
}

/** The names of the properties that hold a secret, which the SDK's reading drops. */
function secretsOf(values: Values): string[] {
    return Object.keys(values).filter((name) => holdsSecret(values[name]));
}

function holdsSecret(value: unknown): boolean {
    return (
        typeof value === "object" &&
        value !== null &&
        (Object.values(value).includes(SECRET) || Object.values(value).some(holdsSecret))
    );
}

function readPolicyResource(resource: PolicyResource): ResourceData {
    const urns = (resources: PolicyResource[]): string[] => resources.map(({ urn }) => urn);
    return {
        ...readArguments(resource, resource.parent?.urn),
        dependencies: urns(resource.dependencies),
        propertyDependencies: Object.fromEntries(
            Object.entries(resource.propertyDependencies).map(([property, origins]) => [property, urns(origins)]),
        ),
    };
}

function readArguments(
    { urn, type, name, props, opts, provider }: ResourceValidationArgs | PolicyResource,
    parent: string | undefined,
): ResourceData {
    const properties = raw(props);
    run.secrets.note(urn, properties);
    return {
        urn,
        type,
        name,
        properties,
        parent,
        protect: opts.protect,
        provider: provider && { ...provider, properties: raw(provider.props) },
    };
}

/** What lies behind the SDK's unknown-checking proxy (`getSpecialProxyTarget` in @pulumi/policy's proxy.ts). */
export function raw(props: Values): Values {
    return (props.__getSpecialProxyTarget as Values | undefined) ?? props;
}
