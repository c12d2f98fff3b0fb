/** The region that a resource is made in. */
import type { Resource } from "../resource";
import { isUnknownValue } from "../unknown";

/** The region that a resource names, or its provider; undefined where that is not known. */
export function regionOf({ unguarded: values, provider }: Resource<unknown>): string | undefined {
    const region = values.region ?? provider.region;
    return typeof region === "string" && region !== "" && !isUnknownValue(region) ? region : undefined;
}
