import { serviceHardening } from "../../../policies/services/service-hardening";
import { policyTests, resource } from "../../harness";

policyTests(serviceHardening, {
    example: {
        bad: `
            new aws.cloudformation.Stack("legacy", { templateUrl: "https://templates-7f3.s3.amazonaws.com/legacy.yaml" });`,
        good: `
            new aws.cloudformation.Stack("legacy", { templateUrl: "https://templates-7f3.s3.amazonaws.com/legacy.yaml", iamRoleArn: "arn:aws:iam::851725499301:role/deployer" });`,
    },
    pass: [
        {
            name: "a portfolio for the organisation",
            kind: "lookalike",
            stack: [
                resource("aws:servicecatalog/portfolioShare:PortfolioShare", "p", {
                    type: "ORGANIZATION",
                    principalId: "arn:aws:organizations::851725499301:organization/o-a1b2c3d4e5",
                }),
            ],
        },
    ],
    fail: [],
});
