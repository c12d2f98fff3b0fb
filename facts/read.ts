/** The dated facts: JSON files beside this one, each with its source and its date. */
import * as fs from "node:fs";
import * as path from "node:path";

/** What every facts file says of itself. */
export interface Facts {
    /** The day on which the facts were true, YYYY-MM-DD. */
    asOf: string;
    source: string | string[];
}

const cache = new Map<string, Facts>();

/** Facts in the place of a file's, by its name: a test sets them, so that it does not hang on what is true today. */
export const fixedFacts = new Map<string, Facts>();

/** The folder of the JSON files: this one in the source; compiled code is in `bin`, beside the package's own. */
export const FACTS_FOLDER = __filename.endsWith(".ts") ? __dirname : path.join(__dirname, "..", "..", "facts");

/** Reads a facts file, once for the process. `name` is the file's name without `.json`. */
export function readFacts<T>(name: string): T & Facts {
    let facts = fixedFacts.get(name) ?? cache.get(name);
    if (!facts) {
        facts = JSON.parse(fs.readFileSync(path.join(FACTS_FOLDER, `${name}.json`), "utf8")) as Facts;
        cache.set(name, facts);
    }
    return facts as T & Facts;
}

/** The facts that were read so far in this process, for the note on their age. */
export function factsInUse(): ReadonlyMap<string, Facts> {
    return cache;
}
