/** Who is let through, by rules of every form. */
import * as assert from "node:assert/strict";

import type { Answer } from "../../../kit/answer";
import { parseBlock, type Block } from "../../../kit/aws/cidr";
import { hasRules, INTERNET, letsAnybodyIn, letsThrough, type Direction, type Party } from "../../../kit/aws/security-groups";
import { Resource, type ResourceData, type Values } from "../../../kit/resource";
import { UNKNOWN } from "../../../kit/sentinels";
import { Stack } from "../../../kit/stack";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const PORT = 5432;

const made = (type: string, name: string, inputs: Values, more: Partial<ResourceData> = {}): Resource =>
    new Resource({ urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, properties: { id: `id-${name}`, ...inputs }, ...more }, inputs);
const group = (name: string, inputs: Values = {}): Resource => made(GROUP, name, inputs);
const from = (...resources: Resource[]): Partial<ResourceData> => ({ propertyDependencies: { securityGroupId: resources.map(({ urn }) => urn) } });
const blocks = (...texts: string[]): Block[] => texts.map((text) => parseBlock(text) as Block);

/** Whether the group `db`, with these rules of its own and others, lets a party in. */
function lets(inline: Values | unknown[], party: Party = INTERNET, others: Resource[] = [], direction: Direction = "ingress"): Answer {
    const db = group("db", Array.isArray(inline) ? { [direction]: inline } : inline);
    return letsThrough(new Stack([db, app, ...others]), [db], direction, party, PORT);
}
const app = group("app");
const tcp = { protocol: "tcp", fromPort: PORT, toPort: PORT };
const everybody = { ...tcp, cidrBlocks: ["0.0.0.0/0"] };

