/** Typed reading of tls-policies.json: what the TLS policies of AWS services accept. */
import { readFacts } from "./read";
import type { TlsPolicies } from "./schemas";

/** A service that has TLS policies of its own. */
export type TlsService = keyof TlsPolicies["services"];

/** Whether a TLS policy is one to use: `old` accepts TLS before 1.2, `outdated` ciphers that AWS recommends no more. */
export type TlsQuality = "good" | "outdated" | "old" | "unknown";

/** How good a TLS policy is; `unknown` for one that the facts do not know. */
export function tlsQuality(service: TlsService, policy: string): TlsQuality {
    const { policies, outdated } = factsOf(service);
    const oldest = Object.hasOwn(policies, policy) ? policies[policy] : undefined;
    if (oldest === undefined) {
        return "unknown";
    }
    if (!/^1\.[23]$/.test(oldest)) {
        return "old";
    }
    return outdated.includes(policy) ? "outdated" : "good";
}

/** What a service takes where nothing is said; undefined where AWS does not say. */
export function defaultTlsPolicy(service: TlsService): string | undefined {
    return factsOf(service).default ?? undefined;
}

/** What AWS recommends. */
export function recommendedTlsPolicy(service: TlsService): string {
    return factsOf(service).recommended;
}

function factsOf(service: TlsService): TlsPolicies["services"][TlsService] {
    return readFacts<TlsPolicies>("tls-policies").services[service];
}
