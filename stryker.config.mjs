// `npm run mutants`: changes the compiled policies and kit in small ways, and says which changes no test notices.
export default {
    mutate: ["bin/policies/*/*.js", "bin/kit/**/*.js"],
    mutator: { excludedMutations: ["StringLiteral"] },
    testRunner: "mocha",
    mochaOptions: {
        spec: ["bin/test/policies/**/*.test.js", "bin/test/kit/**/*.test.js"],
        config: ".mocharc.mutants.json",
    },
    coverageAnalysis: "perTest",
    concurrency: 2,
    reporters: ["clear-text", "html", "progress"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: "bin/mutants.html" },
    tempDirName: "bin/.stryker",
    // The compiled code is not in git, and the packages are linked.
    ignorePatterns: ["site", "docs", "examples", ".venv", "bench/.cache"],
};
