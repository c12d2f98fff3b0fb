import { hasUnknown, isEmpty, stackPolicy } from "../../kit";
import { isPlaceholder } from "../../kit/aws";

export const stackOutputs = stackPolicy({
    name: "stack-outputs",
    title: "The stack exports what other stacks and operators need, and each output holds something",
    severity: "medium",
    level: "advisory",
    why: "whoever reads the stack's outputs, another stack or a pipeline, fails on what is not there",
    fix: "export it from the program's entry file",
    links: ["https://www.pulumi.com/docs/iac/concepts/stacks/#outputs"],
    settings: {
        required: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "The outputs that the stack must have: names, or globs of which one output must match.",
        },
    },
    checkStack({ stack, settings, report, ran, undecided }) {
        // Where there is no root resource, as in a preview's JSON, nothing is known of the outputs.
        const outputs = stack.outputs;
        if (!outputs) {
            undecided("outputs", "hidden");
            return;
        }
        const names = Object.keys(outputs);
        const matched = new Set<string>();
        const missing = settings.required.filter((required) => {
            const matching = names.filter(glob(required));
            matching.forEach((name) => matched.add(name));
            return matching.length === 0;
        });
        if (missing.length > 0) {
            const example = missing.find(isName) ?? "...";
            report(undefined, `the stack does not export ${missing.join(", ")}`, {
                fix: `add \`export const ${example} = ...;\` to the program's entry file${missing.length > 1 ? ", and the others likewise" : ""}`,
            });
        }
        for (const name of names) {
            const value = outputs[name];
            if (isEmpty(value)) {
                const lesser = matched.has(name) ? {} : ({ level: "advisory", severity: "low" } as const);
                report(outputPath(name), "the output is empty", {
                    fix: "export the value once it is known, through an output rather than before a promise has run",
                    ...lesser,
                });
            } else if (
                !ran("no-placeholder-values") &&
                typeof value === "string" &&
                !hasUnknown(value) &&
                isPlaceholder(value)
            ) {
                report(outputPath(name), `"${value}", a placeholder, is exported`);
            }
        }
    },
});

function isName(text: string): boolean {
    return /^[A-Za-z_$][\w$]*$/.test(text);
}

/** A test for the names that a name or a glob means. */
function glob(pattern: string): (name: string) => boolean {
    if (isName(pattern)) {
        return (name) => name === pattern;
    }
    const picomatch = require("picomatch") as typeof import("picomatch");
    const matches = picomatch(pattern, { dot: true, nonegate: true });
    return (name) => matches(name);
}

/** A message's property has no spaces in it; an output's name may. */
function outputPath(name: string): string {
    return name.replace(/[\s:]+/g, "_");
}
