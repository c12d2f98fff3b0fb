/**
 * The resource monitor of a preview: takes what a program registers and answers as the engine does before anything
 * exists. A resource's outputs are its inputs, and everything else is unknown.
 * Source: pulumi `proto/pulumi/resource.proto`, `pkg/resource/deploy/source_eval.go`.
 */
import * as path from "node:path";
import { fileURLToPath } from "node:url";

import type * as grpc from "@grpc/grpc-js";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import * as plugin from "@pulumi/pulumi/proto/provider_pb";
import * as protocol from "@pulumi/pulumi/proto/resource_pb";
import type { SourcePosition, StackTrace } from "@pulumi/pulumi/proto/source_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { PreviewResource, ResourceOptions, Values } from "../inputs/stack";
import { mapValues, secret } from "../inputs/values";
import type { Opaque, SourcePosition as Place } from "../results";
import { Callbacks } from "./callbacks";
import type { DataSources } from "./datasources";
import { checkedInputs, documentText, plannedOutputs } from "./provider-defaults";
import type { Project, StackConfig } from "./project";
import { DefaultProviders, packageOf, type ProviderRequest, providerUrn } from "./providers";
import { unary } from "./server";
import { namingTexts, type Tokens } from "./tokens";
import { readableName, STAND_IN } from "./unanswered";
import { containsUnknown, settle, UNKNOWN, unwrapSecret, withDependencies, withoutReferences } from "./wire";

const ROOT_TYPE = "pulumi:pulumi:Stack";

const Feature = protocol.ResourceMonitorFeature;
/** What this monitor can do, by the names that SDKs ask for one by one and by the numbers that they ask for at once. */
const FEATURES = new Map([
    ["secrets", Feature.RESOURCE_MONITOR_FEATURE_SECRETS],
    ["resourceReferences", Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES],
    ["outputValues", Feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES],
    ["aliasSpecs", Feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS],
    ["replacementTrigger", Feature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER],
    ["deletedWith", Feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH],
    ["replaceWith", Feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH],
    ["transforms", Feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS],
    ["invokeTransforms", Feature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS],
    ["parameterization", Feature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION],
    ["resourceHooks", Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS],
    ["errorHooks", Feature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS],
]);

/** What later registrations inherit from a resource. */
interface Registered {
    resource: PreviewResource;
    transforms: Callback[];
    /** Of a component: package -> provider reference. */
    providers: Map<string, string>;
    protect?: boolean;
    id: string;
}

export interface MonitorOptions {
    project: Project;
    stack: string;
    organization: string;
    config: StackConfig;
    dataSources: DataSources;
    /** Of a deep run: they stand for outputs that are not known. */
    tokens?: Tokens;
}

/** Serves `ResourceMonitor` to one run of a program. */
export class Monitor {
    /** What the program registered, in its order. */
    readonly resources: PreviewResource[] = [];
    /** Components that only their provider can make: what is inside them is not here. */
    readonly opaque: Opaque[] = [];
    /** The registration that ended the run, as it would end the engine's. */
    failure: string | undefined;
    /** Set when the program has registered the stack's outputs, which it does last. */
    finished = false;

    private readonly byUrn = new Map<string, Registered>();
    private readonly packages = new Map<string, ProviderRequest>();
    private readonly stackTransforms: Callback[] = [];
    private readonly invokeTransforms: Callback[] = [];
    private readonly callbacks = new Callbacks();
    private readonly defaultProviders: DefaultProviders;

    constructor(private readonly options: MonitorOptions) {
        this.defaultProviders = new DefaultProviders(
            (type, name) => this.urn(type, name, ""),
            options.config,
            (resource) => this.add({ resource, transforms: [], providers: new Map(), id: UNKNOWN }),
        );
    }

