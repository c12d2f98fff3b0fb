import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";
import type { VpcIpv4CidrBlockAssociationArgs } from "@pulumi/aws/ec2/vpcIpv4CidrBlockAssociation";

import {
    isEmpty,
    isUnknownValue,
    oncePerStack,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { addressOf, type Block, isWithin, oneTarget, parseBlock, Subnet, Vpc, vpcKey } from "../../kit/aws";

const Association = resourceType<VpcIpv4CidrBlockAssociationArgs>(
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
);
const JUDGED: ResourceType<object>[] = [Vpc, Subnet];

export const subnetCidrAllocation = stackPolicy({
    name: "subnet-cidr-allocation",
    title: "Subnets lie within their VPC, beside each other and not over each other",
    severity: "medium",
    level: "mandatory",
    stops: "refused",
    why: "AWS refuses a subnet that does not fit, in the middle of the update, and a block cannot be changed afterwards",
    fix: "give each subnet a block of its own within the VPC's, one after the other",
    links: [
        "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    ],
    history: [{ version: "0.2.0", change: "flags a subnet that has no block at all" }],
    types: JUDGED,
    check(_props, { resource, stack, report, undecided }) {
        const { cidrBlock: text, ipv4IpamPoolId: pool, ipv6Native: onlyIpv6 } = resource.unguarded;
        const isBare =
            resource.is(Subnet) && [text, pool].every(isEmpty) && [undefined, false].includes(onlyIpv6 as undefined);
        if (isBare) {
            report("cidrBlock", "this subnet has no block, and AWS makes none without", {
                fix: "give it a cidrBlock within the VPC's, or a block of an IPAM pool with ipv4IpamPoolId",
            });
            return;
        }
        if (typeof text !== "string" || isUnknownValue(text)) {
            return; // Not known yet, or IPAM's to choose.
        }
        const block = parseBlock(text);
        if (!block) {
            report("cidrBlock", `"${text}" is no IPv4 block`, { fix: 'write it as "10.0.0.0/24"' });
            return;
        }
        if (block.prefix < 16 || block.prefix > 28) {
            report("cidrBlock", `${text} is a block that AWS refuses`, { fix: "use a block of /16 to /28" });
            return;
        }
        if (resource.is(Subnet)) {
            const blocks = blocksOf(stack, oneTarget(stack, resource, "vpcId", Vpc));
            if (blocks && !blocks.some((outer) => isWithin(block, outer))) {
                report("cidrBlock", `${text} lies outside the VPC's ${blocks.map(written).join(", ")}`);
                return;
            }
            const other = overlapped(stack, resource);
            if (other) {
                report("cidrBlock", `${text} overlaps ${written(other)} of ${other.subnet.name}`);
            }
        } else if (resource.is(Vpc)) {
            const placed = (placements(stack).get(resource.urn) ?? []).filter((subnet) => isWithin(subnet, block));
            const gaps = gapsBetween(placed);
            const taken = placed.reduce((sum, { start, end }) => sum + end - start + 1, 0);
            const free = gaps.reduce((sum, { start, end }) => sum + end - start + 1, 0);
            if (free > taken && mayHoldMore(stack, resource)) {
                undecided("cidrBlock");
            } else if (free > taken) {
                const where = gaps.map(({ start, end }) => `${addressOf(start)} to ${addressOf(end)}`).join(", ");
                report(undefined, `between its subnets more is left free than they take (${where})`, {
                    fix: "lay the subnets out one after the other, so that what is free is one block at the end",
                    level: "advisory",
                    severity: "low",
                });
            }
        }
    },
});

/** A subnet's block in its VPC. */
interface Placement extends Block {
    subnet: Resource<SubnetArgs>;
}

/** The subnets of each VPC whose blocks are known, in the order of their addresses. */
const placements = oncePerStack((stack): Map<string, Placement[]> => {
    const byVpc = new Map<string, Placement[]>();
    for (const subnet of stack.of(Subnet)) {
        const block = parseBlock(subnet.unguarded.cidrBlock);
        const vpc = vpcKey(stack, subnet);
        if (block && vpc) {
            const placed = byVpc.get(vpc) ?? [];
            placed.push({ ...block, subnet });
            byVpc.set(vpc, placed);
        }
    }
    for (const placed of byVpc.values()) {
        placed.sort((a, b) => a.start - b.start || b.end - a.end || a.subnet.name.localeCompare(b.subnet.name, "en"));
    }
    return byVpc;
});

/** The placement before this subnet's that reaches into it: one of the two has the finding; both where they are the same. */
function overlapped(stack: Stack, subnet: Resource<SubnetArgs>): Placement | undefined {
    let furthest: Placement | undefined;
    const placed = placements(stack).get(vpcKey(stack, subnet) ?? "") ?? [];
    for (const [index, placement] of placed.entries()) {
        if (placement.subnet === subnet) {
            // Of two that are the same, neither is before the other.
            const next = placed[index + 1];
            const same = next?.start === placement.start && next.end === placement.end ? next : undefined;
            return furthest && furthest.end >= placement.start ? furthest : same;
        }
        furthest = !furthest || placement.end > furthest.end ? placement : furthest;
    }
    return undefined;
}

function gapsBetween(placed: Placement[]): { start: number; end: number }[] {
    const gaps: { start: number; end: number }[] = [];
    let next = placed[0]?.start ?? 0;
    for (const block of placed) {
        if (block.start > next && !startsTier(block)) {
            gaps.push({ start: next, end: block.start - 1 });
        }
        next = Math.max(next, block.end + 1);
    }
    return gaps;
}

/**
 * True for a block at which a plan begins a tier, with room before it on purpose: at a multiple of eight times its
 * size, as AWS's own wizard has it (10.0.128.0/20), or at a hundred (10.0.101.0/24).
 */
function startsTier({ start, end }: Block): boolean {
    const hundred = Math.floor(start / 256) % 256;
    return start % (8 * (end - start + 1)) === 0 || (hundred >= 100 && hundred % 100 <= 1);
}

/** True where the VPC has, or may have, a subnet whose block is not known: it may lie in a gap. */
function mayHoldMore(stack: Stack, vpc: Resource<VpcArgs>): boolean {
    const { resources, possible } = stack.referrers(vpc, Subnet, "vpcId", Vpc);
    return possible.length > 0 || resources.some(({ unguarded }) => isUnknownValue(unguarded.cidrBlock));
}

/** All blocks of a VPC; undefined where one of them is not known, or may not be. */
function blocksOf(stack: Stack, vpc: Resource<VpcArgs> | undefined): Block[] | undefined {
    if (!vpc) {
        return undefined;
    }
    const { resources, possible } = stack.referrers(vpc, Association, "vpcId", Vpc);
    const blocks = [vpc, ...resources].map(({ unguarded: values }) => parseBlock(values.cidrBlock));
    return possible.length > 0 || blocks.includes(undefined) ? undefined : (blocks as Block[]);
}

function written({ start, prefix }: Block): string {
    return `${addressOf(start)}/${prefix}`;
}
