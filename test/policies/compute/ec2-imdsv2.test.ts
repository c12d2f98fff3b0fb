import { ec2Imdsv2 } from "../../../policies/compute/ec2-imdsv2";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const machine = (metadataOptions: Value, more: Record<string, unknown> = {}): TestResource =>
    resource("aws:ec2/instance:Instance", "bastion", { ami: "ami-0a1b2c3d4e5f60718", instanceType: "t3.micro", metadataOptions, ...more });
const template = (metadataOptions: Value): TestResource => resource("aws:ec2/launchTemplate:LaunchTemplate", "web", { metadataOptions });
const configuration = (metadataOptions: Value): TestResource =>
    resource("aws:ec2/launchConfiguration:LaunchConfiguration", "old", { imageId: "ami-0a1b2c3d4e5f60718", instanceType: "t3.micro", metadataOptions });
const defaults = (httpTokens: Value): TestResource => resource("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", "account", { httpTokens });
const property = "metadataOptions.httpTokens";
const REQUIRED = { httpTokens: "required" };

const program = (tokens: string): string => `
            new aws.ec2.Instance("web", {
                ami: "ami-0a1b2c3d4e5f60718", instanceType: "t3.micro", rootBlockDevice: { encrypted: true },
                metadataOptions: { httpTokens: "${tokens}" },
            });`;

policyTests(ec2Imdsv2, {
    example: { bad: program("optional"), good: program("required") },
    pass: [
        { name: "required (EC2.8)", stack: [machine(REQUIRED)] },
        { name: "required by a template (EC2.170)", stack: [template(REQUIRED)] },
        { name: "required by a launch configuration (AutoScaling.3)", stack: [configuration(REQUIRED)] },
        { name: "no metadata service at all", kind: "lookalike", stack: [machine({ httpEndpoint: "disabled", httpTokens: "optional" })] },
        { name: "what the template says", stack: [template(REQUIRED), machine(undefined, { launchTemplate: { id: ref("web") } })] },
        { name: "the account's default in the stack", stack: [machine(undefined), defaults("required")] },
        { name: "the account's default, not known yet", stack: [machine(undefined), defaults(unknown)] },
        { name: "not known yet", stack: [machine({ httpTokens: unknown })], undecided: true },
    ],
    fail: [
        {
            name: "optional (EC2.8)",
            stack: [machine({ httpTokens: "optional" }), defaults("required")],
            expect: [{ resource: "bastion", property, severity: "high" }],
        },
        { name: "optional in a template (EC2.170)", stack: [template({ httpTokens: "optional" })], expect: [{ resource: "web", property, severity: "high" }] },
        {
            name: "optional in a launch configuration (AutoScaling.3)",
            stack: [configuration({ httpTokens: "optional" })],
            expect: [{ resource: "old", property, severity: "high" }],
        },
        { name: "nothing said (EC2.8)", kind: "default", stack: [machine(undefined)], expect: [{ resource: "bastion", property, severity: "low" }] },
        { name: "other options only (EC2.170)", stack: [template({ httpPutResponseHopLimit: 1 })], expect: [{ resource: "web", property, severity: "low" }] },
        {
            name: "optional for the account",
            stack: [defaults("optional")],
            expect: [{ resource: "account", property: "httpTokens", says: /set httpTokens to/ }],
        },
        {
            name: "nothing said, by the account neither",
            stack: [machine(undefined), defaults("no-preference")],
            expect: [{ resource: "bastion", property, severity: "low" }],
        },
    ],
});
