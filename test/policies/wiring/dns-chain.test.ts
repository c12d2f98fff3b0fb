import { dnsChain } from "../../../policies/wiring/dns-chain";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const zone = (more: object = {}): TestResource => resource("aws:route53/zone:Zone", "zone", { name: "example.com", ...more });
const record = (name: string, more: object = {}): TestResource =>
    resource("aws:route53/record:Record", name, { zoneId: ref("zone"), name: "www", type: "A", ttl: 60, records: ["192.0.2.1"], ...more });
const weighted = (setIdentifier: string): object => ({ setIdentifier, weightedRoutingPolicies: [{ weight: 1 }] });
const latency = (setIdentifier: string): object => ({ setIdentifier, latencyRoutingPolicies: [{ region: "eu-west-1" }] });
const failover = (type: unknown): object => ({ setIdentifier: String(type), failoverRoutingPolicies: [{ type }] });
const alb = (internal?: unknown): TestResource => resource("aws:lb/loadBalancer:LoadBalancer", "alb", { internal } as never);
const check = (props: object): TestResource => resource("aws:route53/healthCheck:HealthCheck", "check", { type: "HTTPS", ...props });
const wrong = (
    name: string,
    property: string,
    says: RegExp,
    level?: "advisory",
): { resource: string; property: string; says: RegExp; level?: "advisory" }[] => [{ resource: name, property, says, ...(level ? { level } : {}) }];

