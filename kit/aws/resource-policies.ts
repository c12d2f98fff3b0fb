/** Policies of resources: where each type keeps its own, and whom a statement lets in. */
import { resourceType, type Resource, type ResourceType, type Values } from "../resource";
import { guard, hasUnknown, isUnknownValue, known } from "../unknown";
import { allStatementsOf, texts, type Statement } from "./iam";
import { parseBlock } from "./cidr";
import { matchesAction } from "./permissions";

/** Where a type's policy stands, and what it is the policy of where that is another resource. */
interface Place {
    document: string;
    of?: string;
    /** The type of that other resource, where `policiesOf` is asked for it. */
    type?: string;
}

/** Source: the type definitions of @pulumi/aws 7.48.0. Policies of VPC endpoints speak of what is behind them. */
const PLACES: Record<string, Place> = {
    "aws:acmpca/policy:Policy": { document: "policy", of: "resourceArn" },
    "aws:apigateway/restApi:RestApi": { document: "policy" },
    "aws:apigateway/restApiPolicy:RestApiPolicy": { document: "policy", of: "restApiId" },
    "aws:backup/vaultPolicy:VaultPolicy": { document: "policy", of: "backupVaultName" },
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": { document: "policy", of: "eventBusName" },
    "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": { document: "accessPolicy", of: "destinationName" },
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { document: "policyDocument" },
    "aws:codeartifact/domainPermissions:DomainPermissions": { document: "policyDocument", of: "domain" },
    "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": {
        document: "policyDocument",
        of: "repository",
    },
    "aws:codebuild/resourcePolicy:ResourcePolicy": { document: "policy", of: "resourceArn" },
    "aws:dynamodb/resourcePolicy:ResourcePolicy": {
        document: "policy",
        of: "resourceArn",
        type: "aws:dynamodb/table:Table",
    },
    "aws:ecr/registryPolicy:RegistryPolicy": { document: "policy" },
    "aws:ecr/repositoryPolicy:RepositoryPolicy": { document: "policy", of: "repository" },
    "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": { document: "policy", of: "repositoryName" },
    "aws:efs/fileSystemPolicy:FileSystemPolicy": { document: "policy", of: "fileSystemId" },
    "aws:elasticsearch/domain:Domain": { document: "accessPolicies" },
    "aws:elasticsearch/domainPolicy:DomainPolicy": { document: "accessPolicies", of: "domainName" },
    "aws:glacier/vault:Vault": { document: "accessPolicy" },
    "aws:glue/resourcePolicy:ResourcePolicy": { document: "policy" },
    "aws:kinesis/resourcePolicy:ResourcePolicy": {
        document: "policy",
        of: "resourceArn",
        type: "aws:kinesis/stream:Stream",
    },
    "aws:kms/externalKey:ExternalKey": { document: "policy" },
    "aws:kms/key:Key": { document: "policy" },
    "aws:kms/keyPolicy:KeyPolicy": { document: "policy", of: "keyId", type: "aws:kms/key:Key" },
    "aws:kms/replicaKey:ReplicaKey": { document: "policy" },
    "aws:lambda/resourcePolicy:ResourcePolicy": {
        document: "policy",
        of: "resourceArn",
        type: "aws:lambda/function:Function",
    },
    "aws:mediastore/containerPolicy:ContainerPolicy": { document: "policy", of: "containerName" },
    "aws:msk/clusterPolicy:ClusterPolicy": { document: "policy", of: "clusterArn" },
    "aws:opensearch/domain:Domain": { document: "accessPolicies" },
    "aws:opensearch/domainPolicy:DomainPolicy": { document: "accessPolicies", of: "domainName" },
    "aws:redshiftserverless/resourcePolicy:ResourcePolicy": { document: "policy", of: "resourceArn" },
    "aws:s3/accessPoint:AccessPoint": { document: "policy" },
    "aws:s3/bucket:Bucket": { document: "policy" },
    "aws:s3/bucketPolicy:BucketPolicy": { document: "policy", of: "bucket", type: "aws:s3/bucket:Bucket" },
    "aws:s3control/accessPointPolicy:AccessPointPolicy": { document: "policy", of: "accessPointArn" },
    "aws:schemas/registryPolicy:RegistryPolicy": { document: "policy", of: "registryName" },
    "aws:secretsmanager/secret:Secret": { document: "policy" },
    "aws:secretsmanager/secretPolicy:SecretPolicy": {
        document: "policy",
        of: "secretArn",
        type: "aws:secretsmanager/secret:Secret",
    },
    "aws:ses/identityPolicy:IdentityPolicy": { document: "policy", of: "identity" },
    "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": { document: "policy", of: "emailIdentity" },
    "aws:sns/topic:Topic": { document: "policy" },
    "aws:sns/topicPolicy:TopicPolicy": { document: "policy", of: "arn", type: "aws:sns/topic:Topic" },
    "aws:sqs/queue:Queue": { document: "policy" },
    "aws:sqs/queuePolicy:QueuePolicy": { document: "policy", of: "queueUrl", type: "aws:sqs/queue:Queue" },
};

