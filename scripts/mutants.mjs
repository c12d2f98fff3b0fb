/**
 * `npm run mutants`: changes the compiled policies and kit in small ways, and says which changes no test notices.
 *
 *   npm run mutants                               all of it, a part at a time (an hour or two)
 *   npm run mutants -- policies/storage kit/aws   what lies below these
 *
 * A concern's policies are run against the concern's tests, a module of the kit against the kit's tests and those of the
 * policies that use most of it, rows only: with all tests a change that survives costs minutes.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const USERS = 12;
/** What looks at the manifest of the unchanged code has nothing to say here. */
const NOT_RUN = "manifest.test.ts";
const wanted = process.argv.slice(2);
const list = (folder) => fs.readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`);
const compiled = (file) => `bin/${file.replace(/\.ts$/, ".js")}`;
const kit = list("kit").filter((file) => file.endsWith(".ts") && !file.endsWith("index.ts"));
const sources = list("policies").filter((file) => file.endsWith(".ts") && file.split("/").length === 3);

/** The parts: what is changed, and the tests that must notice. */
function parts() {
    const concerns = [...new Set(sources.map((file) => path.dirname(file)))].map((folder) => ({
        name: folder,
        mutate: [`bin/${folder}/*.js`],
        spec: [`bin/test/${folder}/*.test.js`],
    }));
    const tests = list("test/kit").filter((file) => file.endsWith(".test.ts") && !file.endsWith(NOT_RUN));
    const modules = kit.map((file) => ({
        name: file.replace(/\.ts$/, ""),
        mutate: [compiled(file)],
        spec: [...tests, ...usersOf(file)].map(compiled),
        ROWS_ONLY: "true",
    }));
    return [...concerns, ...modules].filter(
        ({ name }) => wanted.length === 0 || wanted.some((part) => `${name}/`.startsWith(`${part}/`)),
    );
}

/** The tests of the policies that use most of a module's names, themselves or through another module; the largest first. */
function usersOf(file) {
    const own = exportsOf(file);
    const through = kit.filter((other) => other !== file && countOf(own, other) > 0).flatMap(exportsOf);
    return sources
        .map((source) => ({
            source,
            count: countOf(own, source),
            indirect: countOf(through, source),
            size: fs.statSync(source).size,
        }))
        .sort((a, b) => b.count - a.count || b.indirect - a.indirect || b.size - a.size)
        .slice(0, USERS)
        .map(({ source }) => `test/${source.replace(/\.ts$/, ".test.ts")}`);
}

function exportsOf(file) {
    const text = fs.readFileSync(file, "utf8");
    return [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(([, name]) => name);
}

/** How many of the names a file mentions. */
function countOf(names, file) {
    const words = new Set(fs.readFileSync(file, "utf8").match(/\w+/g));
    return names.filter((name) => words.has(name)).length;
}

const scores = [];
for (const { name, mutate, spec, ...more } of parts()) {
    const report = `bin/mutants/${name.replaceAll("/", "-")}`;
    const env = { ...process.env, ...more, MUTANTS: JSON.stringify({ mutate, spec, report }) };
    const { status } = spawnSync("npx", ["stryker", "run"], { env, stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) {
        console.error(`${name}: the run of its mutants failed (npx stryker run says why)`);
        process.exitCode = 1;
        continue;
    }
    const { files } = JSON.parse(fs.readFileSync(`${report}.json`, "utf8"));
    const states = Object.values(files).flatMap((file) => file.mutants.map((mutant) => mutant.status));
    const count = (...of) => states.filter((state) => of.includes(state)).length;
    scores.push({ part: name, killed: count("Killed", "Timeout"), survived: count("Survived", "NoCoverage") });
    print(scores.at(-1));
}
for (const root of ["policies", "kit"]) {
    const of = scores.filter(({ part }) => part.startsWith(root));
    const sum = (key) => of.reduce((total, score) => total + score[key], 0);
    print({ part: root, killed: sum("killed"), survived: sum("survived") });
}

function print({ part, killed, survived }) {
    const all = killed + survived;
    if (all > 0) {
        console.log(
            `${part.padEnd(28)} ${((100 * killed) / all).toFixed(1).padStart(6)} %  of ${all}, ${survived} survived`,
        );
    }
}
