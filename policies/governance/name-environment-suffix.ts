import { type Environment, isConfigured, oncePerStack, type Resource, resourceGlobs, stackPolicy } from "../../kit";
import { isNameUnknown, isPrescribedName, physicalName, uninterpolated } from "../../kit/aws";

const Position = {
    type: "string",
    enum: ["anywhere", "end", "start"],
    default: "anywhere",
    description:
        "Where in the name the suffix must stand, as a word of its own. At the `end` an account id, a region, a zone, a number or `.fifo` may follow.",
} as const;

export const nameEnvironmentSuffix = stackPolicy({
    name: "name-environment-suffix",
    title: "Names carry the environment, so that two environments fit into one account",
    severity: "medium",
    level: "advisory",
    why: "the second environment in the account fails on a name that is taken, and nobody can tell whose a resource is",
    fix: "end the name with the environment suffix",
    links: [
        "https://www.pulumi.com/docs/iac/concepts/resources/names/",
        "https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html",
    ],
    settings: {
        suffix: {
            type: "string",
            description:
                "The suffix. Without it the configured `environmentSuffix` of the project, or else the stack's name or the environment in it.",
        },
        position: Position,
        logical: {
            type: "boolean",
            default: false,
            description: "Whether the names in the program must carry the suffix as well.",
        },
        exempt: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Globs on a resource's type, or on `type::name`, whose names are free.",
        },
    },
    check(_props, { resource, stack, settings, environment, report, undecided }) {
        const { name: logical, token } = resource;
        if (!/^aws(-native)?:/.test(token) || isMadeByPackage(resource, environment) || uninterpolated(logical)) {
            return;
        }
        if (isNameUnknown(resource)) {
            undecided("name");
            return;
        }
        const suffixes = suffixesOf(settings.suffix, environment);
        const lacks = (name: string): boolean => !suffixes.some((suffix) => hasSuffix(name, suffix, settings.position));
        const physical = SCOPED.has(resource.type) ? undefined : physicalName(resource);
        const isWrong =
            physical &&
            !isPrescribedName(resource, physical.value) &&
            !isDomain(physical.value) &&
            // Each environment's configuration says its own.
            !isConfigured(physical.value, environment) &&
            !uninterpolated(physical.value) &&
            lacks(physical.value);
        const wrong = isWrong ? physical : undefined;
        const logicalToo = settings.logical && lacks(logical);
        if ((!wrong && !logicalToo) || resourceGlobs(settings.exempt)(resource)) {
            return;
        }
        const [suffix] = suffixes as [string];
        const right = (name: string): string =>
            settings.position === "start" ? `${suffix}-${name}` : `${name}-${suffix}`;
        const also = logicalToo ? `, and so does the logical name "${logical}"` : "";
        const cause = {
            // They are listed by the names that they have in the program, which may well carry it.
            problem: `resources are named${wrong ? " in AWS" : ""} without the environment suffix "${suffix}"`,
            fix: `make every name from the environment, such as "${right(wrong?.value ?? logical)}"`,
            among: settings.logical ? stack.managed.length : named(stack).length,
        };
        if (wrong) {
            report(wrong.property, `"${wrong.value}" lacks the environment suffix "${suffix}"${also}`, {
                fix: `name it after the environment, such as "${right(wrong.value)}"`,
                cause,
            });
        } else {
            report(undefined, `the logical name "${logical}" lacks the environment suffix "${suffix}"`, {
                fix: `name it after the environment in the program, such as "${right(logical)}"`,
                cause,
            });
        }
    },
});

/** The resources whose names are the program's. */
const named = oncePerStack((stack) =>
    stack.managed.filter((resource) => !SCOPED.has(resource.type) && physicalName(resource)),
);

/** Packages whose components name what they make. */
const PACKAGES = /^(awsx|eks|aws-(?!native:)[\w-]+):(\w+)/;

/** True for what another package's component makes, whose names are that package's. */
function isMadeByPackage({ urn }: Resource<unknown>, { project }: Environment): boolean {
    const [, , types = ""] = urn.split("::");
    return types.split("$").some((type) => {
        const [, name, module] = PACKAGES.exec(type) ?? [];
        // A project of that name calls its own components by it.
        return name !== undefined && (name !== project || module === "index");
    });
}

/** True for a domain, such as a website's bucket has for its name. */
function isDomain(name: string): boolean {
    return /^([a-z0-9_*-]+\.)+(?!fifo$)[a-z]{2,}\.?$/i.test(name);
}

