import type { TaskDefinitionArgs } from "@pulumi/aws/ecs/taskDefinition";

import {
    isSet,
    isUnknownValue,
    known,
    type Resource,
    resourceType,
    type Stack,
    stackPolicy,
    type Values,
} from "../../kit";
import {
    containerDefinitions,
    isEcrImage,
    isFromEcr,
    isNameUnknown,
    isTrusted,
    LogGroup,
    roleMay,
    roleOf,
    TaskDefinition,
    TRUSTED,
    weigh,
} from "../../kit/aws";

/** What ECS does before a container runs, and for what. */
interface Need {
    what: string;
    actions: string[];
}

/**
 * The repository's own policy may allow the rest of a pull.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/ECR_on_ECS.html
 */
const PULL: Need = { what: "pull its image from ECR", actions: ["ecr:GetAuthorizationToken"] };
const LOGS: Need = { what: "send its logs to CloudWatch", actions: ["logs:CreateLogStream", "logs:PutLogEvents"] };
const SECRET: Need = { what: "read its secrets", actions: ["secretsmanager:GetSecretValue"] };
/** The policy of a secret, which may let the role read it. */
const SecretPolicy = resourceType("aws:secretsmanager/secretPolicy:SecretPolicy");
const PARAMETER: Need = { what: "read its parameters", actions: ["ssm:GetParameters"] };

export const ecsExecutionRole = stackPolicy({
    name: "ecs-execution-role",
    title: "A task's execution role may do what the task needs to start",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "every task stops before its container runs, or ECS refuses the definition",
    fix: "set executionRoleArn to a role with AmazonECSTaskExecutionRolePolicy, and leave to read the task's secrets",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    ],
    settings: { trusted: TRUSTED },
    types: [TaskDefinition],
    check(task, { resource, stack, settings, report, undecided }) {
        const needs = needsOf(stack, resource);
        if (needs.length > 0 && !isSet(task, "executionRoleArn")) {
            const what = [...new Set(needs.map((need) => need.what))].join(", ");
            report("executionRoleArn", `it has no execution role, and ECS has to ${what}`);
            return;
        }
        const role = roleOf(stack, resource, "executionRoleArn");
        if (role && !isTrusted(settings.trusted, role)) {
            for (const { what, actions } of needs) {
                const { missing } = weigh(actions, (action) => roleMay(stack, role, action));
                const mayBeLetIn = actions === SECRET.actions && stack.of(SecretPolicy).length > 0;
                if (missing.length > 0 && !mayBeLetIn) {
                    report("executionRoleArn", `role ${role.name} may not do ${missing.join(", ")}, to ${what}`, {
                        fix: `allow ${missing.join(", ")} in a policy of ${role.name}`,
                    });
                }
            }
        }
        if (isUnknownValue(resource.unguarded.containerDefinitions)) {
            undecided("containerDefinitions");
            return;
        }
        for (const name of isOnFargate(resource) ? groupsOf(resource, false) : []) {
            if (isNowhere(stack, name) && !isTrusted(settings.trusted, resource)) {
                report(
                    "containerDefinitions",
                    `nothing here makes the log group ${name}, without which the task stops`,
                    {
                        fix: `add an aws.cloudwatch.LogGroup with the name ${name}`,
                        level: "advisory",
                        severity: "medium",
                    },
                );
            }
        }
    },
});

function needsOf(stack: Stack, task: Resource<TaskDefinitionArgs>): Need[] {
    const onFargate = isOnFargate(task);
    if (isUnknownValue(task.unguarded.containerDefinitions)) {
        return onFargate && isFromEcr(stack, task) ? [PULL] : [];
    }
    const containers = containerDefinitions(task);
    const created = groupsOf(task, true).filter((name) => isNowhere(stack, name));
    const needs = [
        // On instances, the instance's own role pulls and logs.
        ...(onFargate && containers.some((one) => isEcrImage(known(one, "image"))) ? [PULL] : []),
        ...(onFargate && containers.some(hasAwslogs) ? [LOGS] : []),
        ...(onFargate && created.length > 0
            ? [{ what: `create the log group ${created[0]}`, actions: ["logs:CreateLogGroup"] }]
            : []),
        ...containers.flatMap(secretNeeds),
    ];
    return [...new Set(needs)];
}

/** True for a definition that says that it is for Fargate. */
function isOnFargate({ unguarded: { requiresCompatibilities } }: Resource<unknown>): boolean {
    return Array.isArray(requiresCompatibilities) && requiresCompatibilities.includes("FARGATE");
}

function secretNeeds(container: Values): Need[] {
    const secrets = known(container, "secrets");
    const credentials = known(container, "repositoryCredentials");
    const sources = (Array.isArray(secrets) ? (secrets as Values[]) : []).map((secret) => known(secret, "valueFrom"));
    return [
        ...(credentials === undefined ? [] : [SECRET]),
        ...sources
            .filter((source) => typeof source === "string")
            .map((source) => (source.includes(":secretsmanager:") ? SECRET : PARAMETER)),
    ];
}

function hasAwslogs(container: Values): boolean {
    const logging = known(container, "logConfiguration") as Values | undefined;
    return known(logging, "logDriver") === "awslogs";
}

/** The log groups that the task names, of those that are to be created with the first entry, or that are not. */
function groupsOf(task: Resource<TaskDefinitionArgs>, isCreated: boolean): string[] {
    return containerDefinitions(task)
        .filter(hasAwslogs)
        .flatMap(({ logConfiguration }) => {
            const options = known(logConfiguration as Values, "options") as Values | undefined;
            const group = known(options, "awslogs-group");
            const isAsked = String(known(options, "awslogs-create-group")) === "true";
            return typeof group === "string" && isAsked === isCreated ? [group] : [];
        });
}

/** True where no log group of the stack has the name, or may have it. */
function isNowhere(stack: Stack, name: string): boolean {
    return !stack.of(LogGroup).some((group) => isNameUnknown(group) || group.unguarded.name === name);
}
