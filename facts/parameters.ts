/** Typed reading of static-parameters.json. */
import { readFacts } from "./read";
import type { StaticParameters } from "./schemas";

/** True for a parameter of an engine that only a reboot changes. */
export function isStaticParameter(engine: string, parameter: string): boolean {
    const { engines } = readFacts<StaticParameters>("static-parameters");
    return Object.hasOwn(engines, engine) && (engines[engine] ?? []).includes(parameter.toLowerCase());
}
