/**
 * The form of each facts file, as a JSON schema and as a type of the same name. `npm run facts -- --check` holds the
 * files to the schemas; a reader needs the type only: `readFacts<LambdaRuntimes>("lambda-runtimes")`.
 */
import {
    Type,
    type Static,
    type TArray,
    type TNull,
    type TObject,
    type TProperties,
    type TSchema,
    type TUnion,
} from "@sinclair/typebox";

const text = Type.String({ minLength: 1 });
const day = Type.String({ format: "date" });
const token = Type.String({ pattern: "^aws:[^/:]+/[^/:]+:[^/:]+$" });
const regex = Type.String({ format: "regex" });
const unique = <T extends TSchema>(items: T): TArray<T> => Type.Array(items, { uniqueItems: true });
const closed = <P extends TProperties>(properties: P): TObject<P> =>
    Type.Object(properties, { additionalProperties: false });
const orNull = <T extends TSchema>(schema: T): TUnion<[T, TNull]> => Type.Union([schema, Type.Null()]);

const confidence = Type.Union([Type.Literal("high"), Type.Literal("medium"), Type.Literal("low")]);

/** What every file says of itself. */
const HEAD = {
    $comment: text,
    asOf: day,
    source: Type.Union([text, Type.Array(text, { minItems: 1 })]),
    license: Type.Union([text, Type.Record(text, text)]),
};
const facts = <P extends TProperties>(properties: P): TObject<typeof HEAD & P> => closed({ ...HEAD, ...properties });

/** Namespace -> a name that is no metric -> the right one. */
const Corrections = Type.Record(
    text,
    Type.Record(text, closed({ replacement: Type.Optional(orNull(text)), note: Type.Optional(text) })),
);

const CloudwatchMetric = closed({
    /** Sets of dimension names under which the metric is published; none where no source says. */
    dimensionSets: unique(unique(text)),
    /** The statistic that suits it; null where no source says. */
    statistic: orNull(text),
    sources: Type.Array(text, { minItems: 1 }),
});
const CloudwatchNamespace = closed({
    tier: Type.Union([Type.Literal("primary"), Type.Literal("extra")]),
    knownDimensionKeys: unique(text),
    resourceKeys: orNull(unique(text)),
    fallbackDimensionSets: unique(unique(text)),
    metrics: Type.Record(text, CloudwatchMetric),
});
export const CloudwatchMetrics = facts({
    /** Namespace -> dimension -> what its value looks like. */
    dimensionValueHints: Type.Record(text, Type.Record(text, text)),
    knownWrong: Corrections,
    namespaces: Type.Record(text, CloudwatchNamespace),
});
export type CloudwatchMetrics = Static<typeof CloudwatchMetrics>;

export const DatabaseInstanceClasses = facts({
    /** A family that nobody can create a database or a cache of -> the one that follows it. */
    retired: Type.Record(text, text),
    /** A previous generation that can still be had -> the one that follows it. */
    old: Type.Record(text, text),
});
export type DatabaseInstanceClasses = Static<typeof DatabaseInstanceClasses>;

export const DmsEndpointEngines = facts({
    /** Engines whose endpoints take a user name and a password, or a secret instead. */
    database: unique(text),
    /** Engines whose `sslMode` may be other than `none`. */
    ssl: unique(text),
});
export type DmsEndpointEngines = Static<typeof DmsEndpointEngines>;

/** Namespace -> names of metrics, or of dimensions. */
const Names = Type.Record(text, unique(text));
export const CloudwatchAlarms = facts({
    /** Namespaces whose metrics are all listed. */
    complete: unique(text),
    neverWithoutDimensions: unique(text),
    optionalDimensions: Names,
    moreDimensions: Names,
    /** Namespace -> metric, or `*` for all -> sets of dimensions that cloudwatch-metrics.json lacks. */
    moreDimensionSets: Type.Record(text, Type.Record(text, unique(unique(text)))),
    moreMetrics: Names,
    moreKnownWrong: Corrections,
    /** Namespace -> dimension -> what its value looks like, and how to write it. */
    values: Type.Record(text, Type.Record(text, closed({ pattern: regex, wants: text, write: text }))),
    /** Namespace -> dimension -> property -> the types whose property it is. */
    names: Type.Record(text, Type.Record(text, Type.Record(text, unique(token)))),
    good: Names,
    progress: Names,
    bad: Names,
    onlyWhenItHappens: Names,
    continuous: Names,
});
export type CloudwatchAlarms = Static<typeof CloudwatchAlarms>;

