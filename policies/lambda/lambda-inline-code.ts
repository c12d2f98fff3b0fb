import { known, resourcePolicy } from "../../kit";
import { assetsOf, LambdaFunction, textOf } from "../../kit/aws";

/** What Pulumi calls the file that it makes of a callback: code of the program's own language, which tools do check. */
const SERIALIZED_CALLBACK = "__index";

export const lambdaInlineCode = resourcePolicy({
    name: "lambda-inline-code",
    title: "A Lambda function's handler is a file of its own",
    severity: "low",
    level: "advisory",
    why: "no editor, linter, type check or test reads code that stands in a string",
    fix: "move the code to a file, and set code to a pulumi.asset.FileArchive of its folder",
    links: ["https://www.pulumi.com/docs/iac/concepts/assets-archives/"],
    settings: {
        lines: {
            type: "integer",
            default: 0,
            minimum: 0,
            description: "The most lines of code that may stand in the program.",
        },
    },
    types: [LambdaFunction],
    async check(fn, { resource, settings, report }) {
        const handler = known(fn, "handler");
        if (typeof handler !== "string") {
            return;
        }
        const module = handler.replace(/\.[^./]+$/, "");
        for (const [name, part] of Object.entries((await assetsOf(resource.unguarded.code)) ?? {})) {
            const isHandler =
                name.replace(/^\.\//, "").replace(/\.\w+$/, "") === module && module !== SERIALIZED_CALLBACK;
            const code = isHandler ? ((await textOf(part)) ?? "") : "";
            const lines = code.split("\n").filter((line) => line.trim() !== "").length;
            if (lines > settings.lines) {
                report(
                    "code",
                    `${lines === 1 ? "one line" : `${lines} lines`} of the handler ${name} ${lines === 1 ? "stands" : "stand"} in the program as a string`,
                );
            }
        }
    },
});
