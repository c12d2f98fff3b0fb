import { parseJson, stackPolicy } from "../../kit";
import { isHarmless, isSecretName } from "../../kit/aws";

/** Shorter values are switches and numbers more often than credentials. */
const SHORTEST = 6;

export const configurationSecret = stackPolicy({
    name: "configuration-secret",
    title: "Credentials in the stack's configuration are secret",
    severity: "high",
    level: "mandatory",
    stops: "credential",
    why: "the configuration file is committed, and the value stands in it, in the state and in every preview in clear",
    fix: "run `pulumi config set --secret <key>` with a new value, and read it with requireSecret",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["8.6.2"] },
    links: ["https://www.pulumi.com/docs/iac/concepts/secrets/", "https://www.pulumi.com/docs/iac/concepts/config/"],
    settings: {
        allow: {
            type: "array",
            items: { type: "string" },
            default: [],
            description:
                "Configuration keys that may be in clear although their names speak of a credential, such as `shop:publicApiKey`.",
        },
    },
    checkStack({ environment: { config, secretKeys }, settings, report }) {
        if (!secretKeys) {
            return; // An engine that does not tell which keys are secret leaves nothing to judge.
        }
        for (const [key, value] of Object.entries(config)) {
            const isOpen = !secretKeys.includes(key) && !settings.allow.includes(key);
            if (isOpen && holdsCredential(key.replace(/^.*:/, ""), value)) {
                report(undefined, `the configuration ${key} holds a credential in clear`, {
                    fix: `run \`pulumi config set --secret ${key}\` with a new value, and read it with requireSecret`,
                });
            }
        }
    },
});

/** True for a value under a credential's name, or an object of configuration with one inside. */
function holdsCredential(name: string, value: unknown): boolean {
    const structured = parseJson(value) ?? value;
    if (typeof structured === "object" && structured !== null) {
        return Object.entries(structured).some(([key, child]) =>
            holdsCredential(Array.isArray(structured) ? name : key, child),
        );
    }
    return typeof value === "string" && value.length >= SHORTEST && isSecretName(name) && !isHarmless(value);
}