/** Types whose name is a domain, is the environment's own, or is unique within another resource only, which carries it. */
const SCOPED = new Set([
    "aws:apigateway/authorizer:Authorizer",
    "aws:apigateway/model:Model",
    "aws:apigateway/requestValidator:RequestValidator",
    "aws:apigateway/stage:Stage",
    "aws:apigatewayv2/authorizer:Authorizer",
    "aws:apigatewayv2/model:Model",
    "aws:apigatewayv2/stage:Stage",
    "aws:appautoscaling/policy:Policy",
    "aws:appautoscaling/scheduledAction:ScheduledAction",
    "aws:appconfig/configurationProfile:ConfigurationProfile",
    "aws:appconfig/environment:Environment",
    "aws:appmesh/gatewayRoute:GatewayRoute",
    "aws:appmesh/route:Route",
    "aws:appsync/channelNamespace:ChannelNamespace",
    "aws:appsync/dataSource:DataSource",
    "aws:appsync/function:Function",
    "aws:autoscaling/lifecycleHook:LifecycleHook",
    "aws:autoscaling/policy:Policy",
    "aws:autoscaling/schedule:Schedule",
    "aws:backup/restoreTestingSelection:RestoreTestingSelection",
    "aws:backup/selection:Selection",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    "aws:cloudwatch/logStream:LogStream",
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    "aws:cognito/resourceServer:ResourceServer",
    "aws:cognito/userGroup:UserGroup",
    "aws:cognito/userPoolClient:UserPoolClient",
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "aws:eks/capability:Capability",
    "aws:eks/fargateProfile:FargateProfile",
    "aws:eks/nodeGroup:NodeGroup",
    "aws:glue/catalogTable:CatalogTable",
    "aws:glue/userDefinedFunction:UserDefinedFunction",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/userPolicy:UserPolicy",
    "aws:kinesis/streamConsumer:StreamConsumer",
    "aws:kms/grant:Grant",
    "aws:lambda/alias:Alias",
    "aws:lex/botAlias:BotAlias",
    "aws:msk/topic:Topic",
    "aws:organizations/account:Account",
    "aws:organizations/organizationalUnit:OrganizationalUnit",
    "aws:s3/analyticsConfiguration:AnalyticsConfiguration",
    "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration",
    "aws:s3/bucketMetric:BucketMetric",
    "aws:s3/inventory:Inventory",
    "aws:s3tables/namespace:Namespace",
    "aws:s3tables/table:Table",
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
    "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
    "aws:servicediscovery/service:Service",
    "aws:ses/eventDestination:EventDestination",
    "aws:ses/identityPolicy:IdentityPolicy",
    "aws:ses/receiptRule:ReceiptRule",
    "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
    "aws:sfn/alias:Alias",
    "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
    "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
    "aws:transfer/user:User",
    "aws:vpclattice/listener:Listener",
    "aws:vpclattice/listenerRule:ListenerRule",
    "aws:wafv2/webAclRule:WebAclRule",
]);

/** What a stack's name may call its environment, and what names then say. */
const ENVIRONMENTS = [
    ["prod", "production", "prd", "live"],
    ["dev", "develop", "development"],
    ["test", "testing", "tst"],
    ["stage", "staging", "stg"],
    ["qa"],
    ["uat"],
    ["sandbox"],
    ["preprod"],
];

/** The suffixes of which a name must have one, the one to suggest first. */
function suffixesOf(setting: string | undefined, { config, project, stack }: Environment): string[] {
    const stated = setting || config[`${project}:environmentSuffix`];
    if (stated) {
        return [stated];
    }
    const words = stack.toLowerCase().split(/[^a-z0-9]+/);
    return [stack, ...ENVIRONMENTS.filter((names) => names.some((name) => words.includes(name))).flat()];
}

/** Words that only begin or end as an environment does: developers, products, latest. */
const LONGER_WORD = /^(developer|product|producer|tester|testimonial|livestock|liveness|sandboxes)/;
const LONGER_ENDING = /(alive|olive|attest|contest|fastest|greatest|latest|protest)$/;

/** What may follow a suffix at the end of a name. */
const TAIL = String.raw`([^a-z0-9]+(\d{1,12}|[a-z]{2}-[a-z]+-\d[a-z]?|[a-z]))*(\.fifo)?$`;

function hasSuffix(name: string, suffix: string, position: string): boolean {
    const word = suffix.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    // A name of letters and digits only has no other way to carry it: ordersdev.
    if (/^[a-z0-9]+$/i.test(name)) {
        const [lower, part] = [name.toLowerCase(), suffix.toLowerCase()];
        const atStart = position !== "end" && lower.startsWith(part) && !LONGER_WORD.test(lower);
        const atEnd = position !== "start" && lower.endsWith(part) && !LONGER_ENDING.test(lower);
        if (atStart || atEnd) {
            return true;
        }
    }
    const before = position === "start" ? "^[^a-z0-9]*" : "(^|[^a-z0-9])";
    const after = position === "end" ? TAIL : "($|[^a-z0-9])";
    const separated = name.replace(/([a-z0-9])([A-Z])/g, "$1-$2");
    return [name, separated].some((text) => new RegExp(before + word + after, "i").test(text));
}
