/** The messages of the analyzer protocol (`pulumi/analyzer.proto`), written and read. */
import type { Message } from "google-protobuf";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type * as Proto from "@pulumi/pulumi/proto/analyzer_pb";

import { readNotKnown } from "../../kit/engine/message";
import type { Learned } from "../../kit/engine/partial";
import type { Values } from "../inputs/stack";
import type { Severity } from "../results";
import type {
    Analysis,
    AnalyzerPolicy,
    AnalyzerResource,
    AnalyzerStackResource,
    Answer,
    Method,
    PolicyLevel,
    Request,
} from "./protocol";

/** The numbers that stand for levels and severities. */
const LEVELS: PolicyLevel[] = ["advisory", "mandatory", "disabled", "remediate"];
const SEVERITIES: (Severity | undefined)[] = [undefined, "low", "medium", "high", "critical"];

/** What lies beside a message that never leaves its process: the protocol has no place for it (kit/engine/sdk.ts). */
interface Beside {
    learned?: Learned[];
    readsLearned?: boolean;
}

/** For each call, how its request is written and its answer read. */
export type Messages = {
    [M in Method]: { write(request: Request<M>): Message; read(response: never): Answer<M> };
};

/**
 * The messages with the classes of an installed @pulumi/pulumi.
 * @param toStruct writes a property bag.
 */
export function makeMessages(
    proto: typeof Proto,
    Empty: new () => Message,
    toStruct: (properties: Values) => Struct,
): Messages {
    return {
        configureStack: {
            write(stack) {
                const request = new proto.AnalyzerStackConfigureRequest();
                request.setStack(stack.stack);
                request.setProject(stack.project);
                request.setOrganization(stack.organization);
                request.setDryRun(true);
                request.setConfigSecretKeysList(stack.secretKeys);
                Object.entries(stack.config).forEach(([key, value]) => request.getConfigMap().set(key, value));
                Object.entries(stack.tags).forEach(([key, value]) => request.getTagsMap().set(key, value));
                return request;
            },
            read: () => undefined,
        },
        getAnalyzerInfo: {
            write: () => new Empty(),
            read(info: Proto.AnalyzerInfo) {
                const initialConfig: Answer<"getAnalyzerInfo">["initialConfig"] = [];
                info.getInitialconfigMap().forEach((config, policy) => {
                    initialConfig.push([
                        policy,
                        { level: LEVELS[config.getEnforcementlevel()], properties: values(config.getProperties()) },
                    ]);
                });
                const policies = info.getPoliciesList().map((policy) => readPolicy(policy, info.getSupportsconfig()));
                const { readsLearned } = info as Beside;
                return { name: info.getName(), version: info.getVersion(), policies, initialConfig, readsLearned };
            },
        },
        configure: {
            write(policies) {
                const request = new proto.ConfigureAnalyzerRequest();
                for (const [policy, { level, properties }] of policies) {
                    const config = new proto.PolicyConfig();
                    config.setEnforcementlevel(LEVELS.indexOf(level));
                    config.setProperties(toStruct(properties));
                    request.getPolicyconfigMap().set(policy, config);
                }
                return request;
            },
            read: () => undefined,
        },
        remediate: {
            write: (resource) => fill(new proto.AnalyzeRequest(), resource),
            read: (response: Proto.RemediateResponse) =>
                response.getRemediationsList().map((remediation) => ({
                    policy: remediation.getPolicyname(),
                    description: remediation.getDescription(),
                    properties: remediation.hasProperties() ? values(remediation.getProperties()) : undefined,
                    diagnostic: remediation.getDiagnostic() || undefined,
                })),
        },
        analyze: {
            write: (resource) => fill(new proto.AnalyzeRequest(), withoutInternals(resource)),
            read: readAnalysis,
        },
        analyzeStack: {
            write(resources) {
                const request = new proto.AnalyzeStackRequest();
                request.setResourcesList(resources.map(writeStackResource));
                return request;
            },
            read: readAnalysis,
        },
    };

    function writeStackResource(resource: AnalyzerStackResource): Proto.AnalyzerResource {
        const message = fill(new proto.AnalyzerResource(), withoutInternals(resource));
        message.setParent(resource.parent ?? "");
        message.setDependenciesList(resource.dependencies);
        for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
            const dependencies = new proto.AnalyzerPropertyDependencies();
            dependencies.setUrnsList(urns);
            message.getPropertydependenciesMap().set(property, dependencies);
        }
        return message;
    }

    function fill<M extends Proto.AnalyzeRequest | Proto.AnalyzerResource>(message: M, resource: AnalyzerResource): M {
        const { protect, ignoreChanges, deleteBeforeReplace, additionalSecretOutputs, aliases, customTimeouts } =
            resource.options;
        const options = new proto.AnalyzerResourceOptions();
        options.setProtect(protect ?? false);
        options.setIgnorechangesList(ignoreChanges ?? []);
        options.setDeletebeforereplace(deleteBeforeReplace ?? false);
        options.setDeletebeforereplacedefined(deleteBeforeReplace !== undefined);
        options.setAdditionalsecretoutputsList(additionalSecretOutputs ?? []);
        options.setAliasesList(aliases ?? []);
        options.setParent(resource.parent ?? "");
        const timeouts = new proto.AnalyzerResourceOptions.CustomTimeouts();
        timeouts.setCreate(customTimeouts?.create ?? 0);
        timeouts.setUpdate(customTimeouts?.update ?? 0);
        timeouts.setDelete(customTimeouts?.delete ?? 0);
        timeouts.setRead(customTimeouts?.read ?? 0);
        options.setCustomtimeouts(timeouts);

        message.setUrn(resource.urn);
        message.setType(resource.type);
        message.setName(resource.name);
        message.setProperties(toStruct(resource.properties));
        message.setOptions(options);
        (message as Beside).learned = resource.learned;
        if (resource.provider) {
            const provider = new proto.AnalyzerProviderResource();
            provider.setUrn(resource.provider.urn);
            provider.setType(resource.provider.type);
            provider.setName(resource.provider.name);
            provider.setProperties(toStruct(withoutInternals(resource.provider).properties));
            message.setProvider(provider);
        }
        return message;
    }
}

