import { databaseReachable } from "../../../policies/wiring/database-reachable";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";
import { everywhere, group, tcp, vpc } from "./network";

const postgres = (more: Value = {}): TestResource =>
    resource("aws:rds/instance:Instance", "orders", { engine: "postgres", instanceClass: "db.m7g.large", vpcSecurityGroupIds: [ref("data")], ...more });
const data = (ingress?: Value): TestResource => group("data", { ingress });
const app = group("app", { egress: [everywhere] });
const fromApp = { securityGroups: [ref("app")] };
const fn = (variables: Value = { DB_HOST: ref("orders") }, more: Value = {}): TestResource =>
    resource("aws:lambda/function:Function", "worker", {
        ...{ role: "arn:aws:iam::604219837745:role/worker" },
        vpcConfig: { subnetIds: [ref("inner")], securityGroupIds: [ref("app")] },
        environment: { variables },
        ...more,
    });
const task = resource("aws:ecs/taskDefinition:TaskDefinition", "task", { family: "api", networkMode: "awsvpc", containerDefinitions: ref("orders") });
const service = resource("aws:ecs/service:Service", "shop", {
    ...{ taskDefinition: ref("task"), launchType: "FARGATE" },
    networkConfiguration: { subnets: [ref("inner")], securityGroups: [ref("app")] },
});
/** Engine -> its port. */
const PORTS = { mysql: 3306, mariadb: 3306, "oracle-ee": 1521, "custom-oracle-ee": 1521, "sqlserver-se": 1433, "custom-sqlserver-se": 1433 };
const at = { resource: "orders", property: "vpcSecurityGroupIds" };
const advised = { ...at, level: "advisory", severity: "medium" } as const;

const program = (port: number): string => `
            const app = new aws.ec2.SecurityGroup("app", { vpcId: vpc.id });
            const data = new aws.ec2.SecurityGroup("data", {
                vpcId: vpc.id, ingress: [{ protocol: "tcp", fromPort: ${port}, toPort: ${port}, securityGroups: [app.id] }],
            });
            new aws.rds.Instance("orders", {
                engine: "postgres", engineVersion: "17", instanceClass: "db.m7g.large", allocatedStorage: 100, username: "shop",
                manageMasterUserPassword: true, storageEncrypted: true, backupRetentionPeriod: 14, deletionProtection: true, multiAz: true,
                skipFinalSnapshot: false, finalSnapshotIdentifier: "orders-final", vpcSecurityGroupIds: [data.id],
            });`;

