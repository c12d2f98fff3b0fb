/** The task sizes and platform versions that Fargate offers. */
import { readFacts } from "./read";

interface FargateFacts {
    /** By operating system, what LATEST stands for. */
    platformVersions: { linux: string; windows: string };
    combos: FargateCpu[];
}

/** What Fargate offers for a number of CPU units. */
export interface FargateCpu {
    /** CPU units, 1024 to a vCPU. */
    cpu: number;
    /** MiB, ascending. */
    memory: number[];
    linuxOnly?: boolean;
}

/** The task sizes, by ascending CPU. */
export function fargateSizes(): FargateCpu[] {
    return readFacts<FargateFacts>("fargate-cpu-memory").combos;
}

/** What LATEST stands for, by operating system. */
export function currentPlatformVersions(): FargateFacts["platformVersions"] {
    return readFacts<FargateFacts>("fargate-cpu-memory").platformVersions;
}
