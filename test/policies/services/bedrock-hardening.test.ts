import { bedrockHardening } from "../../../policies/services/bedrock-hardening";
import { policyTests, resource } from "../../harness";

policyTests(bedrockHardening, {
    example: {
        bad: `
            new aws.bedrock.AgentcoreCodeInterpreter("analysis", { networkConfiguration: { networkMode: "PUBLIC" } });`,
        good: `
            new aws.bedrock.AgentcoreCodeInterpreter("analysis", {
                networkConfiguration: { networkMode: "VPC", vpcConfig: { subnets: ["subnet-0a1b2c3d"], securityGroups: ["sg-0a1b2c3d"] } },
            });`,
    },
    pass: [
        {
            name: "an interpreter without any network",
            kind: "lookalike",
            stack: [
                resource("aws:bedrock/agentcoreCodeInterpreter:AgentcoreCodeInterpreter", "analysis", { networkConfiguration: { networkMode: "SANDBOX" } }),
            ],
        },
    ],
    fail: [],
});
