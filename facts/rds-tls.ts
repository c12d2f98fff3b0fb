/** The parameters with which databases refuse connections that are not encrypted. */
import { readFacts } from "./read";
import { compareVersions } from "./rds";
import type { RdsTlsParameters } from "./schemas";

/** What makes an engine refuse unencrypted connections. */
export interface TlsParameter {
    parameter: string;
    /** The values that switch it on. */
    on: string[];
    /** Whether it is on where nobody sets it. */
    isDefault: boolean;
}

/**
 * The parameter of an engine in a version.
 * @param version AWS's newest without it.
 * @returns undefined for an engine without one, or that the facts do not know.
 */
export function tlsParameter(engine: string, version: string | undefined): TlsParameter | undefined {
    const { engines } = readFacts<RdsTlsParameters>("rds-tls-parameters");
    const name = engine.toLowerCase().replace(/^sqlserver-.*/, "sqlserver");
    const facts = Object.hasOwn(engines, name) ? engines[name] : undefined;
    const isAtLeast = (first: string): boolean => version === undefined || (compareVersions(version, first) ?? 0) >= 0;
    return facts && isAtLeast(facts.since)
        ? { ...facts, isDefault: facts.defaultSince !== null && isAtLeast(facts.defaultSince) }
        : undefined;
}
