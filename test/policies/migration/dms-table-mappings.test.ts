import { dmsTableMappings } from "../../../policies/migration/dms-table-mappings";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const task = (tableMappings: Value): TestResource => resource("aws:dms/replicationTask:ReplicationTask", "task", { replicationTaskId: "task", tableMappings });
const selection = (schema: string, table: string, action = "include", more: object = {}): object => ({
    ...{ "rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": action },
    "object-locator": { "schema-name": schema, "table-name": table },
    ...more,
});
const rename = { "rule-type": "transformation", "rule-target": "schema", "rule-action": "rename", value: "shop" };
const mapping = (...rules: Value[]): TestResource => task(JSON.stringify({ rules }));
const finding = { resource: "task", property: "tableMappings" };

policyTests(dmsTableMappings, {
    example: {
        bad: `
            new aws.dms.ReplicationTask("orders", {
                migrationType: "cdc", ...endpoints,
                tableMappings: JSON.stringify({ rules: [{
                    "rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
                    "object-locator": { "schema-name": "public", "table-name": "%" },
                }] }),
            });`,
        good: `
            new aws.dms.ReplicationTask("orders", {
                migrationType: "cdc", ...endpoints,
                tableMappings: JSON.stringify({ rules: [
                    ...["orders", "customers"].map((table, i) => ({
                        "rule-type": "selection", "rule-id": String(i + 1), "rule-name": table, "rule-action": "include",
                        "object-locator": { "schema-name": "public", "table-name": table },
                    })),
                    {
                        "rule-type": "transformation", "rule-id": "9", "rule-name": "schema", "rule-action": "rename",
                        "rule-target": "schema", "object-locator": { "schema-name": "public" }, value: "shop",
                    },
                ] }),
            });`,
    },
    pass: [
        { name: "tables by name", stack: [mapping(selection("public", "orders"), selection("public", "customers"), rename)] },
        { name: "every table of a schema that says what it holds", stack: [mapping(selection("billing", "%"), rename)] },
        { name: "every table but those excluded", kind: "lookalike", stack: [mapping(selection("%", "%"), selection("%", "audit_%", "exclude"), rename)] },
        { name: "every table of public, and of another schema", stack: [mapping(selection("public", "%"), selection("billing", "%"), rename)] },
        { name: "every table, and only some rows", stack: [mapping(selection("public", "%", "include", { filters: [{ "filter-type": "source" }] }), rename)] },
        { name: "not known yet", stack: [task(unknown)], undecided: true },
        { name: "public, where the settings take it", stack: [mapping(selection("public", "%"), rename)], settings: { broadSchemas: ["%"] } },
        {
            name: "no mapping, which the provider refuses itself, or what is no text",
            kind: "default",
            stack: [task(undefined), resource("aws:dms/replicationConfig:ReplicationConfig", "r", { tableMappings: [3] as never })],
        },
    ],
    fail: [
        {
            name: "every table of public",
            stack: [mapping(selection("PUBLIC", "%", "include", { filters: [] }))],
            expect: [{ ...finding, level: "advisory", severity: "medium", says: /PUBLIC\.%/ }],
        },
        {
            name: "every table of every schema, beside one by name",
            stack: [mapping(selection("%", "%"), selection("public", "orders"), rename)],
            expect: [{ ...finding, level: "advisory", says: /every schema/ }],
        },
        {
            name: "a serverless replication of everything",
            stack: [resource("aws:dms/replicationConfig:ReplicationConfig", "r", { tableMappings: JSON.stringify({ rules: [selection("%", "%")] }) })],
            expect: [{ resource: "r", property: "tableMappings", level: "advisory" }],
        },
        { name: "no JSON", stack: [task("{ rules: [")], expect: [{ ...finding, says: /no JSON[^]*Fix: build it with JSON\.stringify/ }] },
        { name: "null", stack: [task("null")], expect: [{ ...finding, says: /no JSON object/ }] },
        {
            name: "no rule that selects",
            stack: [mapping(rename)],
            expect: [{ ...finding, says: /migrates nothing[^]*Fix: add a rule with "rule-type": "selection"/ }],
        },
        { name: "only what is excluded", stack: [mapping(selection("public", "audit", "exclude"))], expect: [finding] },
        { name: "odd rules", stack: [task('{"rules":[null,3,{"rule-type":"transformation"}]}')], expect: [finding] },
        { name: "rules that are no list", stack: [task('{"rules":"all"}')], expect: [finding] },
        {
            name: "no transformation",
            stack: [mapping(selection("public", "orders"))],
            expect: [{ ...finding, level: "advisory", severity: "low", says: /target/ }],
        },
        {
            name: "an odd locator is not everything",
            stack: [mapping({ "rule-type": "selection", "rule-action": "include", "object-locator": 3 })],
            expect: [{ ...finding, level: "advisory" }],
        },
    ],
});
