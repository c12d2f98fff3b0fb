import { stackPolicy } from "../../kit";
import { DATABASES, isReplica, presence } from "../../kit/aws";

/** What runs a migration, and what its name says then. */
const RUNNERS = [
    ...["aws:lambda/*", "aws:codebuild/project:*", "aws:ecs/taskDefinition:*", "aws:batch/jobDefinition:*"],
    ...["aws:sfn/stateMachine:*", "aws:ssm/document:*", "command:*", "pulumi-nodejs:dynamic:*", "docker*:*", "null:*"],
];
const WORDS = ["migrat", "schema", "flyway", "liquibase", "alembic"];

export const databaseMigrationPresent = stackPolicy({
    name: "database-migration-present",
    title: "Something in the stack brings the database's schema up to date",
    severity: "high",
    why: "the application meets an empty or an old schema, and whoever runs the scripts by hand leaves no trace",
    fix: "add a function, task or CodeBuild project that runs the schema migrations, and name it so",
    links: ["https://docs.aws.amazon.com/prescriptive-guidance/latest/strategy-database-migration/welcome.html"],
    ...presence({
        evidence: [
            ...["aws:dms/replicationTask:*", "aws:dms/replicationConfig:*", "aws:dms/migrationProject:*"],
            ...RUNNERS.flatMap((type) => WORDS.map((word) => `${type}::*${word}*`)),
        ],
        templates: ["AWS::DMS::ReplicationTask", "AWS::DMS::ReplicationConfig", "AWS::DMS::MigrationProject"],
        absent(stack) {
            const databases = stack.of(...DATABASES).filter(({ props }) => !isReplica(props));
            const names = databases.map(({ name }) => name).join(", ");
            return databases.length === 0
                ? undefined
                : `nothing migrates the schema of ${names}: no DMS task, and no function, task or project whose name says migrate, schema, flyway, liquibase or alembic`;
        },
    }),
});
