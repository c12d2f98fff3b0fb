import { hasUnknown, type Resource, stackPolicy } from "../../kit";
import { presence } from "../../kit/aws";

const COMMANDS = new Set(["command:local:Command", "command:remote:Command"]);
/** Resources that say by their name what they set up, since their type cannot. */
const NAMED = /pulumi-(nodejs|python):dynamic[:/]|aws:lambda\/(function|invocation):/;
const POLICIES =
    /aws:iam\/(rolePolicyAttachment|policyAttachment|userPolicyAttachment|groupPolicyAttachment|rolePolicyAttachmentsExclusive|role|user):/;
const MANAGED_POLICY = /:iam::aws:policy\/(service-role\/)?AWSApplicationMigration/;

export const mgnPresent = stackPolicy({
    name: "mgn-present",
    title: "A server migration sets up AWS Application Migration Service (MGN)",
    severity: "high",
    why: "servers that nothing replicates are not migrated, and a service set up by hand is set up differently in the next account",
    fix:
        "add an aws-native.mgn.ReplicationConfigurationTemplate (@pulumi/aws has none); also an aws.cloudcontrol.Resource or an aws.cloudformation.Stack of AWS::MGN::*, " +
        "a command that calls `aws mgn`, a dynamic or Lambda-backed resource named mgn, or an attached AWSApplicationMigration* policy counts",
    links: [
        "https://www.pulumi.com/registry/packages/aws-native/api-docs/mgn/",
        "https://docs.aws.amazon.com/mgn/latest/ug/replication-settings-template.html",
    ],
    ...presence({
        evidence: [],
        templates: ["AWS::MGN::"],
        found: (stack) => stack.managed.some(setsUpMgn),
        unclear: (stack) => stack.managed.find(mayHideMgn)?.name,
        absent(stack) {
            const drs = stack.managed.find(({ token }) => /aws(-native)?:drs[/:]/.test(token));
            return (
                "nothing in this stack sets up Application Migration Service" +
                (drs ? `; ${drs.name} is of Elastic Disaster Recovery, which is another service` : "")
            );
        },
    }),
});

function setsUpMgn(resource: Resource): boolean {
    const { token, name, unguarded: values } = resource;
    if (/:mgn[/:]/i.test(token)) {
        return true;
    }
    if (COMMANDS.has(token)) {
        return (
            namesMgn(name) || [values.create, values.update].some((text) => typeof text === "string" && namesMgn(text))
        );
    }
    if (NAMED.test(token)) {
        return namesMgn(name) || namesMgn(token);
    }
    const policies = [values.policyArn, values.managedPolicyArns, values.policyArns].flat();
    return (
        values.awsServiceName === "mgn.amazonaws.com" ||
        (POLICIES.test(token) && policies.some((arn) => MANAGED_POLICY.test(String(arn))))
    );
}

/** True for a command, a template or an attached policy that is not known yet, and may be the one that sets it up. */
function mayHideMgn(resource: Resource): boolean {
    const { token, unguarded: values } = resource;
    if (COMMANDS.has(token)) {
        return hasUnknown(values.create);
    }
    // A policy of the stack's own is none of AWS's.
    const mayBeAws = (property: string): boolean =>
        hasUnknown(values[property]) && resource.origins(property).length === 0;
    return (
        (POLICIES.test(token) && ["policyArn", "managedPolicyArns", "policyArns"].some(mayBeAws)) ||
        hasUnknown(values.awsServiceName)
    );
}

/** True when one of the words is mgn: `aws mgn initialize-service`, `mgn-template`, `mgnTemplate`. */
function namesMgn(text: string): boolean {
    return /(^|[^a-z])mgn([^a-z]|$)/i.test(text.replace(/([a-z])([A-Z])/g, "$1 $2"));
}
