import { networkAclUsed } from "../../../policies/network/network-acl-used";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const list = (subnetIds?: Value): TestResource => resource("aws:ec2/networkAcl:NetworkAcl", "private", { vpcId: unknown, subnetIds });
const association = (networkAclId: Value): TestResource =>
    resource("aws:ec2/networkAclAssociation:NetworkAclAssociation", "a", { networkAclId, subnetId: "subnet-0a1b2c3d4e5f60718" });
const program = (subnets: string): string => `
            const config = new pulumi.Config();
            new aws.ec2.NetworkAcl("private", { vpcId: config.require("vpcId")${subnets} });`;

policyTests(networkAclUsed, {
    example: { bad: program(""), good: program(', subnetIds: [config.require("subnetId")]') },
    pass: [
        { name: "its subnets (EC2.16)", stack: [list(["subnet-0a1b2c3d4e5f60718"])] },
        { name: "subnets that are not known", stack: [list([unknown])] },
        { name: "an association beside it (EC2.16)", kind: "lookalike", stack: [list(), association(ref("private"))] },
        { name: "an association that may be its", stack: [list(), association(unknown)], undecided: true },
    ],
    fail: [
        { name: "no subnet (EC2.16)", kind: "default", stack: [list()], expect: [{ resource: "private", property: "subnetIds", severity: "low" }] },
        {
            name: "an empty list, beside another's association",
            stack: [list([]), { ...list(["subnet-1"]), name: "public" }, association(ref("public"))],
            expect: [{ resource: "private", property: "subnetIds" }],
        },
    ],
});
