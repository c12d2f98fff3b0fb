/** What policies are written with. */
export { allOf, anyOf, type Answer } from "./answer";
export type { Context, Level, StackContext } from "./definition";
export { dependentsOf, isTouchedByStrangers } from "./dependents";
export { statedTier, tierInName, type Environment, type Tier } from "./environment";
export { globMatcher, resourceGlobs } from "./globs";
export { resourcePolicy, stackPolicy, type Policy } from "./policy";
export { isConfigured, provenance, type Provenance } from "./provenance";
export { resourceType, type Plain, type Resource, type ResourceType, type Values } from "./resource";
export { rule, type PropertyRule } from "./rules";
export { at, oncePerPart, oncePerStack, type Referrers, type Stack, type Targets } from "./stack";
export {
    hasUnknown,
    isAsset,
    isEmpty,
    isHidden,
    isHiddenValue,
    isSet,
    isUnknown,
    isUnknownValue,
    known,
    knownEntries,
    parseJson,
    whyUnread,
} from "./unknown";
