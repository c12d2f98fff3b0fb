/** Weighted Route 53 records: which belong together, and what is wrong with one. */
import type { RecordArgs } from "@pulumi/aws/route53/record";

import { oneTarget } from "./network";
import { resourceType, type Resource } from "../resource";
import { at, oncePerStack, type Stack } from "../stack";
import { Route53Record } from "./types";
import { isEmpty, isSet, isUnknown, isUnknownValue, known } from "../unknown";

const Zone = resourceType<object>("aws:route53/zone:Zone");

/** Weighted records for one name, type and zone: Route 53 divides the answers between them. */
export type WeightedGroup = Resource<RecordArgs>[];

/** A fault of a weighted record, as `report` takes it. */
export interface RecordFault {
    property: keyof RecordArgs;
    problem: string;
    fix: string;
    /** Of what AWS takes, and what works until a target fails. */
    level?: "advisory";
}

/** The weighted records of a stack, each with its group; by name within one. A record whose place is unknown is alone. */
export const weightedGroups = oncePerStack((stack): Map<Resource<RecordArgs>, WeightedGroup> => {
    const groups = new Map<Resource<RecordArgs>, WeightedGroup>();
    const byPlace = new Map<string, WeightedGroup>();
    for (const record of stack.of(Route53Record).toSorted((a, b) => a.name.localeCompare(b.name, "en"))) {
        if (isWeighted(record)) {
            const place = placeOf(stack, record) ?? record.urn;
            const group = byPlace.get(place) ?? [];
            group.push(record);
            byPlace.set(place, group);
            groups.set(record, group);
        }
    }
    return groups;
});

function isWeighted({ props }: Resource<RecordArgs>): boolean {
    return !isEmpty(known(props, "weightedRoutingPolicies"));
}

/** True for a record that may be half of a pair: its routing is not known, or it is weighted at a place not known. */
export function mayBePaired(stack: Stack, record: Resource<RecordArgs>): boolean {
    return (
        isUnknown(record.props, "weightedRoutingPolicies") ||
        (isWeighted(record) && placeOf(stack, record) === undefined)
    );
}

/** Zone, name and type of a record; undefined where one of them is not known. */
function placeOf(stack: Stack, record: Resource<RecordArgs>): string | undefined {
    const { zoneId, name, type } = record.unguarded;
    const zone = oneTarget(stack, record, "zoneId", Zone)?.urn ?? zoneId;
    const parts = [zone, name, type].map((part) =>
        typeof part === "string" && !isUnknownValue(part) ? part : undefined,
    );
    return parts.includes(undefined)
        ? undefined
        : parts
              .join(" ")
              .toLowerCase()
              .replace(/\. (?=\w+$)/, " ");
}

/** What is wrong with a weighted record; nothing for a record of another routing. */
export function recordFaults(stack: Stack, record: Resource<RecordArgs>): RecordFault[] {
    const group = weightedGroups(stack).get(record);
    if (!group) {
        return [];
    }
    // Another record that may belong to the group may have the check, or the weight.
    const isWhole = !stack.of(Route53Record).some((other) => !group.includes(other) && mayBePaired(stack, other));
    const isPlaced = group.length > 1 || !mayBePaired(stack, record) || weightedGroups(stack).size === 1;
    return [
        identifierFault(record, group),
        isWhole && isPlaced ? [weightFault(group), healthFault(group)].flat() : [],
    ].flat();
}

function identifierFault(record: Resource<RecordArgs>, group: WeightedGroup): RecordFault[] {
    if (!isSet(record.props, "setIdentifier")) {
        return [
            {
                property: "setIdentifier",
                problem: "a weighted record has no setIdentifier, and Route 53 refuses it",
                fix: 'set setIdentifier to a name of its own, such as "aws"',
            },
        ];
    }
    const identifier = known(record.props, "setIdentifier");
    const other = group.find((one) => one !== record && known(one.props, "setIdentifier") === identifier);
    if (identifier === undefined || !other) {
        return [];
    }
    return [
        {
            property: "setIdentifier",
            problem: `"${identifier}" is the setIdentifier of ${other.name} too, so one record replaces the other`,
            fix: "give each weighted record of a name a setIdentifier of its own",
        },
    ];
}

function weightFault(group: WeightedGroup): RecordFault[] {
    const allZero =
        group.length > 1 &&
        group.every(({ unguarded: values }) => at(values, "weightedRoutingPolicies[0].weight") === 0);
    if (!allZero) {
        return [];
    }
    return [
        {
            property: "weightedRoutingPolicies",
            problem: "the weight of every record of this name is 0, and Route 53 then answers with all of them alike",
            fix: "give the record that shall take the traffic a weight above 0",
        },
    ];
}

/** A record without a check beside one with a check is what traffic falls back to: that is as it should be. */
function healthFault(group: WeightedGroup): RecordFault[] {
    if (group.some(isChecked)) {
        return [];
    }
    return [
        {
            property: "healthCheckId",
            problem: "neither a health check nor evaluateTargetHealth takes this record out when its target fails",
            fix: "set healthCheckId to an aws.route53.HealthCheck, or evaluateTargetHealth of its alias to true",
            level: "advisory",
        },
    ];
}

function isChecked({ props, unguarded: values }: Resource<RecordArgs>): boolean {
    const aliases = at(values, "aliases");
    return (
        isSet(props, "healthCheckId") ||
        isUnknownValue(aliases) ||
        (Array.isArray(aliases) &&
            aliases.some((_, index) => {
                const evaluates = at(values, `aliases[${index}].evaluateTargetHealth`);
                return evaluates === true || isUnknownValue(evaluates);
            }))
    );
}
