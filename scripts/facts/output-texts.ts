/**
 * facts/output-texts.json: the computed texts that name something, such as an ARN, an id or a host. The deep run of a
 * program hands out stand-ins for these, since nobody compares them with a list of words, as one does a status.
 */
import type { OutputTexts } from "../../facts/schemas";
import { citing, sorted, type Generator } from "./generator";
import type { Property } from "./sdks";

/** Names of what names something; an IP address is computed with. */
const NAMING =
    /^(?!.*ip(v[46])?(Address)?$)(.*(arn|id|url|uri|endpoint|address|host|hostname|fqdn|name|identifier|suffix))$/i;
/** What random makes: a password, an id in its forms. */
const MADE = /^(result|hex|dec|b64Std|b64Url)$/;

export const outputTexts: Generator<OutputTexts> = {
    file: "output-texts",
    packages: [],
    kept: [],
    compact: true,
    generate(present, { installed: { aws, random }, today }) {
        return {
            ...present,
            asOf: today,
            source: citing(present.source, { "@pulumi/aws": aws.version, "@pulumi/random": random.version }),
            resources: listed([
                ...textsOf(aws.resources, "pulumi.Output<string>", NAMING),
                ...textsOf(random.resources, "pulumi.Output<string>", MADE),
            ]),
            functions: listed([...aws.functions].map(([token, result]) => [token, named(result, "string", NAMING)])),
        };
    },
};

function textsOf(
    resources: ReadonlyMap<string, { outputs: ReadonlyMap<string, Property> }>,
    type: string,
    names: RegExp,
): [string, string[]][] {
    return [...resources].map(([token, { outputs }]) => [token, named(outputs, type, names)]);
}

function named(properties: ReadonlyMap<string, Property>, text: string, names: RegExp): string[] {
    return [...properties]
        .filter(([name, { type, optional }]) => type === text && !optional && names.test(name))
        .map(([name]) => name);
}

function listed(entries: [string, string[]][]): Record<string, string[]> {
    return sorted(entries.filter(([, names]) => names.length > 0));
}
