import { endedServices, endedServicesAsOf, type EndedService } from "../../facts/services";
import { resourcePolicy, resourceType } from "../../kit";

/** Type token, in either provider's spelling -> the service. */
const SERVICES = new Map<string, EndedService>(
    endedServices().flatMap((service) =>
        service.tokens.flatMap((token): [string, EndedService][] => [
            [token, service],
            [token.replace(/:(\w+)\/\w+:/, "-native:$1:"), service],
        ]),
    ),
);

export const serviceRetired = resourcePolicy({
    name: "service-retired",
    title: "Resources belong to services that AWS still offers",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses the resource, or takes it away with what it holds on the day the service ends",
    fix: "move to the service's successor",
    // What these ask of WAF Classic, nobody can do any more.
    controls: ["WAF.1", "WAF.2", "WAF.3", "WAF.4", "WAF.6", "WAF.7", "WAF.8"],
    links: ["https://aws.amazon.com/products/lifecycle/"],
    settings: {
        days: {
            type: "number",
            default: 0,
            description: "How many days before a service ends its use is a violation, and no longer advice.",
        },
    },
    types: [resourceType(...SERVICES.keys())],
    check(_props, { resource, settings, environment, report }) {
        const service = SERVICES.get(resource.token) as EndedService;
        const { service: name, endOfSupport: end, closedToNewCustomers: closed, replacement, confidence } = service;
        const fix = replacement && `use ${replacement} instead`;
        const advice = { fix, level: "advisory", severity: "low" } as const;
        if (end === undefined) {
            const since = /^\d/.test(String(closed)) ? ` since ${closed}` : "";
            report(undefined, `${name} is closed to new customers${since}`, advice);
        } else if (end <= addDays(environment.today, settings.days)) {
            const asOf = endedServicesAsOf();
            // What lay ahead when the facts were true was planned.
            const ended = end > asOf ? "was to end" : "ended";
            const problem = `${name} ${end <= environment.today ? ended : "ends"} on ${end} (as of ${asOf})`;
            report(undefined, problem, confidence === "high" ? { fix } : advice);
        } else {
            report(undefined, `${name} ends on ${end}`, advice);
        }
    },
});

function addDays(day: string, days: number): string {
    return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
