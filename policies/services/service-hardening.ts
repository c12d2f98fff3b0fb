import type { StackArgs } from "@pulumi/aws/cloudformation/stack";
import type { JobArgs } from "@pulumi/aws/glue/job";
import type { PortfolioShareArgs } from "@pulumi/aws/servicecatalog/portfolioShare";
import type { AgentDataSourceArgs } from "@pulumi/aws/bedrock/agentDataSource";

import { resourcePolicy, resourceType, rule } from "../../kit";

export const serviceHardening = resourcePolicy({
    name: "service-hardening",
    title: "Stacks, jobs, portfolios and knowledge bases are set up as Security Hub asks",
    severity: "medium",
    level: "disabled",
    why: "each is a default that gives more than the work needs",
    fix: "set what the finding names",
    since: "0.2.0",
    links: ["https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html"],
    rules: [
        rule({
            type: resourceType<StackArgs>("aws:cloudformation/stack:Stack"),
            property: "iamRoleArn",
            must: { given: true },
            absent: "wrong",
            problem: "the stack does whatever the deployer may do",
            fix: "set iamRoleArn to a role that may make what the template holds",
            controls: ["CloudFormation.4"],
        }),
        rule({
            type: resourceType<JobArgs>("aws:glue/job:Job"),
            property: "glueVersion",
            must: { noneOf: ["0.9", "1.0", "2.0"] },
            absent: "right",
            problem: "the version of Glue gets no security updates any more",
            fix: 'set glueVersion to "5.0" or newer',
            controls: ["Glue.4"],
        }),
        rule({
            type: resourceType<PortfolioShareArgs>("aws:servicecatalog/portfolioShare:PortfolioShare"),
            property: "type",
            must: { noneOf: ["ACCOUNT"] },
            absent: "right",
            problem: "the portfolio is shared with a single account, which may be outside the organisation",
            fix: 'set type to "ORGANIZATION" or "ORGANIZATIONAL_UNIT"',
            controls: ["ServiceCatalog.1"],
        }),
        rule({
            type: resourceType<AgentDataSourceArgs>("aws:bedrock/agentDataSource:AgentDataSource"),
            property: "serverSideEncryptionConfiguration.kmsKeyArn",
            must: { given: true },
            absent: "wrong",
            problem: "the data of the knowledge base have no key of your own",
            controls: ["Bedrock.1"],
        }),
    ],
});
