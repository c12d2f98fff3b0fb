/** Typed reading of service-roles.json: which service assumes a role. */
import { readFacts } from "./read";
import type { ServiceRoles } from "./schemas";

/** A property that names a role, and the services of which one assumes it: `lambda` of `lambda.amazonaws.com`. */
export interface AssumedRole {
    token: string;
    property: string;
    services: string[];
}

/** Every property that names a role for a service. */
export function assumedRoles(): AssumedRole[] {
    const { services } = readFacts<ServiceRoles>("service-roles");
    return Object.entries(services).flatMap(([token, properties]) =>
        Object.entries(properties).map(([property, names]) => ({ token, property, services: names })),
    );
}

/** The service that looks a role up by this name; undefined where none does. */
export function serviceOfRoleName(name: string): string | undefined {
    const { names } = readFacts<ServiceRoles>("service-roles");
    return Object.hasOwn(names, name) ? names[name] : undefined;
}
