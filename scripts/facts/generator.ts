/** What a module that makes a facts file is written with. */
import type { Facts } from "../../facts/read";
import type { Fetched, Package } from "./registries";
import type { Installed } from "./sdks";

/** What a facts file is made from. */
export interface Sources {
    installed: Installed;
    /** The packages that the generator names, unpacked. */
    fetched: Fetched;
    today: string;
}

/** Makes one facts file. */
export interface Generator<T extends Facts = Facts> {
    /** The file's name, without `.json`. */
    file: string;
    /** The packages that it reads. A file that needs none is made from what is installed, and can be checked offline. */
    packages: Package[];
    /** The parts that people keep: the generator takes them from the present file. */
    kept: string[];
    /** Lists stand on one line each; a file of many short ones is three times as long otherwise. */
    compact?: boolean;
    /** Makes the file anew. What is kept by hand, and the key order, come from `present`. */
    generate(present: T, sources: Sources): T;
    /** What a person should look at after a refresh, a line each. */
    advise?(made: T): string[];
}

/** The source lines of a file with the versions of the packages that they name brought up to date. */
export function citing(source: Facts["source"], versions: Record<string, string>): Facts["source"] {
    if (Array.isArray(source)) {
        return source.map((line) => citing(line, versions) as string);
    }
    return source.replace(/(?<=^| )(\S+) \d\S*/g, (cited, name: string) =>
        versions[name] === undefined ? cited : `${name} ${versions[name]}`,
    );
}

/** An object of these entries, sorted by key. */
export function sorted<T>(entries: Iterable<[string, T]>): Record<string, T> {
    return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
