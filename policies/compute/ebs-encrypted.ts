import type { EncryptionByDefaultArgs } from "@pulumi/aws/ebs/encryptionByDefault";
import type { VolumeArgs } from "@pulumi/aws/ebs/volume";
import type { SpotFleetRequestArgs } from "@pulumi/aws/ec2/spotFleetRequest";

import {
    isSet,
    known,
    knownEntries,
    type Resource,
    type ResourceType,
    resourceType,
    stackPolicy,
    type Values,
} from "../../kit";
import { Ec2Instance, LaunchConfiguration, LaunchTemplate } from "../../kit/aws";

const Volume = resourceType<VolumeArgs>("aws:ebs/volume:Volume");
const SpotFleet = resourceType<SpotFleetRequestArgs>("aws:ec2/spotFleetRequest:SpotFleetRequest");
const Default = resourceType<EncryptionByDefaultArgs>("aws:ebs/encryptionByDefault:EncryptionByDefault");
const JUDGED: ResourceType<object>[] = [Volume, Ec2Instance, LaunchTemplate, LaunchConfiguration, SpotFleet, Default];

export const ebsEncrypted = stackPolicy({
    name: "ebs-encrypted",
    title: "Volumes are encrypted",
    severity: "medium",
    level: "advisory",
    why: "a volume keeps its state for life, snapshots included: one that was made unencrypted has to be made anew",
    fix: "set encrypted to true, or make an aws.ebs.EncryptionByDefault for the Region",
    since: "0.2.0",
    controls: ["EC2.3", "EC2.7 (partly)", "EC2.173", "EC2.181"],
    frameworks: { "PCI DSS": ["3.5.1 (partly)"], CIS: ["2.2.1 (partly)"], "NIST 800-53": ["SC-28"] },
    links: [
        "https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3",
    ],
    settings: {
        accountDefaultEncryption: {
            type: "boolean",
            default: false,
            description: "True where the account encrypts new volumes by default, which a preview cannot see.",
        },
    },
    types: JUDGED,
    check(_props, { resource, stack, settings, report, attempt }) {
        if (resource.is(Default)) {
            if (resource.props.enabled === false) {
                report("enabled", "new volumes of this account are not encrypted by default", {
                    fix: "set enabled to true",
                });
            }
            return;
        }
        const isDefault =
            settings.accountDefaultEncryption ||
            stack.of(Default).some(({ props }) => known(props, "enabled") !== false);
        if (isDefault) {
            return;
        }
        for (const { path, device } of devicesOf(resource)) {
            attempt(() => {
                // A volume made from a snapshot is encrypted as that is.
                if (String(device().encrypted ?? false) !== "true" && !isSet(device(), "snapshotId")) {
                    report(
                        `${path}encrypted`,
                        isSet(device(), "encrypted")
                            ? "the volume is not encrypted"
                            : "whether the volume is encrypted is left to the account",
                    );
                }
            });
        }
    },
});

/** A volume that a resource makes, and where. */
interface Device {
    path: string;
    /** Throws where it is not known. */
    device(): Values;
}

function devicesOf(resource: Resource<object>): Device[] {
    if (resource.is(Volume)) {
        return [{ path: "", device: () => resource.props }];
    }
    const props = resource.props as Values;
    if (resource.is(LaunchTemplate)) {
        // A mapping without `ebs` is none, or says nothing of the volume.
        return listed(props, "blockDeviceMappings").flatMap(({ path, device }) =>
            isSet(device(), "ebs") ? [{ path: `${path}ebs.`, device: () => device().ebs as Values }] : [],
        );
    }
    if (resource.is(SpotFleet)) {
        return listed(props, "launchSpecifications").flatMap(({ path, device }) =>
            [...listed(device(), "rootBlockDevices"), ...listed(device(), "ebsBlockDevices")].map((inner) => ({
                ...inner,
                path: path + inner.path,
            })),
        );
    }
    // What an instance leaves out, its launch template says.
    const hasRoot = isSet(props, "rootBlockDevice") || !isSet(props, "launchTemplate");
    const root = { path: "rootBlockDevice.", device: () => (props.rootBlockDevice ?? {}) as Values };
    return [...(hasRoot ? [root] : []), ...listed(props, "ebsBlockDevices")];
}

function listed(owner: Values, property: string): Device[] {
    return knownEntries(known(owner, property) as Values[] | undefined).map(([index, device]) => ({
        path: `${property}[${index}].`,
        device: () => device,
    }));
}
