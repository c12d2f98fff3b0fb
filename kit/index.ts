/** What policies are written with. */
export { readFacts } from "../facts/read";
export type { Environment, Tier } from "./environment";
export { resourcePolicy, stackPolicy, type Context, type Policy, type StackContext } from "./policy";
export { provenance, type Provenance } from "./provenance";
export { resourceType, type Plain, type Resource, type ResourceType, type Values } from "./resource";
export { Type } from "./type";
export { at, oncePerStack, type Stack, type Targets } from "./stack";
export {
    hasUnknown,
    isAsset,
    isEmpty,
    isSet,
    isUnknown,
    isUnknownValue,
    known,
    knownEntries,
    parseJson,
} from "./unknown";
