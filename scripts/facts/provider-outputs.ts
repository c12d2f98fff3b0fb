/**
 * facts/provider-outputs.json: what the providers compute. A resource's property of type `Output<T>` without `undefined`
 * always has a value once the resource exists; where the program left it out, the provider computes it, and a preview has
 * it as unknown.
 */
import type { ProviderOutputs } from "../../facts/schemas";
import { citing, sorted, type Generator } from "./generator";

export const providerOutputs: Generator<ProviderOutputs> = {
    file: "provider-outputs",
    packages: [],
    kept: [],
    compact: true,
    generate(present, { installed: { aws, random }, today }) {
        const resources = [...aws.resources.values(), ...random.resources.values()];
        return {
            ...present,
            asOf: today,
            source: citing(present.source, { "@pulumi/aws": aws.version, "@pulumi/random": random.version }),
            resources: sorted(
                resources.map(({ token, outputs }) => [
                    token,
                    [...outputs]
                        .filter(([, { type }]) => type.startsWith("pulumi.Output<") && !type.endsWith("| undefined>"))
                        .map(([name]) => name),
                ]),
            ),
            functions: sorted(
                [...aws.functions, ...random.functions].map(([token, result]) => [token, [...result.keys()]]),
            ),
        };
    },
};
