/** facts/lambda-runtimes.json: the life of each runtime from cfn-lint, and where it can be named. */
import { gunzipSync } from "node:zlib";

import type { LambdaRuntimes } from "../../facts/schemas";
import { schemaDate } from "./cfn-lint";
import { citing, sorted, type Generator } from "./generator";
import { BOTOCORE, CFN_LINT } from "./registries";

/** Runtime -> what cfn-lint knows of it. */
type Lifecycle = Record<string, Record<"deprecated" | "create-block" | "update-block" | "successor", string | null>>;

export const lambdaRuntimes: Generator<LambdaRuntimes> = {
    file: "lambda-runtimes",
    packages: [CFN_LINT, BOTOCORE],
    kept: [],
    generate(present, { installed, fetched }) {
        const lifecycle = JSON.parse(
            fetched.read(CFN_LINT, "cfnlint/data/AdditionalSpecs/LmbdRuntimeLifecycle.json").toString(),
        ) as Lifecycle;
        const api = JSON.parse(
            gunzipSync(fetched.read(BOTOCORE, "botocore/data/lambda/2015-03-31/service-2.json.gz")).toString(),
        ) as { shapes: { Runtime: { enum: string[] } } };
        const inApi = new Set(api.shapes.Runtime.enum);
        const inPulumiEnum = new Set(installed.lambdaRuntimes);
        const names = new Set([...Object.keys(lifecycle), ...inApi, ...inPulumiEnum]);
        return {
            ...present,
            asOf: schemaDate(fetched),
            source: citing(present.source, { ...fetched.versions, "@pulumi/aws": installed.aws.version }),
            runtimes: sorted(
                [...names].map((name) => [
                    name,
                    {
                        deprecated: lifecycle[name]?.deprecated ?? null,
                        blockCreate: lifecycle[name]?.["create-block"] ?? null,
                        blockUpdate: lifecycle[name]?.["update-block"] ?? null,
                        successor: lifecycle[name]?.successor ?? null,
                        inApi: inApi.has(name),
                        inPulumiEnum: inPulumiEnum.has(name),
                    },
                ]),
            ),
        };
    },
};