policyTests(dnsChain, {
    example: {
        bad: `
            const shop = new aws.route53.Zone("shop", { name: "shop.example.com" });
            new aws.route53.Record("web", { zoneId: shop.zoneId, name: "shop.example.com", type: "CNAME", ttl: 300, records: ["web.example.net"] });`,
        good: `
            const shop = new aws.route53.Zone("shop", { name: "shop.example.com" });
            new aws.route53.Record("web", {
                zoneId: shop.zoneId, name: "shop.example.com", type: "A",
                aliases: [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: true }],
            });`,
    },
    pass: [
        { name: "a record", kind: "default", stack: [zone(), record("a")] },
        { name: "two names", stack: [zone(), record("a"), record("b", { name: "api" })] },
        { name: "two types", stack: [zone(), record("a"), record("b", { type: "AAAA" }), record("c", { type: "TXT" })] },
        {
            name: "two zones of one name",
            kind: "lookalike",
            stack: [zone(), { ...zone(), name: "private" }, record("a"), record("b", { zoneId: ref("private"), type: "CNAME" })],
        },
        { name: "a CNAME by itself", stack: [zone(), record("a", { type: "CNAME" })] },
        { name: "weighted CNAMEs", stack: [zone(), record("a", { type: "CNAME", ...weighted("a") }), record("b", { type: "CNAME", ...weighted("b") })] },
        { name: "two of one latency policy", stack: [zone(), record("a", latency("a")), record("b", latency("b"))] },
        { name: "weighted twins, which route53-weighted-record judges", stack: [zone(), record("a", weighted("a")), record("b", weighted("a"))] },
        { name: "one record over another", stack: [zone(), record("a", { allowOverwrite: true }), record("b")] },
        { name: "a name that is not known yet", stack: [zone(), record("a"), record("b", { name: unknown, type: "CNAME" })] },
        { name: "a type that is not known yet", stack: [zone(), record("a", { type: "CNAME" }), record("b", { type: unknown })] },
        { name: "a routing that is not known yet", stack: [zone(), record("a"), record("b", { setIdentifier: "b", weightedRoutingPolicies: unknown })] },
        { name: "a zone that is not known yet", stack: [zone(), record("a"), record("b", { zoneId: unknown })] },
        { name: "a zone without a known name", stack: [zone({ name: unknown }), record("a"), record("b", { type: "CNAME" })] },
        { name: "a failover pair", stack: [zone(), record("a", failover("PRIMARY")), record("b", failover("SECONDARY"))] },
        { name: "half a pair in a zone from elsewhere", stack: [record("a", { zoneId: "Z0123456789", ...failover("PRIMARY") })] },
        { name: "half a pair in a zone that is only read", stack: [{ ...zone(), read: true }, record("a", failover("PRIMARY"))] },
        {
            name: "half a pair beside a record of a name not known yet",
            stack: [zone(), record("a", failover("PRIMARY")), record("b", { name: unknown, ...failover("SECONDARY") })],
        },
        { name: "a role that is not known yet", stack: [zone(), record("a", failover(unknown))] },
        {
            name: "an alias with its target's zone",
            stack: [zone(), alb(), record("a", { records: undefined, aliases: [{ name: ref("alb"), zoneId: ref("alb"), evaluateTargetHealth: true }] })],
        },
        {
            name: "an alias to a record of the zone",
            stack: [
                zone(),
                record("b", { name: "b" }),
                record("a", { records: undefined, aliases: [{ name: ref("b"), zoneId: ref("zone"), evaluateTargetHealth: true }] }),
            ],
        },
        { name: "a check of a public address", stack: [check({ ipAddress: "203.0.113.10" })] },
        { name: "a check of an address that is not known yet", stack: [check({ ipAddress: unknown })], undecided: true },
        { name: "a check of a public load balancer", stack: [alb(), check({ fqdn: ref("alb") })] },
        { name: "a check of a load balancer that may be internal", stack: [alb(unknown), check({ fqdn: ref("alb") })], undecided: true },
        { name: "a check of an alarm", stack: [check({ type: "CLOUDWATCH_METRIC", cloudwatchAlarmName: "a", cloudwatchAlarmRegion: "eu-west-1" })] },
    ],
    fail: [
        {
            name: "a CNAME beside an address",
            stack: [zone(), record("a"), record("b", { name: "WWW.example.com.", type: "CNAME" })],
            expect: wrong("b", "type", /www\.example\.com has the record a of another type/),
        },
        {
            name: "a CNAME at the apex",
            stack: [zone(), record("a", { name: "example.com", type: "CNAME" })],
            expect: wrong("a", "type", /the name of the zone itself[^]*alias of type A/),
        },
        {
            name: "a CNAME at the apex, by no name",
            stack: [zone(), record("a", { name: "", type: "CNAME" })],
            expect: wrong("a", "type", /the name of the zone itself/),
        },
        {
            name: "simple and weighted",
            stack: [zone(), record("a"), record("b", weighted("b"))],
            expect: wrong("a", "name", /record b has this name and type too, and another kind of routing/),
        },
        {
            name: "latency and weighted",
            once: ["a", "b"],
            stack: [zone(), record("a", latency("a")), record("b", weighted("b"))],
            expect: wrong("b", "name", /record a has this name/),
        },
        { name: "twice", once: ["a", "b"], stack: [zone(), record("a"), record("b")], expect: wrong("b", "name", /record a has this name and type already/) },
        {
            name: "twice in a zone from elsewhere",
            once: ["a", "b"],
            stack: [record("a", { zoneId: "Z0123456789" }), record("b", { zoneId: "Z0123456789" })],
            expect: wrong("b", "name", /record a/),
        },
        {
            name: "an identifier twice",
            once: ["a", "b"],
            stack: [zone(), record("a", latency("x")), record("b", latency("x"))],
            expect: wrong("b", "setIdentifier", /"x" is the setIdentifier of a too/),
        },
        {
            name: "half a failover pair",
            stack: [zone(), record("a", failover("PRIMARY"))],
            expect: wrong("a", "failoverRoutingPolicies", /there is no SECONDARY record/, "advisory"),
        },
        {
            name: "two primaries",
            once: ["a", "b"],
            stack: [zone(), record("a", failover("PRIMARY")), record("b", { ...failover("PRIMARY"), setIdentifier: "b" })],
            expect: wrong("b", "failoverRoutingPolicies", /record a is the PRIMARY one already/),
        },
        {
            name: "an alias with the record's zone",
            stack: [zone(), alb(), record("a", { records: undefined, aliases: [{ name: ref("alb"), zoneId: ref("zone"), evaluateTargetHealth: true }] })],
            expect: wrong("a", "aliases[0].zoneId", /it is the id of zone zone, and alb is in a zone of AWS's own/),
        },
        {
            name: "a check of a private address",
            stack: [check({ ipAddress: "10.0.3.7" })],
            expect: wrong("check", "ipAddress", /10\.0\.3\.7 is a private address/),
        },
        {
            name: "a check of an internal load balancer",
            stack: [alb(true), check({ fqdn: ref("alb") })],
            expect: wrong("check", "fqdn", /load balancer alb is internal/),
        },
    ],
});