const EndedService = closed({
    service: text,
    status: Type.Union([Type.Literal("ended"), Type.Literal("ending"), Type.Literal("closed-to-new")]),
    endOfSupport: Type.Optional(day),
    /** The day, or `yes` where none was published. */
    closedToNewCustomers: Type.Optional(Type.Union([day, Type.String({ pattern: "^yes\\b" })])),
    replacement: Type.Optional(text),
    tokens: unique(token),
    confidence,
    source: Type.Array(text, { minItems: 1 }),
    note: Type.Optional(text),
});
export const EndedServices = facts({
    services: Type.Array(EndedService),
    notInPulumiAws: Type.Array(
        closed({
            service: text,
            endOfSupport: Type.Optional(day),
            note: text,
            replacement: Type.Optional(text),
            confidence: Type.Optional(text),
        }),
    ),
});
export type EndedServices = Static<typeof EndedServices>;

/** Versions of the engines of managed services, RDS aside. */
export const EngineVersions = facts({
    engines: Type.Record(
        text,
        closed({
            name: text,
            /** What AWS does with what runs after the end of support: bills extended support, or upgrades it. */
            afterwards: Type.Union([Type.Literal("billed"), Type.Literal("upgraded")]),
            /** How many days before the end of support nobody can create one any more; null where AWS says no such thing. */
            closedDaysBefore: orNull(Type.Integer({ minimum: 0 })),
            /** A version to use instead, of the same engine. */
            suggested: text,
            /** All versions that AWS lets anyone create; null where no source lists them. */
            creatable: orNull(unique(text)),
            /** A version, or the beginning of versions -> the end of its support. */
            versions: Type.Record(text, closed({ supportEnd: day, extendedSupportEnd: orNull(day) })),
        }),
    ),
});
export type EngineVersions = Static<typeof EngineVersions>;

const EksVersion = closed({
    /** From this day extended support is billed. */
    standardSupportEnd: orNull(day),
    /** From this day no cluster can be created with it. */
    extendedSupportEnd: orNull(day),
});
export const EksVersions = facts({ versions: Type.Record(text, EksVersion) });
export type EksVersions = Static<typeof EksVersions>;

export const CanaryRuntimes = facts({
    /** Runtime -> the day from which no canary can be created with it. */
    deprecated: Type.Record(text, day),
});
export type CanaryRuntimes = Static<typeof CanaryRuntimes>;

const OneOrMore = Type.Union([text, Type.Array(text, { minItems: 1 })]);
export const ManagedPolicies = facts({
    /** Path and name, such as `service-role/AWSLambdaBasicExecutionRole` -> what it says. */
    policies: Type.Record(
        text,
        closed({
            version: Type.String({ pattern: "^v\\d+$" }),
            source: text,
            statements: Type.Array(
                closed({
                    Effect: Type.Union([Type.Literal("Allow"), Type.Literal("Deny")]),
                    Action: Type.Optional(OneOrMore),
                    NotAction: Type.Optional(OneOrMore),
                    Resource: OneOrMore,
                    Condition: Type.Optional(Type.Record(text, Type.Record(text, OneOrMore))),
                }),
                { minItems: 1 },
            ),
        }),
    ),
});
export type ManagedPolicies = Static<typeof ManagedPolicies>;

export const OperatingSystems = facts({
    systems: Type.Array(
        closed({
            name: text,
            ends: day,
            successor: text,
            patterns: Type.Array(regex, { minItems: 1, uniqueItems: true }),
        }),
    ),
});
export type OperatingSystems = Static<typeof OperatingSystems>;

export const Ec2InstanceFamilies = facts({
    /** Family -> the one to use instead. */
    previous: Type.Record(text, text),
    paravirtual: unique(text),
});
export type Ec2InstanceFamilies = Static<typeof Ec2InstanceFamilies>;

export const FargateCpuMemory = facts({
    /** Operating system -> what LATEST stands for. */
    platformVersions: closed({ linux: text, windows: text }),
    /** Task sizes: CPU units, and the memory in MiB that goes with them. */
    combos: Type.Array(
        closed({
            cpu: Type.Integer({ minimum: 1 }),
            memory: unique(Type.Integer({ minimum: 1 })),
            linuxOnly: Type.Optional(Type.Boolean()),
            minPlatformVersion: Type.Optional(text),
        }),
    ),
});
export type FargateCpuMemory = Static<typeof FargateCpuMemory>;

export const LambdaProvidedModules = facts({
    /** Packages that a managed Node.js runtime has; a star for a scope. */
    node: closed({ since18: unique(text), until16: unique(text) }),
    python: closed({ runtime: unique(text), standardLibrary: unique(text) }),
});
export type LambdaProvidedModules = Static<typeof LambdaProvidedModules>;

const LambdaRuntime = closed({
    deprecated: orNull(day),
    blockCreate: orNull(day),
    blockUpdate: orNull(day),
    successor: orNull(text),
    inApi: Type.Boolean(),
    inPulumiEnum: Type.Boolean(),
});
export const LambdaRuntimes = facts({ runtimes: Type.Record(text, LambdaRuntime) });
export type LambdaRuntimes = Static<typeof LambdaRuntimes>;

