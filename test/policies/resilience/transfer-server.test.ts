import { transferServer } from "../../../policies/resilience/transfer-server";
import { policyTests, resource, unknown, type TestResource, type Expected } from "../../harness";

const good = {
    protocols: ["SFTP"],
    securityPolicyName: "TransferSecurityPolicy-2024-01",
    structuredLogDestinations: ["arn:aws:logs:eu-west-1:604219837745:log-group:sftp:*"],
    endpointType: "VPC",
};
const server = (props: Record<string, unknown> = {}, without: string[] = []): TestResource =>
    resource("aws:transfer/server:Server", "sftp", Object.fromEntries(Object.entries({ ...good, ...props }).filter(([key]) => !without.includes(key))));
const finding = (property: string): Expected => ({
    ...{ resource: "sftp", property, severity: "high" },
    // What only hardens it is advice.
    level: property === "protocols" ? "mandatory" : "advisory",
});

policyTests(transferServer, {
    example: {
        given: `
            const partners = securityGroup;`,
        bad: `new aws.transfer.Server("settlement", { protocols: ["SFTP", "FTP"] });`,
        good: `
            new aws.transfer.Server("settlement", {
                protocols: ["SFTP"], securityPolicyName: "TransferSecurityPolicy-2024-01",
                structuredLogDestinations: [pulumi.interpolate\`\${logs.arn}:*\`],
                endpointType: "VPC", endpointDetails: { vpcId: vpc.id, subnetIds, securityGroupIds: [partners.id] },
            });`,
    },
    pass: [
        { name: "SFTP in a VPC with logs", stack: [server()], stackName: "prod" },
        { name: "a logging role alone", stack: [server({ loggingRole: unknown }, ["structuredLogDestinations"])] },
        {
            name: "values that are not known yet",
            stack: [server({ protocols: unknown, securityPolicyName: unknown, structuredLogDestinations: unknown, endpointType: unknown })],
            stackName: "prod",
            undecided: true,
        },
        { name: "FTPS", stack: [server({ protocols: ["FTPS"] })], kind: "lookalike" },
        { name: "a public endpoint outside production", stack: [server({ endpointType: "PUBLIC" })], kind: "lookalike" },
        {
            name: "a public endpoint where the tier is said",
            stack: [server({ endpointType: "PUBLIC" })],
            stackName: "prod",
            settings: { tier: "nonproduction" },
        },
    ],
    fail: [
        {
            name: "FTP (Transfer.2)",
            stack: [server({ protocols: ["SFTP", "FTP"] })],
            expect: [{ ...finding("protocols"), says: /set protocols to \["SFTP"\]/ }],
        },
        { name: "no logs", stack: [server({}, ["structuredLogDestinations"])], expect: [finding("structuredLogDestinations")] },
        {
            name: "a policy of 2018",
            stack: [server({ securityPolicyName: "TransferSecurityPolicy-Restricted-2018-11" })],
            expect: [{ ...finding("securityPolicyName"), says: /Restricted-2018-11 allows/ }],
        },
        {
            name: "the default policy",
            stack: [server({ securityPolicyName: "TransferSecurityPolicy-2018-11" })],
            expect: [finding("securityPolicyName")],
            kind: "default",
        },
        { name: "a public endpoint in production", stack: [server({}, ["endpointType"])], stackName: "prod", expect: [finding("endpointType")] },
        {
            name: "everything at once, beside an unknown",
            stack: [resource("aws-native:transfer:Server", "sftp", { protocols: unknown })],
            stackName: "prod",
            expect: [finding("structuredLogDestinations"), { ...finding("securityPolicyName"), says: /the default of 2018 allows/ }, finding("endpointType")],
        },
    ],
});
