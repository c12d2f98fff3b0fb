import { mgnReplicationTemplate } from "../../../policies/migration/mgn-replication-template";
import { policyTests, ref, resource, unknown, type TestResource } from "../../harness";

type Props = Record<string, unknown>;
const right = {
    ...{ stagingAreaSubnetId: "subnet-0a", dataPlaneRouting: "PRIVATE_IP", createPublicIp: false, ebsEncryption: "DEFAULT" },
    ...{ associateDefaultSecurityGroup: false, replicationServersSecurityGroupsIds: ["sg-0a"], bandwidthThrottling: 0 },
};
const template = (props: Props, type = "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate"): TestResource =>
    resource(type, "servers", { ...right, ...props });
const pascal = (props: Props): Props => Object.fromEntries(Object.entries(props).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]));
const cloudControl = (props: Props): TestResource =>
    resource("aws:cloudcontrol/resource:Resource", "servers", {
        typeName: "AWS::MGN::ReplicationConfigurationTemplate",
        desiredState: JSON.stringify(pascal({ ...right, ...props })),
    });
const stack = (props: Props): TestResource =>
    resource("aws:cloudformation/stack:Stack", "servers", {
        templateBody: JSON.stringify({
            Resources: { T: { Type: "AWS::MGN::ReplicationConfigurationTemplate", Properties: pascal({ ...right, ...props }) } },
        }),
    });
const servers = (property: string): { resource: string; property: string } => ({ resource: "servers", property });

policyTests(mgnReplicationTemplate, {
    example: {
        given: `
            const staging = subnet;
            const replication = securityGroup;
            const rest = {
                bandwidthThrottling: 0, defaultLargeStagingDiskType: "GP3", replicationServerInstanceType: "t3.small",
                stagingAreaTags: {}, useDedicatedReplicationServer: false,
            };`,
        bad: `
            new awsNative.mgn.ReplicationConfigurationTemplate("servers", {
                stagingAreaSubnetId: staging.id, dataPlaneRouting: "PUBLIC_IP", createPublicIp: true,
                ebsEncryption: "NONE", associateDefaultSecurityGroup: true, replicationServersSecurityGroupsIds: [],
                ...rest,
            });`,
        good: `
            new awsNative.mgn.ReplicationConfigurationTemplate("servers", {
                stagingAreaSubnetId: staging.id, dataPlaneRouting: "PRIVATE_IP", createPublicIp: false,
                ebsEncryption: "CUSTOM", ebsEncryptionKeyArn: key.arn,
                associateDefaultSecurityGroup: false, replicationServersSecurityGroupsIds: [replication.id],
                ...rest,
            });`,
    },
    pass: [
        { name: "as it should be", stack: [template({})] },
        {
            name: "aws-native",
            stack: [
                template(
                    { replicationServersSecurityGroupsIds: undefined, replicationServersSecurityGroupsIDs: ["sg-0a"], associateDefaultSecurityGroup: true },
                    "aws-native:mgn:ReplicationConfigurationTemplate",
                ),
            ],
        },
        { name: "Cloud Control", stack: [cloudControl({})], undecided: false },
        {
            name: "CloudFormation, with what the template computes",
            stack: [
                stack({
                    stagingAreaSubnetId: { Ref: "Subnet" },
                    ebsEncryption: { "Fn::If": ["own", "CUSTOM", "DEFAULT"] },
                    associateDefaultSecurityGroup: true,
                    replicationServersSecurityGroupsIds: { Ref: "Groups" },
                }),
            ],
        },
        {
            name: "fields that are not known",
            stack: [
                template({
                    stagingAreaSubnetId: unknown,
                    dataPlaneRouting: unknown,
                    createPublicIp: unknown,
                    ebsEncryption: unknown,
                    associateDefaultSecurityGroup: true,
                    replicationServersSecurityGroupsIds: unknown,
                }),
            ],
        },
        {
            name: "a subnet and groups of the stack",
            stack: [
                resource("aws:ec2/subnet:Subnet", "staging", {}),
                template({ stagingAreaSubnetId: ref("staging"), replicationServersSecurityGroupsIds: [unknown] }),
            ],
        },
        { name: "the default group beside one of its own", kind: "lookalike", stack: [template({ associateDefaultSecurityGroup: true })] },
        {
            name: "no group, and not the default one either",
            stack: [template({ associateDefaultSecurityGroup: false, replicationServersSecurityGroupsIds: [] })],
        },
        {
            name: "a desired state that is not known",
            stack: [resource("aws:cloudcontrol/resource:Resource", "x", { typeName: "AWS::MGN::ReplicationConfigurationTemplate", desiredState: unknown })],
            undecided: true,
        },
        {
            name: "a template at a URL",
            stack: [resource("aws:cloudformation/stack:Stack", "x", { templateUrl: "https://templates.s3.amazonaws.com/x.json" })],
            undecided: true,
        },
        { name: "a template body that is not known", stack: [resource("aws:cloudformation/stack:Stack", "x", { templateBody: unknown })], undecided: true },
        {
            name: "a template of something else",
            stack: [resource("aws:cloudcontrol/resource:Resource", "x", { typeName: "AWS::SQS::Queue", desiredState: "{}" })],
        },
        { name: "odd values", stack: [template({ dataPlaneRouting: [3], ebsEncryption: { kind: 4 }, createPublicIp: "no" })] },
    ],
    fail: [
        {
            name: "no staging subnet",
            kind: "default",
            stack: [template({ stagingAreaSubnetId: undefined })],
            expect: [{ ...servers("stagingAreaSubnetId"), severity: "high", says: /Fix: set stagingAreaSubnetId to a private subnet/ }],
        },
        {
            name: "no staging subnet, by Cloud Control",
            stack: [cloudControl({ stagingAreaSubnetId: undefined })],
            expect: [servers("desiredState.StagingAreaSubnetId")],
        },
        { name: "routing over the internet", stack: [template({ dataPlaneRouting: "PUBLIC_IP" })], expect: [servers("dataPlaneRouting")] },
        { name: "a public address", stack: [template({ createPublicIp: true })], expect: [servers("createPublicIp")] },
        { name: "no encryption", stack: [template({ ebsEncryption: "NONE" })], expect: [servers("ebsEncryption")] },
        {
            name: "the default group only",
            stack: [template({ associateDefaultSecurityGroup: true, replicationServersSecurityGroupsIds: [] })],
            expect: [servers("associateDefaultSecurityGroup")],
        },
        {
            name: "the token that a program may register itself",
            stack: [template({ createPublicIp: true }, "aws:mgn/replicationConfigurationTemplate:ReplicationConfigurationTemplate")],
            expect: [servers("createPublicIp")],
        },
        {
            name: "an unknown field hides no other",
            stack: [template({ dataPlaneRouting: unknown, createPublicIp: true })],
            expect: [servers("createPublicIp")],
        },
        { name: "Cloud Control", stack: [cloudControl({ dataPlaneRouting: "PUBLIC_IP" })], expect: [servers("desiredState.DataPlaneRouting")] },
        { name: "CloudFormation", stack: [stack({ createPublicIp: true })], expect: [servers("templateBody.Resources.T.Properties.CreatePublicIp")] },
    ],
});
