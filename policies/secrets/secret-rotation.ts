import type { SecretArgs } from "@pulumi/aws/secretsmanager/secret";
import type { SecretRotationArgs } from "@pulumi/aws/secretsmanager/secretRotation";

import {
    globMatcher,
    isSet,
    type Plain,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { longestInterval, Secret, SecretVersion } from "../../kit/aws";

const SecretRotation = resourceType<SecretRotationArgs>("aws:secretsmanager/secretRotation:SecretRotation");
const JUDGED: ResourceType<SecretArgs | SecretRotationArgs>[] = [Secret, SecretRotation];

export const secretRotation = stackPolicy({
    name: "secret-rotation",
    title: "Every secret is rotated, and often enough",
    severity: "high",
    level: "advisory",
    why: "a credential that leaked works until somebody changes it",
    fix: "add an aws.secretsmanager.SecretRotation with secretId of this secret, a rotation function and automaticallyAfterDays",
    controls: ["SecretsManager.1", "SecretsManager.4"],
    frameworks: {
        "PCI DSS": ["8.3.9", "8.6.3"],
        "NIST 800-53": ["AC-2(1)", "AC-3(15)"],
    },
    links: [
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-1",
    ],
    settings: {
        days: {
            type: "integer",
            default: 30,
            minimum: 1,
            description: "The most days between two rotations; a calendar month is 30.",
        },
        exempt: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Globs on the name of secrets that cannot be rotated, such as another company's API key.",
        },
    },
    types: JUDGED,
    check(props, { resource, stack, settings, report, undecided, attempt }) {
        if (resource.is(SecretRotation)) {
            judgeRotation(props);
        } else {
            judgeSecret(resource);
        }

        function judgeSecret(secret: Resource<SecretArgs>): void {
            if (isOwnedByService(secret) || isExempt(secret, settings.exempt)) {
                return;
            }
            const { resources: rotations, possible } = rotationsOf(secret, stack);
            if (rotations.length > 0) {
                return;
            }
            if (possible) {
                undecided("secretId");
            } else {
                report(undefined, "nothing rotates this secret");
            }
        }

        function judgeRotation(rotation: Plain<SecretRotationArgs>): void {
            attempt(() => {
                const interval = intervalOf(rotation);
                if (interval && interval.days > settings.days) {
                    report(
                        interval.property,
                        `${Math.round(interval.days)} days may pass between two rotations, more than ${settings.days}`,
                        {
                            fix: `set automaticallyAfterDays to ${settings.days} or less`,
                        },
                    );
                }
            });
            attempt(() => {
                const ours = stack.targets<unknown>(resource, "secretId", Secret, SecretVersion).resources;
                if (ours.length > 0 && !isSet(rotation, "rotationLambdaArn") && !isManaged(rotation)) {
                    report(
                        "rotationLambdaArn",
                        "no function rotates the secret: only secrets that an AWS service manages need none",
                        {
                            fix: "set rotationLambdaArn to the ARN of a rotation function",
                        },
                    );
                }
            });
        }
    },
});

/** The rotations of a secret, by its own id or by that of one of its versions. */
function rotationsOf(secret: Resource<SecretArgs>, stack: Stack): { resources: Resource[]; possible: boolean } {
    const direct = stack.referrers(secret, SecretRotation, "secretId", Secret);
    const versions = stack.referrers(secret, SecretVersion, "secretId", Secret);
    const byVersion = versions.resources.map((version) =>
        stack.referrers(version, SecretRotation, "secretId", SecretVersion),
    );
    return {
        resources: [direct, ...byVersion].flatMap(({ resources }) => resources as Resource[]),
        possible: direct.possible.some(
            (rotation) => versions.possible.length > 0 || !stack.targets(rotation, "secretId", SecretVersion).certain,
        ),
    };
}

/** Partners' secrets are rotated by Secrets Manager itself. */
function isManaged(rotation: Plain<SecretRotationArgs>): boolean {
    return isSet(rotation, "externalSecretRotationRoleArn") || isSet(rotation, "externalSecretRotationMetadatas");
}

/** Names with an exclamation mark are those of services, such as `rds!cluster-1234`: they rotate them. */
function isOwnedByService({ props }: Resource<SecretArgs>): boolean {
    return [props.name, props.namePrefix].some((name) => String(name).includes("!"));
}

function isExempt(secret: Resource<SecretArgs>, globs: string[]): boolean {
    const names = [secret.name, secret.props.name].filter((name) => name !== undefined);
    return globs.map(globMatcher).some((matches) => names.some(matches));
}

/** The longest time between two rotations; undefined where the schedule is absent or not understood. */
function intervalOf({ rotationRules }: Plain<SecretRotationArgs>): { property: string; days: number } | undefined {
    if (typeof rotationRules?.automaticallyAfterDays === "number") {
        return { property: "rotationRules.automaticallyAfterDays", days: rotationRules.automaticallyAfterDays };
    }
    const schedule = rotationRules?.scheduleExpression;
    const days = typeof schedule === "string" ? longestInterval(schedule) : undefined;
    // A month has up to 31 days, and "every month" is what a limit of 30 days means.
    return days === undefined
        ? undefined
        : { property: "rotationRules.scheduleExpression", days: days === 31 ? 30 : days };
}
