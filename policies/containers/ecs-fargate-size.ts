import { fargateSizes } from "../../facts/fargate";
import { known, resourcePolicy } from "../../kit";
import { TaskDefinition } from "../../kit/aws";

export const ecsFargateSize = resourcePolicy({
    name: "ecs-fargate-size",
    title: "Fargate tasks have a CPU and memory size that Fargate offers",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "ECS refuses every other pair, halfway through the deployment",
    fix: 'set cpu and memory to a pair that Fargate offers, such as "512" and "1024"',
    links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"],
    settings: {
        allow: {
            type: "array",
            items: { type: "string", pattern: "^\\d+/\\d+$" },
            description:
                "The only sizes to use, as CPU units/MiB, such as 512/1024; all that Fargate offers without it.",
        },
    },
    types: [TaskDefinition],
    check(task, { settings, report, attempt }) {
        if (!Array.isArray(task.requiresCompatibilities) || !task.requiresCompatibilities.includes("FARGATE")) {
            return;
        }
        attempt(() => {
            if (task.cpu === undefined) {
                report("cpu", "a Fargate task has no task size without cpu");
            }
        });
        attempt(() => {
            if (task.memory === undefined) {
                report("memory", "a Fargate task has no task size without memory");
            }
        });
        attempt(() => {
            const cpu = amount(task.cpu, "vcpu");
            if (cpu === undefined) {
                return;
            }
            const sizes = fargateSizes();
            const size = sizes.find((candidate) => candidate.cpu === cpu);
            const isLargest = cpu >= Math.max(...sizes.map((candidate) => candidate.cpu));
            if (!size) {
                if (isLargest) {
                    return; // The facts are older than this size.
                }
                report("cpu", `Fargate does not offer ${cpu} CPU units`, {
                    fix: `set cpu to one of ${sizes.map((candidate) => candidate.cpu).join(", ")}`,
                });
                return;
            }
            const system = known(task.runtimePlatform, "operatingSystemFamily");
            if (typeof system === "string" && system.startsWith("WINDOWS") && (cpu < 1024 || size.linuxOnly)) {
                report("cpu", `Fargate does not offer ${cpu} CPU units to Windows tasks`, {
                    fix: "set cpu to 1024, 2048 or 4096",
                });
                return;
            }
            const memory = amount(task.memory, "gb");
            if (memory === undefined || (isLargest && memory > Math.max(...size.memory))) {
                return;
            }
            if (!size.memory.includes(memory)) {
                report("memory", `Fargate does not offer ${memory} MiB with ${cpu} CPU units`, {
                    fix: `set memory to ${offered(size.memory)}, or cpu to what goes with ${memory} MiB`,
                });
            } else if (settings.allow && !settings.allow.includes(`${cpu}/${memory}`)) {
                report("cpu", `the size ${cpu}/${memory} is not approved`, {
                    fix: `use one of ${settings.allow.join(", ")}`,
                });
            }
        });
    },
});

/** CPU units or MiB of what ECS takes: "1024", "1 vCPU", ".25 vCPU", "2 GB"; undefined for anything else. */
function amount(value: unknown, unit: "vcpu" | "gb"): number | undefined {
    const [, number = "", suffix = ""] = /^(\d+(?:\.\d+)?|\.\d+)\s*([a-z]*)$/i.exec(String(value)) ?? [];
    if (number === "" || !["", unit].includes(suffix.toLowerCase())) {
        return undefined;
    }
    return suffix === "" ? Number(number) : Number(number) * 1024;
}

/** "512, 1024 or 2048"; a long list as "2048 to 8192". */
function offered(memory: number[]): string {
    return memory.length > 4
        ? `one of the sizes from ${memory[0]} to ${memory.at(-1)}`
        : `${memory.slice(0, -1).join(", ")} or ${memory.at(-1)}`;
}
