import { isAsset, resourcePolicy, whyUnread } from "../../kit";
import { isPlaceholderAccount } from "../../kit/aws";

export const iamPlaceholderAccount = resourcePolicy({
    name: "iam-placeholder-account",
    title: "Policies, ARNs and registries name real AWS accounts",
    severity: "high",
    level: "mandatory",
    stops: "exposed",
    why: "the id from the documentation is somebody's account or nobody's: access goes to a stranger, or nothing works",
    fix: 'read the account from the stack\'s configuration, such as config.require("partnerAccountId"), or from aws.getCallerIdentity()',
    links: [
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/getcalleridentity/",
    ],
    settings: {
        allow: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Account ids that are real although they look like placeholders.",
        },
    },
    check(_props, { resource, settings, report, undecided }) {
        // An emulator of AWS, which the provider is pointed at, has such an account.
        if (!/^aws(-native)?:/.test(resource.token) || resource.provider.endpoints !== undefined) {
            return;
        }
        for (const [property, value] of Object.entries(resource.unguarded)) {
            const because = DOCUMENTS.includes(property) ? whyUnread(value) : undefined;
            if (because) {
                undecided(property, because);
            }
            const accounts = [...new Set(accountsIn(value, property))].filter(
                (account) => isPlaceholderAccount(account) && !settings.allow.includes(account),
            );
            if (accounts.length > 0) {
                report(
                    property,
                    `${accounts.join(", ")} ${accounts.length > 1 ? "are no real accounts" : "is no real account"}`,
                );
            }
        }
    },
});

/** Policies as one text, which an output inside makes unknown as a whole. */
const DOCUMENTS = [
    ...["policy", "policyDocument", "assumeRolePolicy", "assumeRolePolicyDocument"],
    ...["inlinePolicy", "resourcePolicy", "accessPolicy", "accessPolicies"],
];
const LABELS = ["tags", "tagsAll", "tagSpecifications", "description", "comment"];
/** In an ARN, and as the host of a container registry. */
const IN_TEXT = /arn:aws[\w-]*:[^:\s"]*:[^:\s"]*:(\d{12}):|\b(\d{12})\.dkr\.ecr\./g;
/** In a policy document that is JSON text: "AWS": "111111111111", or a list of them. */
const IN_POLICY = /"(?:AWS|aws:(?:Source|Principal|Resource)Account)"\s*:\s*(?:"\d{12}"|\[[^\]]*\])/g;
/** Keys whose value is an account id or a list of them. */
const ACCOUNT_KEY = /^(aws|principals?|owner)$|(account(s|_?ids?)?|owner_?ids?)$/i;

/** The account ids in a value: in ARNs and registry hosts, and alone where the key says so. */
function accountsIn(value: unknown, key: string): string[] {
    if (LABELS.includes(key) || isAsset(value)) {
        return [];
    }
    if (typeof value === "string") {
        return accountsInText(value, key);
    }
    return Object.entries(value ?? {}).flatMap(([child, inner]) =>
        accountsIn(inner, Array.isArray(value) ? key : child),
    );
}

function accountsInText(text: string, key: string): string[] {
    const inArns = [...text.matchAll(IN_TEXT)].map(([, inArn, inHost]) => (inArn ?? inHost) as string);
    const inPolicies = [...text.matchAll(IN_POLICY)].flatMap(
        ([elements]) => elements.match(/(?<=")\d{12}(?=")/g) ?? [],
    );
    return [...inArns, ...inPolicies, ...(ACCOUNT_KEY.test(key) ? [text] : [])];
}
