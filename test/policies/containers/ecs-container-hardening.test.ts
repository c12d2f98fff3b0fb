import { ecsContainerHardening } from "../../../policies/containers/ecs-container-hardening";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const SAFE = { name: "api", image: "api:1.4.2", readonlyRootFilesystem: true, user: "1000:1000" };
const task = (container: Record<string, unknown>, props: Record<string, unknown> = {}): TestResource =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "api", { family: "api", containerDefinitions: JSON.stringify([{ ...SAFE, ...container }]), ...props });
const FARGATE = { requiresCompatibilities: ["FARGATE"] };
const WINDOWS = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };
const at = { resource: "api", property: "containerDefinitions" };
const efs = (transitEncryption: Value): Record<string, unknown> => ({
    volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption } }],
});

const program = (rights: string): string => `
            new aws.ecs.TaskDefinition("api", {
                family: "api", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "256", memory: "512",
                containerDefinitions: JSON.stringify([{
                    name: "api", image: "604219837745.dkr.ecr.us-east-1.amazonaws.com/api:1.4.2", ${rights},
                }]),
            });`;

policyTests(ecsContainerHardening, {
    example: { bad: program("privileged: true"), good: program('readonlyRootFilesystem: true, user: "1000:1000"') },
    pass: [
        { name: "few rights (ECS.3, ECS.4, ECS.5, ECS.20)", stack: [task({}, { ...FARGATE, runtimePlatform: { cpuArchitecture: "ARM64" } })] },
        { name: "privileged said to be false", kind: "default", stack: [task({ privileged: false })] },
        { name: "the task's own processes", kind: "lookalike", stack: [task({}, { pidMode: "task", ...FARGATE })] },
        { name: "a user whose name begins so", stack: [task({ user: "rootless" })] },
        {
            name: "a Windows container writes, and has a user (ECS.5, ECS.21)",
            stack: [task({ readonlyRootFilesystem: undefined, user: "ContainerUser" }, WINDOWS)],
        },
        {
            name: "an encrypted EFS volume, and one of the host (ECS.18)",
            stack: [task({}, efs("ENABLED")), { ...task({}, { volumes: [{ name: "tmp" }] }), name: "b" }],
        },
        { name: "containers that are not known", stack: [task({}, { containerDefinitions: unknown })], undecided: true },
        {
            name: "volumes, a system and a process mode that are not known",
            stack: [task({}, { ...efs(unknown), pidMode: unknown, runtimePlatform: unknown })],
            undecided: true,
        },
        { name: "text that is no JSON", stack: [task({}, { containerDefinitions: "[" })] },
    ],
    fail: [
        {
            name: "privileged on Fargate (ECS.4)",
            stack: [task({ privileged: true }, FARGATE)],
            expect: [{ ...at, level: "mandatory", severity: "high", says: /Fargate refuses[^]*api/ }],
        },
        {
            name: "privileged on instances (ECS.4)",
            stack: [task({ privileged: true }, { requiresCompatibilities: ["EC2"] })],
            expect: [{ ...at, level: "advisory" }],
        },
        { name: "the host's processes (ECS.3)", stack: [task({}, { pidMode: "host" })], expect: [{ resource: "api", property: "pidMode", level: "advisory" }] },
        {
            name: "the host's processes on Fargate (ECS.3)",
            stack: [task({}, { pidMode: "host", ...FARGATE })],
            expect: [{ resource: "api", property: "pidMode", level: "mandatory", says: /leave pidMode out$/m }],
        },
        {
            name: "a file system that can be written (ECS.5)",
            stack: [task({ readonlyRootFilesystem: false })],
            expect: [{ ...at, level: "advisory", severity: "medium", says: /file system: api/ }],
        },
        { name: "root (ECS.20)", stack: [task({ user: "0:root" })], expect: [{ ...at, level: "advisory", severity: "high", says: /run as root/ }] },
        { name: "no user (ECS.20)", stack: [task({ user: undefined })], expect: [{ ...at, level: "advisory", severity: "low" }] },
        {
            name: "the administrator of Windows (ECS.21)",
            stack: [task({ user: "ContainerAdministrator" }, WINDOWS)],
            expect: [{ ...at, level: "advisory", says: /administrator/ }],
        },
        {
            name: "no user on Windows (ECS.21)",
            stack: [task({ user: undefined }, WINDOWS)],
            expect: [{ ...at, level: "advisory", severity: "low", says: /ContainerUser/ }],
        },
        {
            name: "an EFS volume without encryption on the way (ECS.18)",
            stack: [task({}, efs(undefined))],
            expect: [{ resource: "api", property: "volumes[0].efsVolumeConfiguration.transitEncryption", level: "advisory", severity: "medium" }],
        },
        {
            name: "an unknown mode does not hide the rest",
            stack: [task({ privileged: true }, { ...FARGATE, pidMode: unknown, volumes: unknown })],
            expect: [{ ...at, level: "mandatory" }],
        },
    ],
});