    /** The gRPC handlers. */
    handlers(): grpc.UntypedServiceImplementation {
        return {
            getDeploymentInfo: unary(() => this.deploymentInfo()),
            supportsFeature: unary((request: protocol.SupportsFeatureRequest) =>
                new protocol.SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
            ),
            registerResource: unary((request: protocol.RegisterResourceRequest) => this.registerResource(request)),
            registerResourceOutputs: unary((request: protocol.RegisterResourceOutputsRequest) =>
                this.registerOutputs(request),
            ),
            readResource: unary((request: protocol.ReadResourceRequest) => this.readResource(request)),
            existsResource: unary(() => new protocol.ExistsResourceResponse()),
            invoke: unary((request: protocol.ResourceInvokeRequest) => this.invoke(request)),
            call: unary((request: protocol.ResourceCallRequest) => this.call(request)),
            registerPackage: unary((request: protocol.RegisterPackageRequest) => this.registerPackage(request)),
            registerStackTransform: unary((callback: Callback) => remember(this.stackTransforms, callback)),
            registerStackInvokeTransform: unary((callback: Callback) => remember(this.invokeTransforms, callback)),
            // Hooks act on what a real update does.
            registerResourceHook: unary(() => new Empty()),
            registerErrorHook: unary(() => new Empty()),
            signalAndWaitForShutdown: unary(() => new Empty()),
        };
    }

    /** What is not known of the stack, and how to make it known. */
    notes(): string[] {
        const { config } = this.options;
        const notes: string[] = [];
        if (config.undecrypted.length > 0) {
            const keys = config.undecrypted.join(", ");
            notes.push(
                `Secrets that could not be decrypted are hidden (PULUMI_CONFIG_PASSPHRASE or --set can give them a value): ${keys}.`,
            );
        }
        return notes;
    }

    /** Ends the connections to the program's callbacks. */
    close(): void {
        this.callbacks.close();
    }

    private deploymentInfo(): protocol.DeploymentInfo {
        const { project, stack, organization, config } = this.options;
        const info = new protocol.DeploymentInfo()
            .setProject(project.name)
            .setStack(stack)
            .setOrganization(organization)
            .setDryrun(true)
            .setParallel(PARALLEL)
            .setConfigsecretkeysList(config.secretKeys)
            .setSupportedfeaturesList([...FEATURES.values()]);
        for (const [key, value] of Object.entries(config.values)) {
            info.getConfigMap().set(key, value);
        }
        return info;
    }

    private async registerResource(
        request: protocol.RegisterResourceRequest,
    ): Promise<protocol.RegisterResourceResponse> {
        const type = request.getType();
        const custom = request.getCustom();
        const remote = request.getRemote();
        const parentUrn = request.getParent();
        const parent = this.byUrn.get(parentUrn);
        if (parentUrn !== "" && !parent) {
            throw this.fail(`could not find parent resource ${parentUrn} of ${request.getName()} (${type})`);
        }
        const { name, urn } = this.newName(type, request.getName(), parentUrn);

        let options = optionsOf(request);
        if (custom || remote) {
            options.setProvider(this.resolveProvider(options, parent, packageOf(type)));
        }
        if (parent?.protect !== undefined && !options.hasProtect()) {
            options.setProtect(parent.protect);
        }
        const dependencies = new Set(request.getDependenciesList());
        const propertyDependencies = propertyDependenciesOf(request);
        let properties = request.getObject()?.toJavaScript() ?? {};

        const transforms = request.getTransformsList();
        const inherited = this.inheritedTransforms(parent);
        if (transforms.length + inherited.length > 0) {
            properties = withDependencies(properties, propertyDependencies) as typeof properties;
            for (const transform of [...transforms, ...inherited]) {
                ({ properties, options } = await this.transform(transform, request, properties, options));
            }
            options.getDependsOnList().forEach((dependency) => dependencies.add(dependency));
        }
        for (const [key, value] of Object.entries(properties)) {
            const origins = new Set(propertyDependencies[key]);
            (properties as Values)[key] = settle(value, origins);
            origins.forEach((origin) => dependencies.add(origin));
            propertyDependencies[key] = [...origins];
        }

        const providers = new Map(options.getProvidersMap().entries());
        if (!custom) {
            parent?.providers.forEach((reference, key) => providers.has(key) || providers.set(key, reference));
        }
        const provider = this.providerOf(request, options, type, custom || remote);
        const resource: PreviewResource = {
            urn,
            type,
            name,
            custom,
            external: false,
            inputs: this.inputs(request, type, urn, properties, provider),
            parent: parentUrn || undefined,
            dependencies: [...dependencies],
            propertyDependencies: withoutEmpty(propertyDependencies),
            provider,
            options: this.resourceOptions(options),
            source: this.source(request.getSourceposition(), request.getStacktrace()),
        };
        resource.outputs = custom
            ? plannedOutputs(type, resource.inputs, options.getAdditionalSecretOutputsList())
            : {};
        const protect = options.hasProtect() ? options.getProtect() : undefined;
        this.add({ resource, transforms, providers, protect, id: options.getImport() });
        if (remote) {
            this.opaque.push({ urn, type, name, package: this.requestOf(request, type).package });
        }
        const outputs = mapValues(resource.outputs, documentText);
        return new protocol.RegisterResourceResponse()
            .setUrn(urn)
            .setId(options.getImport() || (custom ? this.standIn(resource, "id", "") : ""))
            .setObject(struct(this.withTokens(resource, outputs)))
            .setResult(protocol.Result.SUCCESS);
    }

