import type { InstanceMetadataDefaultsArgs } from "@pulumi/aws/ec2/instanceMetadataDefaults";

import { isSet, isUnknown, type ResourceType, resourceType, stackPolicy } from "../../kit";
import { Ec2Instance, LaunchConfiguration, LaunchTemplate } from "../../kit/aws";

const MetadataDefaults = resourceType<InstanceMetadataDefaultsArgs>(
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
);
/** What all of them have in common. */
interface Machine {
    metadataOptions?: { httpTokens?: string; httpEndpoint?: string };
    launchTemplate?: object;
}
const MACHINES = [Ec2Instance, LaunchTemplate, LaunchConfiguration] as ResourceType<Machine>[];

export const ec2Imdsv2 = stackPolicy({
    name: "ec2-imdsv2",
    title: "Instances answer questions about their role to IMDSv2 only",
    severity: "high",
    level: "advisory",
    why: "with IMDSv1 one request that an application can be talked into gives away the credentials of the instance's role",
    fix: 'set metadataOptions.httpTokens to "required"',
    since: "0.2.0",
    controls: ["EC2.8", "EC2.170", "AutoScaling.3"],
    frameworks: { "PCI DSS": ["2.2.6"], CIS: ["5.6"], "NIST 800-53": ["AC-3", "AC-6"] },
    links: [
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
    ],
    types: [...MACHINES, MetadataDefaults as ResourceType<object> as ResourceType<Machine>],
    check(machine, { resource, stack, report }) {
        if (resource.is(MetadataDefaults)) {
            if (resource.props.httpTokens === "optional") {
                report("httpTokens", "instances that say nothing answer to IMDSv1 too", {
                    fix: 'set httpTokens to "required"',
                });
            }
            return;
        }
        if (machine.metadataOptions?.httpEndpoint === "disabled") {
            return;
        }
        const tokens = machine.metadataOptions?.httpTokens;
        if (tokens === "optional") {
            report("metadataOptions.httpTokens", "the instance answers to IMDSv1 too");
            return;
        }
        const isDefault = stack
            .of(MetadataDefaults)
            .some(({ props }) => isUnknown(props, "httpTokens") || props.httpTokens === "required");
        // What an instance leaves out, its launch template says.
        if (tokens === undefined && !isDefault && !isSet(machine, "launchTemplate")) {
            report(
                "metadataOptions.httpTokens",
                "whether the instance answers to IMDSv1 is left to its image and to the account",
                {
                    level: "advisory",
                    severity: "low",
                },
            );
        }
    },
});