function readPolicy(policy: Proto.PolicyInfo, supportsConfig: boolean): AnalyzerPolicy {
    const framework = policy.getFramework();
    const schema = policy.getConfigschema();
    return {
        name: policy.getName(),
        displayName: policy.getDisplayname(),
        description: policy.getDescription(),
        level: LEVELS[policy.getEnforcementlevel()] as PolicyLevel,
        severity: SEVERITIES[policy.getSeverity()],
        url: policy.getUrl() || undefined,
        remediationSteps: policy.getRemediationSteps() || undefined,
        framework: framework && {
            name: framework.getName(),
            version: framework.getVersion(),
            reference: framework.getReference(),
            specification: framework.getSpecification(),
        },
        tags: policy.getTagsList(),
        schema: supportsConfig
            ? {
                  properties: values(schema?.getProperties()) as Record<string, Values>,
                  required: schema?.getRequiredList() ?? [],
              }
            : undefined,
    };
}

function readAnalysis(response: Proto.AnalyzeResponse): Analysis {
    return {
        diagnostics: response.getDiagnosticsList().map((diagnostic) => ({
            policy: diagnostic.getPolicyname(),
            description: diagnostic.getDescription(),
            message: diagnostic.getMessage(),
            level: LEVELS[diagnostic.getEnforcementlevel()] as PolicyLevel,
            severity: SEVERITIES[diagnostic.getSeverity()],
            urn: diagnostic.getUrn(),
        })),
        notKnown: response
            .getNotApplicableList()
            .flatMap((entry) =>
                readNotKnown(entry.getReason()).map((notJudged) => ({ policy: entry.getPolicyName(), ...notJudged })),
            ),
    };
}

function values(struct: Struct | undefined): Values {
    return struct?.toJavaScript() ?? {};
}

/** The engine keeps its own top-level properties, such as `__defaults`, from what a policy checks. */
function withoutInternals<R extends { properties: Values }>(resource: R): R {
    const keys = Object.keys(resource.properties);
    const shown = keys.filter((key) => !key.startsWith("__"));
    return shown.length === keys.length
        ? resource
        : { ...resource, properties: Object.fromEntries(shown.map((key) => [key, resource.properties[key]])) };
}
