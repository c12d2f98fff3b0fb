/** `preflight waivers`: the findings that were accepted, by the day on which that ends. */
import { Option, type Command } from "commander";

import { print } from "../report/files";
import { readConfiguration } from "../analyzer/configuration";
import { PROJECT_CONFIGURATION, projectConfiguration } from "../analyzer/parts";
import { UserError } from "../errors";
import { isObject } from "../inputs/values";
import { printableJson } from "../text";

/** A waiver as it stands in the file, right or wrong. */
interface Listed {
    policy: string;
    resource: string;
    expires: string;
    reason: string;
    /** Why it does not hold; undefined when it does. */
    problem?: string;
}

export function addWaivers(program: Command): void {
    program
        .command("waivers")
        .description("list the waivers of a configuration file, those that end first at the top")
        .addHelpText("after", "\nExit code: 0 all waivers hold, 1 one does not hold, 2 wrong input.")
        .argument("[file]", "the configuration, the project's preflight.json unless given")
        .addOption(
            new Option("--format <format>", "the form of the list").choices(["terminal", "json"]).default("terminal"),
        )
        .action((given: string | undefined, { format }: { format: string }) => {
            const file = given ?? projectConfiguration(".");
            if (file === undefined) {
                throw new UserError(`the project has no ${PROJECT_CONFIGURATION}; name the file`);
            }
            const waivers = readWaivers(file, new Date().toISOString().slice(0, 10));
            print(format === "json" ? `${printableJson(waivers)}\n` : toTable(waivers));
            process.exitCode = waivers.some(({ problem }) => problem) ? 1 : 0;
        });
}

/** The waivers of a configuration file: those without a day that can be read first, then by day. */
export function readWaivers(file: string, today: string): Listed[] {
    const { waiverProblem } = require("../../kit/settings/waivers") as typeof import("../../kit/settings/waivers");
    const listed = [...readConfiguration(file).policies].flatMap(([policy, { properties }]) =>
        toList(properties.waivers).map((waiver): Listed => {
            const { resource, expires, reason } = isObject(waiver) ? waiver : {};
            const problem = waiverProblem(waiver as Parameters<typeof waiverProblem>[0], today);
            return { policy, resource: text(resource), expires: text(expires), reason: text(reason), problem };
        }),
    );
    return listed.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/** Something else than a list is one waiver that does not hold. */
function toList(waivers: unknown): unknown[] {
    return waivers === undefined ? [] : Array.isArray(waivers) ? waivers : [waivers];
}

function text(value: unknown): string {
    return value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

function sortKey({ expires, policy, resource }: Listed): string {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(expires) ? expires : "";
    return [day, policy, resource].join("\0");
}

function toTable(waivers: Listed[]): string {
    if (waivers.length === 0) {
        return "No waivers.\n";
    }
    const { table } = require("../report/table") as typeof import("../report/table");
    const rows = waivers.map(({ expires, policy, resource, reason, problem }) => [
        expires || "no day",
        policy,
        resource,
        problem ? `does not hold: ${problem}${reason ? ` (${reason})` : ""}` : reason,
    ]);
    const broken = waivers.filter(({ problem }) => problem).length;
    const end = broken > 0 ? `, ${broken} of which ${broken === 1 ? "does" : "do"} not hold` : "";
    const count = `${waivers.length} waiver${waivers.length === 1 ? "" : "s"}${end}`;
    return `${table(["Until", "Policy", "Resource", "Reason"], rows, process.stdout.columns || 140)}\n${count}\n`;
}