    private inputs(
        request: protocol.RegisterResourceRequest,
        type: string,
        urn: string,
        properties: Values,
        provider: string | undefined,
    ): Values {
        const inputs = mapValues(properties, withoutReferences);
        if (type.startsWith("pulumi:providers:")) {
            const version = this.requestOf(request, type).version;
            return version ? { ...inputs, version } : inputs;
        }
        return request.getCustom()
            ? checkedInputs(type, request.getName(), urn, inputs, this.providerInputs(provider))
            : inputs;
    }

    private registerOutputs(request: protocol.RegisterResourceOutputsRequest): Empty {
        const registered = this.byUrn.get(request.getUrn());
        if (!registered) {
            throw new Error(`unknown resource ${request.getUrn()}`);
        }
        const outputs = settle(request.getOutputs()?.toJavaScript() ?? {}) as Values;
        registered.resource.outputs = mapValues(outputs, withoutReferences);
        this.finished ||= registered.resource.type === ROOT_TYPE;
        return new Empty();
    }

    private readResource(request: protocol.ReadResourceRequest): protocol.ReadResourceResponse {
        const type = request.getType();
        const { name, urn } = this.newName(type, request.getName(), request.getParent());
        const inputs = settle(request.getProperties()?.toJavaScript() ?? {}) as Values;
        const secretOutputs = request.getAdditionalsecretoutputsList();
        const known = this.options.dataSources.readState(type, { ...inputs, id: request.getId() });
        const outputs = plannedOutputs(type, { ...inputs, ...known }, secretOutputs);
        const provider = request.getProvider() || this.defaultProviders.reference(this.requestOf(request, type), type);
        const resource: PreviewResource = {
            urn,
            type,
            name,
            custom: true,
            external: true,
            inputs: mapValues(inputs, withoutReferences),
            outputs: mapValues(outputs, withoutReferences),
            parent: request.getParent() || undefined,
            dependencies: request.getDependenciesList(),
            propertyDependencies: {},
            provider,
            options: { additionalSecretOutputs: secretOutputs },
            source: this.source(request.getSourceposition(), request.getStacktrace()),
        };
        this.add({ resource, transforms: [], providers: new Map(), id: request.getId() });
        return new protocol.ReadResourceResponse()
            .setUrn(urn)
            .setProperties(struct(this.withTokens(resource, outputs)));
    }

