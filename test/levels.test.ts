/** What is mandatory by default, and what it stops (docs/levels.md): a change of this list is a decision. */
import * as assert from "node:assert/strict";

import { resourcePolicy } from "../kit";
import type { Stops } from "../kit/definition";
import { listPolicies } from "../policies";

const MANDATORY: Record<Stops, string[]> = {
    exposed: [
        "datastore-encrypted",
        "datastore-not-public",
        "dms-not-public",
        "iam-external-id",
        "iam-no-admin-wildcard",
        "iam-placeholder-account",
        "iam-trust-open",
        "lambda-not-public",
        "mgn-replication-template",
        "network-firewall-policy",
        "rds-not-public",
        "rds-storage-encrypted",
        "resource-policy-not-public",
        "s3-not-public",
        "security-group-ingress",
        "snapshot-not-shared",
    ],
    lost: ["datastore-backups", "dynamodb-pitr", "production-deletion-protection", "rds-backup-retention", "rds-deletion-protection"],
    credential: ["configuration-secret", "dms-endpoint-credentials", "no-hardcoded-credentials", "outputs-not-secret", "transfer-server", "workload-secrets"],
    refused: [
        "canary-runtime",
        "certificate-usable",
        "database-instance-class",
        "datastore-engine-version",
        "db-parameter-family",
        "dms-prerequisites",
        "dns-chain",
        "ecs-container-hardening",
        "ecs-fargate-size",
        "ecs-target-group",
        "eks-version",
        "event-source-permitted",
        "iam-role-assumable",
        "kms-key-usable",
        "lambda-runtime",
        "lambda-sqs-visibility",
        "lambda-vpc-role",
        "log-delivery-permitted",
        "rds-ca-certificate",
        "rds-engine-version",
        "rotation-permitted",
        "route53-query-log-region",
        "route53-weighted-record",
        "s3-acl-accepted",
        "service-retired",
        "subnet-cidr-allocation",
        "subnet-ids-present",
        "timeout-chain",
        "vpc-endpoint-effective",
        "waf-logging",
    ],
    broken: [
        "alarm-dimensions",
        "alarm-metric-known",
        "alarm-topic-key",
        "database-reachable",
        "dms-table-mappings",
        "ecs-execution-role",
        "ecs-placeholder-image",
        "event-target-permitted",
        "fargate-can-pull",
        "health-check-reachable",
        "lambda-bundle-dependencies",
        "lambda-handler-exists",
        "nat-gateway-way-out",
        "no-placeholder-values",
    ],
};

describe("levels", () => {
    const policies = listPolicies().map(({ policy }) => policy);

    it("are mandatory by default for these policies and no other, each for what it stops", () => {
        const stopping = policies.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
        for (const [stops, names] of Object.entries(MANDATORY)) {
            const found = stopping.filter(({ definition }) => definition.stops === stops).map(({ name }) => name);
            assert.deepEqual(found.sort(), names, stops);
        }
        assert.equal(stopping.length, Object.values(MANDATORY).flat().length);
    });

    it("cannot be mandatory without a reason", () => {
        const meta = { name: "x", title: "", severity: "low", why: "", fix: "", links: [], check: () => undefined } as const;
        // @ts-expect-error: a mandatory policy says what it stops
        resourcePolicy({ ...meta, links: [], level: "mandatory" });
        // @ts-expect-error: an advisory one stops nothing
        resourcePolicy({ ...meta, links: [], level: "advisory", stops: "lost" });
        assert.ok(resourcePolicy({ ...meta, links: [], level: "mandatory", stops: "lost" }));
    });
});
