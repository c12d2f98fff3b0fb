import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Network } from "./network";

interface PartnersArgs {
    suffix: string;
    network: Network;
    /** Where the acquiring bank's files come from. */
    partnerCidr: string;
    /** An account of our own organisation. */
    reconciliationAccount: string;
}

/** What others reach: settlement files by SFTP, and the private subnets for the reconciliation team's account. */
export class Partners extends pulumi.ComponentResource {
    readonly server: aws.transfer.Server;

    constructor(
        name: string,
        { suffix, network, partnerCidr, reconciliationAccount }: PartnersArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:Partners", name, {}, options);
        const parent = { parent: this };

        const group = new aws.ec2.SecurityGroup(
            `sftp-${suffix}`,
            {
                vpcId: network.vpc.id,
                description: "SFTP, from the acquiring bank",
                ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [partnerCidr] }],
            },
            parent,
        );
        const logs = new aws.cloudwatch.LogGroup(`sftp-${suffix}`, { retentionInDays: 365 }, parent);
        this.server = new aws.transfer.Server(
            `settlement-${suffix}`,
            {
                protocols: ["SFTP"],
                identityProviderType: "SERVICE_MANAGED",
                securityPolicyName: "TransferSecurityPolicy-2024-01",
                endpointType: "VPC",
                endpointDetails: {
                    vpcId: network.vpc.id,
                    subnetIds: network.privateSubnets.map(({ id }) => id),
                    securityGroupIds: [group.id],
                },
                structuredLogDestinations: [pulumi.interpolate`${logs.arn}:*`],
            },
            parent,
        );

        const share = new aws.ram.ResourceShare(
            `payments-subnets-${suffix}`,
            { name: `payments-subnets-${suffix}`, allowExternalPrincipals: false },
            parent,
        );
        network.privateSubnets.forEach(
            ({ arn }, i) =>
                new aws.ram.ResourceAssociation(
                    `private-${i}-${suffix}`,
                    { resourceShareArn: share.arn, resourceArn: arn },
                    parent,
                ),
        );
        new aws.ram.PrincipalAssociation(
            `reconciliation-${suffix}`,
            { resourceShareArn: share.arn, principal: reconciliationAccount },
            parent,
        );
        this.registerOutputs();
    }
}
