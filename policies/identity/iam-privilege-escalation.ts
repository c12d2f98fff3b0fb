import { hasUnknown, stackPolicy } from "../../kit";
import {
    allStatementsOf,
    IdentityDocument,
    identityPolicies,
    isBoundary,
    matchesAction,
    type Statement,
    texts,
} from "../../kit/aws";

/**
 * Sets of actions with which an identity gives itself what it does not have.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_access-management.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
const WAYS: readonly (readonly string[])[] = [
    ["iam:CreatePolicyVersion"],
    ["iam:SetDefaultPolicyVersion"],
    ["iam:AttachUserPolicy"],
    ["iam:AttachGroupPolicy"],
    ["iam:AttachRolePolicy"],
    ["iam:PutUserPolicy"],
    ["iam:PutGroupPolicy"],
    ["iam:PutRolePolicy"],
    ["iam:AddUserToGroup"],
    ["iam:CreateAccessKey"],
    ["iam:CreateLoginProfile"],
    ["iam:UpdateLoginProfile"],
    ["iam:UpdateAssumeRolePolicy"],
    ["iam:PassRole", "ec2:RunInstances"],
    ["iam:PassRole", "lambda:CreateFunction"],
    ["iam:PassRole", "ecs:RunTask"],
    ["iam:PassRole", "cloudformation:CreateStack"],
    ["iam:PassRole", "glue:CreateDevEndpoint"],
    ["iam:PassRole", "sagemaker:CreateNotebookInstance"],
    ["iam:PassRole", "datapipeline:CreatePipeline"],
    ["lambda:UpdateFunctionCode"],
];

export const iamPrivilegeEscalation = stackPolicy({
    name: "iam-privilege-escalation",
    title: "No identity can give itself more than it has",
    severity: "high",
    level: "advisory",
    why: "such a policy is worth as much as AdministratorAccess",
    fix: "name the roles, policies or functions as Resource, and for iam:PassRole a Condition on iam:PassedToService",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["7.2.2 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    ],
    types: [IdentityDocument],
    check(_props, { resource, stack, report, attempt, undecided }) {
        for (const { property, read } of identityPolicies(resource)) {
            attempt(() => {
                const statements = allStatementsOf(read());
                const allowed = statements.filter(isEverywhere).flatMap(({ Action: action }) => texts(action));
                const denials = statements.filter(({ Effect: effect }) => effect === "Deny");
                if (denials.some((denial) => "NotAction" in denial || hasUnknown(denial.Action))) {
                    return; // What they leave cannot be told.
                }
                const denied = denials.flatMap(({ Action: action }) => texts(action));
                const way = WAYS.find(
                    (actions) =>
                        actions.every((action) => matchesAction(allowed, action)) &&
                        !actions.some((action) => matchesAction(denied, action)),
                );
                const bounds = !way || allowed.includes("*") || isBoundary(resource, stack);
                if (bounds === undefined) {
                    undecided(property);
                } else if (!bounds) {
                    report(property, `${way.join(" with ")} on everything lets it give itself any permission`);
                }
            });
        }
    },
});

/** True for what is allowed on every resource without a condition. */
function isEverywhere(statement: Statement): boolean {
    return statement.Effect === "Allow" && !("Condition" in statement) && texts(statement.Resource).includes("*");
}
