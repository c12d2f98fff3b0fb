import { isEmpty, isUnknown, stackPolicy } from "../../kit";
import { isTrusted, LambdaFunction, roleMay, roleOf, TRUSTED, weigh } from "../../kit/aws";

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const ACTIONS = ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface"];
const MANAGED = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";

export const lambdaVpcRole = stackPolicy({
    name: "lambda-vpc-role",
    title: "The role of a function in a VPC may create network interfaces",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "Lambda refuses the function: its role does not have permissions to call CreateNetworkInterface on EC2",
    fix: "attach aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole to the role",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html",
    ],
    settings: { trusted: TRUSTED },
    types: [LambdaFunction],
    check(fn, { resource, stack, settings, report, undecided }) {
        if (isUnknown(fn, "vpcConfig") || isUnknown(fn.vpcConfig, "subnetIds")) {
            undecided("vpcConfig");
            return;
        }
        const role = roleOf(stack, resource, "role");
        if (isEmpty(fn.vpcConfig?.subnetIds) || !role || isTrusted(settings.trusted, role)) {
            return;
        }
        const { missing, isOpen } = weigh(ACTIONS, (action) => roleMay(stack, role, action));
        if (missing.length > 0) {
            report("role", `role ${role.name} may not do ${missing.join(", ")}`, {
                fix: `add an aws.iam.RolePolicyAttachment of ${MANAGED} to ${role.name}`,
            });
        } else if (isOpen) {
            undecided("role");
        }
    },
});
