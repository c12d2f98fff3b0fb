import { ebsEncrypted } from "../../../policies/compute/ebs-encrypted";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const volume = (props: Record<string, unknown>): TestResource =>
    resource("aws:ebs/volume:Volume", "data", { availabilityZone: "us-east-1a", size: 20, ...props });
const instance = (props: Record<string, unknown>): TestResource =>
    resource("aws:ec2/instance:Instance", "web", { ami: "ami-0a1b2c3d4e5f60718", instanceType: "t3.micro", ...props });
const template = (ebs: Value): TestResource =>
    resource("aws:ec2/launchTemplate:LaunchTemplate", "web", { blockDeviceMappings: [{ deviceName: "/dev/sda1", ebs }] });
const fleet = (encrypted: Value): TestResource =>
    resource("aws:ec2/spotFleetRequest:SpotFleetRequest", "spot", {
        launchSpecifications: [
            {
                ami: "ami-0a1b2c3d4e5f60718",
                instanceType: "t3.micro",
                ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted }],
                rootBlockDevices: [{ encrypted: true }],
            },
        ],
    });
const byDefault = (enabled?: Value): TestResource => resource("aws:ebs/encryptionByDefault:EncryptionByDefault", "region", { enabled });
const data = { resource: "data", property: "encrypted" };

policyTests(ebsEncrypted, {
    example: {
        bad: `
            new aws.ebs.Volume("data", { availabilityZone: "us-east-1a", size: 20 });`,
        good: `
            new aws.ebs.Volume("data", { availabilityZone: "us-east-1a", size: 20, encrypted: true });`,
    },
    pass: [
        { name: "encrypted (EC2.3)", stack: [volume({ encrypted: true })] },
        { name: "from a snapshot, which decides", kind: "lookalike", stack: [volume({ snapshotId: "snap-0a1b2c3d4e5f60718" })] },
        { name: "the Region's default in the stack (EC2.7)", stack: [volume({}), byDefault()] },
        { name: "the Region's default, not known yet", stack: [volume({}), byDefault(unknown)] },
        { name: "the account's default", settings: { accountDefaultEncryption: true }, stack: [volume({})] },
        { name: "not known yet", stack: [volume({ encrypted: unknown })], undecided: true },
        { name: "an instance's volumes (EC2.3)", stack: [instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }] })] },
        { name: "an instance of a template, which says it", stack: [template({ encrypted: "true" }), instance({ launchTemplate: { id: ref("web") } })] },
        { name: "a template's volume (EC2.181)", stack: [template({ encrypted: "true" })] },
        { name: "a template's device that is no volume", stack: [template(undefined)] },
        { name: "a template's volume, not known yet", stack: [template({ encrypted: unknown })], undecided: true },
        { name: "a spot fleet's volumes (EC2.173)", stack: [fleet(true)] },
    ],
    fail: [
        { name: "not said, which is no (EC2.3)", kind: "default", stack: [volume({})], expect: [{ ...data, severity: "medium" }] },
        { name: "said to be no (EC2.3)", stack: [volume({ encrypted: false })], expect: [data] },
        {
            name: "the Region's default switched off (EC2.7)",
            stack: [byDefault(false), volume({})],
            expect: [data, { resource: "region", property: "enabled", says: /set enabled to true/ }],
        },
        {
            name: "an instance that says nothing (EC2.3)",
            stack: [instance({})],
            expect: [{ resource: "web", property: "rootBlockDevice.encrypted", says: /left to the account/ }],
        },
        {
            name: "a second volume (EC2.3)",
            stack: [instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }, {}] })],
            expect: [{ resource: "web", property: "ebsBlockDevices[1].encrypted" }],
        },
        {
            name: "a launch configuration",
            stack: [resource("aws:ec2/launchConfiguration:LaunchConfiguration", "old", { rootBlockDevice: { encrypted: false } })],
            expect: [{ resource: "old", property: "rootBlockDevice.encrypted" }],
        },
        {
            name: "a template (EC2.181)",
            stack: [template({ volumeSize: 20 })],
            expect: [{ resource: "web", property: "blockDeviceMappings[0].ebs.encrypted" }],
        },
        {
            name: "a spot fleet (EC2.173)",
            stack: [fleet(false)],
            expect: [{ resource: "spot", property: "launchSpecifications[0].ebsBlockDevices[0].encrypted" }],
        },
    ],
});
