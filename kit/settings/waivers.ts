/** Waivers: a finding that somebody accepted, with a reason and a last day. Nothing is ever lost by one. */
import { globMatcher } from "../globs";

/** A finding that somebody accepted. */
export interface Waiver {
    /** A glob on the resource's logical name, or on `type::name`. */
    resource: string;
    reason: string;
    /** The last day, YYYY-MM-DD. */
    expires: string;
}

/**
 * Waivers in the configuration. The schema asks for nothing: by it the engine would refuse the whole configuration,
 * and the preview with it; `waiverProblem` says what is wrong with one waiver.
 */
export const WAIVERS = {
    type: "array",
    items: {
        type: "object",
        properties: {
            resource: {
                type: "string",
                description: "A glob on the resource's logical name, or on `type::name`; `*` is every resource.",
            },
            reason: {
                type: "string",
                description: "Why the finding is accepted. Without one the waiver does not hold.",
            },
            expires: { type: "string", description: "The last day on which the waiver holds, YYYY-MM-DD." },
        },
    },
    default: [],
    description: "Findings that were accepted, each until a day.",
} as const;

/** Why a waiver does not hold on `today` (YYYY-MM-DD); undefined when it does. */
export function waiverProblem(waiver: Partial<Waiver> | undefined, today: string): string | undefined {
    if (typeof waiver !== "object" || waiver === null) {
        return "it is not an object with resource, reason and expires";
    }
    const unknown = Object.keys(waiver).filter((key) => !["resource", "reason", "expires"].includes(key));
    if (unknown.length > 0) {
        return `it has the unknown key ${unknown.map((key) => `"${key}"`).join(", ")}`;
    }
    if (typeof waiver.resource !== "string" || waiver.resource.trim() === "") {
        return "it names no resource";
    }
    if (typeof waiver.reason !== "string" || waiver.reason.trim() === "") {
        return "it gives no reason";
    }
    if (typeof waiver.expires !== "string" || !isDay(waiver.expires)) {
        return `its day "${String(waiver.expires)}" is not a date of the form YYYY-MM-DD`;
    }
    return waiver.expires < today ? `it expired on ${waiver.expires}` : undefined;
}

/** True for a day that the calendar has, such as 2027-02-28 but not 2027-02-30. */
export function isDay(text: string): boolean {
    const time = Date.parse(`${text}T00:00:00Z`);
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** True when the waiver's glob matches the resource's name or its `type::name`. */
export function waiverMatches(waiver: Waiver, resource: { name: string; token: string }): boolean {
    const matches = globMatcher(waiver.resource);
    return matches(resource.name) || matches(`${resource.token}::${resource.name}`);
}
