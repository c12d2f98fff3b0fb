/** facts/rds-engine-versions.json: the engine versions that cfn-lint has from RDS itself, with support dates kept here. */
import type { RdsEngineVersions } from "../../facts/schemas";
import { EXTENSIONS, schemaDate } from "./cfn-lint";
import { citing, sorted, type Generator } from "./generator";
import { compareNaturally, naturally } from "./natural";
import { CFN_LINT, type Fetched } from "./registries";

type Engine = RdsEngineVersions["engines"][string];
type Kind = Engine["validFor"][number];
type EnumOfVersions = { EngineVersion?: { enum?: string[] } };

/** A condition per engine; the versions stand in `if` where they are refused and in `then` where they are required. */
interface Schema {
    allOf: {
        if: { properties: EnumOfVersions & { Engine: { const?: string } } };
        then: boolean | { properties: EnumOfVersions };
    }[];
}

const KINDS: Kind[] = ["instance", "cluster"];

export const rdsEngineVersions: Generator<RdsEngineVersions> = {
    file: "rds-engine-versions",
    packages: [CFN_LINT],
    kept: ["majors", "minorStandardSupportEnd"],
    generate(present, { fetched }) {
        const known = KINDS.map((kind) => [kind, readVersions(fetched, kind, "engine_version")] as const);
        const ended = KINDS.map((kind) => readVersions(fetched, kind, "engine_version_deprecated"));
        const engines = new Set(known.flatMap(([, versions]) => [...versions.keys()]));
        const describe = (engine: string): Engine => {
            const all = new Set(known.flatMap(([, versions]) => versions.get(engine) ?? []));
            const deprecated = new Set(ended.flatMap((versions) => versions.get(engine) ?? []));
            const creatable = naturally([...all].filter((version) => !deprecated.has(version)));
            const deprecationTracked = deprecated.size > 0;
            return {
                validFor: known.filter(([, versions]) => versions.has(engine)).map(([kind]) => kind),
                deprecationTracked,
                creatable: deprecationTracked ? creatable : null,
                deprecated: naturally([...deprecated]),
                knownUntracked: deprecationTracked ? null : creatable,
                creatableMajors: [...new Set(creatable.map((version) => majorOf(engine, version)))],
                majors: present.engines[engine]?.majors ?? {},
                minorStandardSupportEnd: present.engines[engine]?.minorStandardSupportEnd ?? {},
            };
        };
        return {
            ...present,
            asOf: schemaDate(fetched),
            source: citing(present.source, fetched.versions),
            engines: sorted([...engines].map((engine) => [engine, describe(engine)])),
        };
    },
    advise: ({ engines }) =>
        Object.entries(engines).flatMap(([engine, { majors, creatableMajors }]) =>
            // An engine with no dates at all has no public source for them.
            Object.keys(majors).length === 0
                ? []
                : creatableMajors
                      .filter((major) => !(major in majors) && !ancient(major, Object.keys(majors)))
                      .map((major) => `${engine} ${major} can be created and has no support dates (majors)`),
        ),
};

/** Engine -> the versions that a schema lists, without the bare majors that cfn-lint adds. */
function readVersions(fetched: Fetched, kind: Kind, schema: string): Map<string, string[]> {
    const { allOf } = JSON.parse(
        fetched.read(CFN_LINT, `${EXTENSIONS}/aws_rds_db${kind}/${schema}.json`).toString(),
    ) as Schema;
    const versions = new Map<string, string[]>();
    for (const { if: condition, then } of allOf) {
        const engine = condition.properties.Engine.const;
        const listed = [condition.properties, typeof then === "object" ? then.properties : {}]
            .map(({ EngineVersion }) => EngineVersion?.enum)
            .find((candidate) => candidate !== undefined);
        if (engine !== undefined && listed) {
            versions.set(
                engine,
                listed.filter((version) => version !== majorOf(engine, version)),
            );
        }
    }
    return versions;
}

/** PostgreSQL has majors of one number since 10; all others, of two. */
function majorOf(engine: string, version: string): string {
    const numbers = /postgres/.test(engine) && Number.parseInt(version, 10) >= 10 ? 1 : 2;
    return version.split(".").slice(0, numbers).join(".");
}

function ancient(major: string, dated: string[]): boolean {
    const [oldest = major] = naturally(dated);
    return compareNaturally(major, oldest) < 0;
}
