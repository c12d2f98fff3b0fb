import type { ExperimentTemplateArgs } from "@pulumi/aws/fis/experimentTemplate";

import { isEmpty, resourceType, stackPolicy } from "../../kit";
import { presence } from "../../kit/aws";

const ExperimentTemplate = resourceType<ExperimentTemplateArgs>(
    "aws:fis/experimentTemplate:ExperimentTemplate",
    "aws-native:fis:ExperimentTemplate",
);

export const fisExperimentPresent = stackPolicy({
    name: "fis-experiment-present",
    title: "A payments stack has a fault injection experiment that stops on an alarm",
    severity: "medium",
    why: "a failover that was never tried works for the first time on the day it is needed, or does not",
    fix: "add an aws.fis.ExperimentTemplate with actions, and with a CloudWatch alarm as its stop condition",
    links: [
        "https://docs.aws.amazon.com/fis/latest/userguide/experiment-templates.html",
        "https://docs.aws.amazon.com/fis/latest/userguide/stop-conditions.html",
    ],
    ...presence({
        evidence: [
            "aws:fis/experimentTemplate:ExperimentTemplate",
            "aws-native:fis:ExperimentTemplate",
            "gremlin:*",
            "kubernetes:chaos-mesh.org/*",
        ],
        templates: ["AWS::FIS::ExperimentTemplate"],
        absent: "nothing in this stack is a fault injection experiment",
    }),
    types: [ExperimentTemplate],
    check(template, { report, attempt }) {
        attempt(() => {
            const conditions: ({ source?: string } | null)[] | undefined = template.stopConditions;
            if (!Array.isArray(conditions) || conditions.every((one) => (one?.source ?? "none") === "none")) {
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
});
