import { ecsFargateSize } from "../../../policies/containers/ecs-fargate-size";
import { policyTests, resource, unknown } from "../../harness";

const task = (props: Record<string, unknown>): ReturnType<typeof resource> =>
    resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { family: "orders", requiresCompatibilities: ["FARGATE"], ...props });
const windows = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };

policyTests(ecsFargateSize, {
    example: {
        given: `
            const containerDefinitions = JSON.stringify([{ name: "orders", image: "orders:1.4.2" }]);`,
        bad: `
            new aws.ecs.TaskDefinition("orders", {
                family: "orders", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", containerDefinitions,
                cpu: "256", memory: "4096",
            });`,
        good: `
            new aws.ecs.TaskDefinition("orders", {
                family: "orders", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", containerDefinitions,
                cpu: "512", memory: "4096",
            });`,
    },
    pass: [
        { name: "a size that Fargate offers", stack: [task({ cpu: "1024", memory: "2048" })] },
        { name: "numbers", stack: [task({ cpu: 256, memory: 512 })] },
        { name: "vCPU and GB", stack: [task({ cpu: ".25 vCPU", memory: "0.5 GB" }), { ...task({ cpu: "1 vCPU", memory: "2GB" }), name: "other" }] },
        { name: "sizes that are not known yet", stack: [task({ cpu: unknown, memory: unknown })], undecided: true },
        { name: "a memory that is not known yet", stack: [task({ cpu: "256", memory: unknown })], undecided: true },
        { name: "a task for EC2", stack: [task({ requiresCompatibilities: ["EC2"], cpu: "300", memory: "700" })], kind: "lookalike" },
        { name: "no compatibilities, which means EC2", stack: [resource("aws:ecs/taskDefinition:TaskDefinition", "orders", { cpu: "300" })], kind: "default" },
        {
            name: "larger than all that are known",
            stack: [task({ cpu: "65536", memory: "500000" }), { ...task({ cpu: "32768", memory: "500000" }), name: "other" }],
            kind: "lookalike",
        },
        { name: "the largest", stack: [task({ cpu: "32768", memory: "249856" })] },
        {
            name: "what is no size at all",
            stack: [
                ...["lots", "ca. 300", "300 (small)"].map((cpu) => ({ ...task({ cpu, memory: { gb: 2 } }), name: cpu })),
                { ...task({ requiresCompatibilities: { only: "FARGATE" } }), name: "other" },
            ],
        },
        { name: "Windows", stack: [task({ cpu: "1024", memory: "2048", ...windows })] },
        { name: "an approved size", stack: [task({ cpu: "512", memory: "1024" })], settings: { allow: ["512/1024"] } },
    ],
    fail: [
        {
            name: "a memory that does not go with the CPU",
            stack: [task({ cpu: "256", memory: "4096" })],
            expect: [{ resource: "orders", property: "memory", severity: "medium", says: /512, 1024 or 2048/ }],
        },
        {
            name: "the same in vCPU and GB",
            stack: [task({ cpu: "2 vCPU", memory: "1 GB" })],
            expect: [{ resource: "orders", property: "memory", says: /one of the sizes from 4096 to 16384/ }],
        },
        {
            name: "a memory below four that go with the CPU",
            stack: [task({ cpu: "512", memory: "512" })],
            expect: [{ resource: "orders", property: "memory", says: /1024, 2048, 3072 or 4096/ }],
        },
        {
            name: "a memory between two that go with the largest CPU",
            stack: [task({ cpu: "32768", memory: "100000" })],
            expect: [{ resource: "orders", property: "memory" }],
        },
        {
            name: "a CPU that Fargate does not have",
            stack: [task({ cpu: "300", memory: "512" })],
            expect: [{ resource: "orders", property: "cpu", says: /set cpu to one of 256, 512, 1024/ }],
        },
        ...["0.33 vCPU", ".33 vCPU"].map((cpu) => ({
            name: `a CPU that Fargate does not have: ${cpu}`,
            stack: [task({ cpu, memory: "512" })],
            expect: [{ resource: "orders", property: "cpu", says: /337\.92 CPU units/ }],
        })),
        { name: "no memory", stack: [task({ cpu: "256" })], expect: [{ resource: "orders", property: "memory" }] },
        {
            name: "both launch types",
            stack: [task({ requiresCompatibilities: ["EC2", "FARGATE"], cpu: "100", memory: "512" })],
            expect: [{ resource: "orders", property: "cpu" }],
        },
        {
            name: "no size",
            stack: [task({})],
            expect: [
                { resource: "orders", property: "cpu" },
                { resource: "orders", property: "memory" },
            ],
        },
        { name: "no memory beside a CPU that is not known yet", stack: [task({ cpu: unknown })], expect: [{ resource: "orders", property: "memory" }] },
        {
            name: "too small for Windows",
            stack: [task({ cpu: "512", memory: "1024", ...windows })],
            expect: [{ resource: "orders", property: "cpu", says: /Windows[^]*set cpu to 1024, 2048 or 4096/ }],
        },
        {
            name: "aws-native",
            stack: [resource("aws-native:ecs:TaskDefinition", "orders", { requiresCompatibilities: ["FARGATE"], cpu: "1024", memory: "1024" })],
            expect: [{ resource: "orders", property: "memory" }],
        },
        {
            name: "a size that is not approved",
            stack: [task({ cpu: "1024", memory: "2048" })],
            settings: { allow: ["512/1024"] },
            expect: [{ resource: "orders", property: "cpu", says: /not approved[^]*use one of 512\/1024/ }],
        },
    ],
});
