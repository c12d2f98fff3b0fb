import type { ReplicationConfigArgs } from "@pulumi/aws/dms/replicationConfig";
import type { ReplicationTaskArgs } from "@pulumi/aws/dms/replicationTask";

import { at, isEmpty, parseJson, resourcePolicy, type ResourceType, type Values } from "../../kit";
import { DmsReplicationConfig, DmsReplicationTask } from "../../kit/aws";

const JUDGED: ResourceType<Pick<ReplicationTaskArgs & ReplicationConfigArgs, "tableMappings">>[] = [
    DmsReplicationTask,
    DmsReplicationConfig,
];

export const dmsTableMappings = resourcePolicy({
    name: "dms-table-mappings",
    title: "A DMS task says which tables it migrates",
    severity: "medium",
    level: "mandatory",
    stops: "broken",
    why: "a mapping that names no table migrates nothing, and one of everything takes along what nobody decided on",
    fix: "write one selection rule a table, or exclude what must stay behind",
    links: [
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.html",
        "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Selections.html",
    ],
    settings: {
        broadSchemas: {
            type: "array",
            items: { type: "string" },
            default: ["%", "public"],
            description: "Schemas whose every table (`%`) is too much to include without saying what to exclude.",
        },
    },
    types: JUDGED,
    check({ tableMappings }, { settings, report }) {
        if (typeof tableMappings !== "string") {
            return;
        }
        const mapping = parseJson(tableMappings);
        if (typeof mapping !== "object" || mapping === null) {
            report("tableMappings", "it is no JSON object", { fix: "build it with JSON.stringify({ rules: [...] })" });
            return;
        }
        const { rules } = mapping as Values;
        const selections = rulesOf(rules, "selection");
        const included = selections.filter((rule) => rule["rule-action"] !== "exclude");
        if (included.length === 0) {
            report("tableMappings", "no selection rule includes a table, so the task migrates nothing", {
                fix: 'add a rule with "rule-type": "selection" and "rule-action": "include" for each table',
            });
            return;
        }
        const broad = included.filter((rule) => isBroad(rule, settings.broadSchemas));
        const everything = broad.find((rule) => schemaOf(rule) === "%");
        if (included.length === selections.length && (everything || broad.length === included.length)) {
            const schemas = broad.map((rule) => `${schemaOf(rule)}.%`).join(", ");
            report("tableMappings", `it includes every table of ${everything ? "every schema" : schemas}`, {
                level: "advisory",
            });
        } else if (rulesOf(rules, "transformation").length === 0) {
            report("tableMappings", "no rule says what schemas and tables are called at the target", {
                fix: 'add a rule with "rule-type": "transformation", or accept the names of the source by a waiver',
                level: "advisory",
                severity: "low",
            });
        }
    },
});

function rulesOf(rules: unknown, type: string): Values[] {
    return (Array.isArray(rules) ? (rules as Values[]) : []).filter((rule) => at(rule, "rule-type") === type);
}

function schemaOf(rule: Values): string {
    return String(at(rule, "object-locator.schema-name"));
}

/** True for every table of a broad schema; a filter narrows a rule down. */
function isBroad(rule: Values, schemas: string[]): boolean {
    const isWhole = at(rule, "object-locator.table-name") === "%" && isEmpty(rule.filters);
    return isWhole && schemas.includes(schemaOf(rule).toLowerCase());
}
