/** KMS keys of the stack, by every way in which a property names one. */
import type { AliasArgs } from "@pulumi/aws/kms/alias";
import type { KeyArgs } from "@pulumi/aws/kms/key";

import { resourceType, type Resource } from "../resource";
import type { Stack } from "../stack";
import { managedTarget } from "./outside";

export const KmsKey = resourceType<KeyArgs>("aws:kms/key:Key");
const Alias = resourceType<AliasArgs>("aws:kms/alias:Alias");

/** The key that a property names by its id, its ARN or an alias; undefined where the stack does not manage it. */
export function keyAt(stack: Stack, resource: Resource<unknown>, property: string): Resource<KeyArgs> | undefined {
    const target = managedTarget<object>(stack, resource, property, KmsKey, Alias);
    return target?.is(Alias) ? managedTarget(stack, target, "targetKeyId", KmsKey) : target;
}
