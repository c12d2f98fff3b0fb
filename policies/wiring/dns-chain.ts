import type { HealthCheckArgs } from "@pulumi/aws/route53/healthCheck";
import type { RecordArgs } from "@pulumi/aws/route53/record";
import type { ZoneArgs } from "@pulumi/aws/route53/zone";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";

import {
    at,
    hasUnknown,
    isSet,
    isTouchedByStrangers,
    isUnknownValue,
    known,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    type StackContext,
    stackPolicy,
} from "../../kit";
import {
    answersIn,
    ClassicLoadBalancer,
    clientsOf,
    Distribution,
    isBelow,
    isPrivateZone,
    LoadBalancer,
    managedTarget,
    mayBeChangedElsewhere,
    oneTarget,
    placeOf,
    recordsAt,
    Route53Record,
    Route53Zone,
    Vpc,
    vpcOf,
    ZoneAssociation,
    domainName,
} from "../../kit/aws";

const HealthCheck = resourceType<HealthCheckArgs>("aws:route53/healthCheck:HealthCheck");
const JUDGED: ResourceType<object>[] = [Route53Record, Route53Zone, HealthCheck];
/**
 * Top-level domains that the internet does not have.
 * Sources: https://www.rfc-editor.org/rfc/rfc6762#appendix-G and
 * https://www.icann.org/en/public-comment/proceeding/proposed-top-level-domain-string-for-private-use-24-01-2024
 */
const UNDELEGATED = /(^|\.)(internal|local)$/;
/** What an alias leads to that has a zone of its own. */
const ALIASED: ResourceType<object>[] = [
    ...[ClassicLoadBalancer, Distribution, LoadBalancer],
    resourceType<object>(
        "aws:apigateway/domainName:DomainName",
        "aws:apigatewayv2/domainName:DomainName",
        "aws:globalaccelerator/accelerator:Accelerator",
    ),
];

/** How a record is answered -> the property that says so. */
const ROUTINGS: Record<string, keyof RecordArgs> = {
    weighted: "weightedRoutingPolicies",
    latency: "latencyRoutingPolicies",
    failover: "failoverRoutingPolicies",
    geolocation: "geolocationRoutingPolicies",
    geoproximity: "geoproximityRoutingPolicy",
    cidr: "cidrRoutingPolicy",
    multivalue: "multivalueAnswerRoutingPolicy",
};

export const dnsChain = stackPolicy({
    name: "dns-chain",
    title: "Records that stand together fit together, and lead to what Route 53 can reach",
    severity: "high",
    level: "mandatory",
    stops: "refused",
    why: "Route 53 refuses the second of two records that exclude each other, a check of what it cannot reach never passes, and nobody finds a zone that nothing leads to",
    fix: "keep one of two records, or give both the same kind of routing; lead to a zone by its own name servers or VPCs",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#CNAMEFormat",
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html",
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html",
    ],
    types: JUDGED,
    check(_props, context) {
        const { resource, attempt } = context;
        if (resource.is(HealthCheck)) {
            attempt(() => judgeCheck(resource, context));
        } else if (resource.is(Route53Zone)) {
            judgeZone(resource, context);
        } else if (resource.is(Route53Record)) {
            attempt(() => judgeAlias(resource, context));
            attempt(() => judgeReach(resource, context));
            judgeRecord(resource, context);
        }
    },
});

type Judging = StackContext<Record<never, never>, object>;

function judgeZone(zone: Resource<ZoneArgs>, { stack, report, attempt }: Judging): void {
    const name = domainName(zone);
    if (isPrivateZone(zone) === "yes") {
        for (const vpc of stack.targets(zone, "vpcs", Vpc).resources) {
            attempt(() => judgeVpc(vpc, report));
        }
        return;
    }
    if (isPrivateZone(zone) === "not known" || name === undefined) {
        return;
    }
    const [association] = stack.referrers(zone, ZoneAssociation, "zoneId", Route53Zone).resources;
    if (association) {
        report("vpcs", `without a VPC of its own it is public, and ${association.name} cannot associate one with it`, {
            fix: "set vpcs to the first VPC, and ignoreChanges to vpcs",
        });
    } else if (UNDELEGATED.test(name)) {
        report("vpcs", `without a VPC it is public, and nothing on the internet leads to names such as ${name}`, {
            fix: "set vpcs to the VPCs that shall have its names",
        });
    } else {
        judgeChild(stack, zone, name, report);
    }
}