policyTests(databaseReachable, {
    example: { bad: program(3306), good: program(5432) },
    pass: [
        { name: "the function's group is let in", stack: [...vpc, app, data([tcp(5432, fromApp)]), postgres(), fn()] },
        { name: "another port, and a rule for it", stack: [...vpc, app, data([tcp(6432, fromApp)]), postgres({ port: 6432 }), fn()] },
        { name: "a port that is not known", stack: [...vpc, app, data([tcp(3306, fromApp)]), postgres({ port: unknown })], undecided: true },
        { name: "the VPC's own group", kind: "default", stack: [...vpc, postgres({ vpcSecurityGroupIds: undefined })] },
        { name: "a group of another stack", stack: [postgres({ vpcSecurityGroupIds: ["sg-0a1b2c3d"] })] },
        { name: "a group without rules, to which other stacks add theirs", kind: "lookalike", stack: [...vpc, data(), postgres()] },
        { name: "a rule that is not known", stack: [...vpc, app, data([tcp(3306, fromApp), unknown]), postgres()] },
        {
            name: "the Data API",
            stack: [
                ...vpc,
                app,
                data(),
                resource("aws:rds/cluster:Cluster", "orders", { engine: "aurora-postgresql", enableHttpEndpoint: true, vpcSecurityGroupIds: [ref("data")] }),
                fn(),
            ],
        },
        {
            name: "a cluster of CloudFormation, whose port is not Aurora's",
            stack: [
                ...vpc,
                app,
                data([tcp(5432, fromApp)]),
                resource("aws-native:rds:DbCluster", "orders", { engine: "aurora-mysql", vpcSecurityGroupIds: [ref("data")] }),
            ],
        },
        { name: "a replica for later", stack: [...vpc, app, data([tcp(22, fromApp)]), postgres({ replicateSourceDb: "orders-primary" })] },
        {
            name: "copies, and a node of a cluster",
            stack: [
                ...[...vpc, app, data([tcp(22, fromApp)])],
                resource("aws:rds/cluster:Cluster", "second", {
                    ...{ engine: "aurora-mysql", globalClusterIdentifier: "orders" },
                    vpcSecurityGroupIds: [ref("data")],
                }),
                resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
                    ...{ description: "sessions", globalReplicationGroupId: "sessions", securityGroupIds: [ref("data")] },
                }),
                resource("aws:elasticache/cluster:Cluster", "node", { ...{ engine: "redis", replicationGroupId: "cache" }, securityGroupIds: [ref("data")] }),
            ],
        },
        { name: "an engine whose port is not known", stack: [...vpc, app, data([tcp(22, fromApp)]), postgres({ engine: "db2-se" })] },
        { name: "what stops the database, and does not connect", stack: [...vpc, app, data(), postgres(), fn({ DB_IDENTIFIER: ref("orders") })] },
        {
            name: "through a proxy",
            stack: [
                ...[...vpc, app, group("proxy"), data([tcp(5432, { securityGroups: [ref("proxy")] })]), postgres()],
                resource("aws:rds/proxy:Proxy", "pool", { engineFamily: "POSTGRESQL" }),
                fn({ DB_HOST: ref("pool"), DB_URL: ref("orders") }),
            ],
        },
        {
            name: "another stack lets it in",
            settings: { trusted: ["aws:ec2/securityGroup:SecurityGroup::data"] },
            stack: [...vpc, app, data(), postgres(), fn()],
        },
    ],
    fail: [
        {
            name: "another engine's port",
            stack: [...vpc, app, data([tcp(3306, fromApp)]), postgres()],
            expect: [{ ...at, says: /nobody is let in on its port 5432 by its security group data/ }],
        },
        ...Object.entries(PORTS).map(([engine, port]) => ({
            name: `another port than that of ${engine}`,
            stack: [...vpc, app, data([tcp(5432, fromApp)]), postgres({ engine })],
            expect: [{ ...at, says: new RegExp(`on its port ${port} `) }],
        })),
        {
            name: "memcached",
            stack: [
                ...[...vpc, app, data([tcp(6379, fromApp)])],
                resource("aws:elasticache/cluster:Cluster", "sessions", { engine: "memcached", securityGroupIds: [ref("data")] }),
            ],
            expect: [{ resource: "sessions", property: "securityGroupIds", says: /port 11211/ }],
        },
        {
            name: "clusters, and one of CloudFormation that says its port",
            stack: [
                ...[...vpc, app, data([tcp(5432, fromApp)])],
                resource("aws:rds/cluster:Cluster", "first", { engine: "aurora-mysql", vpcSecurityGroupIds: [ref("data")] }),
                resource("aws-native:rds:DbCluster", "second", { engine: "aurora-mysql", port: 3306, vpcSecurityGroupIds: [ref("data")] }),
            ],
            expect: [
                { resource: "first", property: "vpcSecurityGroupIds" },
                { resource: "second", property: "vpcSecurityGroupIds" },
            ],
        },
        {
            name: "two groups, of which one has rules",
            stack: [...vpc, app, data([tcp(22, fromApp)]), group("more"), postgres({ vpcSecurityGroupIds: [ref("data"), ref("more")] })],
            expect: [{ ...at, says: /by its security group data, more/ }],
        },
        {
            name: "no rule, and a function that connects",
            stack: [...vpc, app, data(), postgres(), fn({ DB_HOST: ref("orders"), LOG_LEVEL: "info" })],
            expect: [at],
        },
        {
            name: "another group is let in, and not the function's",
            stack: [...vpc, app, group("bastion"), data([tcp(5432, { securityGroups: [ref("bastion")] })]), postgres(), fn()],
            expect: [{ ...advised, says: /worker is given its address, and not let in/ }],
        },
        {
            name: "nor the service's",
            stack: [...vpc, app, group("bastion"), data([tcp(5432, { securityGroups: [ref("bastion")] })]), postgres(), task, service],
            expect: [{ ...advised, says: /shop is given/ }],
        },
        {
            name: "a function whose own group lets nothing out",
            stack: [...vpc, group("app"), data([tcp(5432, fromApp)]), postgres(), fn()],
            expect: [{ ...advised, says: /worker .* its own security group lets nothing out to port 5432/ }],
        },
        {
            name: "a cache, by the port of its engine",
            stack: [
                ...[...vpc, app, data([tcp(5432, fromApp)])],
                resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", { description: "sessions", securityGroupIds: [ref("data")] }),
            ],
            expect: [{ resource: "sessions", property: "securityGroupIds", says: /port 6379/ }],
        },
    ],
});
