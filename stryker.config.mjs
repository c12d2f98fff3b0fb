// For scripts/mutants.mjs, which says what to change, which tests to run, and where the report goes.
const { mutate, spec, report } = JSON.parse(process.env.MUTANTS);

export default {
    mutate,
    plugins: ["@stryker-mutator/mocha-runner", "./scripts/stryker-ignore.mjs"],
    ignorers: ["compiler"],
    mutator: { excludedMutations: ["StringLiteral"] },
    testRunner: "mocha",
    mochaOptions: { spec, config: ".mocharc.mutants.json" },
    coverageAnalysis: "perTest",
    concurrency: 2,
    timeoutMS: 10000,
    reporters: ["json", "html"],
    jsonReporter: { fileName: `${report}.json` },
    htmlReporter: { fileName: `${report}.html` },
    tempDirName: "bin/.stryker",
    // The compiled code is not in git, and the packages are linked.
    ignorePatterns: ["docs/.vitepress", "docs/node_modules", "examples", ".venv", "bench/.cache", "bin/mutants"],
};