/** A VPC that gets the names of a private zone. */
function judgeVpc({ name, props }: Resource<VpcArgs>, report: Judging["report"]): void {
    if (props.enableDnsSupport === false) {
        report("vpcs", `VPC ${name} has no DNS, so nobody in it gets a name of this zone`, {
            fix: `set enableDnsSupport and enableDnsHostnames of ${name} to true`,
        });
    } else if (!props.enableDnsHostnames) {
        report("vpcs", `enableDnsHostnames of VPC ${name} is off, which AWS wants on for private zones`, {
            fix: `set enableDnsHostnames of ${name} to true`,
            level: "advisory",
        });
    }
}

/** A public zone below another of the stack is found by a record in that. */
function judgeChild(stack: Stack, zone: Resource<ZoneArgs>, name: string, report: Judging["report"]): void {
    const zones = stack.of(Route53Zone).map((parent) => ({ parent, domain: domainName(parent) ?? "" }));
    const [nearest, other] = zones
        .filter(({ domain }) => isBelow(name, domain))
        .sort((a, b) => b.domain.length - a.domain.length);
    if (!nearest || nearest.domain === other?.domain || zones.some(({ domain }) => domain === "")) {
        return;
    }
    const { parent, domain } = nearest;
    const isWhole = [zone, parent].every(
        (one) => !isTouchedByStrangers(stack, one) && !mayBeChangedElsewhere(stack, one),
    );
    const delegations = stack.of(Route53Record).filter(({ props }) => (known(props, "type") ?? "NS") === "NS");
    const leadsThere = (record: Resource<RecordArgs>): boolean => {
        const placed = placeOf(stack, record);
        return !placed || (placed.name !== domain && (placed.name === name || isBelow(name, placed.name)));
    };
    if (isPrivateZone(parent) === "no" && isWhole && !delegations.some(leadsThere)) {
        report("name", `zone ${parent.name} has no NS record for ${name}, so nobody is led to this one`, {
            fix: `add a record of type NS for ${name} to ${parent.name}, with the nameServers of this zone`,
            level: "advisory",
        });
    }
}

/** What is given the name of a record in a private zone gets an answer only where the zone is its VPC's. */
function judgeReach(record: Resource<RecordArgs>, { stack, report }: Judging): void {
    const zone = managedTarget(stack, record, "zoneId", Route53Zone);
    const name = zone && domainName(zone);
    if (!zone || name === undefined || isPrivateZone(zone) !== "yes") {
        return;
    }
    const hasNamesake = stack.of(Route53Zone).some((other) => other !== zone && (domainName(other) ?? name) === name);
    for (const { name: client, interfaces } of hasNamesake ? [] : clientsOf(stack, record)) {
        const vpc = interfaces.map(({ subnet }) => vpcOf(stack, subnet)).find(Boolean);
        if (vpc && answersIn(stack, zone, vpc) === "no") {
            report(
                "zoneId",
                `${client} is given its name, and its VPC ${vpc.name} is not associated with ${zone.name}`,
                {
                    fix: `add ${vpc.name} to vpcs of ${zone.name}, or associate it by an aws.route53.ZoneAssociation`,
                    level: "advisory",
                },
            );
        }
    }
}

