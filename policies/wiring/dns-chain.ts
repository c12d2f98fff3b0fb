import type { HealthCheckArgs } from "@pulumi/aws/route53/healthCheck";
import type { RecordArgs } from "@pulumi/aws/route53/record";

import {
    at,
    isSet,
    isUnknownValue,
    known,
    oncePerStack,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    type StackContext,
    stackPolicy,
} from "../../kit";
import { ClassicLoadBalancer, Distribution, LoadBalancer, oneTarget, Route53Record, Route53Zone } from "../../kit/aws";

const HealthCheck = resourceType<HealthCheckArgs>("aws:route53/healthCheck:HealthCheck");
const JUDGED: ResourceType<object>[] = [Route53Record, HealthCheck];
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
    why: "Route 53 refuses the second of two records that exclude each other, and a check of what it cannot reach never passes",
    fix: "keep one of the two, or give both the same kind of routing",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#CNAMEFormat",
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html",
        "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html",
    ],
    types: JUDGED,
    check(_props, context) {
        const { resource, attempt } = context;
        if (resource.is(HealthCheck)) {
            attempt(() => judgeCheck(resource, context));
        } else if (resource.is(Route53Record)) {
            attempt(() => judgeAlias(resource, context));
            judgeRecord(resource, context);
        }
    },
});

type Judging = StackContext<Record<never, never>, object>;

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
    const aliases = record.unguarded.aliases;
    const { name, zoneId } = (Array.isArray(aliases) && aliases.length === 1 ? aliases[0] : {}) as {
        name?: unknown;
        zoneId?: unknown;
    };
    const zone = oneTarget<object>(stack, record, "aliases", Route53Zone);
    const target = oneTarget<object>(stack, record, "aliases", ...ALIASED);
    if (isUnknownValue(name) && isUnknownValue(zoneId) && zone && target) {
        report("aliases[0].zoneId", `it is the id of zone ${zone.name}, and ${target.name} is in a zone of AWS's own`, {
            fix: `use the zone id that ${target.name} itself gives, such as zoneId or hostedZoneId`,
        });
    }
}

/** A record whose zone and name are known. */
interface Placed {
    record: Resource<RecordArgs>;
    /** Of the zone where the stack has it: its name, to tell the apex. */
    apex?: string;
    name: string;
}

/** Zone and name -> the records there. */
const placesOf = oncePerStack((stack): Map<string, Placed[]> => {
    const places = new Map<string, Placed[]>();
    for (const record of stack.of(Route53Record).toSorted((a, b) => a.name.localeCompare(b.name, "en"))) {
        const key = placeOf(stack, record);
        if (key) {
            places.set(key.text, [...(places.get(key.text) ?? []), key.placed]);
        }
    }
    return places;
});

function placeOf(stack: Stack, record: Resource<RecordArgs>): { text: string; placed: Placed } | undefined {
    const { zoneId, name } = record.unguarded;
    const zone = oneTarget(stack, record, "zoneId", Route53Zone);
    const apex = zone && textOf(zone.unguarded.name);
    const own = textOf(name);
    if (own === undefined || (zone ? apex === undefined : textOf(zoneId) === undefined)) {
        return undefined;
    }
    const isWhole = apex === undefined || own === apex || own.endsWith(`.${apex}`);
    const full = isWhole ? own : own === "" ? apex : `${own}.${apex}`;
    return { text: `${zone?.urn ?? String(zoneId)} ${full}`, placed: { record, apex, name: full } };
}

function textOf(value: unknown): string | undefined {
    return typeof value === "string" && !isUnknownValue(value) ? value.toLowerCase().replace(/\.$/, "") : undefined;
}

function judgeRecord(record: Resource<RecordArgs>, context: Judging): void {
    const { stack, report } = context;
    const place = placeOf(stack, record);
    const type = known(record.props, "type");
    if (!place || type === undefined) {
        return;
    }
    const { apex, name } = place.placed;
    const here = (placesOf(stack).get(place.text) ?? []).map((placed) => placed.record);
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
    judgeRouting(
        record,
        here.filter((one) => known(one.props, "type") === type),
        context,
    );
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
    if (kind === undefined || kinds.includes(undefined)) {
        return;
    }
    const other = same.find((_, index) => kinds[index] !== "simple" && kinds[index] !== kind);
    const before = same.slice(0, same.indexOf(record));
    if (other && (kind === "simple" || before.includes(other))) {
        report("name", `record ${other.name} has this name and type too, and another kind of routing`);
    } else if (kind === "simple" && before.length > 0 && !other && !same.some(({ props }) => props.allowOverwrite)) {
        report("name", `record ${before[0]?.name} has this name and type already`, {
            fix: "put the values of both into one record",
        });
    } else if (kind !== "simple" && kind !== "weighted") {
        // The identifiers of weighted records are the matter of route53-weighted-record.
        const identifier = known(record.props, "setIdentifier");
        const twin = before.find(
            ({ props }) => identifier !== undefined && known(props, "setIdentifier") === identifier,
        );
        if (twin) {
            report("setIdentifier", `"${identifier}" is the setIdentifier of ${twin.name} too`, {
                fix: "give each record of a name a setIdentifier of its own",
            });
        } else if (kind === "failover") {
            judgeHalf(stack, record, same, before, report);
        }
    }
}

/** A failover record needs another of the other role. */
function judgeHalf(
    stack: Stack,
    record: Resource<RecordArgs>,
    same: Resource<RecordArgs>[],
    before: Resource<RecordArgs>[],
    report: Judging["report"],
): void {
    const role = roleOf(record);
    const twin = before.find((one) => roleOf(one) === role);
    if (role === undefined || same.some((one) => roleOf(one) === undefined)) {
        return;
    }
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
    return typeof role === "string" && !isUnknownValue(role) ? role : undefined;
}
