import { mgnPresent } from "../../../policies/migration/mgn-present";
import { policyTests, ref, resource, unknown } from "../../harness";

const server = resource("aws:ec2/instance:Instance", "server", {});
const template = { Resources: { Template: { Type: "AWS::MGN::ReplicationConfigurationTemplate", Properties: {} } } };
const other = { Resources: { Queue: { Type: "AWS::SQS::Queue" } } };
const cloudFormation = (props: Record<string, unknown>): ReturnType<typeof resource> => resource("aws:cloudformation/stack:Stack", "setup", props);
const POLICY = "arn:aws:iam::aws:policy/service-role/AWSApplicationMigrationReplicationServerPolicy";

policyTests(mgnPresent, {
    example: {
        given: `
            const replication = securityGroup;
            const rest = {
                associateDefaultSecurityGroup: false, bandwidthThrottling: 0, defaultLargeStagingDiskType: "GP3",
                replicationServerInstanceType: "t3.small", stagingAreaTags: {}, useDedicatedReplicationServer: false,
            };`,
        bad: `
            // a migration of servers, and nothing of MGN
            const staging = new aws.ec2.Subnet("staging", { vpcId: vpc.id, cidrBlock: "10.0.9.0/24" });`,
        good: `
            new awsNative.mgn.ReplicationConfigurationTemplate("servers", {
                stagingAreaSubnetId: subnet.id, dataPlaneRouting: "PRIVATE_IP", createPublicIp: false,
                ebsEncryption: "DEFAULT", replicationServersSecurityGroupsIds: [replication.id],
                ...rest,
            });`,
    },
    pass: [
        { name: "aws-native's template", stack: [resource("aws-native:mgn:ReplicationConfigurationTemplate", "x", {})] },
        { name: "a resource of its own making", stack: [resource("aws:mgn/replicationConfigurationTemplate:ReplicationConfigurationTemplate", "x", {})] },
        {
            name: "Cloud Control",
            stack: [resource("aws:cloudcontrol/resource:Resource", "x", { typeName: "AWS::MGN::LaunchConfigurationTemplate", desiredState: unknown })],
        },
        { name: "CloudFormation in JSON", stack: [cloudFormation({ templateBody: JSON.stringify(template) })] },
        {
            name: "CloudFormation in YAML",
            stack: [cloudFormation({ templateBody: "Resources:\n  T:\n    Type: AWS::MGN::LaunchConfigurationTemplate\n    Properties: { Id: !Ref X }" })],
        },
        { name: "a command that calls it", stack: [resource("command:local:Command", "init", { create: "aws --region eu-west-1 mgn initialize-service" })] },
        { name: "a command named mgn, whose text is not known", stack: [resource("command:local:Command", "mgn-template", { create: unknown })] },
        { name: "a dynamic resource named mgn", stack: [resource("pulumi-nodejs:dynamic:Resource", "mgnTemplate", {})] },
        { name: "a dynamic resource whose type is named mgn", stack: [resource("pulumi-nodejs:dynamic/mgn:Template", "servers", {})] },
        { name: "a Lambda function that sets it up", stack: [resource("aws:lambda/function:Function", "setup-mgn", {})] },
        {
            name: "a managed policy on a role",
            stack: [resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "x", { role: "replication", policyArn: POLICY })],
        },
        {
            name: "a managed policy in a role's list",
            stack: [resource("aws:iam/role:Role", "x", { managedPolicyArns: [unknown, "arn:aws:iam::aws:policy/AWSApplicationMigrationFullAccess"] })],
        },
        { name: "the service-linked role", stack: [resource("aws:iam/serviceLinkedRole:ServiceLinkedRole", "x", { awsServiceName: "mgn.amazonaws.com" })] },
        { name: "a command that is not known may call it", stack: [resource("command:local:Command", "init", { create: unknown })], undecided: true },
        { name: "a template at a URL may hold it", stack: [cloudFormation({ templateUrl: "https://templates.s3.amazonaws.com/x.json" })], undecided: true },
        { name: "what the settings accept", stack: [resource("acme:servers:Replication", "legacy", {})], settings: { evidence: ["acme:servers:*"] } },
    ],
    fail: [
        { name: "nothing of it", stack: [server], expect: [{ resource: "stack", severity: "high", says: /aws-native\.mgn.*AWS::MGN::/s }] },
        { name: "an empty stack", stack: [], kind: "default", expect: [{ resource: "stack" }] },
        {
            name: "Elastic Disaster Recovery is another service",
            kind: "lookalike",
            stack: [resource("aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate", "dr", {})],
            expect: [{ resource: "stack", says: /dr is of Elastic Disaster Recovery/ }],
        },
        { name: "a template of something else", stack: [cloudFormation({ templateBody: JSON.stringify(other) })], expect: [{ resource: "stack" }] },
        {
            name: "a command, a function and a role for something else",
            stack: [
                resource("command:local:Command", "x", { create: "aws dms describe-endpoints" }),
                resource("aws:lambda/function:Function", "orders", {}),
                resource("aws:iam/serviceLinkedRole:ServiceLinkedRole", "role", { awsServiceName: "drs.amazonaws.com" }),
            ],
            expect: [{ resource: "stack" }],
        },
        {
            name: "another managed policy, one of the stack's own, odd input",
            stack: [
                resource("aws:iam/policy:Policy", "own", {}),
                resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { policyArn: ref("own") }),
                resource("aws:iam/role:Role", "b", { managedPolicyArns: [] }),
                resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "c", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
            ],
            expect: [{ resource: "stack" }],
        },
        {
            name: "a provider named mgn, and a resource that is only read",
            stack: [resource("pulumi:providers:aws", "mgn", {}), { ...resource("aws-native:mgn:ReplicationConfigurationTemplate", "x", {}), read: true }],
            expect: [{ resource: "stack" }],
        },
    ],
});
