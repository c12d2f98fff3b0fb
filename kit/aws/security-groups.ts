/** Who is let in and out: the rules of security groups, however they are written. */
import type { SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import type { SecurityGroupRuleArgs } from "@pulumi/aws/ec2/securityGroupRule";
import type { SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";

import { allOf, anyOf, type Answer } from "../answer";
import { isTouchedByStrangers } from "../dependents";
import { resourceType, type Resource, type Values } from "../resource";
import { at, oncePerStack, type Stack } from "../stack";
import { hasUnknown, isEmpty, isUnknownValue } from "../unknown";
import { isEverywhere, isWithin, parseBlock, type Block } from "./cidr";
import { isManaged } from "./outside";

/** A VPC's own group too, which the provider adopts under a type of its own. */
export const SecurityGroup = resourceType<SecurityGroupArgs>(
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
);
const GroupRule = resourceType<SecurityGroupRuleArgs>("aws:ec2/securityGroupRule:SecurityGroupRule");
const IngressRule = resourceType<SecurityGroupIngressRuleArgs>(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
);
const EgressRule = resourceType<SecurityGroupEgressRuleArgs>("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");

const DIRECTIONS = ["ingress", "egress"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Who is at the other end. */
export interface Party {
    /** Its security groups; undefined where they are not known. */
    groups?: Resource<unknown>[];
    /** The networks that it is in; undefined where they are not known, `internet` for everything outside. */
    blocks?: Block[] | "internet";
}

/** Anything that has a public address. */
export const INTERNET: Party = { groups: [], blocks: "internet" };

/** A rule, wherever it stands. */
interface Opening {
    owner: Resource<unknown>;
    /** Where in its owner it is: `ingress[0].`, or nothing. */
    path: string;
    /** The group that it is of; undefined for all where that is not known. */
    group?: Resource<unknown>;
}

interface Openings {
    of: Map<Resource<unknown>, Opening[]>;
    /** Rules of which nobody knows to which group they belong. */
    hasStray: boolean;
}

/**
 * Whether one of the groups lets TCP through on a port, from (`ingress`) or to (`egress`) a party.
 * A group of this provider without rules lets nothing through, in either direction: it takes away the rule that AWS
 * adds. Source: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/
 */
export function letsThrough(
    stack: Stack,
    groups: Resource<unknown>[] | undefined,
    direction: Direction,
    party: Party,
    port: number,
): Answer {
    return judge(stack, groups, direction, (opening) => allOf([covers(opening, port), meets(stack, opening, party)]));
}

/** Whether one of the groups lets anybody at all in on a TCP port. */
export function letsAnybodyIn(stack: Stack, groups: Resource<unknown>[] | undefined, port: number): Answer {
    return judge(stack, groups, "ingress", (opening) => covers(opening, port));
}

/** True where the stack has a rule of the group, for whatever port. */
export function hasRules(stack: Stack, group: Resource<unknown>, direction: Direction): boolean {
    return openings(stack)[direction].of.has(group);
}

function judge(
    stack: Stack,
    groups: Resource<unknown>[] | undefined,
    direction: Direction,
    answer: (opening: Opening) => Answer,
): Answer {
    if (!groups) {
        return "not known";
    }
    const { of, hasStray } = openings(stack)[direction];
    return anyOf([
        hasStray ? "not known" : "no",
        ...groups.map((group) => (isClosed(stack, group, direction) ? "no" : "not known")),
        ...groups.flatMap((group) => (of.get(group) ?? []).map(answer)),
    ]);
}

/** True where nothing but the rules of this stack opens the group. */
function isClosed(stack: Stack, group: Resource<unknown>, direction: Direction): boolean {
    // CloudFormation leaves the rule in place that lets everything out.
    const isOpenByItself = direction === "egress" && group.token.startsWith("aws-native:");
    return isManaged(stack, group) && !isOpenByItself && !isTouchedByStrangers(stack, group);
}

const openings = oncePerStack((stack): Record<Direction, Openings> => {
    const found = {
        ingress: { of: new Map<Resource<unknown>, Opening[]>(), hasStray: false },
        egress: { of: new Map<Resource<unknown>, Opening[]>(), hasStray: false },
    };
    const add = (direction: Direction, group: Resource<unknown>, opening: Opening): void => {
        const { of } = found[direction];
        of.set(group, of.get(group) ?? []);
        of.get(group)?.push(opening);
    };
    for (const group of stack.of(SecurityGroup)) {
        for (const direction of DIRECTIONS) {
            for (const path of inlinePaths(group, direction)) {
                add(direction, group, { owner: group, path, group });
            }
        }
    }
    for (const rule of stack.of<object>(GroupRule, IngressRule, EgressRule)) {
        const { resources, certain } = stack.targets(rule, "securityGroupId", SecurityGroup);
        const [group, ...others] = resources;
        const direction = directionOf(rule);
        if (!direction || !certain || others.length > 0) {
            for (const one of direction ? [direction] : DIRECTIONS) {
                found[one].hasStray = true;
            }
        } else if (group) {
            add(direction, group, { owner: rule, path: "", group });
        }
    }
    return found;
});

/** The places of a group's own rules; that of the whole list where it is not known. */
function inlinePaths(group: Resource<unknown>, direction: Direction): string[] {
    const rules = group.unguarded[direction];
    if (Array.isArray(rules)) {
        return rules.map((_, index) => `${direction}[${index}].`);
    }
    return isUnknownValue(rules) && group.gives(group.spell(direction)) ? [`${direction}.`] : [];
}

/** Undefined where it is not known. */
function directionOf(rule: Resource<object>): Direction | undefined {
    if (!rule.is(GroupRule)) {
        return rule.is(IngressRule) ? "ingress" : "egress";
    }
    const { type } = rule.unguarded;
    return isUnknownValue(type) ? undefined : type === "egress" ? "egress" : "ingress";
}

function valuesOf({ owner, path }: Opening): Values | undefined {
    const values = at(owner.unguarded, path);
    return typeof values === "object" && values !== null ? (values as Values) : undefined;
}

/** Whether a rule is about TCP on the port. */
function covers(opening: Opening, port: number): Answer {
    const values = valuesOf(opening);
    const { protocol = values?.ipProtocol, fromPort, toPort } = values ?? {};
    if (!values || isUnknownValue(protocol)) {
        return "not known";
    }
    const name = String(protocol).toLowerCase();
    if (name === "-1" || name === "all") {
        return "yes";
    }
    if (name !== "tcp" && name !== "6") {
        return "no";
    }
    if (typeof fromPort !== "number" || typeof toPort !== "number") {
        return "not known";
    }
    return fromPort <= port && port <= toPort ? "yes" : "no";
}

/** Whether the party is among those that a rule names. */
function meets(stack: Stack, opening: Opening, party: Party): Answer {
    const values = valuesOf(opening);
    if (!values) {
        return "not known";
    }
    const networks = ["cidrBlocks", "cidrIpv4", "ipv6CidrBlocks", "cidrIpv6"].flatMap((name) => values[name] ?? []);
    const named = ["securityGroups", "sourceSecurityGroupId", "referencedSecurityGroupId"].filter(
        (name) => !isEmpty(values[name]),
    );
    const hasList = ["prefixListIds", "prefixListId"].some((name) => !isEmpty(values[name]));
    return anyOf([
        hasList ? "not known" : "no",
        ...networks.map((network) => inNetwork(network, party)),
        ...named.map((name) => inGroups(stack, opening, opening.path + name, party)),
        ...(isEmpty(values.self) || values.self === false ? [] : [itself(values.self, opening, party)]),
    ]);
}

function inNetwork(network: unknown, { blocks }: Party): Answer {
    const block = isUnknownValue(network) ? undefined : parseBlock(network);
    if (!block || !blocks) {
        // An IPv6 network, or one that is not known.
        return block && isEverywhere(String(network)) ? "yes" : "not known";
    }
    if (blocks === "internet") {
        return isEverywhere(String(network)) ? "yes" : isPrivate(block) ? "no" : "not known";
    }
    if (blocks.every((inner) => isWithin(inner, block))) {
        return "yes";
    }
    return blocks.some(({ start, end }) => start <= block.end && block.start <= end) ? "not known" : "no";
}

/** The networks that are nobody's on the internet. Source: https://www.rfc-editor.org/rfc/rfc1918 */
function isPrivate(block: Block): boolean {
    return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((network) =>
        isWithin(block, parseBlock(network) as Block),
    );
}

function inGroups(stack: Stack, { owner }: Opening, property: string, { groups }: Party): Answer {
    const { resources, certain } = stack.targets(owner, property, SecurityGroup);
    const common = resources.filter((group) => groups?.includes(group));
    if (common.length > 0 && resources.length === 1) {
        return "yes";
    }
    // A list that was computed may hold some of its origins only, and what comes from another stack.
    const isExact = certain && (!hasUnknown(at(owner.unguarded, property)) || isOfGroups(stack, owner, property));
    return groups && common.length === 0 && isExact ? "no" : "not known";
}

/** True where everything that the property came from is a resource of AWS: no other stack's output. */
function isOfGroups(stack: Stack, owner: Resource<unknown>, property: string): boolean {
    return owner.origins(property).every((urn) => stack.get(urn)?.type.startsWith("aws:"));
}

function itself(self: unknown, { group }: Opening, { groups }: Party): Answer {
    return !groups || !group || isUnknownValue(self) ? "not known" : groups.includes(group) ? "yes" : "no";
}