const PhysicalName = closed({
    property: text,
    required: Type.Boolean(),
    prefixProperty: Type.Optional(text),
    maxLength: Type.Optional(Type.Integer({ minimum: 1 })),
});
export const PhysicalNames = facts({
    count: Type.Integer(),
    reservedNames: Type.Array(closed({ token: Type.Union([token, Type.Literal("*")]), pattern: regex, why: text })),
    /** Token -> the property that holds the name, where the rule in `source` finds none or another. */
    chosen: Type.Record(text, text),
    /** Token -> why what looks like its name is none. */
    excluded: Type.Record(text, text),
    resources: Type.Record(text, PhysicalName),
});
export type PhysicalNames = Static<typeof PhysicalNames>;

const placeholders = closed({
    reviewedExact: Type.Optional(unique(text)),
    awsDocs: Type.Optional(unique(text)),
    generic: Type.Optional(unique(text)),
    genericRepositories: Type.Optional(unique(text)),
    sidecarRepositories: Type.Optional(unique(text)),
    baseRepositories: Type.Optional(unique(text)),
    documentationCidrs: Type.Optional(unique(text)),
    regex: Type.Optional(unique(regex)),
    note: Type.Optional(text),
});
export const Placeholders = facts({
    hosts: placeholders,
    accountIds: placeholders,
    passwords: placeholders,
    usernames: placeholders,
    databaseNames: placeholders,
    images: placeholders,
    credentials: placeholders,
    literalInterpolation: placeholders,
});
export type Placeholders = Static<typeof Placeholders>;

export const ProviderDefaults = facts({
    /** Token -> property (a dot for a nested one) -> what the provider fills in. */
    defaults: Type.Record(text, Type.Record(text, Type.Unknown())),
    /** Token -> which of them AWS fills in rather than the provider. */
    leftToAws: Type.Record(text, unique(text)),
});
export type ProviderDefaults = Static<typeof ProviderDefaults>;

export const OutputTexts = facts({
    /** Token -> the computed properties that are a text which names something. */
    resources: Type.Record(text, unique(text)),
    /** Token of a data source -> the same of its result. */
    functions: Type.Record(text, unique(text)),
});
export type OutputTexts = Static<typeof OutputTexts>;

export const ProviderOutputs = facts({
    /** Token -> the properties that the provider computes where the program leaves them out. */
    resources: Type.Record(text, unique(text)),
    /** Token of a data source -> the properties of its result. */
    functions: Type.Record(text, unique(text)),
});
export type ProviderOutputs = Static<typeof ProviderOutputs>;

export const RdsCaCertificates = facts({
    /** The identifier of an authority -> until when its certificates are valid, and which one follows it. */
    certificates: Type.Record(text, closed({ validUntil: orNull(day), successor: orNull(text) })),
});
export type RdsCaCertificates = Static<typeof RdsCaCertificates>;

export const RdsTlsParameters = facts({
    /** Engine -> the parameter that makes it refuse unencrypted connections. */
    engines: Type.Record(
        text,
        closed({
            parameter: text,
            /** The values that switch it on. */
            on: unique(text),
            /** The first version that has the parameter. */
            since: text,
            /** The first version in which it is on by default; null where it never is. */
            defaultSince: orNull(text),
        }),
    ),
});
export type RdsTlsParameters = Static<typeof RdsTlsParameters>;

const RdsMajor = closed({
    standardSupportEnd: orNull(day),
    extendedSupportEnd: orNull(day),
    source: text,
    confidence: Type.Optional(text),
});
const RdsEngine = closed({
    validFor: unique(Type.Union([Type.Literal("instance"), Type.Literal("cluster")])),
    /** False where the source does not say which versions have ended: nothing may be flagged as retired then. */
    deprecationTracked: Type.Boolean(),
    creatable: orNull(unique(text)),
    deprecated: unique(text),
    /** All versions of an engine whose retirement is not tracked. */
    knownUntracked: orNull(unique(text)),
    creatableMajors: unique(text),
    majors: Type.Record(text, RdsMajor),
    minorStandardSupportEnd: Type.Record(text, day),
});
export const RdsEngineVersions = facts({ engines: Type.Record(text, RdsEngine) });
export type RdsEngineVersions = Static<typeof RdsEngineVersions>;

/** Rules of other tools that ask for the same as a policy. */
export const PeerRules = facts({
    /** Tool -> how many rules for AWS it has; null where nobody counted. */
    tools: Type.Record(text, orNull(Type.Integer())),
    /** Policy -> tool -> its rules. */
    policies: Type.Record(text, Type.Record(text, unique(text))),
});
export type PeerRules = Static<typeof PeerRules>;

