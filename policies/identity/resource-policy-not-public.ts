import {
    at,
    isSet,
    isUnknownValue,
    type Resource,
    resourceType,
    type Stack,
    stackPolicy,
    type Values,
} from "../../kit";
import {
    openStatements,
    policyHeldBy,
    type ResourcePolicy,
    ResourcePolicyHolder,
    servicesForAnyAccount,
    type Statement,
    texts,
} from "../../kit/aws";

const RestApi = resourceType<Values>("aws:apigateway/restApi:RestApi");
const SearchDomain = resourceType<Values>("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain");
const PublicRegistry = resourceType("aws:ecrpublic/repositoryPolicy:RepositoryPolicy");
const Topics = resourceType("aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy");
const Queues = resourceType("aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy");
/**
 * It publishes to a topic only where the statement has no Condition.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html, "messages published into my
 * Amazon SNS topic".
 */
const UNCONDITIONED = "events.amazonaws.com";
/** Other policies speak of these. */
const ELSEWHERE = resourceType(
    "aws:lambda/layerVersionPermission:LayerVersionPermission",
    "aws:lambda/permission:Permission",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketPolicy:BucketPolicy",
);

export const resourcePolicyNotPublic = stackPolicy({
    name: "resource-policy-not-public",
    title: "No resource policy lets anyone in",
    severity: "critical",
    level: "mandatory",
    stops: "exposed",
    why: "every AWS account, and often everybody on the internet, may do what the statement allows",
    fix: "name the principals, or add a Condition on aws:PrincipalOrgID, aws:SourceAccount, aws:SourceArn or aws:SourceVpce",
    since: "0.2.0",
    controls: ["KMS.5", "SNS.4", "SQS.3"],
    frameworks: { "PCI DSS": ["7.2.1"] },
    links: [
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html",
    ],
    types: [ResourcePolicyHolder],
    check(_props, { resource, stack, report }) {
        const policy = resource.is<unknown>(ELSEWHERE) ? undefined : policyHeldBy(resource);
        if (!policy) {
            return;
        }
        const open = openStatements(policy.statements).find((statement) => exposes(statement, resource));
        if (open && !isClosedOtherwise(resource, policy, stack)) {
            report(policy.property, `anyone may do ${actionsOf(open)}`);
        }
        const isTopics: boolean = resource.is<unknown>(Topics);
        if (isTopics || resource.is<unknown>(Queues)) {
            const services = policy.statements.flatMap(servicesForAnyAccount);
            const service = services.find((name) => !isTopics || name !== UNCONDITIONED);
            if (service) {
                report(policy.property, `${service} may send for any account, not only for yours`, {
                    fix: "add a Condition on aws:SourceArn or aws:SourceAccount to the statement",
                    level: "advisory",
                    severity: "medium",
                });
            }
        }
    },
});

function actionsOf(statement: Statement): string {
    const actions = texts(statement.Action);
    const [first = "what the statement allows", ...more] = actions;
    return more.length > 0 ? `${first} and ${more.length} more` : first;
}

/** False for what is public by its nature: reading a public registry. */
function exposes(statement: Statement, resource: Resource<unknown>): boolean {
    return (
        !resource.is(PublicRegistry) ||
        texts(statement.Action).some((action) => !/^ecr-public:(Get|BatchGet|BatchCheck|Describe|List)/i.test(action))
    );
}

/**
 * True where something else than the policy decides who comes in: the methods of an API that is not private, the
 * network or the users of a search domain. Also where that cannot be told.
 */
function isClosedOtherwise(resource: Resource<unknown>, { of }: ResourcePolicy, stack: Stack): boolean {
    const owners = of === undefined ? [resource] : stack.targets(resource, of, RestApi, SearchDomain).resources;
    if (resource.type.startsWith("aws:apigateway/")) {
        return !owners.some(({ unguarded }) => texts(at(unguarded, "endpointConfiguration.types")).includes("PRIVATE"));
    }
    if (/^aws:(opensearch|elasticsearch)\//.test(resource.type)) {
        return !owners.some(({ unguarded }) => {
            const users = at(unguarded, "advancedSecurityOptions.enabled");
            return !isSet(unguarded, "vpcOptions") && !isUnknownValue(users) && users !== true;
        });
    }
    return false;
}
