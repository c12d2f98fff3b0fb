import * as assert from "node:assert/strict";

import type { Policy } from "../../../kit";
import { run } from "../../../kit/engine/run";
import { route53WeightedRecord } from "../../../policies/migration/route53-weighted-record";
import { judge, policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

type Props = Record<string, unknown>;
const zone = resource("aws:route53/zone:Zone", "zone", { name: "shop.test" });
const record = (name: string, weight: Value, props: Props = {}): TestResource =>
    resource("aws:route53/record:Record", name, {
        ...{ zoneId: ref("zone"), name: "api.shop.test", type: "A", ttl: 60, records: ["198.51.100.7"], setIdentifier: name },
        ...{ weightedRoutingPolicies: [{ weight }], healthCheckId: "check-1", ...props },
    });
const alias = (evaluateTargetHealth: Value): Props => ({
    ...{ ttl: undefined, records: undefined, healthCheckId: undefined },
    aliases: [{ name: "x.elb.amazonaws.com", zoneId: "Z35SXDOTRQ7X7K", evaluateTargetHealth }],
});
const unhealthy = { healthCheckId: undefined };

policyTests(route53WeightedRecord, {
    example: {
        bad: `
            new aws.route53.Record("api-aws", {
                zoneId: zone.id, name: "api", type: "A", setIdentifier: "aws",
                weightedRoutingPolicies: [{ weight: 10 }],
                aliases: [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: false }],
            });`,
        good: `
            new aws.route53.Record("api-aws", {
                zoneId: zone.id, name: "api", type: "A", setIdentifier: "aws",
                weightedRoutingPolicies: [{ weight: 10 }], healthCheckId: check.id,
                aliases: [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: true }],
            });`,
    },
    pass: [
        { name: "a pair with health checks", stack: [zone, record("old", 90), record("new", 10)] },
        { name: "one of them at 0", stack: [zone, record("old", 100), record("new", 0)] },
        { name: "an alias that evaluates its target's health", stack: [zone, record("old", 90, unhealthy), record("new", 10, alias(true))] },
        { name: "an alias of which that is not known", stack: [zone, record("new", 10, alias(unknown))] },
        {
            name: "weights, identifiers and checks that are not known",
            stack: [zone, record("old", unknown, { setIdentifier: unknown }), record("new", unknown, { setIdentifier: unknown, healthCheckId: unknown })],
        },
        { name: "one weighted record at 0: the other may be elsewhere", stack: [zone, record("new", 0)] },
        {
            name: "simple routing, which has none of it",
            kind: "default",
            stack: [zone, record("www", 0, { weightedRoutingPolicies: undefined, setIdentifier: undefined, ...unhealthy })],
        },
        {
            name: "failover routing",
            kind: "lookalike",
            stack: [zone, record("main", 0, { weightedRoutingPolicies: undefined, failoverRoutingPolicies: [{ type: "PRIMARY" }], ...unhealthy })],
        },
        {
            name: "the delegation of a zone",
            stack: [zone, record("ns", 0, { type: "NS", weightedRoutingPolicies: undefined, setIdentifier: undefined, ...unhealthy })],
        },
        {
            name: "the same identifier for another type and another name",
            stack: [
                zone,
                record("a", 1, { setIdentifier: "aws" }),
                record("b", 1, { setIdentifier: "aws", type: "AAAA" }),
                record("c", 1, { setIdentifier: "aws", name: "www.shop.test" }),
            ],
        },
        {
            name: "the same name in two zones",
            stack: [record("a", 1, { setIdentifier: "aws", zoneId: "Z1" }), record("b", 1, { setIdentifier: "aws", zoneId: "Z2" })],
        },
        {
            name: "odd input",
            stack: [zone, record("odd", 1, { aliases: 3, weightedRoutingPolicies: [null] }), record("odder", 1, { weightedRoutingPolicies: "x", name: 5 })],
        },
        { name: "a check at a half whose name is not known", stack: [zone, record("aws", 1, unhealthy), record("premises", 1, { name: unknown })] },
        { name: "no check at a half whose name is not known", stack: [zone, record("aws", 1), record("premises", 1, { ...unhealthy, name: unknown })] },
        {
            name: "no weight beside a half whose place is not known",
            stack: [zone, record("aws", 0), record("premises", 0), record("third", 1, { zoneId: unknown })],
        },
    ],
    fail: [
        {
            name: "no identifier",
            stack: [zone, record("new", 10, { setIdentifier: undefined })],
            expect: [{ resource: "new", property: "setIdentifier", severity: "high" }],
        },
        {
            name: "an identifier twice",
            stack: [zone, record("new", 10, { setIdentifier: "aws" }), record("old", 90, { setIdentifier: "aws", name: "API.shop.test." })],
            expect: [
                { resource: "old", property: "setIdentifier", says: /new too/ },
                { resource: "new", property: "setIdentifier", says: /old too/ },
            ],
        },
        {
            name: "all weights 0",
            stack: [zone, record("new", 0), record("old", 0)],
            expect: ["new", "old"].map((name) => ({ resource: name, property: "weightedRoutingPolicies" })),
        },
        {
            name: "no health check in the whole pair",
            stack: [zone, record("old", 90, unhealthy), record("new", 10, alias(false))],
            expect: [
                { resource: "old", property: "healthCheckId", level: "advisory" },
                { resource: "new", property: "healthCheckId", level: "advisory" },
            ],
        },
        {
            name: "a zone that is not known hides nothing",
            stack: [record("new", 10, { zoneId: unknown, ...unhealthy })],
            expect: [{ resource: "new", property: "healthCheckId", level: "advisory" }],
        },
    ],
});

describe("route53-weighted-record", () => {
    it("leaves the word to route53-weighted-cutover where that ran", async () => {
        const original = route53WeightedRecord as { validateStack: (args: unknown, report: unknown) => unknown };
        const second = {
            ...route53WeightedRecord,
            validateStack(args: unknown, report: unknown) {
                run.ran.add("route53-weighted-cutover");
                return original.validateStack(args, report);
            },
        } as unknown as Policy;
        const row = { name: "no health check", stack: [zone, record("new", 10, unhealthy)] };
        assert.equal((await judge(route53WeightedRecord, row)).findings.length, 1);
        assert.equal((await judge(second, row)).findings.length, 0);
    });
});
