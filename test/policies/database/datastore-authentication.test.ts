import { datastoreAuthentication } from "../../../policies/database/datastore-authentication";
import { policyTests, resource, secret, unknown, type TestResource } from "../../harness";

const group = (props: Record<string, unknown>): TestResource =>
    resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", { description: "Sessions", ...props });

policyTests(datastoreAuthentication, {
    base: {
        "aws:elasticache/serverlessCache:ServerlessCache": { engine: "valkey", name: "sessions" },
    },
    example: {
        bad: `
            new aws.elasticache.ReplicationGroup("sessions", {
                description: "Sessions", engine: "valkey", engineVersion: "8.0", nodeType: "cache.t4g.small", transitEncryptionEnabled: true,
            });`,
        good: `
            new aws.elasticache.ReplicationGroup("sessions", {
                description: "Sessions", engine: "valkey", engineVersion: "8.0", nodeType: "cache.t4g.small", transitEncryptionEnabled: true,
                userGroupIds: ["sessions"],
            });`,
    },
    pass: [
        { name: "users of its own", stack: [group({ engine: "redis", userGroupIds: ["sessions"] })] },
        { name: "a token before version 6 (ElastiCache.6)", stack: [group({ engine: "redis", engineVersion: "5.0.6", authToken: secret("x") })] },
        { name: "users not known yet", stack: [group({ userGroupIds: unknown })] },
        { name: "a version not known yet", stack: [group({ engineVersion: unknown })], undecided: true },
        { name: "a member of a global datastore", kind: "lookalike", stack: [group({ globalReplicationGroupId: "ldgnf-sessions" })] },
        {
            name: "a serverless Memcached",
            stack: [resource("aws:elasticache/serverlessCache:ServerlessCache", "pages", { engine: "memcached", name: "pages" })],
        },
    ],
    fail: [
        { name: "nobody is asked", stack: [group({ engine: "redis" })], expect: [{ resource: "sessions", property: "userGroupIds" }] },
        {
            name: "before version 6 (ElastiCache.6)",
            stack: [group({ engineVersion: "5.0.6" })],
            expect: [{ resource: "sessions", property: "authToken", says: /transitEncryptionEnabled/ }],
        },
    ],
});