    /** The outputs as the program gets them: of a deep run, with tokens for texts that are not known. */
    private withTokens(resource: PreviewResource, outputs: Values): Values {
        if (!this.options.tokens) {
            return outputs;
        }
        const told: Values = { ...outputs };
        for (const property of namingTexts("resources", resource.type)) {
            const output = told[property];
            if (unwrapSecret(output) === UNKNOWN) {
                const token = this.standIn(resource, property, UNKNOWN);
                told[property] = output === UNKNOWN ? token : secret(token);
            }
        }
        return told;
    }

    private standIn({ urn, type, name, inputs }: PreviewResource, property: string, otherwise: string): string {
        const region = typeof inputs.region === "string" ? inputs.region : undefined;
        return this.options.tokens?.token({ urn, name, property }, { type, region }) ?? otherwise;
    }

    private async invoke(request: protocol.ResourceInvokeRequest): Promise<protocol.ResourceInvokeResponse> {
        const token = request.getTok();
        let args = request.getArgs() ?? new Struct();
        let options = new protocol.TransformInvokeOptions()
            .setProvider(request.getProvider())
            .setVersion(request.getVersion())
            .setPluginDownloadUrl(request.getPlugindownloadurl());
        for (const transform of this.invokeTransforms) {
            const message = new protocol.TransformInvokeRequest().setToken(token).setArgs(args).setOptions(options);
            const bytes = await this.callbacks.invoke(transform, message.serializeBinary());
            const response = protocol.TransformInvokeResponse.deserializeBinary(bytes);
            args = response.getArgs() ?? args;
            options = response.getOptions() ?? options;
        }
        const values = settle(args.toJavaScript()) as Values;
        const response = new protocol.ResourceInvokeResponse();
        if (token === "pulumi:pulumi:getResource") {
            return response.setReturn(struct(this.stateOf(String(values.urn))));
        }
        if (token === STAND_IN) {
            return response.setReturn(struct(this.standInsFor(values)));
        }
        const provider =
            options.getProvider() || this.defaultProviders.reference(this.requestOf(request, token), token);
        const answer = this.options.dataSources.answer(token, values, this.providerInputs(provider));
        // A Python result has types, which the mark of an unknown is not of; in Node it is a value like others.
        const unknown = this.options.project.runtime === "python" && containsUnknown(answer);
        return response.setReturn(struct(answer)).setUnknown(unknown);
    }

    /** What the program's side asks for: of an output of another stack `text`, of a data source its texts by property. */
    private standInsFor({ urn, property, token, args }: Values): Values {
        if (typeof token === "string") {
            return this.options.dataSources.standIns(token, args as Values);
        }
        const owner = this.byUrn.get(String(urn))?.resource;
        return owner ? { text: this.standIn(owner, String(property), "") } : {};
    }

    private call(request: protocol.ResourceCallRequest): plugin.CallResponse {
        const args = settle(request.getArgs()?.toJavaScript() ?? {}) as Values;
        return new plugin.CallResponse().setReturn(struct(this.options.dataSources.answer(request.getTok(), args, {})));
    }

    private registerPackage(request: protocol.RegisterPackageRequest): protocol.RegisterPackageResponse {
        const parameterization = request.getParameterization();
        const requested: ProviderRequest = {
            package: parameterization?.getName() ?? request.getName(),
            version: parameterization?.getVersion() ?? request.getVersion(),
            url: request.getDownloadUrl(),
        };
        const reference = JSON.stringify(requested);
        this.packages.set(reference, requested);
        return new protocol.RegisterPackageResponse().setRef(reference);
    }

    private stateOf(urn: string): Values {
        const registered = this.byUrn.get(urn);
        if (!registered) {
            throw new Error(`unknown resource ${urn}`);
        }
        return { urn, id: registered.id || UNKNOWN, state: registered.resource.outputs };
    }

