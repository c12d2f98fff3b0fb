/** Typed reading of lambda-runtimes.json: until when Lambda supports a runtime. */
import { readFacts } from "./read";

export interface Runtime {
    /** The day on which support ends, YYYY-MM-DD; null where none is announced. */
    deprecated: string | null;
    /** The day from which no function can be created with it. */
    blockCreate: string | null;
    successor: string | null;
    /** False for a name that Lambda never took for a managed runtime. */
    inApi: boolean;
}

/** What is known of a runtime such as `nodejs22.x`; undefined for one that the facts do not have. */
export function runtimeOf(name: string): Runtime | undefined {
    const { runtimes } = readFacts<{ runtimes: Record<string, Runtime> }>("lambda-runtimes");
    return Object.hasOwn(runtimes, name) ? runtimes[name] : undefined;
}

/** The day on which the facts about runtimes were true. */
export function runtimesAsOf(): string {
    return readFacts("lambda-runtimes").asOf;
}

interface ProvidedModules {
    node: { since18: string[]; until16: string[] };
    python: { runtime: string[]; standardLibrary: string[] };
}

/** The Node packages that a managed runtime such as `nodejs22.x` has: names, or a scope with a star. */
export function nodePackagesOf(runtime: string): string[] {
    const { node } = readFacts<ProvidedModules>("lambda-provided-modules");
    const major = Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 0);
    return major >= 18 ? node.since18 : node.until16;
}

/** The top-level Python modules that every managed runtime has: the standard library and the SDK. */
export function pythonModules(): ReadonlySet<string> {
    const { python } = readFacts<ProvidedModules>("lambda-provided-modules");
    return new Set([...python.runtime, ...python.standardLibrary]);
}
