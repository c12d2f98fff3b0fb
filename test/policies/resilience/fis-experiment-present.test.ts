import { fisExperimentPresent } from "../../../policies/resilience/fis-experiment-present";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

const actions = [{ actionId: "aws:ec2:stop-instances", name: "stop" }];
const template = (props: Record<string, unknown>): TestResource => resource("aws:fis/experimentTemplate:ExperimentTemplate", "zone", { actions, ...props });
const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "errors");
const onAlarm = [{ source: "aws:cloudwatch:alarm", value: ref("errors") }];

policyTests(fisExperimentPresent, {
    example: {
        given: `
            const targets = [{ name: "servers", resourceType: "aws:ec2:instance", selectionMode: "ALL" }];
            const actions = [{ name: "stop", actionId: "aws:ec2:stop-instances", target: { key: "Instances", value: "servers" } }];
            const paymentErrors = aws.cloudwatch.MetricAlarm.get("payment-errors", "payment-errors");`,
        bad: `
            new aws.fis.ExperimentTemplate("zone-down", {
                description: "A zone is gone", roleArn: role.arn, targets, actions,
                stopConditions: [{ source: "none" }],
            });`,
        good: `
            new aws.fis.ExperimentTemplate("zone-down", {
                description: "A zone is gone", roleArn: role.arn, targets, actions,
                stopConditions: [{ source: "aws:cloudwatch:alarm", value: paymentErrors.arn }],
            });`,
    },
    pass: [
        { name: "an experiment that stops on an alarm", stack: [alarm, template({ stopConditions: onAlarm })] },
        { name: "conditions that are not known yet", stack: [template({ stopConditions: unknown })], undecided: true },
        { name: "a condition among others that is not known yet", stack: [template({ stopConditions: [{ source: "none" }, unknown] })], undecided: true },
        { name: "Cloud Control", stack: [resource("aws:cloudcontrol/resource:Resource", "zone", { typeName: "AWS::FIS::ExperimentTemplate" })] },
        { name: "evidence of one's own", stack: [resource("gremlin:index:Attack", "zone")], settings: { evidence: ["gremlin:*"] } },
    ],
    fail: [
        { name: "no experiment", stack: [alarm], expect: [{ resource: "stack", severity: "medium" }] },
        {
            name: "the lever beside no experiment",
            stack: [resource("aws:fis/safetyLeverState:SafetyLeverState", "lever")],
            expect: [{ resource: "stack" }],
            kind: "lookalike",
        },
        {
            name: "no stop condition",
            stack: [template({ stopConditions: [{ source: "none" }] })],
            expect: [{ resource: "zone", property: "stopConditions", says: /to \[\{ source/ }],
        },
        {
            name: "no actions",
            stack: [alarm, template({ stopConditions: onAlarm, actions: [] })],
            expect: [{ resource: "zone", property: "actions", says: /add the action whose/ }],
            kind: "default",
        },
        { name: "a condition that is none", stack: [template({ stopConditions: [null] })], expect: [{ resource: "zone", property: "stopConditions" }] },
        {
            name: "neither",
            stack: [resource("aws-native:fis:ExperimentTemplate", "zone", { stopConditions: [] })],
            expect: [
                { resource: "zone", property: "stopConditions" },
                { resource: "zone", property: "actions" },
            ],
        },
    ],
});
