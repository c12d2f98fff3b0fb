/** Typed reading of engine-versions.json: until when caches, search domains, brokers and the like are supported. */
import { compareVersions } from "./rds";
import { readFacts } from "./read";
import type { EngineVersions } from "./schemas";

type Engine = EngineVersions["engines"][string];

/** The end of support of a version. */
export type EngineSupport = Engine["versions"][string];

/** What is known of an engine, such as `redis` or `kafka`; undefined for one that the facts do not follow. */
export function engineFacts(engine: string): Engine | undefined {
    const { engines } = readFacts<EngineVersions>("engine-versions");
    return Object.hasOwn(engines, engine) ? engines[engine] : undefined;
}

/** The end of a version's support; undefined where it has no published day. */
export function supportOf({ versions }: Engine, version: string): EngineSupport | undefined {
    const [closest] = Object.keys(versions)
        .filter((listed) => version === listed || version.startsWith(`${listed}.`))
        .sort((a, b) => b.length - a.length);
    return closest === undefined ? undefined : versions[closest];
}

/** True for a version that AWS does not let anyone create, though it has newer ones. */
export function isNotOffered({ creatable }: Engine, version: string): boolean {
    return (
        creatable !== null &&
        !creatable.some((one) => one === version || one.startsWith(`${version}.`)) &&
        creatable.some((one) => (compareVersions(one, version) ?? 0) > 0)
    );
}

/** The day on which the facts about these versions were true. */
export function enginesAsOf(): string {
    return readFacts("engine-versions").asOf;
}
