import { isUnknownValue, provenance, resourceType, type Stack, stackPolicy, type Values } from "../../kit";
import { credentialsIn, isHarmless, isSecretName } from "../../kit/aws";

const Provider = resourceType("pulumi:providers:aws", "pulumi:providers:aws-native");
/** Names of outputs that hold the credential itself; those of others may name the place where it lies. */
const CREDENTIAL = /(password|passwd|passphrase|secretkey|secretaccesskey|privatekey|apikey|authtoken)$/i;
/** What an emulator takes as a key: any word. AWS's are 16 characters or more. */
const KEY_LENGTH = 16;

export const outputsNotSecret = stackPolicy({
    name: "outputs-not-secret",
    title: "No credential is a plain output of the stack or written in a provider",
    severity: "high",
    level: "mandatory",
    stops: "credential",
    why: "outputs are shown at every update and lie in clear in the state, and a key in the program outlives whoever wrote it",
    fix: "export pulumi.secret(value), or the ARN of the secret that holds it",
    since: "0.2.0",
    frameworks: { "PCI DSS": ["8.6.2"] },
    links: [
        "https://www.pulumi.com/docs/iac/concepts/secrets/",
        "https://www.pulumi.com/docs/iac/concepts/inputs-outputs/",
        "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
    ],
    types: [Provider],
    check(provider, { resource, stack, environment, report, attempt }) {
        for (const property of ["accessKey", "secretKey", "token"]) {
            attempt(() => {
                const value = provider[property];
                const isKey = typeof value === "string" && value.length >= KEY_LENGTH && !isHarmless(value);
                if (isKey && provenance(value, resource, property, stack, environment) === "literal") {
                    report(property, "an access key is written in the program", {
                        fix: "leave it out, and let the provider take the role or profile that it runs with",
                    });
                }
            });
        }
    },
    checkStack({ stack, environment, report, undecided }) {
        const configured = new Set(
            Object.entries(environment.config)
                .filter(
                    ([key, value]) => isSecretName(key.replace(/^.*:/, "")) && value.length >= 8 && !isHarmless(value),
                )
                .map(([, value]) => value),
        );
        const isCredential = (name: string, text: string): boolean =>
            configured.has(text) ||
            credentialsIn(text).length > 0 ||
            (CREDENTIAL.test(name) && !isHarmless(text) && !identifies(text, stack));
        for (const [output, value] of Object.entries(stack.outputs ?? {})) {
            const isKubeconfig = KUBECONFIG.test(output);
            const found = textsIn(value, output).find(
                ([name, text]) => isCredential(name, text) || (isKubeconfig && opensCluster(name, text)),
            );
            if (!found) {
                continue;
            }
            if (!stack.secretOutputs) {
                undecided(output);
            } else if (!stack.secretOutputs.includes(output)) {
                report(output, "the output holds a credential and is not secret");
            }
        }
    },
});

const KUBECONFIG = /kube_?-?config/i;
const KUBE_CREDENTIAL = "token|client-key-data|password";

/**
 * True for the credential of a kubeconfig, or a kubeconfig that holds one. Most name the command that asks for a token:
 * `aws eks get-token`.
 * Source: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo
 */
function opensCluster(name: string, text: string): boolean {
    return (
        new RegExp(`^(${KUBE_CREDENTIAL})$`).test(name) ||
        new RegExp(`(^|\\s|["'])(${KUBE_CREDENTIAL})["']?:\\s*["']?[^\\s"'{]`).test(text)
    );
}

/** The known texts of an output, each with the name that it stands under. */
function textsIn(value: unknown, name: string): [string, string][] {
    if (typeof value === "string") {
        return isUnknownValue(value) ? [] : [[name, value]];
    }
    return Object.entries((value ?? {}) as Values).flatMap(([key, child]) =>
        textsIn(child, Array.isArray(value) ? name : key),
    );
}

/** True for the name, id or ARN of something in the stack. */
function identifies(text: string, stack: Stack): boolean {
    return stack.managed.some((resource) =>
        ["name", "id", "arn"].some((property) => resource.output(property) === text),
    );
}