describe("kit/security-groups", () => {
    describe("is about a port", () => {
        const rows: [name: string, values: Values, answer: Answer][] = [
            ["the port", { protocol: "tcp", fromPort: PORT, toPort: PORT }, "yes"],
            ["a range", { protocol: "TCP", fromPort: 0, toPort: 65535 }, "yes"],
            ["its number", { protocol: "6", fromPort: PORT, toPort: PORT }, "yes"],
            ["lower ports", { protocol: "tcp", fromPort: 0, toPort: PORT - 1 }, "no"],
            ["higher ports", { protocol: "tcp", fromPort: PORT + 1, toPort: 65535 }, "no"],
            ["every protocol", { protocol: "-1", fromPort: 0, toPort: 0 }, "yes"],
            ["every protocol in words", { protocol: "all" }, "yes"],
            ["another protocol", { protocol: "udp", fromPort: PORT, toPort: PORT }, "no"],
            ["a protocol that is not known", { protocol: UNKNOWN, fromPort: 1, toPort: 1 }, "not known"],
            ["a lower port that is not known", { protocol: "tcp", fromPort: UNKNOWN, toPort: 1 }, "not known"],
            ["a higher port that is not known", { protocol: "tcp", fromPort: 9999, toPort: UNKNOWN }, "not known"],
        ];
        for (const [name, values, answer] of rows) {
            it(`${name}: ${answer}`, () => {
                assert.equal(lets([{ ...values, cidrBlocks: ["0.0.0.0/0"] }]), answer);
                const db = group("db", { ingress: [values] });
                assert.equal(letsAnybodyIn(new Stack([db]), [db], PORT), answer);
            });
        }
    });

    describe("is for a party", () => {
        const inside: Party = { groups: [app], blocks: blocks("10.0.1.0/24", "10.0.2.0/24") };
        const rows: [name: string, values: Values, party: Party, answer: Answer][] = [
            ["everybody", { cidrBlocks: ["0.0.0.0/0"] }, INTERNET, "yes"],
            ["everybody, by IPv6", { ipv6CidrBlocks: ["::/0"] }, { blocks: undefined, groups: [] }, "not known"],
            ["everybody, while nobody knows where", { cidrBlocks: ["0.0.0.0/0"] }, { groups: [] }, "yes"],
            ["a network, while nobody knows where", { cidrBlocks: ["10.0.0.0/8"] }, { groups: [] }, "not known"],
            ["private networks", { cidrBlocks: ["10.0.0.0/8", "172.16.0.0/12", "192.168.1.0/24"] }, INTERNET, "no"],
            ["a public network", { cidrBlocks: ["10.0.0.0/8", "203.0.113.0/24"] }, INTERNET, "not known"],
            ["a network that is not known", { cidrBlocks: [UNKNOWN] }, INTERNET, "not known"],
            ["both networks", { cidrBlocks: ["10.0.0.0/16"] }, inside, "yes"],
            ["one of two networks", { cidrBlocks: ["10.0.1.0/24"] }, inside, "not known"],
            ["the end of a network", { cidrBlocks: ["10.0.2.255/32"] }, inside, "not known"],
            ["the beginning of a network", { cidrBlocks: ["10.0.1.0/32"] }, inside, "not known"],
            ["another network", { cidrBlocks: ["10.0.3.0/24"] }, inside, "no"],
            ["a lower network", { cidrBlocks: ["10.0.0.0/24"] }, inside, "no"],
            ["a prefix list", { prefixListIds: ["pl-1"] }, inside, "not known"],
            ["no prefix list", { prefixListIds: [] }, inside, "no"],
            ["its group", { securityGroups: ["id-app"] }, inside, "yes"],
            ["its group and another", { securityGroups: ["id-app", "id-db"] }, inside, "not known"],
            ["another group", { securityGroups: ["id-db"] }, inside, "no"],
            ["a group, while nobody knows which it has", { securityGroups: ["id-app"] }, { blocks: inside.blocks }, "not known"],
            ["a group that is not known", { securityGroups: [UNKNOWN] }, inside, "not known"],
            ["itself", { self: true }, inside, "no"],
            ["not itself", { self: false }, { groups: undefined, blocks: inside.blocks }, "no"],
            ["itself, while nobody knows its groups", { self: true }, { blocks: inside.blocks }, "not known"],
            ["itself, perhaps", { self: UNKNOWN }, inside, "not known"],
            ["nobody", {}, inside, "no"],
        ];
        for (const [name, values, party, answer] of rows) {
            it(`${name}: ${answer}`, () => assert.equal(lets([{ ...tcp, ...values }], party), answer));
        }

        it("itself, where that is the party's group", () => {
            const db = group("db", { ingress: [{ ...tcp, self: true }] });
            assert.equal(letsThrough(new Stack([db]), [db], "ingress", { groups: [db], blocks: [] as Block[] }, PORT), "yes");
        });

        it("a computed list of groups", () => {
            const of = (type: string, ...more: Resource[]): Answer => {
                const origin = made(type, "origin", {});
                const dependencies = { propertyDependencies: { securityGroups: [origin, ...more].map(({ urn }) => urn) } };
                const db = made(GROUP, "db", { ingress: [] });
                const rule = made(
                    INGRESS,
                    "rule",
                    { ipProtocol: "tcp", fromPort: PORT, toPort: PORT, securityGroupId: "id-db", securityGroups: UNKNOWN },
                    dependencies,
                );
                return letsThrough(new Stack([db, app, origin, rule, ...more]), [db], "ingress", inside, PORT);
            };
            const other = group("other");
            assert.deepEqual([of(GROUP), of("pulumi:pulumi:StackReference", other), of(GROUP, app)], ["no", "not known", "not known"]);
        });
    });

    describe("is of a group", () => {
        const rules: [name: string, rule: Resource, answers: [ingress: Answer, egress: Answer]][] = [
            ["a rule of the older kind", made(RULE, "rule", { ...everybody, type: "ingress", securityGroupId: "id-db" }), ["yes", "no"]],
            ["a rule for going out", made(RULE, "rule", { ...everybody, type: "egress", securityGroupId: "id-db" }), ["no", "yes"]],
            ["a rule whose direction is not known", made(RULE, "rule", { ...everybody, type: UNKNOWN, securityGroupId: "id-db" }), ["not known", "not known"]],
            ["a rule of the newer kind", made(INGRESS, "rule", { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", securityGroupId: "id-db" }), ["yes", "no"]],
            ["the same for going out", made(EGRESS, "rule", { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", securityGroupId: "id-db" }), ["no", "yes"]],
            ["a rule of another group", made(INGRESS, "rule", { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", securityGroupId: "id-app" }), ["no", "no"]],
            ["a rule of a group elsewhere", made(INGRESS, "rule", { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", securityGroupId: "sg-1" }), ["no", "no"]],
            [
                "a rule of a group that is not known",
                made(INGRESS, "rule", { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", securityGroupId: UNKNOWN }),
                ["not known", "no"],
            ],
            [
                "a rule of one of two groups",
                made(INGRESS, "rule", { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", securityGroupId: UNKNOWN }, from(app, group("db"))),
                ["not known", "no"],
            ],
            [
                "a rule of a group that is to be made",
                made(INGRESS, "rule", { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", securityGroupId: UNKNOWN }, from(group("db"))),
                ["yes", "no"],
            ],
        ];
        for (const [name, rule, answers] of rules) {
            it(name, () => assert.deepEqual([lets({}, INTERNET, [rule]), lets({}, INTERNET, [rule], "egress")], answers));
        }

        it("by all of its rules", () => {
            assert.equal(lets([{ ...tcp, cidrBlocks: ["10.0.0.0/8"] }, everybody]), "yes");
            assert.equal(lets([{ ...tcp, cidrBlocks: ["10.0.0.0/8"] }]), "no");
            assert.equal(lets({ ingress: UNKNOWN }), "not known");
            assert.equal(lets({ ingress: [UNKNOWN] }), "not known");
            assert.equal(lets({ ingress: [null] }), "no");
        });

        it("that a list which the provider computed adds nothing to", () => {
            const db = new Resource({ urn: "urn:db", type: GROUP, name: "db", properties: { ingress: UNKNOWN } }, {});
            assert.equal(letsThrough(new Stack([db]), [db], "ingress", INTERNET, PORT), "no");
            assert.equal(hasRules(new Stack([db]), db, "ingress"), false);
        });

        it("and of none where nobody knows which", () => {
            assert.equal(letsThrough(new Stack([]), undefined, "ingress", INTERNET, PORT), "not known");
            assert.equal(letsThrough(new Stack([]), [], "ingress", INTERNET, PORT), "no");
        });

        it("that the program only reads, which may have other rules", () => {
            const db = group("db");
            assert.equal(letsThrough(new Stack([db], () => true), [db], "ingress", INTERNET, PORT), "not known");
        });

        it("that something else may open", () => {
            const provider = { urn: "urn:p", type: "pulumi:providers:command", name: "p", properties: {} };
            const command = made("command:local:Command", "open", {}, { provider, propertyDependencies: { create: [group("db").urn] } });
            assert.equal(lets({}, INTERNET, [command]), "not known");
        });

        it("of CloudFormation, which lets everything out by itself", () => {
            const native = made("aws-native:ec2:SecurityGroup", "db", { groupDescription: "x" });
            const through = (direction: Direction): Answer => letsThrough(new Stack([native]), [native], direction, INTERNET, PORT);
            assert.deepEqual([through("ingress"), through("egress")], ["no", "not known"]);
        });

        it("and known to have rules", () => {
            const db = group("db", { ingress: [everybody] });
            const stack = new Stack([db, app]);
            assert.deepEqual([hasRules(stack, db, "ingress"), hasRules(stack, db, "egress"), hasRules(stack, app, "ingress")], [true, false, false]);
        });
    });
});
