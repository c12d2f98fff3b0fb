import js from "@eslint/js";
import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

/** The command line's rooms, and those that each may not look into: commands, then what they are made of, then inputs. */
const CLI_ROOMS = {
    inputs: ["analyzer", "commands", "init", "program", "report"],
    program: ["analyzer", "commands", "init", "report"],
    analyzer: ["commands", "init", "program", "report"],
    report: ["commands", "init", "program"],
    init: ["analyzer", "commands", "report"],
};

export default tseslint.config(
    { ignores: ["bin/", ".venv/", "bench/.cache/", "site/", "node_modules/", "examples/", "docs/"] },
    js.configs.recommended,
    ...tseslint.configs.recommended,
    {
        // What the types tell: above all promises that nobody waits for.
        files: ["**/*.ts"],
        languageOptions: { parserOptions: { projectService: true } },
        rules: {
            "@typescript-eslint/no-floating-promises": "error",
            "@typescript-eslint/no-misused-promises": "error",
            "@typescript-eslint/await-thenable": "error",
            "@typescript-eslint/no-unnecessary-type-assertion": "error",
            "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
            "@typescript-eslint/only-throw-error": "error",
        },
    },
    {
        rules: {
            "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
            "@typescript-eslint/explicit-function-return-type": ["error", { allowExpressions: true }],
            // What a preview does not need is loaded where it is used: `require` in a function.
            "@typescript-eslint/no-require-imports": "off",
            eqeqeq: "error",
            "no-console": "error",
        },
    },
    {
        // No text makes an expression take longer than it is long: what a program writes is anybody's.
        plugins: { regexp },
        rules: { "regexp/no-super-linear-backtracking": ["error", { report: "potential" }] },
    },
    {
        files: ["index.ts", "policies/**", "kit/**", "facts/**"],
        rules: { "regexp/no-super-linear-move": ["error", { report: "potential" }] },
    },
    {
        // @pulumi/aws is 130 MB and a development dependency: its types only.
        files: ["index.ts", "policies/**", "kit/**", "facts/**"],
        rules: {
            "@typescript-eslint/no-restricted-imports": [
                "error",
                {
                    patterns: [
                        { group: ["@pulumi/aws", "@pulumi/aws/*"], allowTypeImports: true, message: "Types only." },
                    ],
                },
            ],
        },
    },
    {
        // Policies are written with the kit's outside; the engine's side and a resource's raw data are its inside.
        files: ["policies/*/**"],
        rules: {
            "@typescript-eslint/no-restricted-imports": [
                "error",
                {
                    patterns: [
                        { group: ["@pulumi/aws", "@pulumi/aws/*"], allowTypeImports: true, message: "Types only." },
                        { group: ["**/kit/*", "!**/kit/aws"], message: "Import kit, or kit/aws." },
                        { group: ["**/kit/aws/*"], message: "Import kit/aws." },
                        { group: ["**/cli/**", "@pulumi/policy"], message: "A policy is written with the kit." },
                    ],
                },
            ],
            "no-restricted-syntax": [
                "error",
                {
                    selector: "MemberExpression[property.name='data'], ObjectPattern > Property[key.name='data']",
                    message: "Read props, unguarded, output(), gives(), origins() or provider.",
                },
            ],
        },
    },
    ...Object.entries(CLI_ROOMS).map(([room, others]) => ({
        files: [`cli/${room}/**`],
        rules: {
            "@typescript-eslint/no-restricted-imports": [
                "error",
                {
                    patterns: [
                        {
                            group: others.map((other) => `**/${other}/**`),
                            message: "The command line has one direction.",
                        },
                    ],
                },
            ],
        },
    })),
    {
        files: ["scripts/**", "bench/**", "**/*.mjs", "**/*.cjs"],
        languageOptions: {
            globals: {
                process: "readonly",
                console: "readonly",
                URL: "readonly",
                require: "readonly",
                module: "writable",
            },
        },
        rules: { "no-console": "off", "@typescript-eslint/explicit-function-return-type": "off" },
    },
);
