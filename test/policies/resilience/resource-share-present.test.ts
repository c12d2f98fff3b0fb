import { resourceSharePresent } from "../../../policies/resilience/resource-share-present";
import { policyTests, ref, resource, unknown } from "../../harness";

const share = resource("aws:ram/resourceShare:ResourceShare", "network", { name: "network" });
const principal = resource("aws:ram/principalAssociation:PrincipalAssociation", "tools", { resourceShareArn: ref("network"), principal: "604219837745" });
const shared = resource("aws:ram/resourceAssociation:ResourceAssociation", "subnet", { resourceShareArn: ref("network"), resourceArn: unknown });

policyTests(resourceSharePresent, {
    example: {
        given: `
            const organization = aws.organizations.Organization.get("organization", "o-0a1b2c3d4e");`,
        bad: `new aws.ram.ResourceShare("network", { allowExternalPrincipals: false });`,
        good: `
            const share = new aws.ram.ResourceShare("network", { allowExternalPrincipals: false });
            new aws.ram.ResourceAssociation("subnet", { resourceShareArn: share.arn, resourceArn: subnet.arn });
            new aws.ram.PrincipalAssociation("tools", { resourceShareArn: share.arn, principal: organization.arn });`,
    },
    pass: [
        { name: "a share with both", stack: [share, principal, shared] },
        {
            name: "both in one",
            stack: [
                share,
                resource("aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive", "all", {
                    resourceShareArn: ref("network"),
                    principals: ["604219837745"],
                    resourceArns: [unknown],
                }),
            ],
        },
        {
            name: "associations whose share is not known yet",
            stack: [share, { ...principal, props: { resourceShareArn: unknown } }, { ...shared, props: { resourceShareArn: unknown } }],
        },
        { name: "aws-native's lists", stack: [resource("aws-native:ram:ResourceShare", "network", { principals: ["604219837745"], resourceArns: unknown })] },
        { name: "an empty share beside a complete one", stack: [share, principal, shared, { ...share, name: "spare" }], kind: "lookalike" },
        {
            name: "a share of a template",
            stack: [resource("aws:cloudcontrol/resource:Resource", "network", { typeName: "AWS::RAM::ResourceShare", desiredState: "{}" })],
        },
        { name: "evidence of one's own", stack: [resource("shop:index:Share", "network")], settings: { evidence: ["shop:index:Share"] } },
    ],
    fail: [
        { name: "no share", stack: [resource("aws:ec2/subnet:Subnet", "subnet")], expect: [{ resource: "stack", severity: "low" }] },
        {
            name: "a share that was accepted, which is another account's",
            stack: [resource("aws:ram/resourceShareAccepter:ResourceShareAccepter", "theirs")],
            expect: [{ resource: "stack" }],
            kind: "lookalike",
        },
        { name: "a share with nothing", stack: [share], expect: [{ resource: "network", says: /no principal and no resource/ }], kind: "default" },
        {
            name: "aws-native's lists with nothing in them",
            stack: [resource("aws-native:ram:ResourceShare", "network", { principals: [], resourceArns: [] })],
            expect: [{ resource: "network", says: /no principal and no resource/ }],
        },
        { name: "a share without a principal", stack: [share, shared], expect: [{ resource: "network", says: /has no principal/ }] },
    ],
});
