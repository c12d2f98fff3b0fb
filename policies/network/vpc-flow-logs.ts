import { isSet, known, type ResourceType, type Stack, stackPolicy } from "../../kit";
import { FlowLog, flowLogsInto, type Log, LogGroup, Vpc } from "../../kit/aws";

const JUDGED: ResourceType<object>[] = [Vpc, FlowLog, LogGroup];

export const vpcFlowLogs = stackPolicy({
    name: "vpc-flow-logs",
    title: "Every VPC has a flow log that records all traffic and is kept for a stated time",
    severity: "high",
    level: "advisory",
    why: "without it nobody can tell afterwards who reached what",
    fix: 'add an aws.ec2.FlowLog with vpcId of this VPC and trafficType "ALL"',
    controls: ["EC2.6"],
    frameworks: {
        CIS: ["3.7"],
        "PCI DSS": ["10.2.1 (partly)"],
        "NIST 800-53": ["AU-12", "SI-4(20)"],
    },
    links: [
        "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/flowlog/",
    ],
    settings: {
        trafficType: {
            type: "array",
            items: { type: "string" },
            default: ["ALL"],
            description: "The traffic types that are enough: ALL, ACCEPT, REJECT.",
        },
    },
    types: JUDGED,
    check(_props, { resource, stack, settings, report, undecided }) {
        if (resource.is(Vpc)) {
            const { resources: logs, possible } = stack.referrers(resource, FlowLog, "vpcId", Vpc);
            if (logs.length > 0) {
                return;
            }
            if (possible.length > 0) {
                undecided("vpcId");
            } else {
                report(undefined, "this VPC has no flow log");
            }
        } else if (resource.is(FlowLog)) {
            const log = resource.props;
            if (!isSet(log, "vpcId")) {
                return; // The log of a subnet or an interface: somebody's choice beside the VPC's own.
            }
            if (!recordsEnough(resource, stack, settings.trafficType)) {
                report("trafficType", `only ${log.trafficType} traffic of the VPC is recorded`, {
                    fix: `set trafficType to "${settings.trafficType[0] ?? "ALL"}"`,
                });
            }
            if ((log.logDestinationType ?? "cloud-watch-logs") === "cloud-watch-logs" && !isSet(log, "iamRoleArn")) {
                report("iamRoleArn", "a flow log to CloudWatch Logs has no role to write with, so nothing arrives", {
                    fix: "set iamRoleArn to the ARN of a role that vpc-flow-logs.amazonaws.com may assume",
                });
            }
        } else if (resource.is(LogGroup)) {
            const [log] = flowLogsInto(resource, stack);
            if (log && !resource.props.retentionInDays) {
                report("retentionInDays", `it keeps what the flow log ${log.name} records for ever`, {
                    fix: "set retentionInDays, such as 365",
                });
            }
        }
    },
});

/** True when this log, or the logs of its VPC together, record what is asked; unknown traffic types may. */
function recordsEnough(log: Log, stack: Stack, enough: string[]): boolean {
    const { resources: vpcs, certain } = stack.targets(log, "vpcId", Vpc);
    const others = vpcs.map((vpc) => stack.referrers(vpc, FlowLog, "vpcId", Vpc));
    const logs = certain
        ? [log, ...others.flatMap(({ resources, possible }) => [...resources, ...possible])]
        : stack.of(FlowLog);
    const types = logs.map(({ props }) => known(props, "trafficType"));
    return (
        types.some((type) => type === undefined || enough.includes(type)) ||
        (types.includes("ACCEPT") && types.includes("REJECT"))
    );
}
