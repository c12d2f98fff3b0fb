/** Typed reading of rds-engine-versions.json: which versions RDS creates, and until when it supports them. */
import { readFacts } from "./read";

interface Engine {
    /** False where the facts do not say which versions were retired. */
    deprecationTracked: boolean;
    creatable: string[] | null;
    /** Versions that nobody can create any more. */
    deprecated: string[];
    majors: Record<
        string,
        { standardSupportEnd: string | null; extendedSupportEnd: string | null; confidence?: string }
    >;
    minorStandardSupportEnd: Record<string, string>;
}

/**
 * - `creatable`: AWS creates it, or creates a version that it is the beginning of ("15").
 * - `retired`: AWS created it once and no longer does.
 * - `never-offered`: not among the versions of its major, which has newer ones.
 * - `unknown`: newer than the facts, or of an engine that they do not follow.
 */
export type Availability = "creatable" | "retired" | "never-offered" | "unknown";

/** The day on which the facts about versions were true. */
export function versionsAsOf(): string {
    return readFacts("rds-engine-versions").asOf;
}

/** Whether RDS creates this version of this engine. */
export function availability(engineName: string, version: string): Availability {
    const engine = engineOf(engineName);
    if (!engine?.deprecationTracked || !engine.creatable) {
        return "unknown";
    }
    const isOrBegins = (candidate: string): boolean => candidate === version || candidate.startsWith(`${version}.`);
    if (engine.creatable.some(isOrBegins)) {
        return "creatable";
    }
    if (engine.deprecated.some(isOrBegins)) {
        return "retired";
    }
    const siblings = sameMajor(engine, version, [...engine.creatable, ...engine.deprecated]);
    return siblings.some((sibling) => (compareVersions(sibling, version) ?? 0) > 0) ? "never-offered" : "unknown";
}

/** The newest version of the same major that RDS creates; undefined where it creates none. */
export function newestOfMajor(engineName: string, version: string): string | undefined {
    const engine = engineOf(engineName);
    return engine && sameMajor(engine, version, engine.creatable ?? []).reduce<string | undefined>(newer, undefined);
}

/** The newest version that RDS creates. */
export function newest(engineName: string): string | undefined {
    return engineOf(engineName)?.creatable?.reduce<string | undefined>(newer, undefined);
}

/** The end of standard support of a version's major. A date that AWS has not published does not count. */
export function majorSupport(
    engineName: string,
    version: string,
): { major: string; standardSupportEnd: string; extendedSupportEnd: string | null } | undefined {
    const engine = engineOf(engineName);
    const major = engine && majorOf(engine, version);
    const support = major === undefined ? undefined : engine?.majors[major];
    return major !== undefined && support?.standardSupportEnd && !support.confidence
        ? { major, standardSupportEnd: support.standardSupportEnd, extendedSupportEnd: support.extendedSupportEnd }
        : undefined;
}

/** The end of standard support of exactly this minor version. */
export function minorSupportEnd(engineName: string, version: string): string | undefined {
    return engineOf(engineName)?.minorStandardSupportEnd[version];
}

/** Compares dotted versions; undefined where a part is neither a number nor the same text in both. */
export function compareVersions(a: string, b: string): number | undefined {
    const left = a.split(".");
    const right = b.split(".");
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
        const x = left[i] ?? "0";
        const y = right[i] ?? "0";
        if (x !== y) {
            if (!/^\d+$/.test(x) || !/^\d+$/.test(y)) {
                return undefined;
            }
            if (Number(x) !== Number(y)) {
                return Number(x) - Number(y);
            }
        }
    }
    return 0;
}

function engineOf(name: string): Engine | undefined {
    const { engines } = readFacts<{ engines: Record<string, Engine> }>("rds-engine-versions");
    return Object.hasOwn(engines, name.toLowerCase()) ? engines[name.toLowerCase()] : undefined;
}

function sameMajor(engine: Engine, version: string, candidates: string[]): string[] {
    const major = majorOf(engine, version);
    return major === undefined ? [] : candidates.filter((candidate) => candidate.startsWith(`${major}.`));
}

function majorOf(engine: Engine, version: string): string | undefined {
    return Object.keys(engine.majors)
        .filter((major) => version === major || version.startsWith(`${major}.`))
        .sort((a, b) => b.length - a.length)[0];
}

/** The newer of two versions; one that cannot be compared, such as "16.8-limitless", loses. */
function newer(best: string | undefined, candidate: string): string | undefined {
    if (!/^[\d.]+(mysql_aurora[\d.]+)?$/.test(candidate)) {
        return best;
    }
    return best === undefined || (compareVersions(candidate, best) ?? 0) > 0 ? candidate : best;
}