    /** `<parent's types>$<type>`: a resource's type is qualified by its components. */
    private urn(type: string, name: string, parent: string): string {
        const { project, stack } = this.options;
        const parentType = parent.split("::")[2];
        const types = parentType && parentType !== ROOT_TYPE ? `${parentType}$${type}` : type;
        return `urn:pulumi:${stack}::${project.name}::${types}::${name}`;
    }

    /** The URN of a new resource; a name that was made of an unanswered call's result is told apart by a number. */
    private newName(type: string, requested: string, parent: string): { name: string; urn: string } {
        const base = readableName(this.options.tokens?.withoutTokens(requested) ?? requested);
        let name = base;
        for (let number = 2; base !== requested && this.byUrn.has(this.urn(type, name, parent)); number++) {
            name = `${base}-${number}`;
        }
        const urn = this.urn(type, name, parent);
        if (this.byUrn.has(urn)) {
            throw this.fail(`Duplicate resource URN '${urn}'; try giving it a unique name`);
        }
        return { name, urn };
    }

    private add(registered: Registered): void {
        this.byUrn.set(registered.resource.urn, registered);
        this.resources.push(registered.resource);
    }

    private fail(message: string): Error {
        this.failure ??= message;
        return new Error(message);
    }

    private inheritedTransforms(parent: Registered | undefined): Callback[] {
        const transforms: Callback[] = [];
        for (let current = parent; current; current = this.byUrn.get(current.resource.parent ?? "")) {
            transforms.push(...current.transforms);
        }
        return [...transforms, ...this.stackTransforms];
    }

    private async transform(
        transform: Callback,
        request: protocol.RegisterResourceRequest,
        properties: Record<string, JavaScriptValue>,
        options: protocol.TransformResourceOptions,
    ): Promise<{ properties: Record<string, JavaScriptValue>; options: protocol.TransformResourceOptions }> {
        const message = new protocol.TransformRequest()
            .setType(request.getType())
            .setName(request.getName())
            .setCustom(request.getCustom())
            .setParent(request.getParent())
            .setProperties(struct(properties))
            .setOptions(options);
        const bytes = await this.callbacks.invoke(transform, message.serializeBinary());
        const response = protocol.TransformResponse.deserializeBinary(bytes);
        return {
            properties: response.getProperties()?.toJavaScript() ?? properties,
            options: response.getOptions() ?? options,
        };
    }

    private resolveProvider(
        options: protocol.TransformResourceOptions,
        parent: Registered | undefined,
        packageName: string,
    ): string {
        return (
            options.getProvider() ||
            options.getProvidersMap().get(packageName) ||
            parent?.providers.get(packageName) ||
            this.parentsProvider(parent, packageName)
        );
    }

    /** A custom resource's provider is also its children's, where it is of their package. */
    private parentsProvider(parent: Registered | undefined, packageName: string): string {
        const reference = parent?.resource.provider ?? "";
        return packageOf(this.byUrn.get(providerUrn(reference))?.resource.type ?? "") === packageName ? reference : "";
    }

    private providerOf(
        request: protocol.RegisterResourceRequest,
        options: protocol.TransformResourceOptions,
        type: string,
        managed: boolean,
    ): string | undefined {
        if (!managed || type.startsWith("pulumi:providers:")) {
            return undefined;
        }
        return options.getProvider() || this.defaultProviders.reference(this.requestOf(request, type), type);
    }

    private providerInputs(reference: string | undefined): Values {
        return this.byUrn.get(providerUrn(reference ?? ""))?.resource.inputs ?? {};
    }

    private requestOf(request: Versioned, token: string): ProviderRequest {
        return (
            this.packages.get(request.getPackageref()) ?? {
                package: packageOf(token),
                version: request.getVersion(),
                url: request.getPlugindownloadurl(),
            }
        );
    }

