import { dnsChain } from "../../../policies/wiring/dns-chain";
import { opaque, policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const zone = (more: object = {}): TestResource => resource("aws:route53/zone:Zone", "zone", { name: "example.com", ...more });
const record = (name: string, more: object = {}): TestResource =>
    resource("aws:route53/record:Record", name, { zoneId: ref("zone"), name: "www", type: "A", ttl: 60, records: ["192.0.2.1"], ...more });
const weighted = (setIdentifier: string): object => ({ setIdentifier, weightedRoutingPolicies: [{ weight: 1 }] });
const latency = (setIdentifier: string): object => ({ setIdentifier, latencyRoutingPolicies: [{ region: "eu-west-1" }] });
const failover = (type: unknown): object => ({ setIdentifier: String(type), failoverRoutingPolicies: [{ type }] });
const alb = (internal?: unknown): TestResource => resource("aws:lb/loadBalancer:LoadBalancer", "alb", { internal } as never);
const check = (props: object): TestResource => resource("aws:route53/healthCheck:HealthCheck", "check", { type: "HTTPS", ...props });
const vpc = (name: string, more: object = {}): TestResource =>
    resource("aws:ec2/vpc:Vpc", name, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, ...more });
const within = (...vpcs: string[]): TestResource => zone({ name: "corp.example", vpcs: vpcs.map((one) => ({ vpcId: ref(one) })) });
const associated = (vpcId: Value): TestResource => resource("aws:route53/zoneAssociation:ZoneAssociation", "link", { zoneId: ref("zone"), vpcId });
/** A function in a VPC that is given the name of the record `a`. */
const worker = (vpcId: Value, variables: Value = { HOST: ref("a") }): TestResource[] => [
    resource("aws:ec2/subnet:Subnet", "subnet", { vpcId, cidrBlock: "10.0.0.0/24" }),
    resource("aws:lambda/function:Function", "worker", {
        ...{ role: "arn:aws:iam::604219837745:role/worker", environment: { variables } },
        vpcConfig: { subnetIds: [ref("subnet")], securityGroupIds: ["sg-0a1b2c3d"] },
    }),
];
const child = (more: object = {}, outputs = {}): TestResource => resource("aws:route53/zone:Zone", "child", { name: "shop.example.com", ...more }, { outputs });
const ns = (records: Value, more: object = {}): TestResource => record("ns", { name: "shop.example.com", type: "NS", records, ...more });
const SERVERS = ["ns-1.awsdns-01.org", "ns-2.awsdns-02.com", "ns-3.awsdns-03.net", "ns-4.awsdns-04.co.uk"];
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
        {
            name: "types that are not known yet",
            stack: [zone(), record("a", { type: "CNAME" }), record("b", { type: unknown }), record("c", { type: unknown })],
        },
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
        {
            name: "an alias that is not known yet, from both",
            stack: [zone(), alb(), record("a", { records: undefined, aliases: ref("alb", "zone") })],
        },
        { name: "a check of a public address", stack: [check({ ipAddress: "203.0.113.10" })] },
        { name: "a check of an address that is not known yet", stack: [check({ ipAddress: unknown })], undecided: true },
        { name: "a check of a public load balancer", stack: [alb(), check({ fqdn: ref("alb") })] },
        { name: "a check of a load balancer that may be internal", stack: [alb(unknown), check({ fqdn: ref("alb") })], undecided: true },
        { name: "a check of an alarm", stack: [check({ type: "CLOUDWATCH_METRIC", cloudwatchAlarmName: "a", cloudwatchAlarmRegion: "eu-west-1" })] },
        { name: "a private zone and its VPC", stack: [vpc("shop"), within("shop")] },
        { name: "a VPC whose DNS is not known yet", stack: [vpc("shop", { enableDnsSupport: unknown }), within("shop")], undecided: true },
        { name: "a zone whose VPCs are not known yet", stack: [zone({ name: "corp.internal", vpcs: unknown }), associated("vpc-0a1b2c3d")] },
        { name: "a public zone below a private word", kind: "lookalike", stack: [zone({ name: "internal.example.com" })] },
        { name: "a zone that has a VPC, and another beside it", stack: [vpc("shop"), within("shop"), associated("vpc-0a1b2c3d")] },
        { name: "a function in the zone's VPC", stack: [vpc("shop"), within("shop"), record("a"), ...worker(ref("shop"))] },
        { name: "a function in one of the zone's VPCs", stack: [vpc("shop"), vpc("other"), within("other", "shop"), record("a"), ...worker(ref("shop"))] },
        {
            name: "a function in a VPC that is associated beside the zone",
            kind: "lookalike",
            stack: [vpc("shop"), vpc("other"), within("other"), associated(ref("shop")), record("a"), ...worker(ref("shop"))],
        },
        {
            name: "an association with a VPC that is not known yet",
            stack: [vpc("shop"), vpc("other"), within("other"), associated(unknown), record("a"), ...worker(ref("shop"))],
        },
        {
            name: "a zone with a VPC that is not known yet",
            stack: [vpc("shop"), zone({ vpcs: [{ vpcId: unknown }] }), record("a"), ...worker(ref("shop"))],
        },
        {
            name: "a VPC that is given rules of names",
            stack: [
                ...[vpc("shop"), vpc("other"), within("other"), record("a"), ...worker(ref("shop"))],
                resource("aws:route53/resolverRuleAssociation:ResolverRuleAssociation", "rules", { vpcId: ref("shop"), resolverRuleId: "rslvr-rr-1" }),
            ],
        },
        {
            name: "a public zone of the same name",
            stack: [vpc("shop"), vpc("other"), within("other"), { ...zone({ name: "corp.example" }), name: "public" }, record("a"), ...worker(ref("shop"))],
        },
        { name: "a function in a VPC from elsewhere", stack: [vpc("other"), within("other"), record("a"), ...worker("vpc-0a1b2c3d")] },
        { name: "a function that is given nothing of it", stack: [vpc("shop"), vpc("other"), within("other"), record("a"), ...worker(ref("shop"), {})] },
        { name: "a function that is given a name in a public zone", stack: [vpc("shop"), zone(), record("a"), ...worker(ref("shop"))] },
        { name: "a delegation", stack: [zone(), child(), ns(ref("child"))] },
        {
            name: "a delegation to servers that are known, and to another provider's",
            stack: [zone(), child({}, { nameServers: SERVERS }), ns(["ns1.example.net", ...SERVERS.map((server) => `${server.toUpperCase()}.`)])],
        },
        {
            name: "a delegation beside a private zone of the name",
            stack: [zone(), vpc("shop"), child({ vpcs: [{ vpcId: ref("shop") }] }), ns(SERVERS)],
        },
        { name: "a delegation to servers of nobody knows whom", stack: [zone(), child(), ns([unknown])] },
        { name: "a delegation to a set of one's own", stack: [zone(), child({ delegationSetId: "N1PA6795SAMPLE" }), ns(SERVERS)] },
        { name: "a delegation to another provider", kind: "lookalike", stack: [zone(), ns(["ns1.example.net"])] },
        { name: "a delegation in a zone from elsewhere", stack: [child(), ns(ref("child"), { zoneId: "Z0123456789" })] },
        { name: "two zones of the name", stack: [zone(), child(), { ...child(), name: "second" }, ns(SERVERS)] },
        { name: "a zone below two of one name", stack: [zone(), { ...zone(), name: "second" }, child()] },
        {
            name: "a private zone below a public one",
            stack: [zone(), vpc("shop"), child({ vpcs: [{ vpcId: ref("shop") }] })],
        },
        { name: "a public zone below a private one", stack: [vpc("shop"), zone({ vpcs: [{ vpcId: ref("shop") }] }), child()] },
        { name: "a zone below one that is only read", stack: [{ ...zone(), read: true }, child()] },
        { name: "a zone below one that may have another name", stack: [zone(), zone({ name: unknown }), child()].map((one, i) => ({ ...one, name: `z${i}` })) },
        { name: "a name above it is delegated", stack: [zone(), child({ name: "a.shop.example.com" }), ns(["ns1.example.net"])] },
        { name: "a record that may delegate it", stack: [zone(), child(), ns(ref("child"), { name: unknown })] },
        { name: "a record of a type not known yet that may delegate it", stack: [zone(), child(), ns(ref("child"), { type: unknown })] },
        { name: "a zone that another provider is told of", stack: [zone(), child(), opaque("cloudflare:index:Record", "there", { content: ref("child") })] },
        {
            name: "a zone that a command is given",
            stack: [zone(), child(), resource("command:local:Command", "tell", { create: ref("child") })],
        },
    ],
    fail: [
        {
            name: "a function in another VPC",
            stack: [vpc("shop"), vpc("other"), within("other"), { ...zone(), name: "public" }, record("a"), ...worker(ref("shop"))],
            expect: wrong("a", "zoneId", /worker is given its name, and its VPC shop is not associated with zone[^]*add shop to vpcs of zone/, "advisory"),
        },
        {
            name: "an association with a public zone",
            stack: [zone(), associated("vpc-0a1b2c3d")],
            expect: wrong("zone", "vpcs", /link cannot associate one with it[^]*ignoreChanges to vpcs/),
        },
        {
            name: "a zone of a name that the internet does not have",
            stack: [zone({ name: "corp.internal" })],
            expect: wrong("zone", "vpcs", /nothing on the internet leads to names such as corp\.internal[^]*to the VPCs that shall have/),
        },
        { name: "a zone of all such names", stack: [zone({ name: "local" })], expect: wrong("zone", "vpcs", /names such as local/) },
        {
            name: "a VPC without DNS",
            stack: [vpc("shop", { enableDnsSupport: false }), within("shop")],
            expect: wrong("zone", "vpcs", /VPC shop has no DNS[^]*set enableDnsSupport and enableDnsHostnames of shop/),
        },
        {
            name: "a VPC without DNS hostnames, which is the default",
            stack: [vpc("shop", { enableDnsHostnames: undefined }), within("shop")],
            expect: wrong("zone", "vpcs", /enableDnsHostnames of VPC shop is off/, "advisory"),
        },
        {
            name: "a delegation to the zone's own servers",
            stack: [zone(), child(), ns(ref("zone"))],
            expect: wrong(
                "ns",
                "records",
                /the zone of shop\.example\.com is child, and these are the servers of zone[^]*set records to the nameServers of child/,
            ),
        },
        {
            name: "a delegation to servers that are not the zone's",
            stack: [zone(), child({}, { nameServers: SERVERS }), ns(["ns-5.awsdns-05.org"])],
            expect: wrong("ns", "records", /none of them is a server of child[^]*set records to the nameServers/),
        },
        {
            name: "a delegation to servers that are written out",
            stack: [zone(), child(), ns(SERVERS)],
            expect: wrong("ns", "records", /the servers of child are written out/, "advisory"),
        },
        {
            name: "a zone that nobody delegates",
            stack: [zone(), child(), record("a")],
            expect: wrong("child", "name", /zone zone has no NS record for shop\.example\.com/, "advisory"),
        },
        {
            name: "a record of another type, the NS record of another name, and that of the zone itself",
            stack: [
                zone(),
                child(),
                record("a", { name: "shop.example.com" }),
                ns(["ns1.example.net"], { name: "blog" }),
                { ...ns(SERVERS, { name: "" }), name: "own" },
            ],
            expect: wrong("child", "name", /zone zone has no NS record/, "advisory"),
        },
        {
            name: "zones below zones that nobody delegates",
            stack: [zone(), child(), { ...child({ name: "eu.shop.example.com" }), name: "grandchild" }],
            expect: [
                ...wrong("child", "name", /zone zone has no NS record for shop\.example\.com/, "advisory"),
                ...wrong("grandchild", "name", /zone child has no NS record for eu\.shop\.example\.com/, "advisory"),
            ],
        },
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
        {
            name: "twice",
            once: ["a", "b"],
            stack: [zone(), record("a", { multivalueAnswerRoutingPolicy: false }), record("b")],
            expect: wrong("b", "name", /record a has this name and type already[^]*put the values of both into one record/),
        },
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
            expect: wrong("b", "setIdentifier", /"x" is the setIdentifier of a too[^]*a setIdentifier of its own/),
        },
        {
            name: "half a failover pair",
            stack: [zone(), record("a", failover("PRIMARY"))],
            expect: wrong("a", "failoverRoutingPolicies", /there is no SECONDARY record/, "advisory"),
        },
        {
            name: "the other half",
            stack: [zone(), record("a", failover("SECONDARY"))],
            expect: wrong("a", "failoverRoutingPolicies", /there is no PRIMARY record/, "advisory"),
        },
        {
            name: "two primaries",
            once: ["a", "b"],
            stack: [zone(), record("a", failover("PRIMARY")), record("b", { ...failover("PRIMARY"), setIdentifier: "b" })],
            expect: wrong("b", "failoverRoutingPolicies", /record a is the PRIMARY one already[^]*the other role/),
        },
        {
            name: "an alias with the record's zone",
            stack: [zone(), alb(), record("a", { records: undefined, aliases: [{ name: ref("alb"), zoneId: ref("zone"), evaluateTargetHealth: true }] })],
            expect: wrong("a", "aliases[0].zoneId", /it is the id of zone zone, and alb is in a zone of AWS's own[^]*that alb itself gives/),
        },
        {
            name: "a check of a private address",
            stack: [check({ ipAddress: "10.0.3.7" })],
            expect: wrong("check", "ipAddress", /10\.0\.3\.7 is a private address[^]*check a public address/),
        },
        {
            name: "a check of an internal load balancer",
            stack: [alb(true), check({ fqdn: ref("alb") })],
            expect: wrong("check", "fqdn", /load balancer alb is internal[^]*evaluateTargetHealth/),
        },
    ],
});
