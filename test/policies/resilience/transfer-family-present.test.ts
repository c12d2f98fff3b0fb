import { transferFamilyPresent } from "../../../policies/resilience/transfer-family-present";
import { policyTests, resource, unknown } from "../../harness";

const bucket = resource("aws:s3/bucket:Bucket", "files");
const expect = [{ resource: "stack", severity: "medium" }];

policyTests(transferFamilyPresent, {
    example: {
        bad: `new aws.s3.Bucket("settlement-files");`,
        good: `
            new aws.transfer.Server("settlement", {
                protocols: ["SFTP"], endpointType: "VPC", endpointDetails: { vpcId: vpc.id, subnetIds },
                securityPolicyName: "TransferSecurityPolicy-2024-01",
                structuredLogDestinations: [pulumi.interpolate\`\${logs.arn}:*\`],
            });`,
    },
    pass: [
        { name: "a server", stack: [bucket, resource("aws:transfer/server:Server", "sftp")], kind: "default" },
        { name: "aws-native's", stack: [resource("aws-native:transfer:Server", "sftp")] },
        {
            name: "Cloud Control",
            stack: [resource("aws:cloudcontrol/resource:Resource", "sftp", { typeName: "AWS::Transfer::Server", desiredState: unknown })],
        },
        {
            name: "CloudFormation",
            stack: [resource("aws:cloudformation/stack:Stack", "sftp", { templateBody: '{"Resources":{"Sftp":{"Type":"AWS::Transfer::Server"}}}' })],
        },
        { name: "a template that is not known yet", stack: [resource("aws:cloudformation/stack:Stack", "sftp", { templateBody: unknown })], undecided: true },
        { name: "evidence of one's own", stack: [resource("shop:index:FileGateway", "files")], settings: { evidence: ["shop:index:FileGateway"] } },
    ],
    fail: [
        { name: "nothing", stack: [bucket], expect },
        {
            name: "users of a server elsewhere",
            stack: [resource("aws:transfer/user:User", "partner", { serverId: "s-01234567890abcdef" })],
            expect,
            kind: "lookalike",
        },
        {
            name: "a template of something else",
            stack: [resource("aws:cloudformation/stack:Stack", "sftp", { templateBody: '{"Resources":{"Files":{"Type":"AWS::S3::Bucket"}}}' })],
            expect,
        },
        { name: "a server that is only read", stack: [bucket, resource("aws:transfer/server:Server", "sftp", {}, { read: true })], expect },
    ],
});
