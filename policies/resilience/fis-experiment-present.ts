import type { ExperimentTemplateArgs } from "@pulumi/aws/fis/experimentTemplate";

import { evidenceSetting, isEmpty, isUnknown, known, resourceType, stackPolicy } from "../../kit";
import { isPresent } from "../../kit/aws";

const ExperimentTemplate = resourceType<ExperimentTemplateArgs>(
    "aws:fis/experimentTemplate:ExperimentTemplate",
    "aws-native:fis:ExperimentTemplate",
);

export const fisExperimentPresent = stackPolicy({
    name: "fis-experiment-present",
    title: "A payments stack has a fault injection experiment that stops on an alarm",
    severity: "medium",
    level: "disabled",
    why: "a failover that was never tried works for the first time on the day it is needed, or does not",
    fix: "add an aws.fis.ExperimentTemplate with actions, and with a CloudWatch alarm as its stop condition",
    links: [
        "https://docs.aws.amazon.com/fis/latest/userguide/experiment-templates.html",
        "https://docs.aws.amazon.com/fis/latest/userguide/stop-conditions.html",
    ],
    settings: evidenceSetting([
        "aws:fis/experimentTemplate:ExperimentTemplate",
        "aws-native:fis:ExperimentTemplate",
        "gremlin:*",
        "kubernetes:chaos-mesh.org/*",
    ]),
    types: [ExperimentTemplate],
    check(template, { report, attempt }) {
        attempt(() => {
            const conditions: unknown = template.stopConditions;
            // What is not known yet may be an alarm.
            const stops =
                Array.isArray(conditions) &&
                Object.keys(conditions).some((key) => {
                    const condition: unknown = isUnknown(conditions, Number(key)) ? {} : conditions[Number(key)];
                    return isObject(condition) && known(condition, "source") !== "none";
                });
            if (!stops) {
                report("stopConditions", "no alarm stops this experiment", {
                    fix: 'set stopConditions to [{ source: "aws:cloudwatch:alarm", value: alarm.arn }]',
                });
            }
        });
        attempt(() => {
            if (isEmpty(template.actions)) {
                report("actions", "this experiment does nothing", {
                    fix: "add the action whose fault the stack should bear",
                });
            }
        });
    },
    checkStack({ stack, settings, report, undecided }) {
        const present = isPresent(stack, {
            evidence: settings.evidence,
            templateTypes: ["AWS::FIS::ExperimentTemplate"],
        });
        if (present === undefined) {
            undecided("templateBody");
        } else if (!present) {
            report(undefined, "nothing in this stack is a fault injection experiment");
        }
    },
});

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}