/** The controls of the standards that AWS Security Hub evaluates. */
export const SecurityHubControls = facts({
    controls: Type.Record(
        text,
        closed({
            standards: unique(Type.Union([Type.Literal("AWS FSBP 1.0.0"), Type.Literal("PCI DSS 4.0.1")])),
            severity: Type.Union(["critical", "high", "medium", "low"].map((severity) => Type.Literal(severity))),
            /** Whether a preview can judge it. */
            judgeable: Type.Union([Type.Literal("yes"), Type.Literal("partly"), Type.Literal("no")]),
            /** What to look for, or why a preview cannot. */
            how: text,
        }),
    ),
});
export type SecurityHubControls = Static<typeof SecurityHubControls>;

export const ServiceRoles = facts({
    /** Token -> the property that names a role -> the services of which one assumes it. */
    services: Type.Record(token, Type.Record(text, Type.Array(text, { minItems: 1, uniqueItems: true }))),
    /** The names of roles that a service looks up by themselves -> that service. */
    names: Type.Record(text, text),
});
export type ServiceRoles = Static<typeof ServiceRoles>;

export const StaticParameters = facts({
    /** Engine, as the family of a parameter group begins -> the parameters that only a reboot changes. */
    engines: Type.Record(text, unique(text)),
});
export type StaticParameters = Static<typeof StaticParameters>;

export const TaggableResources = facts({
    counts: closed({
        all: Type.Integer(),
        mapTags: Type.Integer(),
        otherShape: Type.Integer(),
        untaggable: Type.Integer(),
    }),
    /** Tokens whose `tags` is a map of strings. */
    mapTags: unique(token),
    /** Token -> the type of a `tags` that is no map. */
    otherShape: Type.Record(text, text),
    /** Token -> where it takes tags beside `tags`. */
    specialTagInputs: Type.Record(text, text),
    untaggable: unique(token),
});
export type TaggableResources = Static<typeof TaggableResources>;

const TlsServicePolicies = closed({
    /** What the service takes where nothing is said; null where AWS does not say. */
    default: orNull(text),
    recommended: text,
    /** Policy -> the oldest version that it accepts. */
    policies: Type.Record(
        text,
        Type.Union(["SSLv3", "1.0", "1.1", "1.2", "1.3"].map((oldest) => Type.Literal(oldest))),
    ),
    /** Policies of TLS 1.2 with ciphers that AWS recommends no more. */
    outdated: unique(text),
});
export const TlsPolicies = facts({
    services: closed({
        apigateway: TlsServicePolicies,
        cloudfront: TlsServicePolicies,
        elasticloadbalancing: TlsServicePolicies,
        opensearch: TlsServicePolicies,
    }),
});
export type TlsPolicies = Static<typeof TlsPolicies>;

/** Kind -> the names of that kind: `string`, `[]object` for a list of objects, `{}string` for a map; `a|b` for either. */
const Kinds = Type.Record(Type.String({ pattern: "^[a-z[{][a-z\\[\\]{}|]*$" }), unique(text));
export const ArgumentKinds = facts({
    /** The kind of an argument of a resource, as most resources have it. */
    arguments: Kinds,
    /** The kinds of what lies below, where they are others. */
    nested: Kinds,
    /** Token -> argument -> its kind, where that is another. */
    exceptions: Type.Record(token, Type.Record(text, text)),
});
export type ArgumentKinds = Static<typeof ArgumentKinds>;

/** File, without `.json` -> its schema. */
export const SCHEMAS: Record<string, TSchema> = {
    "argument-kinds": ArgumentKinds,
    "cloudwatch-alarms": CloudwatchAlarms,
    "cloudwatch-metrics": CloudwatchMetrics,
    "database-instance-classes": DatabaseInstanceClasses,
    "dms-endpoint-engines": DmsEndpointEngines,
    "canary-runtimes": CanaryRuntimes,
    "ec2-instance-families": Ec2InstanceFamilies,
    "eks-versions": EksVersions,
    "ended-services": EndedServices,
    "engine-versions": EngineVersions,
    "fargate-cpu-memory": FargateCpuMemory,
    "lambda-provided-modules": LambdaProvidedModules,
    "lambda-runtimes": LambdaRuntimes,
    "managed-policies": ManagedPolicies,
    "operating-systems": OperatingSystems,
    "peer-rules": PeerRules,
    "output-texts": OutputTexts,
    "physical-names": PhysicalNames,
    placeholders: Placeholders,
    "provider-defaults": ProviderDefaults,
    "provider-outputs": ProviderOutputs,
    "rds-ca-certificates": RdsCaCertificates,
    "rds-engine-versions": RdsEngineVersions,
    "rds-tls-parameters": RdsTlsParameters,
    "security-hub-controls": SecurityHubControls,
    "service-roles": ServiceRoles,
    "static-parameters": StaticParameters,
    "taggable-resources": TaggableResources,
    "tls-policies": TlsPolicies,
};
