import { stackPolicy } from "../../kit";
import {
    IdentityDocument,
    identityPolicies,
    isBoundary,
    matchesAction,
    type Statement,
    statementsOf,
    texts,
} from "../../kit/aws";

/** Actions that decrypt with a key, by the controls KMS.1 and KMS.2. */
const DECRYPT = ["kms:Decrypt", "kms:ReEncryptFrom"];
const KEYS = /:kms:[^:]*:[^:]*:(key\/|alias\/)?\*$/;

export const iamServiceWildcard = stackPolicy({
    name: "iam-service-wildcard",
    title: "No identity may do all of a service, decrypt with every key or pass every role",
    severity: "medium",
    level: "advisory",
    why: "what it may do beyond its work is what an attacker gets with it",
    fix: "name the actions and the resources that it needs",
    since: "0.2.0",
    controls: ["IAM.21", "KMS.1", "KMS.2"],
    frameworks: { "PCI DSS": ["7.2.2 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    ],
    types: [IdentityDocument],
    check(_props, { resource, stack, report, attempt, undecided }) {
        for (const { property, read } of identityPolicies(resource)) {
            const problems: string[] = [];
            attempt(() => {
                for (const statement of statementsOf(read())) {
                    attempt(() => problems.push(...problemsOf(statement)));
                }
            });
            const bounds = problems.length === 0 || isBoundary(resource, stack);
            if (bounds === undefined) {
                undecided(property);
            } else if (!bounds) {
                report(property, problems.join("; "));
            }
        }
    },
});

/** What a statement allows too much of; nothing where another policy says it. */
function problemsOf(statement: Statement): string[] {
    if (statement.Effect !== "Allow" || "Condition" in statement) {
        return [];
    }
    const resources = texts(statement.Resource);
    const actions = texts(statement.Action);
    const everywhere = resources.includes("*");
    if (everywhere && "NotAction" in statement) {
        return ["a statement allows every action but those that it names"];
    }
    if (actions.some((action) => action === "*" || action === "*:*")) {
        return [];
    }
    const service = everywhere && actions.find((action) => action.endsWith(":*"));
    if (service) {
        return [`a statement allows ${service} on everything`];
    }
    if (everywhere && matchesAction(actions, "iam:PassRole")) {
        return ["a statement allows iam:PassRole of every role"];
    }
    const everyKey = everywhere || resources.some((one) => KEYS.test(one));
    return everyKey && DECRYPT.some((action) => matchesAction(actions, action))
        ? ["a statement allows to decrypt with every key"]
        : [];
}
