import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
    { ignores: ["bin/", ".venv/", "bench/.cache/", "site/", "node_modules/", "examples/", "docs/"] },
    js.configs.recommended,
    ...tseslint.configs.recommended,
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
