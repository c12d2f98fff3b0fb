import { subnetNoPublicIp } from "../../../policies/network/subnet-no-public-ip";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const subnet = (mapPublicIpOnLaunch: Value): TestResource => resource("aws:ec2/subnet:Subnet", "public-a", { cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch });
const group = resource("aws:autoscaling/group:Group", "web", { vpcZoneIdentifiers: [ref("public-a")] });
const nodes = resource("aws:eks/nodeGroup:NodeGroup", "nodes", { subnetIds: [ref("public-a")] });
const target = resource("aws:efs/mountTarget:MountTarget", "files", { subnetId: ref("public-a") });
const nat = resource("aws:ec2/natGateway:NatGateway", "nat", { subnetId: ref("public-a") });
const at = { resource: "public-a", property: "mapPublicIpOnLaunch" };

const program = (map: boolean): string => `
            const config = new pulumi.Config();
            const subnet = new aws.ec2.Subnet("web", {
                vpcId: config.require("vpcId"), cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch: ${map},
            });
            new aws.efs.MountTarget("web", { fileSystemId: config.require("fileSystemId"), subnetId: subnet.id });`;

policyTests(subnetNoPublicIp, {
    example: { bad: program(true), good: program(false) },
    pass: [
        { name: "no such addresses (EC2.15)", stack: [subnet(undefined), group] },
        { name: "the provider's default (EC2.15)", kind: "default", stack: [subnet(false), group] },
        { name: "a public subnet for a NAT gateway", kind: "lookalike", stack: [subnet(true), nat] },
        { name: "not known yet", stack: [subnet(unknown), group], undecided: true },
        { name: "a mount target in a private subnet (EFS.6)", stack: [subnet(false), target] },
        { name: "no such addresses, where every subnet counts", settings: { every: true }, stack: [subnet(false)] },
    ],
    fail: [
        { name: "a group in it (EC2.15)", stack: [subnet(true), group], expect: [{ ...at, severity: "medium", says: /web stands in it/ }] },
        { name: "nodes in it (EC2.15)", stack: [subnet(true), nodes], expect: [at] },
        { name: "a mount target in it (EFS.6)", stack: [subnet(true), target], expect: [at] },
        { name: "nothing in it, where every subnet counts (EC2.15)", settings: { every: true }, stack: [subnet(true), nat], expect: [at] },
    ],
});
