/** The AWS services that have ended, are ending, or take no new customers. */
import { readFacts } from "./read";

/** A service that is no longer what it was. */
export interface EndedService {
    service: string;
    status: "ended" | "ending" | "closed-to-new";
    /** YYYY-MM-DD; after it the service is gone. */
    endOfSupport?: string;
    /** YYYY-MM-DD, or that it is so where no date was found. */
    closedToNewCustomers?: string;
    /** What to use instead. */
    replacement?: string;
    tokens: string[];
    confidence: "high" | "medium" | "low";
}

/** All of them. */
export function endedServices(): EndedService[] {
    return readFacts<{ services: EndedService[] }>("ended-services").services;
}

/** The day on which the facts about services were true. */
export function endedServicesAsOf(): string {
    return readFacts("ended-services").asOf;
}
