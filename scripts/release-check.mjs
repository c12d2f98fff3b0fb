// What a release has to be, by semantic versioning: `node scripts/release-check.mjs <previous>`, where <previous> is the
// unpacked release before this one; without it there is none. Exits 1 where the version is not what the changes ask for.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const [previous] = process.argv.slice(2);
const problems = previous ? breaksOf(read(previous), read(fileURLToPath(new URL("..", import.meta.url)))) : [];
for (const problem of problems) {
    console.error(`release-check: ${problem}`);
}
process.exit(problems.length > 0 ? 1 : 0);

/** What a pack promises: its version, policies with their levels and settings, and profiles. */
function read(folder) {
    const json = (file) => JSON.parse(readFileSync(join(folder, file), "utf8"));
    const { properties } = json("bin/preflight.schema.json");
    return {
        version: json("package.json").version,
        levels: new Map(json("bin/policies/manifest.json").map(({ said }) => [said.name, said.enforcementLevel])),
        // Old names are among them, and what is configured under one goes on holding.
        settings: new Map(
            Object.entries(properties).map(([name, { anyOf }]) => [name, Object.keys(anyOf?.[1].properties ?? {})]),
        ),
        profiles: readdirSync(join(folder, "profiles")).filter((file) => file.endsWith(".json")),
    };
}

function breaksOf(before, now) {
    const [major, minor] = now.version.split(".").map(Number);
    const [majorBefore, minorBefore] = before.version.split(".").map(Number);
    // Until 1.0.0 a minor version may break.
    if (major > majorBefore || (major === 0 && minor > minorBefore)) {
        return [];
    }
    const breaks = [
        ...[...now.levels]
            .filter(([name, level]) => level === "mandatory" && before.levels.get(name) !== "mandatory")
            .map(([name]) => `${name} is mandatory by default, and was not`),
        ...[...before.settings].flatMap(([name, settings]) =>
            now.settings.has(name)
                ? settings
                      .filter((setting) => !now.settings.get(name).includes(setting))
                      .map((setting) => `${name} has no setting ${setting} any more`)
                : [`the policy ${name} is gone, and no policy has it among its aliases`],
        ),
        ...before.profiles.filter((file) => !now.profiles.includes(file)).map((file) => `profiles/${file} is gone`),
    ];
    return breaks.map((change) => `${change}: ${now.version} after ${before.version} is no version for that`);
}
