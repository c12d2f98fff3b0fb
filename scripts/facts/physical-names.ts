/** facts/physical-names.json: the input of each resource of @pulumi/aws that holds its name at AWS. */
import type { PhysicalNames } from "../../facts/schemas";
import { citing, sorted, type Generator } from "./generator";
import type { SdkResource } from "./sdks";

const STRING = /^pulumi\.Input<string( \| undefined)?>$/;

export const physicalNames: Generator<PhysicalNames> = {
    file: "physical-names",
    packages: [],
    kept: ["reservedNames", "chosen", "excluded", "maxLength of the resources"],
    generate(present, { installed: { aws }, today }) {
        const { chosen, excluded } = present;
        const resources = [...aws.resources.values()].flatMap(
            (resource): [string, PhysicalNames["resources"][string]][] => {
                const { token, inputs } = resource;
                const property = chosen[token] ?? (token in excluded ? undefined : nameOf(resource));
                const input = property === undefined ? undefined : inputs.get(property);
                if (property === undefined || !input) {
                    return [];
                }
                const maxLength = present.resources[token]?.maxLength;
                return [
                    [
                        token,
                        {
                            property,
                            required: !input.optional,
                            ...(inputs.has(`${property}Prefix`) ? { prefixProperty: `${property}Prefix` } : {}),
                            ...(maxLength === undefined ? {} : { maxLength }),
                        },
                    ],
                ];
            },
        );
        return {
            ...present,
            asOf: today,
            source: citing(present.source, { "@pulumi/aws": aws.version }),
            count: resources.length,
            resources: sorted(resources),
        };
    },
};

/** The input that is called as a name usually is: `name`, `identifier`, or `clusterName`, `clusterId` of a ... Cluster. */
function nameOf({ className, inputs }: SdkResource): string | undefined {
    const words = className.split(/(?=[A-Z])/);
    const endings = words.map((_, index) => words.slice(index).join(""));
    return [
        "name",
        "identifier",
        ...endings
            .map((ending) => ending.charAt(0).toLowerCase() + ending.slice(1))
            .flatMap((ending) => [`${ending}Name`, `${ending}Id`, `${ending}Identifier`]),
    ].find((name) => STRING.test(inputs.get(name)?.type ?? ""));
}
