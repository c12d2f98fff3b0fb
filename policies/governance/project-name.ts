import { stackPolicy } from "../../kit";

export const projectName = stackPolicy({
    name: "project-name",
    title: "The project has the name that the organisation gave it",
    severity: "low",
    level: "advisory",
    why: "stack references, pipelines and cost reports find a project by its name",
    fix: "set name in Pulumi.yaml, and rename the stacks that exist with `pulumi stack rename`",
    links: ["https://www.pulumi.com/docs/iac/concepts/projects/project-file/"],
    settings: {
        name: {
            type: "string",
            description:
                "The project's name, or a glob that it matches, such as `payments-*`. Without it nothing is judged.",
        },
    },
    checkStack({ settings, environment: { project }, report }) {
        const { name } = settings;
        if (!name || !project) {
            return;
        }
        const picomatch = require("picomatch") as typeof import("picomatch");
        if (!picomatch(name, { dot: true, nonegate: true })(project)) {
            report(undefined, `the project is named "${project}" instead of "${name}"`);
        }
    },
});
