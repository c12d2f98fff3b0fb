import { route53WeightedCutover } from "../../../policies/migration/route53-weighted-cutover";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

type Props = Record<string, unknown>;
const zone = resource("aws:route53/zone:Zone", "zone", { name: "shop.test" });
const record = (name: string, props: Props = {}): TestResource =>
    resource("aws:route53/record:Record", name, {
        ...{ zoneId: ref("zone"), name: "api.shop.test", type: "A", ttl: 60, records: ["198.51.100.7"], setIdentifier: name },
        ...{ weightedRoutingPolicies: [{ weight: 50 }], healthCheckId: "check-1", ...props },
    });
const simple = { weightedRoutingPolicies: undefined, setIdentifier: undefined, healthCheckId: undefined };
const pair = [zone, record("aws"), record("premises")];

policyTests(route53WeightedCutover, {
    example: {
        bad: `
            new aws.route53.Record("api", {
                zoneId: zone.id, name: "api", type: "A",
                aliases: [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: true }],
            });`,
        good: `
            const weight = config.requireNumber("awsWeight");
            new aws.route53.Record("api-aws", {
                zoneId: zone.id, name: "api", type: "A", setIdentifier: "aws",
                weightedRoutingPolicies: [{ weight }], healthCheckId: check.id,
                aliases: [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: true }],
            });
            new aws.route53.Record("api-premises", {
                zoneId: zone.id, name: "api", type: "A", setIdentifier: "premises",
                weightedRoutingPolicies: [{ weight: 100 - weight }], ttl: 60, records: [config.require("premisesIp")],
            });`,
    },
    pass: [
        { name: "a pair", stack: pair },
        {
            name: "a pair whose weights are not known",
            stack: [
                zone,
                record("aws", { weightedRoutingPolicies: [{ weight: unknown }] }),
                record("premises", { weightedRoutingPolicies: [{ weight: unknown }] }),
            ],
        },
        {
            name: "a pair in a zone known by its id, its name in two spellings",
            stack: [record("aws", { zoneId: "Z1" }), record("premises", { zoneId: "Z1", name: "API.shop.test." })],
        },
        {
            name: "records whose routing is not known",
            stack: [zone, record("aws", { weightedRoutingPolicies: unknown }), record("premises", { weightedRoutingPolicies: unknown })],
            undecided: true,
        },
        { name: "a pair whose name is not known", stack: [zone, record("aws", { name: unknown }), record("premises", { name: unknown })], undecided: true },
        { name: "a traffic policy, which may divide by weight", stack: [resource("aws:route53/trafficPolicyInstance:TrafficPolicyInstance", "cutover", {})] },
        { name: "what the settings accept", stack: [resource("acme:dns:Shift", "x", {})], settings: { evidence: ["acme:dns:*"] } },
        {
            name: "a pair of which one name is not known, with the check at the other",
            stack: [zone, record("aws", { healthCheckId: undefined }), record("premises", { name: unknown })],
            undecided: true,
        },
    ],
    fail: [
        { name: "no record", stack: [zone], expect: [{ resource: "stack", severity: "high", says: /no pair/ }] },
        {
            name: "a health check and no record",
            kind: "lookalike",
            stack: [resource("aws:route53/healthCheck:HealthCheck", "api", {})],
            expect: [{ resource: "stack" }],
        },
        { name: "simple routing, the default", kind: "default", stack: [zone, record("api", simple)], expect: [{ resource: "stack" }] },
        {
            name: "two records that fail over are no pair of weights",
            stack: [
                zone,
                record("a", { ...simple, failoverRoutingPolicies: [{ type: "PRIMARY" }] }),
                record("b", { ...simple, failoverRoutingPolicies: [{ type: "SECONDARY" }] }),
            ],
            expect: [{ resource: "stack" }],
        },
        { name: "one record whose routing is not known", stack: [zone, record("aws", { weightedRoutingPolicies: unknown })], expect: [{ resource: "stack" }] },
        { name: "one weighted record", stack: [zone, record("aws")], expect: [{ resource: "stack", says: /aws is the only one/ }] },
        { name: "two weighted records of different types", stack: [zone, record("aws"), record("six", { type: "AAAA" })], expect: [{ resource: "stack" }] },
        {
            name: "a pair with a fault",
            stack: [zone, record("aws"), record("premises", { setIdentifier: "aws" })],
            expect: ["aws", "premises"].map((name) => ({ resource: name, property: "setIdentifier", says: /Fix: give each weighted record/ })),
        },
        {
            name: "a pair without any health check",
            stack: [zone, record("aws", { healthCheckId: undefined }), record("premises", { healthCheckId: undefined })],
            expect: [
                { resource: "aws", property: "healthCheckId" },
                { resource: "premises", property: "healthCheckId" },
            ],
        },
    ],
});
