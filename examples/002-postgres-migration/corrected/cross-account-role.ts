import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

interface CrossAccountRoleArgs {
    suffix: string;
    trustedAccounts: string[];
    /** What the operators pass with their request, so that nobody borrows their trust. */
    externalId: string;
}

/** The role by which the operators' accounts watch the migration. */
export class CrossAccountRole extends pulumi.ComponentResource {
    readonly role: aws.iam.Role;

    constructor(
        name: string,
        { suffix, trustedAccounts, externalId }: CrossAccountRoleArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("shipping:index:CrossAccountRole", name, {}, options);

        this.role = new aws.iam.Role(
            `operators-${suffix}`,
            {
                assumeRolePolicy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Action: "sts:AssumeRole",
                            Principal: {
                                AWS: trustedAccounts.map((account) => `arn:aws:iam::${account}:root`),
                            },
                            Condition: { StringEquals: { "sts:ExternalId": externalId } },
                        },
                    ],
                }),
            },
            { parent: this },
        );
        new aws.iam.RolePolicyAttachment(
            `operators-${suffix}`,
            { role: this.role.name, policyArn: aws.iam.ManagedPolicy.CloudWatchReadOnlyAccess },
            { parent: this },
        );
        this.registerOutputs();
    }
}
