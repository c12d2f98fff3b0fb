import { previousGeneration } from "../../facts/compute";
import { resourcePolicy, resourceType } from "../../kit";

/** Where a type names the type of its instances: one, or a list. */
const PLACES: Record<string, string> = {
    "aws:ec2/instance:Instance": "instanceType",
    "aws:ec2/launchTemplate:LaunchTemplate": "instanceType",
    "aws:ec2/launchConfiguration:LaunchConfiguration": "instanceType",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": "instanceType",
    "aws:eks/nodeGroup:NodeGroup": "instanceTypes",
};

export const ec2InstanceGeneration = resourcePolicy({
    name: "ec2-instance-generation",
    title: "Instances are of a current generation",
    severity: "medium",
    level: "advisory",
    why: "an old generation is slower for more money, is missing in new zones, and often has no Nitro to keep machines apart",
    fix: "use an instance type of a current generation",
    since: "0.2.0",
    controls: ["EC2.24 (partly)"],
    links: [
        "https://aws.amazon.com/ec2/previous-generation/",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-24",
    ],
    types: [resourceType(...Object.keys(PLACES))],
    check(props, { resource, report }) {
        const property = PLACES[resource.type] as string;
        for (const type of [props[property]].flat()) {
            const old = typeof type === "string" ? previousGeneration(type) : undefined;
            if (old) {
                const also = old.paravirtual ? ", which also runs paravirtual images" : "";
                report(property, `${type as string} is of a previous generation${also}`, {
                    fix: `use a type of the family ${old.successor}, or of its Graviton sibling`,
                    severity: old.paravirtual ? "medium" : "low",
                });
            }
        }
    },
});
