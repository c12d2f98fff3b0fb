import type { AgentcoreAgentRuntimeArgs } from "@pulumi/aws/bedrock/agentcoreAgentRuntime";
import type { AgentcoreBrowserArgs } from "@pulumi/aws/bedrock/agentcoreBrowser";
import type { AgentcoreCodeInterpreterArgs } from "@pulumi/aws/bedrock/agentcoreCodeInterpreter";
import type { AgentcoreGatewayArgs } from "@pulumi/aws/bedrock/agentcoreGateway";

import { type ResourceType, type PropertyRule, resourcePolicy, resourceType, rule } from "../../kit";

const AgentRuntime = resourceType<AgentcoreAgentRuntimeArgs>("aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime");
const Browser = resourceType<AgentcoreBrowserArgs>("aws:bedrock/agentcoreBrowser:AgentcoreBrowser");
const CodeInterpreter = resourceType<AgentcoreCodeInterpreterArgs>(
    "aws:bedrock/agentcoreCodeInterpreter:AgentcoreCodeInterpreter",
);

const noPublicNetwork = <T>(type: ResourceType<T>, control: string): PropertyRule =>
    rule({
        type,
        property: "networkConfiguration.networkMode",
        must: { noneOf: ["PUBLIC"] },
        absent: "right",
        problem: "what the agent runs may reach the whole internet",
        fix: 'set networkConfiguration to { networkMode: "VPC", ... } with your subnets and security groups',
        controls: [control],
    });

export const bedrockHardening = resourcePolicy({
    name: "bedrock-hardening",
    title: "Agents run in a VPC, and their gateway asks who is calling",
    severity: "high",
    level: "advisory",
    why: "an agent that is talked into it sends what it knows to whomever it can reach",
    fix: "run it in a VPC whose security group names where it may go",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html",
        "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/bedrockagentcore-controls.html",
    ],
    rules: [
        noPublicNetwork(AgentRuntime, "BedrockAgentCore.1"),
        noPublicNetwork(Browser, "BedrockAgentCore.5"),
        noPublicNetwork(CodeInterpreter, "BedrockAgentCore.7"),
        rule({
            type: resourceType<AgentcoreGatewayArgs>("aws:bedrock/agentcoreGateway:AgentcoreGateway"),
            property: "authorizerType",
            must: { noneOf: ["NONE"] },
            absent: "right",
            problem: "anyone may use the tools behind the gateway",
            fix: 'set authorizerType to "CUSTOM_JWT" or "AWS_IAM"',
            controls: ["BedrockAgentCore.2"],
        }),
        rule({
            type: Browser,
            property: "recording.enabled",
            must: { is: true },
            absent: "wrong",
            problem: "nobody can see afterwards what the agent did in the browser",
            fix: "set recording to { enabled: true, s3Location }",
            severity: "medium",
            controls: ["BedrockAgentCore.6"],
        }),
    ],
});
