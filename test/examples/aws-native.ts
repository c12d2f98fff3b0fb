/** The one resource of @pulumi/aws-native that examples use: the package itself is too large to install for it. */
import * as pulumi from "@pulumi/pulumi";

interface ReplicationConfigurationTemplateArgs {
    associateDefaultSecurityGroup: pulumi.Input<boolean>;
    bandwidthThrottling: pulumi.Input<number>;
    createPublicIp: pulumi.Input<boolean>;
    dataPlaneRouting: pulumi.Input<"PRIVATE_IP" | "PUBLIC_IP">;
    defaultLargeStagingDiskType: pulumi.Input<string>;
    ebsEncryption: pulumi.Input<"DEFAULT" | "CUSTOM" | "NONE">;
    ebsEncryptionKeyArn?: pulumi.Input<string>;
    replicationServerInstanceType: pulumi.Input<string>;
    replicationServersSecurityGroupsIds: pulumi.Input<pulumi.Input<string>[]>;
    stagingAreaSubnetId: pulumi.Input<string>;
    stagingAreaTags: pulumi.Input<Record<string, string>>;
    useDedicatedReplicationServer: pulumi.Input<boolean>;
}

class ReplicationConfigurationTemplate extends pulumi.CustomResource {
    constructor(name: string, args: ReplicationConfigurationTemplateArgs) {
        super("aws-native:mgn:ReplicationConfigurationTemplate", name, args);
    }
}

export const mgn = { ReplicationConfigurationTemplate };
