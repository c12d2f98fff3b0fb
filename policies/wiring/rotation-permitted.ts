import type { SecretRotationArgs } from "@pulumi/aws/secretsmanager/secretRotation";

import { resourceType, stackPolicy } from "../../kit";
import {
    functionsAt,
    isManaged,
    isTrusted,
    managedTarget,
    roleMayUse,
    roleOf,
    Secret,
    serviceMay,
    TRUSTED,
    weigh,
} from "../../kit/aws";

const SecretRotation = resourceType<SecretRotationArgs>("aws:secretsmanager/secretRotation:SecretRotation");
const SERVICE = "secretsmanager.amazonaws.com";

/** Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html */
const ACTIONS = [
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecretVersionStage",
];

export const rotationPermitted = stackPolicy({
    name: "rotation-permitted",
    title: "Secrets Manager may call the function that rotates a secret, and that may change it",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "Secrets Manager refuses a rotation whose function it cannot invoke, and one that cannot write the new secret never ends",
    fix: `add an aws.lambda.Permission with principal "${SERVICE}" and sourceArn of the secret, and give the function's role the four actions on it`,
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html",
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html",
    ],
    settings: { trusted: TRUSTED },
    types: [SecretRotation],
    check(_rotation, { resource, stack, settings, report, undecided }) {
        const [fn, ...others] = functionsAt(stack, resource, "rotationLambdaArn").resources;
        if (!fn || others.length > 0 || !isManaged(stack, fn)) {
            return;
        }
        const secret = managedTarget(stack, resource, "secretId", Secret);
        const mayCall = serviceMay(stack, fn, { service: SERVICE, action: "lambda:InvokeFunction", source: secret });
        if (mayCall === "no" && !isTrusted(settings.trusted, fn)) {
            report("rotationLambdaArn", `no aws.lambda.Permission lets ${SERVICE} invoke function ${fn.name}`, {
                fix: `add an aws.lambda.Permission with function ${fn.name}, action "lambda:InvokeFunction", principal "${SERVICE}" and sourceArn of the secret`,
            });
        } else if (mayCall === "not known") {
            undecided("rotationLambdaArn");
        }
        const role = roleOf(stack, fn, "role");
        if (!secret || !role || isTrusted(settings.trusted, role, secret)) {
            return;
        }
        const { missing, isOpen } = weigh(ACTIONS, (action) => roleMayUse(stack, role, action, secret));
        if (missing.length > 0) {
            report(
                "rotationLambdaArn",
                `role ${role.name} of function ${fn.name} may not do ${missing.join(", ")} on ${secret.name}`,
                {
                    fix: `give ${role.name} a policy that allows ${missing.join(", ")} on the ARN of ${secret.name}`,
                },
            );
        } else if (isOpen) {
            undecided("secretId");
        }
    },
});
