import type { DomainArgs } from "@pulumi/aws/opensearch/domain";

import { resourcePolicy, resourceType, rule } from "../../kit";
import { SearchDomain } from "../../kit/aws";

const LOGS = {
    ES_APPLICATION_LOGS: "errors of the domain are written down nowhere",
    AUDIT_LOGS: "who read or changed what is written down nowhere",
};
const PRODUCTION = { must: { atLeast: 3 }, absent: "wrong", tier: "production", severity: "medium" } as const;

export const opensearchHardening = resourcePolicy({
    name: "opensearch-hardening",
    title: "Search domains ask who may see which index, keep logs and survive the loss of a node",
    severity: "high",
    level: "advisory",
    why: "without fine-grained access control whoever may call the domain may read and delete every index, and nobody sees it",
    fix: "set advancedSecurityOptions.enabled to true, with a main user or role",
    frameworks: { "PCI DSS": ["7.2.1 (partly)", "10.2.1 (partly)"] },
    controls: ["Opensearch.4", "Opensearch.5", "ES.4", "ES.5"],
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html",
        "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html",
        "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html",
    ],
    tiered: true,
    rules: [
        rule({
            type: SearchDomain,
            property: "advancedSecurityOptions.enabled",
            must: { is: true },
            absent: "wrong",
            problem: "whoever may call the domain may read and delete every index",
            controls: ["Opensearch.7"],
        }),
        rule({
            ...PRODUCTION,
            type: SearchDomain,
            property: "clusterConfig.instanceCount",
            problem: "fewer than three data nodes lose data or stop with one of them",
            fix: "set clusterConfig.instanceCount to 3 or more, and zoneAwarenessEnabled to true",
            controls: ["Opensearch.6", "ES.6"],
        }),
        rule({
            ...PRODUCTION,
            type: SearchDomain,
            property: "clusterConfig.dedicatedMasterCount",
            problem: "without three main nodes of its own the cluster cannot agree when one of them fails",
            fix: "set clusterConfig.dedicatedMasterEnabled to true, and dedicatedMasterCount to 3",
            controls: ["ES.7"],
        }),
        rule({
            // Elasticsearch domains have no such option.
            type: resourceType<DomainArgs>("aws:opensearch/domain:Domain"),
            property: "softwareUpdateOptions.autoSoftwareUpdateEnabled",
            must: { is: true },
            absent: "wrong",
            problem: "service software updates, which close known holes, wait for somebody to install them",
            fix: "set softwareUpdateOptions.autoSoftwareUpdateEnabled to true, and an off-peak window",
            controls: ["Opensearch.10 (partly)"],
            severity: "low",
        }),
    ],
    types: [SearchDomain],
    check(domain, { report }) {
        const written = (domain.logPublishingOptions ?? []).filter(({ enabled }) => enabled !== false);
        const types = written.map(({ logType }) => logType);
        for (const [type, problem] of Object.entries(LOGS)) {
            if (!types.includes(type)) {
                report("logPublishingOptions", problem, {
                    fix: `add { logType: "${type}", cloudwatchLogGroupArn } to logPublishingOptions`,
                    severity: "medium",
                });
            }
        }
    },
});
