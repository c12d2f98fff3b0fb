import { isEmpty, known, resourcePolicy, resourceType, type Values } from "../../kit";
import { TEMPLATE_TOKENS, templateResources } from "../../kit/aws";

const OWN_TOKENS = [
    "aws:mgn/replicationConfigurationTemplate:ReplicationConfigurationTemplate",
    "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate",
    "aws-native:mgn:ReplicationConfigurationTemplate",
    "aws-native:drs:ReplicationConfigurationTemplate",
];
const TEMPLATES = ["AWS::MGN::ReplicationConfigurationTemplate", "AWS::DRS::ReplicationConfigurationTemplate"];

export const mgnReplicationTemplate = resourcePolicy({
    name: "mgn-replication-template",
    title: "Servers replicate over private addresses, to encrypted disks in a staging subnet of their own",
    severity: "high",
    level: "mandatory",
    stops: "exposed",
    why: "the template decides for every server that is migrated how its disks cross the network and where their copies lie",
    fix: "name the staging subnet and a security group, and keep replication private and encrypted",
    links: [
        "https://docs.aws.amazon.com/mgn/latest/APIReference/API_CreateReplicationConfigurationTemplate.html",
        "https://docs.aws.amazon.com/mgn/latest/ug/replication-settings-template.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/drs/replicationconfigurationtemplate/",
    ],
    types: [resourceType(...OWN_TOKENS, ...TEMPLATE_TOKENS)],
    check(_props, { resource, report, undecided }) {
        if (OWN_TOKENS.includes(resource.token)) {
            judge(resource.unguarded, "", report);
            return;
        }
        const resources = templateResources(resource);
        if (!resources) {
            undecided(resource.gives("templateUrl") ? "templateUrl" : "templateBody");
            return;
        }
        for (const { logicalId, type, properties } of resources) {
            if (!TEMPLATES.includes(type)) {
                continue;
            }
            if (!properties) {
                undecided("desiredState");
            } else {
                judge(
                    properties,
                    logicalId ? `templateBody.Resources.${logicalId}.Properties.` : "desiredState.",
                    report,
                );
            }
        }
    },
});

type Report = (property: string, problem: string, options: { fix: string }) => void;

/** Judges the settings, whose names are spelled `stagingAreaSubnetId` or `StagingAreaSubnetId`. */
function judge(settings: Values, path: string, report: Report): void {
    const names = new Map(Object.keys(settings).map((name) => [name.toLowerCase(), name]));
    const spell = (name: string): string => names.get(name.toLowerCase()) ?? (path ? capital(name) : name);
    const read = (name: string): unknown => known(settings, spell(name));
    const fault = (name: string, problem: string, value: string): void => {
        report(path + spell(name), problem, { fix: `set ${spell(name)} to ${value}` });
    };

    // What a CloudFormation template computes, such as { "Ref": "Subnet" }, is there, whatever it is.
    if (isEmpty(settings[spell("stagingAreaSubnetId")])) {
        fault(
            "stagingAreaSubnetId",
            "no staging subnet is named, so copies go to the default VPC",
            "a private subnet of your own",
        );
    }
    const routing = read("dataPlaneRouting");
    if (typeof routing === "string" && routing !== "PRIVATE_IP") {
        fault("dataPlaneRouting", `the disks are copied by ${routing}`, '"PRIVATE_IP"');
    }
    if (String(read("createPublicIp")) === "true") {
        fault("createPublicIp", "every replication server gets a public address", "false");
    }
    if (["NONE", "DISABLED", "FALSE"].includes(String(read("ebsEncryption")).toUpperCase())) {
        fault(
            "ebsEncryption",
            "the copies of the disks are not encrypted",
            '"DEFAULT", or "CUSTOM" with ebsEncryptionKeyArn',
        );
    }
    // AWS's own group lets the whole internet reach port 1500. Beside a group of one's own it is how AWS sets it up.
    const isAlone = isEmpty(settings[spell("replicationServersSecurityGroupsIds")]);
    if (String(read("associateDefaultSecurityGroup")) === "true" && isAlone) {
        fault(
            "associateDefaultSecurityGroup",
            "the replication servers have the default security group only",
            "false, and replicationServersSecurityGroupsIds to a group of your own",
        );
    }
}

function capital(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1);
}
