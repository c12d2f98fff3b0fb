import { dmsTaskLogging } from "../../../policies/migration/dms-task-logging";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const task = (settings?: Value): TestResource =>
    resource("aws:dms/replicationTask:ReplicationTask", "task", { replicationTaskId: "task", replicationTaskSettings: settings });
const on = JSON.stringify({ Logging: { EnableLogging: true } });
const property = "replicationTaskSettings";

policyTests(dmsTaskLogging, {
    example: {
        bad: `
            new aws.dms.ReplicationTask("orders", { migrationType: "cdc", tableMappings, ...endpoints });`,
        good: `
            new aws.dms.ReplicationTask("orders", {
                migrationType: "cdc", tableMappings, ...endpoints,
                replicationTaskSettings: JSON.stringify({ Logging: { EnableLogging: true } }),
            });`,
    },
    pass: [
        { name: "logging is on", stack: [task(on)] },
        { name: "logging is on in a text", stack: [task('{"Logging": {"EnableLogging": "true"}}')] },
        { name: "a serverless replication", stack: [resource("aws:dms/replicationConfig:ReplicationConfig", "r", { replicationSettings: on })] },
        { name: "settings that are not known yet", stack: [task(unknown)], undecided: true },
        { name: "another type", stack: [resource("aws:dms/endpoint:Endpoint", "e", {})], kind: "lookalike" },
    ],
    fail: [
        {
            name: "no settings: the default is not to log",
            kind: "default",
            stack: [task()],
            expect: [{ resource: "task", property, severity: "medium", says: /no settings[^]*Fix: set replicationTaskSettings to JSON with Logging/ }],
        },
        {
            name: "logging is off (DMS.7, DMS.8)",
            stack: [task('{"Logging":{"EnableLogging":false}}')],
            expect: [{ resource: "task", property, says: /Fix: set Logging\.EnableLogging/ }],
        },
        { name: "settings of other things", stack: [task('{"TargetMetadata":{}}')], expect: [{ resource: "task", property }] },
        { name: "no JSON", stack: [task("Logging: on")], expect: [{ resource: "task", property, says: /no JSON/ }] },
        { name: "odd JSON", stack: [task('{"Logging":null}')], expect: [{ resource: "task", property }] },
        { name: "null", stack: [task("null")], expect: [{ resource: "task", property }] },
        { name: "a number", stack: [task(3)], expect: [{ resource: "task", property }] },
        {
            name: "a serverless replication without settings",
            stack: [resource("aws:dms/replicationConfig:ReplicationConfig", "r", {})],
            expect: [{ resource: "r", property: "replicationSettings" }],
        },
    ],
});
