/** `preflight report`: what policy packs said in a real preview, in every form. */
import type { Command } from "commander";

import { readPolicyEvents } from "../analyzer/policy-events";
import { addOutputOptions, deliver, EXIT_CODES, type OutputOptions } from "./output";

const FROM = `
The events come from any policy pack:
  PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1 pulumi preview --policy-pack <folder> --json > events.ndjson
  pulumi policy analyze --policy-pack <folder> --json > events.ndjson

Events tell neither the lines of the program nor what a policy could not judge; \`preflight check\` does.`;

export function addReport(program: Command): void {
    addOutputOptions(program.command("report"))
        .description("report what policy packs said in a preview, from its events")
        .argument("[events]", "the file of events, standard input unless given", "-")
        .addHelpText("after", `${FROM}\n${EXIT_CODES}`)
        .action(async (file: string, options: OutputOptions) => {
            process.exitCode = deliver(await readPolicyEvents(file), options);
        });
}
