import type { NotebookInstanceArgs } from "@pulumi/aws/sagemaker/notebookInstance";

import { resourcePolicy, resourceType, rule } from "../../kit";

const Notebook = resourceType<NotebookInstanceArgs>("aws:sagemaker/notebookInstance:NotebookInstance");

export const sagemakerNotebook = resourcePolicy({
    name: "sagemaker-notebook",
    title: "Notebooks run in a VPC, without root and without a way of their own to the internet",
    severity: "high",
    level: "advisory",
    why: "whoever works in the notebook has its role, and with root and the internet a way to take the data out",
    fix: 'set subnetId and securityGroups, directInternetAccess and rootAccess to "Disabled"',
    since: "0.2.0",
    frameworks: { "PCI DSS": ["1.4.4 (partly)"] },
    links: [
        "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-additional-considerations.html",
        "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html",
    ],
    rules: [
        rule({
            type: Notebook,
            property: "directInternetAccess",
            must: { is: "Disabled" },
            absent: "wrong",
            problem: "the notebook has a way of its own to the internet",
            controls: ["SageMaker.1"],
        }),
        rule({
            type: Notebook,
            property: "subnetId",
            must: { given: true },
            absent: "wrong",
            problem: "the notebook is in no VPC of yours",
            controls: ["SageMaker.2"],
        }),
        rule({
            type: Notebook,
            property: "rootAccess",
            must: { is: "Disabled" },
            absent: "wrong",
            problem: "its users are root",
            controls: ["SageMaker.3"],
        }),
        rule({
            type: Notebook,
            property: "platformIdentifier",
            // All of Amazon Linux 1 and 2, whose support has ended (facts/operating-systems.json).
            must: { noneOf: ["notebook-al1-v1", "notebook-al2-v1", "notebook-al2-v2", "notebook-al2-v3"] },
            absent: "right",
            problem: "the platform gets no security updates any more",
            fix: 'set platformIdentifier to "notebook-al2023-v1"',
            severity: "medium",
            controls: ["SageMaker.8"],
        }),
    ],
});
