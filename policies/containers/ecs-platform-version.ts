import { currentPlatformVersions } from "../../facts/fargate";
import { stackPolicy } from "../../kit";
import { EcsService, TaskDefinition } from "../../kit/aws";

export const ecsPlatformVersion = stackPolicy({
    name: "ecs-platform-version",
    title: "Fargate services run on the current platform version",
    severity: "low",
    level: "advisory",
    why: "an older platform version gets no new features and is retired with little notice",
    fix: 'set platformVersion to "LATEST", or leave it out',
    controls: ["ECS.10"],
    links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html"],
    settings: {
        approved: {
            type: "array",
            items: { type: "string" },
            description: "The platform versions to use; LATEST and what it stands for without it.",
        },
    },
    types: [EcsService],
    check(service, { resource, stack, settings, report }) {
        const version = service.platformVersion;
        if (version === undefined || service.launchType === "EC2") {
            return;
        }
        if (settings.approved) {
            if (!settings.approved.includes(version)) {
                report("platformVersion", `the platform version ${version} is not approved`, {
                    fix: `set platformVersion to ${settings.approved.map((approved) => `"${approved}"`).join(" or ")}`,
                });
            }
            return;
        }
        const { linux, windows } = currentPlatformVersions();
        // Windows has versions of its own, and a service does not say which system its tasks run on.
        const tasks = stack.targets(resource, "taskDefinition", TaskDefinition).resources;
        const systems = tasks.map((task) => task.props.runtimePlatform?.operatingSystemFamily ?? "LINUX");
        const current =
            systems.length > 0 && systems.every((system) => !system.startsWith("WINDOWS")) ? [linux] : [linux, windows];
        if (version !== "LATEST" && !current.includes(version)) {
            report("platformVersion", `the platform version ${version} is not the current one`);
        }
    },
});
