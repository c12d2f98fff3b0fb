import type { InternetGatewayArgs } from "@pulumi/aws/ec2/internetGateway";
import type { InternetGatewayAttachmentArgs } from "@pulumi/aws/ec2/internetGatewayAttachment";
import type { ManagedPrefixListArgs } from "@pulumi/aws/ec2/managedPrefixList";

import {
    dependentsOf,
    isHidden,
    isUnknown,
    known,
    knownEntries,
    oncePerStack,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { isEverywhere, oneTarget, RedshiftCluster, Vpc, VpcEndpoint } from "../../kit/aws";

const Group = resourceType<object>(
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
);
const GroupRule = resourceType<object>("aws:ec2/securityGroupRule:SecurityGroupRule");
const IngressRule = resourceType<object>("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
const JUDGED: ResourceType<Partial<Inline>>[] = [Group, GroupRule, IngressRule];
const EgressRule = resourceType<object>("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
const PrefixList = resourceType<ManagedPrefixListArgs>("aws:ec2/managedPrefixList:ManagedPrefixList");
/** What may give a VPC its way to the internet, each by its `vpcId`. */
const GATEWAYS: ResourceType<InternetGatewayArgs & Partial<InternetGatewayAttachmentArgs>>[] = [
    resourceType("aws:ec2/internetGateway:InternetGateway"),
    resourceType("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", "aws-native:ec2:VpcGatewayAttachment"),
];

/** What a security group says of one rule, in any of the three spellings. */
interface Rule {
    protocol?: unknown;
    ipProtocol?: unknown;
    fromPort?: unknown;
    toPort?: unknown;
    cidrBlocks?: unknown;
    ipv6CidrBlocks?: unknown;
    cidrIpv4?: unknown;
    cidrIpv6?: unknown;
    prefixListIds?: unknown;
    prefixListId?: unknown;
}
interface Inline extends Rule {
    ingress: Rule[];
    type: string;
}

/** Ports that nobody should reach from the internet. */
const PORTS: readonly number[] = [
    // Administration: SSH, Telnet, RPC, SMB, Docker, etcd, RDP, VNC, WinRM.
    ...[22, 23, 135, 445, 2375, 2376, 2379, 3389, 5900, 5985, 5986],
    // Databases, caches and queues: SQL Server, Oracle, NFS, MySQL, mSQL, PostgreSQL, Redshift, CouchDB, Redis,
    // Neptune, Cassandra, Kafka, OpenSearch and its dashboards, Memcached, MongoDB.
    ...[
        1433, 1434, 1521, 2049, 3306, 4333, 5432, 5439, 5601, 5984, 6379, 8182, 9042, 9092, 9200, 9300, 11211, 27017,
        27018,
    ],
];

/** FTP, mail, and servers that developers start: some are meant to be open, most are left over (EC2.19). */
const DOUBTFUL: readonly number[] = [20, 21, 25, 110, 143, 3000, 5000, 5500, 8080, 8088, 8888];

/** Where a rule names networks. */
const BLOCKS = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"] as const;
/** Where a rule names lists of networks. */
const LISTS = ["prefixListIds", "prefixListId"] as const;

export const securityGroupIngress = stackPolicy({
    name: "security-group-ingress",
    title: "No administration or database port is open to the internet",
    severity: "high",
    level: "mandatory",
    stops: "exposed",
    why: "such a port is found within minutes, and then one weak password or one old version is enough",
    fix: "name the networks or the security group that may connect; for administration use Systems Manager Session Manager",
    controls: ["EC2.13", "EC2.14", "EC2.18", "EC2.19", "EC2.53", "EC2.54", "Redshift.15"],
    frameworks: { "PCI DSS": ["1.3.1", "1.4.4"], CIS: ["5.2", "5.3"], "NIST 800-53": ["AC-4", "SC-7"] },
    links: [
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19",
    ],
    settings: {
        ports: {
            type: "array",
            items: { type: "integer" },
            default: PORTS,
            description: "The TCP ports that must not be open to the internet.",
        },
        doubtfulPorts: {
            type: "array",
            items: { type: "integer" },
            default: DOUBTFUL,
            description: "The TCP ports that are rarely meant to be open to the internet: advisory.",
        },
        onlyPorts: {
            type: "array",
            items: { type: "integer" },
            description:
                "The only ports that may be open to the internet, such as 80 and 443; then every other one is flagged.",
        },
    },
    history: [
        {
            version: "0.2.0",
            change: "advises against FTP, mail and developers' ports, reads managed prefix lists, judges the port of a Redshift cluster behind the group, and takes `onlyPorts`",
        },
    ],
    types: JUDGED,
    check(props, { resource, stack, settings, report, attempt, undecided }) {
        if (Group.tokens.includes(resource.type)) {
            // Without rules of its own a group shows those that stand beside it.
            const rules = resource.gives(resource.spell("ingress")) ? props.ingress : undefined;
            if (Array.isArray(rules)) {
                for (const index of rules.keys()) {
                    attempt(() => judge(rules[index] ?? {}, `ingress[${index}].`));
                }
            }
        } else if (!GroupRule.tokens.includes(resource.type) || props.type === "ingress") {
            judge(props, "");
        }

        function judge(rule: Rule, path: string): void {
            const group = groupOf(stack, resource);
            const behind = warehousePorts(stack).get(group?.urn ?? "") ?? [];
            const open = openTo(rule, { ...settings, ports: [...settings.ports, ...behind] });
            if (!open) {
                return;
            }
            const [property, everywhere] = everywhereIn(rule, path, resource, stack) ?? [];
            if (!property) {
                for (const name of BLOCKS.filter((name) => isUnknown(rule, name))) {
                    undecided(path + name, isHidden(rule, name) ? "hidden" : "unknown");
                }
            } else if (group && (isWithoutInternet(stack, group) || isOfEndpoints(stack, group))) {
                report(path + property, `${open.ports} is open to every network that reaches the VPC (${everywhere})`, {
                    level: "advisory",
                    severity: "low",
                });
            } else {
                const lesser = { level: "advisory", severity: "medium" } as const;
                report(
                    path + property,
                    `${open.ports} is open to the whole internet (${everywhere})`,
                    open.isDoubtful ? lesser : {},
                );
            }
        }
    },
});

/** Where a rule names the whole internet, and how; undefined where it does not, or that is not known. */
function everywhereIn(
    rule: Rule,
    path: string,
    resource: Resource<unknown>,
    stack: Stack,
): [property: string, network: string] | undefined {
    for (const property of BLOCKS) {
        const everywhere = isUnknown(rule, property) ? undefined : knownTexts(rule[property]).find(isEverywhere);
        if (everywhere) {
            return [property, everywhere];
        }
    }
    for (const property of LISTS) {
        const list = oneTarget(stack, resource, path + property, PrefixList);
        const entries = knownEntries(known(list?.props, "entries")).map(([, entry]) => known(entry, "cidr") ?? "");
        const everywhere = entries.find(isEverywhere);
        if (everywhere) {
            return [property, `${everywhere} in ${list?.name}`];
        }
    }
    return undefined;
}

/** The ports that the settings speak of. */
interface Ports {
    readonly ports: readonly number[];
    readonly doubtfulPorts: readonly number[];
    readonly onlyPorts?: readonly number[];
}

/** What of the judged ports a rule opens, for a message; undefined when none. Reads nothing but protocol and ports. */
function openTo(rule: Rule, settings: Ports): { ports: string; isDoubtful: boolean } | undefined {
    const protocol = String(rule.protocol ?? rule.ipProtocol).toLowerCase();
    if (protocol === "-1" || protocol === "all") {
        return { ports: "every port", isDoubtful: false };
    }
    const isTcp = protocol === "tcp" || protocol === "6";
    if (!isTcp && protocol !== "udp" && protocol !== "17") {
        return undefined;
    }
    const [from, to] = [Number(rule.fromPort), Number(rule.toPort)];
    if (from <= 1 && to >= 65535) {
        return { ports: `every ${isTcp ? "TCP" : "UDP"} port`, isDoubtful: false };
    }
    const within = (ports: readonly number[]): number[] =>
        ports.filter((port) => from <= port && port <= to).sort((a, b) => a - b);
    const banned = isTcp ? within(settings.ports) : [];
    const hit = banned.length > 0 || !isTcp ? banned : within(settings.doubtfulPorts);
    // A range is allowed where each of its ports is.
    const isOther = settings.onlyPorts !== undefined && within(settings.onlyPorts).length <= to - from;
    if (hit.length === 0 && !isOther) {
        return undefined;
    }
    const listed = hit.length > 3 ? `${hit.slice(0, 3).join(", ")} and more` : hit.join(", ");
    const inIt = hit.length > 0 ? ` with ${listed} in it` : "";
    return {
        ports: from === to ? `port ${from}` : `a range of ports${inIt} (${from} to ${to})`,
        isDoubtful: banned.length === 0 && !isOther,
    };
}

/** The known texts of a list, or the text itself. */
function knownTexts(value: unknown): string[] {
    return knownEntries(Array.isArray(value) ? (value as unknown[]) : [value]).map(([, text]) => String(text));
}

/**
 * True where what the stack puts into the group are VPC endpoints alone, which have no public addresses.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
function isOfEndpoints(stack: Stack, group: Resource<unknown>): boolean {
    const users = dependentsOf(stack, group).filter((user): boolean => !user.is(...JUDGED, EgressRule));
    return users.length > 0 && users.every((user) => user.is(VpcEndpoint));
}

/**
 * True where the group is in a VPC of this stack that has no internet gateway: nothing outside reaches it, but peered
 * and attached networks do.
 */
function isWithoutInternet(stack: Stack, group: Resource<unknown>): boolean {
    const vpc = oneTarget(stack, group, "vpcId", Vpc);
    return vpc !== undefined && stack.managed.includes(vpc) && !mayHaveGateway(stack).has(vpc.urn);
}

/** The group itself, or that of a rule that stands beside it. */
function groupOf(stack: Stack, resource: Resource<unknown>): Resource<unknown> | undefined {
    return resource.is<unknown>(Group) ? resource : oneTarget(stack, resource, "securityGroupId", Group);
}

/** The URN of a group -> the ports of the Redshift clusters behind it: they may listen elsewhere than on 5439. */
const warehousePorts = oncePerStack((stack): Map<string, number[]> => {
    const ports = new Map<string, number[]>();
    for (const cluster of stack.of(RedshiftCluster)) {
        const port = known(cluster.props, "port");
        const { resources: groups } = stack.targets(cluster, "vpcSecurityGroupIds", Group);
        if (port !== undefined) {
            groups.forEach(({ urn }) => ports.set(urn, [...(ports.get(urn) ?? []), port]));
        }
    }
    return ports;
});

/** The VPCs of the stack that have, or may have, an internet gateway. */
const mayHaveGateway = oncePerStack((stack): Set<string> => {
    const vpcs = stack.of(Vpc);
    const reached = vpcs.filter((vpc) =>
        GATEWAYS.some((type) => {
            const { resources, possible } = stack.referrers(vpc, type, "vpcId", Vpc);
            return resources.length + possible.length > 0;
        }),
    );
    return new Set(reached.map(({ urn }) => urn));
});