/** Route 53's health checkers are outside of every VPC. */
function judgeCheck(check: Resource<HealthCheckArgs>, { stack, report }: Judging): void {
    const { ipAddress } = check.props;
    if (ipAddress && isPrivate(ipAddress)) {
        report("ipAddress", `${ipAddress} is a private address, which Route 53 refuses to check`, {
            fix: "check a public address, or the state of a CloudWatch alarm",
        });
        return;
    }
    const balancer = oneTarget(stack, check, "fqdn", LoadBalancer);
    if (!ipAddress && balancer?.props.internal === true) {
        report("fqdn", `load balancer ${balancer.name} is internal, and Route 53 checks from the internet`, {
            fix: "use evaluateTargetHealth of an alias to it, or check the state of a CloudWatch alarm",
        });
    }
}

function isPrivate(address: string): boolean {
    // Loaded here: only stacks with checks of an address need it.
    const { isValid, parse } = require("ipaddr.js") as typeof import("ipaddr.js");
    return isValid(address) && ["private", "uniqueLocal", "loopback", "linkLocal"].includes(parse(address).range());
}

/** An alias has the zone of what it leads to, and not that of its record. */
function judgeAlias(record: Resource<RecordArgs>, { stack, report }: Judging): void {
    const { unguarded: values } = record;
    const zone = oneTarget<object>(stack, record, "aliases", Route53Zone);
    const target = oneTarget<object>(stack, record, "aliases", ...ALIASED);
    const isMixed = ["name", "zoneId"].every((key) => isUnknownValue(at(values, `aliases[0].${key}`)));
    if (Array.isArray(values.aliases) && isMixed && zone && target) {
        report("aliases[0].zoneId", `it is the id of zone ${zone.name}, and ${target.name} is in a zone of AWS's own`, {
            fix: `use the zone id that ${target.name} itself gives, such as zoneId or hostedZoneId`,
        });
    }
}

function judgeRecord(record: Resource<RecordArgs>, context: Judging): void {
    const { stack, report } = context;
    const place = placeOf(stack, record);
    const type = known(record.props, "type");
    if (!place || type === undefined) {
        return;
    }
    const { apex, name } = place;
    const here = recordsAt(stack, place).map((placed) => placed.record);
    if (type === "CNAME") {
        const other = here.find((one) => (known(one.props, "type") ?? "CNAME") !== "CNAME");
        if (name === apex) {
            report("type", `${name} is the name of the zone itself, which has other records that a CNAME excludes`, {
                fix: "use an alias of type A",
            });
        } else if (other) {
            report(
                "type",
                `${name} has the record ${other.name} of another type, beside which Route 53 takes no CNAME`,
            );
        }
    }
    if (type === "NS" && name !== apex) {
        judgeDelegation(record, name, context);
    }
    judgeRouting(
        record,
        here.filter((one) => known(one.props, "type") === type),
        context,
    );
}

/** A record that hands a name to a zone of its own, by the servers that AWS gave that zone. */
function judgeDelegation(record: Resource<RecordArgs>, name: string, { stack, report }: Judging): void {
    const [child, ...others] = stack.resources.filter(
        (one): one is Resource<ZoneArgs> & Resource => one.is(Route53Zone) && (domainName(one) ?? name) === name,
    );
    const { records } = record.unguarded;
    if (
        !child ||
        others.length > 0 ||
        domainName(child) !== name ||
        isPrivateZone(child) !== "no" ||
        records === undefined
    ) {
        return;
    }
    const fix = `set records to the nameServers of ${child.name}`;
    if (hasUnknown(records)) {
        const origins = record.origins("records").map((urn) => stack.get(urn));
        const [other] = origins;
        if (other && origins.every((origin) => origin?.is(Route53Zone) && origin !== child)) {
            report("records", `the zone of ${name} is ${child.name}, and these are the servers of ${other.name}`, {
                fix,
            });
        }
        return;
    }
    const servers = child.output("nameServers");
    if (Array.isArray(servers) && !hasUnknown(servers)) {
        const own = new Set(servers.map(serverName));
        if (![records].flat().some((server) => own.has(serverName(server)))) {
            report("records", `none of them is a server of ${child.name}, the zone of ${name}`, { fix });
        }
    } else if (!isSet(child.props, "delegationSetId")) {
        report("records", `the servers of ${child.name} are written out, and AWS chooses them when it makes the zone`, {
            fix,
            level: "advisory",
        });
    }
}

