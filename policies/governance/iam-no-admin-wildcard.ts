import { type Resource, resourceGlobs, resourceType, type Stack, stackPolicy } from "../../kit";
import {
    attachedPolicies,
    holderNames,
    holdersOf,
    IdentityDocument,
    identityPolicies,
    isBoundary,
    isNameUnknown,
    PolicyAttachment,
    statementsOf,
    texts,
} from "../../kit/aws";

const Judged = resourceType(...new Set([...IdentityDocument.tokens, ...PolicyAttachment.tokens]));

export const iamNoAdminWildcard = stackPolicy({
    name: "iam-no-admin-wildcard",
    title: "No identity may do everything to everything",
    severity: "high",
    level: "mandatory",
    stops: "exposed",
    why: "one leaked credential of such an identity is the whole account",
    fix: "name the actions and the resources that it needs",
    controls: ["IAM.1"],
    frameworks: { CIS: ["1.16"], "NIST 800-53": ["AC-2(1)", "AC-3", "AC-6"] },
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
    check(_props, { resource, stack, settings, report, attempt, undecided }) {
        const reportUnlessFree: typeof report = (property, problem, options) => {
            const free = isFree(resource, stack, settings.allow);
            if (free === undefined) {
                undecided(property ?? "");
            } else if (!free) {
                report(property, problem, options);
            }
        };
        for (const { property, read } of identityPolicies(resource)) {
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
        const { property, arns } = attachedPolicies(resource);
        if (arns.some((arn) => /:iam::aws:policy\/AdministratorAccess$/.test(arn))) {
            reportUnlessFree(property, "AWS's AdministratorAccess policy is attached", {
                fix: "attach a policy that names the actions and the resources that it needs",
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

/**
 * True for a permissions boundary, and for what the settings allow, by its name or its holder's; undefined where what it
 * bounds, who holds it or a name of these is not known yet.
 */
function isFree(resource: Resource, stack: Stack, allow: string[]): boolean | undefined {
    const bounds = isBoundary(resource, stack);
    const { resources: holders, certain } = holdersOf(resource, stack);
    const names = [...texts(resource.unguarded.name), ...holderNames(resource)];
    const matches = resourceGlobs(allow.map((glob) => (glob.includes("::") ? glob : `*::${glob}`)));
    if (
        bounds ||
        [resource, ...holders].some(matches) ||
        names.some((name) => matches({ ...resource, name } as Resource))
    ) {
        return true;
    }
    const mayBeNamed = allow.length > 0 && (!certain || [resource, ...holders].some(isNameUnknown));
    return bounds === undefined || mayBeNamed ? undefined : false;
}
