/** Until when EKS supports the versions of Kubernetes. */
import { readFacts } from "./read";
import type { EksVersions } from "./schemas";

/** A version such as `1.34`; undefined where the facts do not have it. */
export function kubernetesVersion(version: string): EksVersions["versions"][string] | undefined {
    const { versions } = readFacts<EksVersions>("eks-versions");
    return Object.hasOwn(versions, version) ? versions[version] : undefined;
}

/** The oldest version that is in standard support on a day. */
export function oldestSupported(today: string): string | undefined {
    const { versions } = readFacts<EksVersions>("eks-versions");
    return Object.entries(versions).find(([, { standardSupportEnd: end }]) => end !== null && end > today)?.[0];
}

/** The day on which the facts about EKS were true. */
export function eksAsOf(): string {
    return readFacts("eks-versions").asOf;
}
