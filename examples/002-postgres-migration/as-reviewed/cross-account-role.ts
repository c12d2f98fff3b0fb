import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The role by which the operators' accounts watch the migration. */
export class CrossAccountRole extends pulumi.ComponentResource {
    readonly role: aws.iam.Role;

    constructor(name: string, { suffix }: { suffix: string }, options?: pulumi.ComponentResourceOptions) {
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
                                AWS: ["arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root"],
                            },
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
