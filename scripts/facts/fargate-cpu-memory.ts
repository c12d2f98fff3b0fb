/** facts/fargate-cpu-memory.json: the task sizes of cfn-lint's rule on them. */
import type { FargateCpuMemory } from "../../facts/schemas";
import { EXTENSIONS, schemaDate } from "./cfn-lint";
import { citing, type Generator } from "./generator";
import { CFN_LINT } from "./registries";

/** Amounts, as the schema has them: listed, or a range with a step. */
type Amounts = { enum: (string | number)[] } | { minimum: number; maximum: number; multipleOf: number };

interface Schema {
    /** One per amount of CPU; `then` holds where the amount is a plain number. */
    then: { anyOf: { properties: Record<"Cpu" | "Memory", { then: Amounts }> }[] };
}

export const fargateCpuMemory: Generator<FargateCpuMemory> = {
    file: "fargate-cpu-memory",
    packages: [CFN_LINT],
    kept: ["platformVersions", "linuxOnly", "minPlatformVersion"],
    generate(present, { fetched }) {
        const file = `${EXTENSIONS}/aws_ecs_taskdefinition/fargate_cpu_memory.json`;
        const schema = JSON.parse(fetched.read(CFN_LINT, file).toString()) as Schema;
        const combos = schema.then.anyOf.flatMap(({ properties: { Cpu, Memory } }) =>
            list(Cpu.then).map((cpu) => ({
                ...present.combos.find((combo) => combo.cpu === cpu),
                cpu,
                memory: list(Memory.then),
            })),
        );
        return {
            ...present,
            asOf: schemaDate(fetched),
            source: citing(present.source, fetched.versions),
            combos: combos.sort((a, b) => a.cpu - b.cpu),
        };
    },
};

function list(amounts: Amounts): number[] {
    if ("enum" in amounts) {
        return amounts.enum.map(Number);
    }
    const { minimum, maximum, multipleOf } = amounts;
    return Array.from({ length: (maximum - minimum) / multipleOf + 1 }, (_, step) => minimum + step * multipleOf);
}
