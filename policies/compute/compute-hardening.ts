import type { GroupArgs } from "@pulumi/aws/autoscaling/group";
import type { NetworkInterfaceArgs } from "@pulumi/aws/ec2/networkInterface";
import type { VpcBlockPublicAccessOptionsArgs } from "@pulumi/aws/ec2/vpcBlockPublicAccessOptions";
import type { CapacityProviderArgs } from "@pulumi/aws/ecs/capacityProvider";
import type { FirewallArgs } from "@pulumi/aws/networkfirewall/firewall";
import type { ServiceSettingArgs } from "@pulumi/aws/ssm/serviceSetting";

import { isSet, type Plain, resourcePolicy, type ResourceType, resourceType, rule } from "../../kit";
import { AutoScalingGroup, Ec2Instance } from "../../kit/aws";

const JUDGED: ResourceType<object>[] = [Ec2Instance, AutoScalingGroup];
const AUTOMATION_LOG = "/ssm/automation/customer-script-log-destination";

export const computeHardening = resourcePolicy({
    name: "compute-hardening",
    title: "Instances, groups and firewalls are set as Security Hub asks",
    severity: "low",
    level: "disabled",
    why: "each is a convention of AWS's security standards that some teams keep and others leave out",
    fix: "set what the finding names",
    since: "0.2.0",
    controls: ["AutoScaling.6", "EC2.17"],
    links: [
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ssm-controls.html",
    ],
    rules: [
        rule({
            type: resourceType<NetworkInterfaceArgs>("aws:ec2/networkInterface:NetworkInterface"),
            property: "sourceDestCheck",
            must: { is: true },
            absent: "right",
            problem: "the interface takes and sends what is not addressed to it, as only a router needs",
            fix: "leave sourceDestCheck out",
            controls: ["EC2.180"],
        }),
        rule({
            type: Ec2Instance,
            property: "iamInstanceProfile",
            must: { given: true },
            absent: "wrong",
            problem: "Systems Manager cannot manage the instance without a role, unless the account does by default",
            fix: "set iamInstanceProfile to a profile whose role has AmazonSSMManagedInstanceCore",
            controls: ["SSM.1 (partly)"],
            unless: (instance) => isSet(instance, "launchTemplate"),
        }),
        rule({
            type: resourceType<CapacityProviderArgs>("aws:ecs/capacityProvider:CapacityProvider"),
            property: "autoScalingGroupProvider.managedTerminationProtection",
            must: { is: "ENABLED" },
            absent: "wrong",
            problem: "a scale-in ends instances whose tasks still run",
            fix: 'set managedTerminationProtection to "ENABLED", with protectFromScaleIn of the group',
            controls: ["ECS.19"],
            unless: (provider) => !isSet(provider, "autoScalingGroupProvider"),
        }),
        rule({
            type: resourceType<FirewallArgs>("aws:networkfirewall/firewall:Firewall"),
            property: "subnetChangeProtection",
            must: { is: true },
            absent: "wrong",
            problem: "one wrong change takes the firewall out of a subnet",
            fix: "set subnetChangeProtection to true",
            controls: ["NetworkFirewall.10"],
        }),
        rule({
            type: resourceType<VpcBlockPublicAccessOptionsArgs>(
                "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
            ),
            property: "internetGatewayBlockMode",
            must: { noneOf: ["off"] },
            absent: "right",
            problem: "internet gateways of the Region are not blocked",
            fix: 'set internetGatewayBlockMode to "block-ingress" or "block-bidirectional", and make exclusions for public VPCs',
            controls: ["EC2.172 (partly)"],
        }),
        rule({
            type: resourceType<ServiceSettingArgs>("aws:ssm/serviceSetting:ServiceSetting"),
            property: "settingValue",
            must: { is: "CloudWatch" },
            absent: "right",
            problem: "what automation scripts print is kept nowhere",
            fix: 'set settingValue to "CloudWatch"',
            controls: ["SSM.6 (partly)"],
            unless: ({ settingId }) => !settingId?.endsWith(AUTOMATION_LOG),
        }),
    ],
    types: JUDGED,
    check(_props, { resource, report }) {
        if (resource.is(Ec2Instance) && (resource.props.networkInterfaces?.length ?? 0) > 1) {
            report(
                "networkInterfaces",
                "the instance has several network interfaces, and so paths that nobody looks at",
                {
                    fix: "give it one, unless it is an appliance that connects networks",
                },
            );
        } else if (resource.is(AutoScalingGroup) && !hasManyTypes(resource.props)) {
            report(
                "mixedInstancesPolicy",
                "the group knows one instance type, and stops growing where a zone has no more of it",
                {
                    fix: "add a mixedInstancesPolicy with several overrides, or instanceRequirements",
                },
            );
        }
    },
});

function hasManyTypes({ mixedInstancesPolicy: policy }: Plain<GroupArgs>): boolean {
    const overrides = policy?.launchTemplate?.overrides ?? [];
    return overrides.length > 1 || overrides.some((override) => isSet(override, "instanceRequirements"));
}
