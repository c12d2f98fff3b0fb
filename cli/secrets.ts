/** What must not be told of a stack, whoever tells it: a policy, a pack's error, what a program prints. */
import { Secrets } from "../kit/engine/redact";
import type { PreviewResource, StackSettings } from "./inputs/stack";

/** The secrets of a stack: what its configuration and its resources mark, or have under a credential's name. */
export function secretsOf({ config, secretKeys }: StackSettings, resources: PreviewResource[] = []): Secrets {
    const secrets = new Secrets();
    for (const [key, value] of Object.entries(config)) {
        secrets.note("configuration", value, key, secretKeys.includes(key));
    }
    for (const { urn, inputs, outputs } of resources) {
        secrets.note(urn, [inputs, outputs]);
    }
    return secrets;
}
