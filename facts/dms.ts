/** Typed reading of dms-endpoint-engines.json. */
import { readFacts } from "./read";

interface Engines {
    database: string[];
    ssl: string[];
}

/** True for an endpoint that signs in to a database with a user name and a password. */
export function isDatabaseEngine(engineName: string): boolean {
    return readFacts<Engines>("dms-endpoint-engines").database.includes(engineName.toLowerCase());
}

/** True for an endpoint whose connection DMS can encrypt by `sslMode`. */
export function takesSslMode(engineName: string): boolean {
    return readFacts<Engines>("dms-endpoint-engines").ssl.includes(engineName.toLowerCase());
}
