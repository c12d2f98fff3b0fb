/**
 * A stand-in for the AWS provider, on @pulumi/pulumi's provider interface: it fills in the provider defaults as the
 * real one does, and knows no AWS.
 */
import { main, type Provider } from "@pulumi/pulumi/provider";

import { readFacts } from "../../facts/read";

type Values = Record<string, unknown>;

const { defaults } = readFacts<{ defaults: Record<string, Values> }>("provider-defaults");

const provider: Provider = {
    version: "7.48.0",
    async check(urn, _olds, news: Values) {
        const type = (urn.split("::")[2] as string).split("$").pop() as string;
        const filled = Object.entries(defaults[type] ?? {}).filter(([key]) => !key.includes(".") && !(key in news));
        return { inputs: { ...Object.fromEntries(filled), ...news, __defaults: filled.map(([key]) => key) } };
    },
    async create(urn, inputs: Values) {
        const name = urn.split("::").pop() as string;
        return { id: name, outs: { ...inputs, arn: `arn:aws:test:us-east-1:604219837745:${name}` } };
    },
};

if (require.main === module) {
    main(provider, process.argv.slice(2));
}
