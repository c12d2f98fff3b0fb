/** The certificate authorities of RDS, and until when their certificates are valid. */
import { readFacts } from "./read";
import type { RdsCaCertificates } from "./schemas";

/** The certificate authority by its identifier; undefined for one that the facts do not know. */
export function certificateAuthority(identifier: string): RdsCaCertificates["certificates"][string] | undefined {
    const { certificates } = readFacts<RdsCaCertificates>("rds-ca-certificates");
    return Object.hasOwn(certificates, identifier) ? certificates[identifier] : undefined;
}
