import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Database } from "./database";

interface ResilienceArgs {
    suffix: string;
    database: Database;
    stopOn: aws.cloudwatch.CompositeAlarm;
}

/** An experiment: the database fails over, and payments go on. It stops itself when they do not. */
export class Resilience extends pulumi.ComponentResource {
    readonly experiment: aws.fis.ExperimentTemplate;

    constructor(
        name: string,
        { suffix, database, stopOn }: ResilienceArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("payments:index:Resilience", name, {}, options);
        const parent = { parent: this };

        const role = new aws.iam.Role(
            `failover-${suffix}`,
            { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "fis.amazonaws.com" }) },
            parent,
        );
        new aws.iam.RolePolicyAttachment(
            `failover-${suffix}`,
            {
                role: role.name,
                policyArn: "arn:aws:iam::aws:policy/service-role/AWSFaultInjectionSimulatorRDSAccess",
            },
            parent,
        );
        this.experiment = new aws.fis.ExperimentTemplate(
            `failover-${suffix}`,
            {
                description: "The ledger fails over to its other zone",
                roleArn: role.arn,
                stopConditions: [{ source: "aws:cloudwatch:alarm", value: stopOn.arn }],
                targets: [
                    {
                        name: "ledger",
                        resourceType: "aws:rds:db",
                        selectionMode: "ALL",
                        resourceArns: [database.instance.arn],
                    },
                ],
                actions: [
                    {
                        name: "fail-over",
                        actionId: "aws:rds:reboot-db-instances",
                        parameters: [{ key: "forceFailover", value: "true" }],
                        target: { key: "DBInstances", value: "ledger" },
                    },
                ],
            },
            parent,
        );
        this.registerOutputs();
    }
}