function serverName(server: unknown): string {
    return String(server).toLowerCase().replace(/\.$/, "");
}

/** The kind of routing; undefined where it is not known. */
function routingOf({ props }: Resource<RecordArgs>): string | undefined {
    const kinds = Object.keys(ROUTINGS).filter((kind) => isSet(props, ROUTINGS[kind] as keyof RecordArgs));
    const isKnown = kinds.every((kind) => known(props, ROUTINGS[kind] as keyof RecordArgs) !== undefined);
    return isKnown
        ? (kinds.find((kind) => kind !== "multivalue" || props.multivalueAnswerRoutingPolicy) ?? "simple")
        : undefined;
}

/** @param same the records of its name and type, itself among them, in an order that does not change. */
function judgeRouting(record: Resource<RecordArgs>, same: Resource<RecordArgs>[], context: Judging): void {
    const { stack, report } = context;
    const kind = routingOf(record);
    const kinds = same.map(routingOf);
    if (kinds.includes(undefined)) {
        return;
    }
    const other = same.find((_, index) => kinds[index] !== "simple" && kinds[index] !== kind);
    const before = same.slice(0, same.indexOf(record));
    const [first] = before;
    if (other && (kind === "simple" || before.includes(other))) {
        report("name", `record ${other.name} has this name and type too, and another kind of routing`);
    } else if (kind === "simple" && first && !other && !same.some(({ props }) => props.allowOverwrite)) {
        report("name", `record ${first.name} has this name and type already`, {
            fix: "put the values of both into one record",
        });
    } else if (kind !== "weighted") {
        // The identifiers of weighted records are the matter of route53-weighted-record.
        const identifier = known(record.props, "setIdentifier");
        const twin = before.find(
            ({ props }) => identifier !== undefined && known(props, "setIdentifier") === identifier,
        );
        if (twin) {
            report("setIdentifier", `"${identifier}" is the setIdentifier of ${twin.name} too`, {
                fix: "give each record of a name a setIdentifier of its own",
            });
        } else {
            judgeHalf(stack, record, same, before, report);
        }
    }
}

/** A failover record needs another of the other role; others have none. */
function judgeHalf(
    stack: Stack,
    record: Resource<RecordArgs>,
    same: Resource<RecordArgs>[],
    before: Resource<RecordArgs>[],
    report: Judging["report"],
): void {
    const role = roleOf(record);
    if (role === undefined) {
        return;
    }
    const twin = before.find((one) => roleOf(one) === role);
    if (twin) {
        report("failoverRoutingPolicies", `record ${twin.name} is the ${role} one already`, {
            fix: "make one of the two the other role",
        });
        return;
    }
    // Another stack may have the other half in a zone from elsewhere, and so may a record whose place is not known.
    const zone = oneTarget(stack, record, "zoneId", Route53Zone);
    const isWhole = zone && stack.of(Route53Zone).includes(zone);
    if (
        isWhole &&
        same.length === 1 &&
        stack.of(Route53Record).every((one) => placeOf(stack, one) && known(one.props, "type"))
    ) {
        const wanted = role === "PRIMARY" ? "SECONDARY" : "PRIMARY";
        report(
            "failoverRoutingPolicies",
            `there is no ${wanted} record of this name and type to fail over to or from`,
            {
                fix: `add the ${wanted} record, or make this one a simple record`,
                level: "advisory",
            },
        );
    }
}

function roleOf({ unguarded: values }: Resource<RecordArgs>): string | undefined {
    const role = at(values, "failoverRoutingPolicies[0].type");
    return isUnknownValue(role) ? undefined : (role as string | undefined);
}