/** Types that are one statement each, and the properties of their condition: property -> condition key. */
const PERMISSIONS: Record<string, { conditions: Record<string, string>; of: string; type?: string }> = {
    "aws:lambda/permission:Permission": {
        of: "function",
        type: "aws:lambda/function:Function",
        conditions: {
            eventSourceToken: "lambda:EventSourceToken",
            principalOrgId: "aws:PrincipalOrgID",
            sourceAccount: "aws:SourceAccount",
            sourceArn: "aws:SourceArn",
        },
    },
    "aws:lambda/layerVersionPermission:LayerVersionPermission": {
        of: "layerName",
        conditions: { organizationId: "aws:PrincipalOrgID" },
    },
    "aws:cloudwatch/eventPermission:EventPermission": { of: "eventBusName", conditions: {} },
};

/** Every type that says who may use a resource. */
export const ResourcePolicyHolder = resourceType<Values>(...Object.keys(PLACES), ...Object.keys(PERMISSIONS));

/** Who may use a resource. */
export interface ResourcePolicy {
    /** Where it is written. */
    property: string;
    /** What names the resource that it is the policy of; undefined for the holder itself. */
    of: string | undefined;
    statements: Statement[];
}

/** The types that hold a policy of resources of this type, each with the property that names the resource. */
export function policyHoldersOf({ type }: Resource<unknown>): { holder: ResourceType<Values>; of: string }[] {
    return Object.entries({ ...PLACES, ...PERMISSIONS }).flatMap(([token, { of, type: owner }]) =>
        of !== undefined && owner === type ? [{ holder: resourceType<Values>(token), of }] : [],
    );
}

/**
 * The policy that a resource holds; undefined where it holds none.
 * @throws UnknownValue where a statement is not known: it may deny what another allows.
 */
export function policyHeldBy(resource: Resource<unknown>): ResourcePolicy | undefined {
    const permission = PERMISSIONS[resource.type];
    if (permission) {
        const statements = [permissionOf(resource, permission.conditions)];
        return { property: "principal", of: permission.of, statements };
    }
    const place = PLACES[resource.type];
    if (!place || resource.unguarded[place.document] === undefined) {
        return undefined;
    }
    const statements = allStatementsOf((resource.props as Values)[place.document]);
    return { property: place.document, of: place.of, statements };
}

/** A permission as the statement that AWS makes of it. */
function permissionOf({ unguarded: values }: Resource<unknown>, conditions: Record<string, string>): Statement {
    const { principal } = values;
    const given = Object.entries(conditions).filter(([property]) => values[property] !== undefined);
    const isService = typeof principal === "string" && !isUnknownValue(principal) && /\.amazon(aws)?\./.test(principal);
    return guard({
        Effect: "Allow",
        Principal: (isUnknownValue(principal) ? principal : { [isService ? "Service" : "AWS"]: principal }) as "*",
        Action: (values.action ?? "events:PutEvents") as string,
        // Lambda compares a source's ARN by StringLike.
        Condition:
            values.condition === undefined
                ? {
                      StringLike: entriesOf(given.filter(([property]) => property === "sourceArn")),
                      StringEquals: entriesOf(given.filter(([property]) => property !== "sourceArn")),
                  }
                : conditionOf(values.condition),
    });

    function entriesOf(properties: [string, string][]): Record<string, string> {
        return Object.fromEntries(properties.map(([property, key]) => [key, values[property] as string]));
    }
}

/** The condition of an EventPermission: `{ type, key, value }`; unknown as a whole where one of the first two is. */
function conditionOf(condition: unknown): Statement["Condition"] {
    const { type, key, value } = condition as Record<string, string>;
    const unknown = [condition, type, key].find(isUnknownValue);
    return unknown === undefined ? { [String(type)]: { [String(key)]: value ?? "" } } : (unknown as never);
}

