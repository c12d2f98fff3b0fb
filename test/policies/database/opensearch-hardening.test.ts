import { opensearchHardening } from "../../../policies/database/opensearch-hardening";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const cloudwatchLogGroupArn = "arn:aws:logs:us-east-1:604219837745:log-group:search";
const logPublishingOptions = [
    { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn },
    { logType: "AUDIT_LOGS", cloudwatchLogGroupArn },
];
const softwareUpdateOptions = { autoSoftwareUpdateEnabled: true };
const hardened = { advancedSecurityOptions: { enabled: true }, logPublishingOptions, softwareUpdateOptions };
const domain = (props: Record<string, unknown>): TestResource => resource("aws:opensearch/domain:Domain", "orders", { ...hardened, ...props });
const at = { resource: "orders", property: "logPublishingOptions" };

policyTests(opensearchHardening, {
    example: {
        bad: `
            new aws.opensearch.Domain("orders", {
                engineVersion: "OpenSearch_2.19",
                encryptAtRest: { enabled: true }, nodeToNodeEncryption: { enabled: true },
            });`,
        good: `
            const logs = new aws.cloudwatch.LogGroup("search", { retentionInDays: 365 });
            new aws.opensearch.Domain("orders", {
                engineVersion: "OpenSearch_2.19",
                encryptAtRest: { enabled: true }, nodeToNodeEncryption: { enabled: true },
                domainEndpointOptions: { enforceHttps: true },
                advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn: "arn:aws:iam::604219837745:role/search-admin" } },
                logPublishingOptions: [
                    { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn: logs.arn },
                    { logType: "AUDIT_LOGS", cloudwatchLogGroupArn: logs.arn },
                ],
                clusterConfig: {
                    instanceType: "r7g.large.search", instanceCount: 3, zoneAwarenessEnabled: true,
                    dedicatedMasterEnabled: true, dedicatedMasterCount: 3, dedicatedMasterType: "m7g.large.search",
                },
                softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
            });`,
    },
    pass: [
        { name: "both logs (Opensearch.4, Opensearch.5)", stack: [domain({})] },
        {
            name: "logs to a group that is to be made",
            stack: [
                resource("aws:cloudwatch/logGroup:LogGroup", "logs", {}),
                domain({ logPublishingOptions: logPublishingOptions.map((log) => ({ ...log, cloudwatchLogGroupArn: ref("logs") })) }),
            ],
        },
        { name: "logs not known yet", stack: [domain({ logPublishingOptions: unknown })], undecided: true },
        { name: "a log not known yet", stack: [domain({ logPublishingOptions: [{ logType: unknown, cloudwatchLogGroupArn }] })], undecided: true },
        { name: "one node outside production", kind: "lookalike", stack: [domain({ clusterConfig: { instanceCount: 1 } })] },
        { name: "the tier is set", settings: { tier: "nonproduction" }, stackName: "prod", stack: [domain({})] },
    ],
    fail: [
        {
            name: "no logs (Opensearch.4, Opensearch.5)",
            stack: [domain({ logPublishingOptions: undefined })],
            expect: [
                { ...at, says: /ES_APPLICATION_LOGS/, severity: "medium" },
                { ...at, says: /AUDIT_LOGS/ },
            ],
        },
        {
            name: "audit logs that are switched off (Opensearch.5)",
            stack: [domain({ logPublishingOptions: logPublishingOptions.map((log) => ({ ...log, enabled: log.logType !== "AUDIT_LOGS" })) })],
            expect: [{ ...at, says: /AUDIT_LOGS/ }],
        },
        {
            name: "an Elasticsearch domain (ES.4, ES.5), which has no software update options",
            stack: [resource("aws:elasticsearch/domain:Domain", "orders", { advancedSecurityOptions: { enabled: true } })],
            expect: [
                { ...at, says: /ES_APPLICATION_LOGS/ },
                { ...at, says: /AUDIT_LOGS/ },
            ],
        },
    ],
});
