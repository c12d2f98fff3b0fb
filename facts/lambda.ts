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
