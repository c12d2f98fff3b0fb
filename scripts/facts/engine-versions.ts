/** facts/engine-versions.json: what ElastiCache creates, from cfn-lint; the ends of support are kept by hand. */
import type { EngineVersions } from "../../facts/schemas";
import { EXTENSIONS, schemaDate } from "./cfn-lint";
import { citing, type Generator } from "./generator";
import { naturally } from "./natural";
import { CFN_LINT } from "./registries";

/** A condition per engine: then its version is one of these. */
interface Schema {
    allOf: {
        if: { properties: { Engine?: { const?: string } } };
        then: { properties: { EngineVersion?: { enum: string[] } } };
    }[];
}

export const engineVersions: Generator<EngineVersions> = {
    file: "engine-versions",
    packages: [CFN_LINT],
    kept: ["versions and all else of the engines"],
    compact: true,
    generate(present, { fetched }) {
        const { allOf } = JSON.parse(
            fetched.read(CFN_LINT, `${EXTENSIONS}/aws_elasticache_cachecluster/engine_version.json`).toString(),
        ) as Schema;
        const creatable = (engine: string): string[] | undefined =>
            allOf.find((condition) => condition.if.properties.Engine?.const === engine)?.then.properties.EngineVersion
                ?.enum;
        return {
            ...present,
            asOf: schemaDate(fetched),
            source: citing(present.source, fetched.versions),
            engines: Object.fromEntries(
                Object.entries(present.engines).map(([engine, facts]) => {
                    const listed = creatable(engine);
                    return [engine, listed ? { ...facts, creatable: naturally(listed) } : facts];
                }),
            ),
        };
    },
};
