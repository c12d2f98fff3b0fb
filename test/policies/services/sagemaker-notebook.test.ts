import { sagemakerNotebook } from "../../../policies/services/sagemaker-notebook";
import { policyTests, ref, resource } from "../../harness";

policyTests(sagemakerNotebook, {
    example: {
        bad: `
            new aws.sagemaker.NotebookInstance("fraud", { roleArn: "arn:aws:iam::851725499301:role/analyst", instanceType: "ml.t3.medium" });`,
        good: `
            new aws.sagemaker.NotebookInstance("fraud", {
                roleArn: "arn:aws:iam::851725499301:role/analyst", instanceType: "ml.t3.medium", subnetId: "subnet-0a1b2c3d", securityGroups: ["sg-0a1b2c3d"],
                directInternetAccess: "Disabled", rootAccess: "Disabled", platformIdentifier: "notebook-al2023-v1",
            });`,
    },
    pass: [
        {
            name: "a subnet that is made in the same stack",
            kind: "lookalike",
            stack: [
                resource("aws:ec2/subnet:Subnet", "s", { cidrBlock: "10.0.0.0/24" }),
                resource("aws:sagemaker/notebookInstance:NotebookInstance", "fraud", {
                    subnetId: ref("s"),
                    directInternetAccess: "Disabled",
                    rootAccess: "Disabled",
                }),
            ],
        },
    ],
    fail: [],
});
