import { ec2InstanceGeneration } from "../../../policies/compute/ec2-instance-generation";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const instance = (instanceType: Value): TestResource => resource("aws:ec2/instance:Instance", "web", { instanceType });
const nodes = (...instanceTypes: Value[]): TestResource => resource("aws:eks/nodeGroup:NodeGroup", "nodes", { instanceTypes });
const at = { resource: "web", property: "instanceType" };

const program = (type: string): string => `
            new aws.ec2.Instance("web", {
                ami: "ami-0a1b2c3d4e5f60718", instanceType: "${type}", rootBlockDevice: { encrypted: true },
                metadataOptions: { httpTokens: "required" },
            });`;

policyTests(ec2InstanceGeneration, {
    example: { bad: program("m3.large"), good: program("m7i.large") },
    pass: [
        { name: "a current type", stack: [instance("m7i.large")] },
        { name: "nothing said: the template does", kind: "default", stack: [instance(undefined)] },
        { name: "a family whose name begins so", kind: "lookalike", stack: [instance("m10g.large"), { ...instance("c1000.large"), name: "other" }] },
        { name: "not known yet", stack: [instance(unknown)], undecided: true },
        { name: "nodes of current types", stack: [nodes("m7i.large", "m6i.large")] },
    ],
    fail: [
        { name: "an old type (EC2.24)", stack: [instance("m3.large")], expect: [{ ...at, severity: "medium", says: /paravirtual[^]*m7i/ }] },
        { name: "an old type without paravirtual images", stack: [instance("r3.large")], expect: [{ ...at, severity: "low", says: /r7i/ }] },
        { name: "one of several types of nodes", stack: [nodes("m7i.large", "c3.large")], expect: [{ resource: "nodes", property: "instanceTypes" }] },
        { name: "a template", stack: [resource("aws:ec2/launchTemplate:LaunchTemplate", "web", { instanceType: "t1.micro" })], expect: [at] },
    ],
});