/**
 * The statements that let anyone in: every account, or everybody on the internet, where no condition says who or from
 * where, and no denial closes it again.
 * @throws UnknownValue where that cannot be told.
 */
export function openStatements(statements: Statement[]): Statement[] {
    return statements.filter(
        (statement) =>
            statement.Effect === "Allow" &&
            isAnyone(statement) &&
            !isRestricted(statement) &&
            !statements.some((denial) => closes(denial, statement)),
    );
}

/** Service principals that a statement lets in for whichever account the service acts. */
export function servicesForAnyAccount(statement: Statement): string[] {
    const { Effect: effect, Principal: principal } = statement;
    if (effect !== "Allow" || typeof principal !== "object" || principal === null || !("Service" in principal)) {
        return [];
    }
    const services = texts(principal.Service);
    return services.length > 0 && !isRestricted(statement) ? services : [];
}

/** True for every principal: `*`, every AWS account, or all but some. */
export function isAnyone(statement: Statement): boolean {
    const { Principal: principal } = statement;
    if (typeof principal === "object" && principal !== null) {
        return "AWS" in principal && texts(principal.AWS).includes("*");
    }
    return principal === "*" || "NotPrincipal" in statement;
}

/** True where one of the conditions says who may come in, or from where. */
export function isRestricted(statement: Statement): boolean {
    return conditionsOf(statement).some(
        ([operator, key, value]) => POSITIVE.test(operator) && String(value) !== "false" && narrows(key, value),
    );
}

/**
 * Operators that hold only where the key is there: not those with IfExists or ForAllValues.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const POSITIVE = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress|Bool)$/i;
const NEGATIVE = /^(For(Any|All)Values?:)?(StringNot\w+|ArnNot\w+|NotIpAddress|Bool)(IfExists)?$/i;

/**
 * Keys that say who calls, for whom, or from where.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, "The meaning of
 * public", and the condition keys of EFS, KMS, SNS, STS and Alexa.
 */
const NARROWING = new RegExp(
    "^(aws:(source(arn|account|owner|orgid|orgpaths|ip|vpc|vpce|vpcarn)|vpce(account|orgid|orgpaths)" +
        "|principal(arn|account|orgid|orgpaths|isawsservice|servicename)|userid|username)" +
        "|kms:calleraccount|s3:dataaccesspoint(arn|account)|elasticfilesystem:(accesspointarn|accessedviamounttarget)" +
        "|sns:endpoint|sts:externalid|lambda:eventsourcetoken)$",
    "i",
);

/** True for a key that says who or from where, and a value that is not everyone or everywhere. */
function narrows(key: string, value: unknown): boolean {
    return NARROWING.test(key) && !texts(value).some((one) => isWide(key, one));
}

/** The known world of a key: any value, an ARN of any account and name, or a public block wider than /8. */
function isWide(key: string, value: string): boolean {
    if (/sourceip$/i.test(key)) {
        const block = parseBlock(value);
        return block ? block.prefix < 8 : /^::\/[0-9]$/.test(value);
    }
    return /^\**$/.test(value) || /^arn:[^:]*:[^:]*:[^:]*:\*?:[*?:/]*$/.test(value);
}

/** True where a denial takes back what a statement allows, or may, for all but those whom its condition names. */
function closes(denial: Statement, statement: Statement): boolean {
    if (denial.Effect !== "Deny" || !(isAnyone(denial) || hasUnknown(denial.Principal)) || !covers(denial, statement)) {
        return false;
    }
    const conditions = conditionsOf(denial);
    return (
        conditions.length === 0 ||
        conditions.some(
            ([operator, key, value]) => NEGATIVE.test(operator) && String(value) !== "true" && narrows(key, value),
        )
    );
}

/** True where a denial is of every action that a statement allows, or may be. */
function covers(denial: Statement, { Action: allowed }: Statement): boolean {
    const denied = texts(denial.Action);
    const actions = texts(allowed);
    return (
        "NotAction" in denial ||
        hasUnknown(denial.Action) ||
        (actions.length > 0 && actions.every((action) => matchesAction(denied, action)))
    );
}

/** The conditions of a statement: operator, key and value. */
function conditionsOf({ Condition: condition }: Statement): [string, string, unknown][] {
    return Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
        // A value that is not known is as narrow as what it is computed from.
        Object.keys(keys ?? {}).map((key): [string, string, unknown] => [operator, key, known(keys, key)]),
    );
}
