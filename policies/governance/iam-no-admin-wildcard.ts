import { knownEntries, type Resource, resourceGlobs, resourceType, type Stack, stackPolicy } from "../../kit";
import { isNameUnknown, statementsOf, texts } from "../../kit/aws";

const Policy = resourceType("aws:iam/policy:Policy");
const Role = resourceType("aws:iam/role:Role");
const User = resourceType("aws:iam/user:User");
const Group = resourceType("aws:iam/group:Group");
const HOLDERS = ["role", "roles", "user", "users", "group", "groups"];

/** Where a policy document of an identity stands. Those of resources and of organisations are something else. */
const DOCUMENTS: Record<string, string> = {
    "aws:iam/groupPolicy:GroupPolicy": "policy",
    "aws:iam/policy:Policy": "policy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:iam/userPolicy:UserPolicy": "policy",
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
};
/** Where a managed policy is attached. */
const ATTACHMENTS: Record<string, string> = {
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
    "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
    "aws:iam/role:Role": "managedPolicyArns",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
};

const Judged = resourceType(...new Set([...Object.keys(DOCUMENTS), ...Object.keys(ATTACHMENTS)]));

export const iamNoAdminWildcard = stackPolicy({
    name: "iam-no-admin-wildcard",
    title: "No identity may do everything to everything",
    severity: "high",
    level: "mandatory",
    stops: "exposed",
    why: "one leaked credential of such an identity is the whole account",
    fix: "name the actions and the resources that it needs",
    frameworks: { "AWS FSBP": ["IAM.1"], CIS: ["1.16"], "NIST 800-53": ["AC-2(1)", "AC-3", "AC-6"] },
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    ],
    settings: {
        allow: {
            type: "array",
            items: { type: "string" },
            default: [],
            description:
                "Globs on the names of roles, users, groups and policies, or on `type::name`, that may do everything.",
        },
    },
    types: [Judged],
    check(props, { resource, stack, settings, report, attempt, undecided }) {
        const { type } = resource;
        const reportUnlessFree: typeof report = (property, problem, options) => {
            if (isFree(resource, stack, settings.allow)) {
                return;
            }
            if (mayBeFree(resource, stack, settings.allow)) {
                undecided(property ?? "");
            } else {
                report(property, problem, options);
            }
        };
        const documents: [string, () => unknown][] = [];
        const document = DOCUMENTS[type];
        if (document) {
            documents.push([document, () => props[document]]);
        } else if (type === Role.tokens[0]) {
            for (const [index, inline] of knownEntries(props.inlinePolicies as { policy?: unknown }[] | undefined)) {
                documents.push([`inlinePolicies[${index}].policy`, () => inline?.policy]);
            }
        }
        for (const [property, read] of documents) {
            let found = false;
            attempt(() => {
                for (const statement of statementsOf(read())) {
                    attempt(() => (found ||= isAdmin(statement)));
                }
            });
            if (found) {
                reportUnlessFree(property, "a statement allows every action on every resource");
            }
        }
        const attachment = ATTACHMENTS[type];
        if (attachment) {
            attempt(() => {
                const arns = texts(resource.unguarded[attachment]);
                if (arns.some((arn) => /^arn:aws[\w-]*:iam::aws:policy\/AdministratorAccess$/.test(arn))) {
                    reportUnlessFree(attachment, "AWS's AdministratorAccess policy is attached", {
                        fix: "attach a policy that names the actions and the resources that it needs",
                    });
                }
            });
        }
    },
});

function isAdmin(statement: { Effect?: string; Action?: unknown; Resource?: unknown }): boolean {
    return (
        statement.Effect === "Allow" &&
        texts(statement.Action).some((action) => action === "*" || action === "*:*") &&
        texts(statement.Resource).includes("*")
    );
}

/** True where it may be free: what it bounds, who holds it or a name of these is not known yet. */
function mayBeFree(resource: Resource, stack: Stack, allow: string[]): boolean {
    const isBoundary = [Role, User].some(
        (type) => stack.referrers(resource, type, "permissionsBoundary", Policy).possible.length > 0,
    );
    const holders = HOLDERS.map((property) => stack.targets(resource, property, Role, User, Group));
    const isNamed = [resource, ...holders.flatMap(({ resources }) => resources)].every((one) => !isNameUnknown(one));
    return isBoundary || (allow.length > 0 && !(isNamed && holders.every(({ certain }) => certain)));
}

/** True for a permissions boundary, which grants nothing; and for what the settings allow, by its name or its holder's. */
function isFree(resource: Resource, stack: Stack, allow: string[]): boolean {
    const bounds = [Role, User].some(
        (type) => stack.referrers(resource, type, "permissionsBoundary", Policy).resources.length > 0,
    );
    const holders = HOLDERS.flatMap((property) => stack.targets(resource, property, Role, User, Group).resources);
    const names = [
        resource.unguarded.name,
        ...HOLDERS.flatMap((property) => texts(resource.unguarded[property])),
    ].flatMap(texts);
    const matches = resourceGlobs(allow.map((glob) => (glob.includes("::") ? glob : `*::${glob}`)));
    return (
        bounds ||
        [resource, ...holders].some(matches) ||
        names.some((name) => matches({ ...resource, name } as Resource))
    );
}
