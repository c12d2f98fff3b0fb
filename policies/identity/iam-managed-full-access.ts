import { type Resource, type Stack, stackPolicy } from "../../kit";
import { attachedPolicies, IamRole, PolicyAttachment } from "../../kit/aws";

/** AWS's policies of every action of a service; those to invoke or to mount alone are named so too. */
const FULL_ACCESS = /:iam::aws:policy\/(?:.*\/)?(\w*FullAccess(?:V\d)?|PowerUserAccess|SystemAdministrator)$/;
const NARROW = /(Invoke|Client|RemoteWrite)FullAccess/;
/** The first of the policies that a callback function gets when it names no role and no policies. */
const FIRST_OF_CALLBACK = "AWSLambda_FullAccess";

export const iamManagedFullAccess = stackPolicy({
    name: "iam-managed-full-access",
    title: "No identity has all of a service by one of AWS's FullAccess policies",
    severity: "high",
    level: "advisory",
    why: "whoever gets into it may delete every bucket, table or function of the account, not only its own",
    fix: "write a policy that names the actions and the resources that it needs",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/lambda/callbackfunction/",
    ],
    settings: {
        allow: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Names of AWS's policies that may be attached, such as `AmazonSSMFullAccess`.",
        },
    },
    types: [PolicyAttachment],
    check(_props, { resource, stack, settings, report }) {
        const { property, arns } = attachedPolicies(resource);
        const names = arns
            .flatMap((arn) => FULL_ACCESS.exec(arn)?.[1] ?? [])
            .filter((name) => !NARROW.test(name) && !settings.allow.includes(name));
        const [name] = names;
        if (name === undefined) {
            return;
        }
        if (!isOfCallback(resource, stack)) {
            report(property, `${names.join(" and ")} is attached, which is every action of the service on everything`);
        } else if (name === FIRST_OF_CALLBACK) {
            report(
                property,
                "the callback function names no role or policies, and gets AWS's full access to nine services",
                {
                    fix: "give it policies: [aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole], and what else it needs in a role of its own",
                },
            );
        }
    },
});

/**
 * True for an attachment that @pulumi/aws makes for a callback function: named as its role is, and by a hash.
 * Source: `CallbackFunction` in lambda/lambdaMixins.ts of @pulumi/aws.
 */
function isOfCallback({ name }: Resource<unknown>, stack: Stack): boolean {
    const [, owner] = /^(.+)-[0-9a-f]{8}$/.exec(name) ?? [];
    return stack.of(IamRole).some((role) => role.name === owner);
}
