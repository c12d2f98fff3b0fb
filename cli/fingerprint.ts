/** What makes a finding the same one in another run: its pack, policy, resource and property; never file, line or words. */
import { createHash } from "node:crypto";

import type { Finding } from "./results";

/** What a finding is known by. */
export type FindingKey = Pick<Finding, "pack" | "policy" | "urn" | "property">;

/** The key as one text, which differs for different keys. */
export function keyOf({ pack, policy, urn, property }: FindingKey): string {
    return JSON.stringify([pack, policy, urn, property ?? null]);
}

/** A short stable text for each finding; findings with the same key are numbered. */
export function fingerprints(findings: readonly FindingKey[]): string[] {
    const seen = new Map<string, number>();
    return findings.map((finding) => {
        const key = keyOf(finding);
        const count = (seen.get(key) ?? 0) + 1;
        seen.set(key, count);
        return `${createHash("sha256").update(key).digest("hex").slice(0, 32)}:${count}`;
    });
}
