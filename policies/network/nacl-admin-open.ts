import type { NetworkAclArgs } from "@pulumi/aws/ec2/networkAcl";
import type { NetworkAclRuleArgs } from "@pulumi/aws/ec2/networkAclRule";

import {
    oncePerStack,
    type Plain,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import { isEverywhere, oneTarget } from "../../kit/aws";

const NetworkAcl = resourceType<NetworkAclArgs>("aws:ec2/networkAcl:NetworkAcl");
const NetworkAclRule = resourceType<NetworkAclRuleArgs>("aws:ec2/networkAclRule:NetworkAclRule");
/** Not the list that a VPC has by itself: it lets everything in, and EC2.21 leaves it out. */
const JUDGED: ResourceType<object>[] = [NetworkAcl, NetworkAclRule];

/** A rule of an access list, in either form. */
interface Entry {
    owner: Resource<unknown>;
    /** The property that names its network. */
    property: string;
    order: number;
    allows: boolean;
    protocol: string;
    fromPort: number;
    toPort: number;
    network: string;
}

export const naclAdminOpen = stackPolicy({
    name: "nacl-admin-open",
    title: "Network access lists let nobody on the internet reach administration ports",
    severity: "medium",
    level: "advisory",
    why: "the list is what still stands when a security group is opened by mistake",
    fix: "allow the networks that administer only, or deny the port with a lower rule number",
    since: "0.2.0",
    controls: ["EC2.21"],
    frameworks: { "PCI DSS": ["1.3.1"], CIS: ["5.1"], "NIST 800-53": ["AC-4(21)", "SC-7"] },
    links: [
        "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21",
    ],
    settings: {
        ports: {
            type: "array",
            items: { type: "integer" },
            default: [22, 3389],
            description: "The TCP ports that must not be open to the internet.",
        },
    },
    types: JUDGED,
    check(_props, { resource, stack, settings, report, undecided }) {
        const entries = [...inlineEntries(listOf(stack, resource)), ...rulesBeside(stack, resource).flatMap(entryOf)];
        entries.sort((a, b) => a.order - b.order);
        const open = settings.ports.flatMap((port) => openers(entries, port));
        for (const entry of [...new Set(open)].filter(({ owner }) => owner === resource)) {
            if (hasStray(stack).value) {
                undecided("networkAclId");
            } else {
                report(entry.property, `it lets the whole internet (${entry.network}) reach ${portsOf(entry)}`);
            }
        }
    },
});

/** The list itself, or that of a rule; undefined for a rule of a list of another stack. */
function listOf(stack: Stack, resource: Resource<unknown>): Resource<NetworkAclArgs> | undefined {
    return resource.is(NetworkAcl) ? resource : oneTarget(stack, resource, "networkAclId", NetworkAcl);
}

/** The rules of the same list that stand beside it. */
function rulesBeside(stack: Stack, resource: Resource<unknown>): Resource<NetworkAclRuleArgs>[] {
    const list = listOf(stack, resource);
    if (list) {
        return stack.referrers(list, NetworkAclRule, "networkAclId", NetworkAcl).resources;
    }
    const { networkAclId } = resource.unguarded;
    return stack.of(NetworkAclRule).filter(({ unguarded }) => unguarded.networkAclId === networkAclId);
}

/** True where the stack has a rule of which nobody knows to which list it belongs: it may deny what another allows. */
const hasStray = oncePerStack((stack) => ({
    value: stack.of(NetworkAclRule).some((rule) => !stack.targets(rule, "networkAclId", NetworkAcl).certain),
}));

/** The rules that let everybody reach a port: for each form of address the first that speaks of everybody, where it allows. */
function openers(entries: Entry[], port: number): Entry[] {
    const speaking = entries.filter(
        ({ protocol, fromPort, toPort }) =>
            ["-1", "all"].includes(protocol) || (["6", "tcp"].includes(protocol) && fromPort <= port && port <= toPort),
    );
    const firsts = [false, true].map((ipv6) => speaking.find(({ network }) => network.includes(":") === ipv6));
    return firsts.filter((entry): entry is Entry => entry?.allows === true);
}

function inlineEntries(list: Resource<NetworkAclArgs> | undefined): Entry[] {
    // Without rules of its own a list shows those that stand beside it.
    const ingress = list?.gives(list.spell("ingress")) ? list.props.ingress : undefined;
    return (ingress ?? []).flatMap((rule, index) =>
        read(list as Resource<unknown>, `ingress[${index}].`, {
            ...rule,
            ruleAction: rule.action,
            ruleNumber: rule.ruleNo,
        }),
    );
}

function entryOf(rule: Resource<NetworkAclRuleArgs>): Entry[] {
    return rule.props.egress === true ? [] : read(rule, "", rule.props);
}

type Written = Omit<Plain<NetworkAclRuleArgs>, "networkAclId">;

/** A rule about everybody. Throws where a part of it is not known: it may be the one that denies. */
function read(owner: Resource<unknown>, path: string, rule: Written): Entry[] {
    return (["cidrBlock", "ipv6CidrBlock"] as const).flatMap((name) => {
        const network = rule[name] ?? "";
        return !isEverywhere(network)
            ? []
            : [
                  {
                      owner,
                      property: path + name,
                      order: rule.ruleNumber ?? 0,
                      allows: String(rule.ruleAction).toLowerCase() === "allow",
                      protocol: String(rule.protocol).toLowerCase(),
                      fromPort: rule.fromPort ?? 0,
                      toPort: rule.toPort ?? 65535,
                      network,
                  },
              ];
    });
}

function portsOf({ protocol, fromPort, toPort }: Entry): string {
    if (["-1", "all"].includes(protocol)) {
        return "every port";
    }
    return fromPort === toPort ? `port ${fromPort}` : `the ports ${fromPort} to ${toPort}`;
}
