/** What ends under a machine: its operating system, a canary's runtime, a generation of instances. */
import { readFacts } from "./read";
import type { CanaryRuntimes, Ec2InstanceFamilies, OperatingSystems } from "./schemas";

/** The operating system that a service's name for an image says, where its support has ended or has a day. */
export function operatingSystemOf(image: string): OperatingSystems["systems"][number] | undefined {
    const { systems } = readFacts<OperatingSystems>("operating-systems");
    return systems.find(({ patterns }) => patterns.some((pattern) => new RegExp(pattern).test(image)));
}

/** The day on which the facts about operating systems were true. */
export function operatingSystemsAsOf(): string {
    return readFacts("operating-systems").asOf;
}

/** The day from which no canary can be created with a runtime; undefined for one that is supported. */
export function canaryRuntimeEnd(runtime: string): string | undefined {
    const { deprecated } = readFacts<CanaryRuntimes>("canary-runtimes");
    return Object.hasOwn(deprecated, runtime) ? deprecated[runtime] : undefined;
}

/** What is known of the family of an instance type such as `m3.large`: what to use instead; undefined for a current one. */
export function previousGeneration(instanceType: string): { successor: string; paravirtual: boolean } | undefined {
    const { previous, paravirtual } = readFacts<Ec2InstanceFamilies>("ec2-instance-families");
    const [family = "", size = ""] = instanceType.split(".");
    const successor = Object.hasOwn(previous, family) ? previous[family] : undefined;
    return successor && size !== "" ? { successor, paravirtual: paravirtual.includes(family) } : undefined;
}
