import type { TaskDefinitionArgs } from "@pulumi/aws/ecs/taskDefinition";

import { known, knownEntries, type Plain, resourcePolicy, type Values } from "../../kit";
import { containerDefinitions, TaskDefinition } from "../../kit/aws";

/** The users that are root on Linux and the administrator on Windows; a group may follow. */
const ROOT = /^(root|0|ContainerAdministrator)(:.*)?$/i;
const LESSER = { level: "advisory" } as const;

export const ecsContainerHardening = resourcePolicy({
    name: "ecs-container-hardening",
    title: "Containers run with no more rights than they need",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "whoever breaks into a privileged container, or one that runs as root, has the host and what runs beside it; Fargate refuses the first altogether",
    fix: "leave privileged and pidMode out, and set readonlyRootFilesystem to true and user to one that is not root",
    since: "0.2.0",
    controls: ["ECS.3", "ECS.4", "ECS.5", "ECS.18", "ECS.20", "ECS.21"],
    frameworks: { "PCI DSS": ["2.2.6 (partly)", "7.2.5 (partly)"], "NIST 800-53": ["AC-6", "CM-7"] },
    links: [
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
    ],
    types: [TaskDefinition],
    check(task, { resource, report, attempt }) {
        const isFargate = (): boolean => (task.requiresCompatibilities ?? []).includes("FARGATE");
        attempt(() => {
            if (task.pidMode !== "host") {
                return;
            }
            if (isFargate()) {
                // RegisterTaskDefinition: "On Fargate for Linux containers, the only valid value is task."
                report("pidMode", 'Fargate refuses a task with pidMode "host"', { fix: "leave pidMode out" });
            } else {
                report("pidMode", "its containers see and may end every process of the host", {
                    ...LESSER,
                    fix: 'leave pidMode out, or set it to "task"',
                });
            }
        });
        for (const [index, volume] of knownEntries(known(task, "volumes"))) {
            attempt(() => {
                const efs = volume.efsVolumeConfiguration;
                if (efs && efs.transitEncryption !== "ENABLED") {
                    const property = `volumes[${index}].efsVolumeConfiguration.transitEncryption`;
                    report(property, "what the task reads and writes crosses the network unencrypted", {
                        ...LESSER,
                        severity: "medium",
                        fix: 'set transitEncryption to "ENABLED"',
                    });
                }
            });
        }
        const containers = containerDefinitions(resource);
        const tell = (wrong: (container: Values) => boolean, problem: string, options: object): void =>
            attempt(() => {
                const names = containers.filter(wrong).map(({ name }) => String(name));
                if (names.length > 0) {
                    report("containerDefinitions", `${problem}: ${names.join(", ")}`, options);
                }
            });
        attempt(() => {
            const [problem, level] = isFargate()
                ? ["Fargate refuses privileged containers", {}]
                : ["privileged", LESSER];
            tell(({ privileged }) => privileged === true, problem, { ...level, fix: "leave privileged out" });
        });
        attempt(() => {
            const isWindows = isOnWindows(task);
            if (!isWindows) {
                tell(
                    ({ readonlyRootFilesystem: isReadonly }) => isReadonly !== true,
                    "may write to their own file system",
                    {
                        ...LESSER,
                        severity: "medium",
                        fix: "set readonlyRootFilesystem to true, and mount a volume where they have to write",
                    },
                );
            }
            const root = isWindows ? "the administrator" : "root";
            tell(({ user }) => ROOT.test(String(user)), `run as ${root}`, {
                ...LESSER,
                fix: `set user to one that is not ${root}`,
            });
            tell(
                ({ user }) => user === undefined,
                `run as the user of their image, which is ${root} unless it says otherwise`,
                {
                    ...LESSER,
                    severity: "low",
                    fix: isWindows ? 'set user to "ContainerUser"' : 'set user, such as to "1000:1000"',
                },
            );
        });
    },
});

function isOnWindows(task: Plain<TaskDefinitionArgs>): boolean {
    return task.runtimePlatform?.operatingSystemFamily?.startsWith("WINDOWS") ?? false;
}
