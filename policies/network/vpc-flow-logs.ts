import type { FlowLogArgs } from "@pulumi/aws/ec2/flowLog";

import { resourceType, stackPolicy, Type } from "../../kit";
import { LogGroup, Vpc } from "../../kit/types";

const FlowLog = resourceType<FlowLogArgs>("aws:ec2/flowLog:FlowLog");

export const vpcFlowLogs = stackPolicy({
    name: "vpc-flow-logs",
    title: "Every VPC has a flow log that records all traffic and is kept for a stated time",
    severity: "high",
    level: "mandatory",
    why: "without it nobody can tell afterwards who reached what",
    fix: 'add an aws.ec2.FlowLog with vpcId of this VPC and trafficType "ALL"',
    frameworks: { "AWS FSBP": ["EC2.6"], CIS: ["3.7"], "PCI DSS": ["10.2.1 (partly)"], "NIST 800-53": ["AU-12", "SI-4(20)"] },
    links: ["https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html"],
    settings: {
        trafficType: Type.Array(Type.String(), {
            default: ["ALL"],
            description: "The traffic types that are enough: ALL, ACCEPT, REJECT.",
        }),
    },
    types: [Vpc],
    check(_vpc, { resource, stack, settings, report, undecided, attempt }) {
        const { resources: logs, possible } = stack.referrers(resource, FlowLog, "vpcId", Vpc);
        if (logs.length === 0) {
            if (possible.length > 0) {
                undecided("vpcId");
            } else {
                report(undefined, "this VPC has no flow log");
            }
            return;
        }
        for (const log of logs) {
            attempt(() => {
                const { trafficType, logDestinationType, iamRoleArn } = log.props;
                if (trafficType !== undefined && !settings.trafficType.includes(trafficType)) {
                    report(undefined, `its flow log ${log.name} records ${trafficType} traffic only`, {
                        fix: `set trafficType of ${log.name} to "${settings.trafficType[0]}"`,
                    });
                }
                if ((logDestinationType ?? "cloud-watch-logs") === "cloud-watch-logs" && !iamRoleArn) {
                    report(undefined, `its flow log ${log.name} writes to CloudWatch Logs without iamRoleArn, so nothing arrives`, {
                        fix: `set iamRoleArn of ${log.name} to a role that vpc-flow-logs.amazonaws.com may assume`,
                    });
                }
            });
            for (const group of stack.targets(log, "logDestination", LogGroup).resources) {
                attempt(() => {
                    if (!group.props.retentionInDays) {
                        report(undefined, `the log group ${group.name} of its flow log has no retentionInDays`, {
                            fix: `set retentionInDays of ${group.name}, such as 365`,
                        });
                    }
                });
            }
        }
    },
});