    private resourceOptions(options: protocol.TransformResourceOptions): ResourceOptions {
        const timeouts = options.getCustomTimeouts();
        return {
            protect: options.getProtect() ?? false,
            ignoreChanges: options.getIgnoreChangesList(),
            deleteBeforeReplace: options.hasDeleteBeforeReplace() ? options.getDeleteBeforeReplace() : undefined,
            additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
            customTimeouts: timeouts && {
                create: seconds(timeouts.getCreate()),
                update: seconds(timeouts.getUpdate()),
                delete: seconds(timeouts.getDelete()),
                read: seconds(timeouts.getRead()),
            },
        };
    }

    /** The first place outside of libraries: for what a library makes, the line that called the library. */
    private source(position: SourcePosition | undefined, trace: StackTrace | undefined): Place | undefined {
        const positions = [position, ...(trace?.getFramesList() ?? []).map((frame) => frame.getPc())];
        for (const candidate of positions) {
            if (candidate?.getUri().startsWith("file:")) {
                const file = path.relative(this.options.project.root, fileURLToPath(candidate.getUri()));
                if (!/(^|[\\/])(\.\.|node_modules|site-packages)[\\/]/.test(file)) {
                    return {
                        file: file.replaceAll(path.sep, "/"),
                        line: candidate.getLine(),
                        column: candidate.getColumn() || 1,
                    };
                }
            }
        }
        return undefined;
    }
}

/** How many resource operations the program may have under way. */
export const PARALLEL = 32;

/** The messages that name a provider's plugin. */
interface Versioned {
    getVersion(): string;
    getPlugindownloadurl(): string;
    getPackageref(): string;
}

function remember(callbacks: Callback[], callback: Callback): Empty {
    callbacks.push(callback);
    return new Empty();
}

function struct(values: Values): Struct {
    return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

function optionsOf(request: protocol.RegisterResourceRequest): protocol.TransformResourceOptions {
    const options = new protocol.TransformResourceOptions()
        .setDependsOnList(request.getDependenciesList())
        .setIgnoreChangesList(request.getIgnorechangesList())
        .setReplaceOnChangesList(request.getReplaceonchangesList())
        .setVersion(request.getVersion())
        .setAliasesList([
            ...request.getAliasurnsList().map((urn) => new Alias().setUrn(urn)),
            ...request.getAliasesList(),
        ])
        .setProvider(request.getProvider())
        .setCustomTimeouts(request.getCustomtimeouts())
        .setPluginDownloadUrl(request.getPlugindownloadurl())
        .setDeletedWith(request.getDeletedwith())
        .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
        .setImport(request.getImportid());
    if (request.hasProtect()) {
        options.setProtect(request.getProtect() as boolean);
    }
    if (request.hasRetainondelete()) {
        options.setRetainOnDelete(request.getRetainondelete() as boolean);
    }
    if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()) {
        options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    }
    request.getProvidersMap().forEach((reference, name) => options.getProvidersMap().set(name, reference));
    return options;
}

/** Where a request names no dependencies by property, each property has all of the resource's. */
function propertyDependenciesOf(request: protocol.RegisterResourceRequest): Record<string, string[]> {
    const dependencies: Record<string, string[]> = {};
    const named = request.getPropertydependenciesMap();
    if (named.getLength() === 0 && !request.getRemote()) {
        for (const key of Object.keys(request.getObject()?.toJavaScript() ?? {})) {
            dependencies[key] = request.getDependenciesList();
        }
        return dependencies;
    }
    named.forEach((urns, key) => {
        dependencies[key] = urns.getUrnsList();
    });
    return dependencies;
}

/** The engine does not send an empty list. */
function withoutEmpty(dependencies: Record<string, string[]>): Record<string, string[]> {
    return Object.fromEntries(Object.entries(dependencies).filter(([, urns]) => urns.length > 0));
}

const UNITS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** Seconds of a duration such as `1h30m`. */
function seconds(duration: string): number {
    let total = 0;
    for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
        total += Number(amount) * (UNITS[unit as string] as number);
    }
    return total;
}
