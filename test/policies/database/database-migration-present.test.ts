import { databaseMigrationPresent } from "../../../policies/database/database-migration-present";
import { policyTests, resource, unknown } from "../../harness";

const cluster = resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-postgresql" });
const expect = [{ resource: "stack", level: "mandatory" as const }];

policyTests(databaseMigrationPresent, {
    example: {
        bad: `
            const cluster = new aws.rds.Cluster("orders", { engine: "aurora-postgresql", manageMasterUserPassword: true });`,
        good: `
            const cluster = new aws.rds.Cluster("orders", { engine: "aurora-postgresql", manageMasterUserPassword: true });
            const migrate = new aws.lambda.Function("orders-schema-migration", {
                runtime: "python3.13", handler: "migrate.handler", role: role.arn,
                code: new pulumi.asset.FileArchive("./migrations"),
            });`,
    },
    pass: [
        { name: "a function", stack: [cluster, resource("aws:lambda/function:Function", "orders-db-migration", {})] },
        { name: "a DMS task", stack: [cluster, resource("aws:dms/replicationTask:ReplicationTask", "load", {})] },
        { name: "a CodeBuild project", stack: [cluster, resource("aws:codebuild/project:Project", "Flyway", {})] },
        { name: "a task", stack: [cluster, resource("aws:ecs/taskDefinition:TaskDefinition", "run-alembic", { containerDefinitions: unknown })] },
        { name: "a command", stack: [cluster, resource("command:local:Command", "liquibase-update", {})] },
        {
            name: "a template with a DMS task",
            stack: [cluster, resource("aws:cloudformation/stack:Stack", "dms", { templateBody: '{"Resources":{"T":{"Type":"AWS::DMS::ReplicationTask"}}}' })],
            undecided: false,
        },
        {
            name: "a template that is not known",
            stack: [cluster, resource("aws:cloudformation/stack:Stack", "dms", { templateUrl: "https://templates.s3.amazonaws.com/x" })],
            undecided: true,
        },
        { name: "no database", kind: "default", stack: [resource("aws:lambda/function:Function", "orders", {})] },
        { name: "a replica only", stack: [resource("aws:rds/instance:Instance", "replica", { replicateSourceDb: unknown })] },
        { name: "a database that is only read", stack: [{ ...cluster, read: true }] },
        {
            name: "evidence of one's own",
            settings: { evidence: ["aws:lambda/*::*-ddl"] },
            stack: [cluster, resource("aws:lambda/function:Function", "orders-ddl", {})],
        },
    ],
    fail: [
        { name: "nothing", stack: [cluster], expect: [{ ...expect[0]!, says: /schema of orders/ }] },
        {
            name: "a table or a role with such a name runs nothing",
            kind: "lookalike",
            stack: [cluster, resource("aws:iam/role:Role", "migration", {}), resource("aws:lambda/function:Function", "rotation", {})],
            expect,
        },
        {
            name: "evidence of one's own that is not there",
            settings: { evidence: ["aws:lambda/*::*-ddl"] },
            stack: [cluster, resource("aws:lambda/function:Function", "migrate", {})],
            expect,
        },
    ],
});
