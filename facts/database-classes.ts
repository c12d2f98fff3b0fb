/** The families of instance classes of databases and caches that AWS offers no more, or that are old. */
import { readFacts } from "./read";
import type { DatabaseInstanceClasses } from "./schemas";

/** What became of the family of an instance class, and the family that follows it; undefined for a current one. */
export function formerClass(instanceClass: string): { state: "retired" | "old"; successor: string } | undefined {
    const facts = readFacts<DatabaseInstanceClasses>("database-instance-classes");
    const family = instanceClass.toLowerCase().split(".").slice(0, 2).join(".");
    for (const state of ["retired", "old"] as const) {
        const successor = Object.hasOwn(facts[state], family) ? facts[state][family] : undefined;
        if (successor !== undefined) {
            return { state, successor };
        }
    }
    return undefined;
}

/** The day on which the facts about classes were true. */
export function classesAsOf(): string {
    return readFacts("database-instance-classes").asOf;
}
