import { projectName } from "../../../policies/governance/project-name";
import { policyTests, resource, unknown } from "../../harness";

const stack = [resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" })];
const expect = [{ resource: "stack", severity: "low" }];

policyTests(projectName, {
    example: {
        bad: `
            // Pulumi.yaml: name: pulumi-infra; preflight: name = "TapStack"`,
        good: `
            // Pulumi.yaml: name: TapStack; preflight: name = "TapStack"`,
    },
    pass: [
        { name: "no name is required", stack, kind: "default" },
        { name: "the required name", stack, project: "TapStack", settings: { name: "TapStack" } },
        { name: "a name that matches", stack, project: "payments-api", settings: { name: "payments-*" } },
        { name: "a name that begins with a dot", stack, project: ".shop", settings: { name: "*shop" } },
        { name: "one of two names", stack, project: "shop", settings: { name: "{shop,store}" }, kind: "lookalike" },
        {
            name: "a resource that is not known yet",
            stack: [resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: unknown })],
            project: "a",
            settings: { name: "a" },
        },
    ],
    fail: [
        {
            name: "another name",
            stack,
            project: "pulumi-infra",
            settings: { name: "TapStack" },
            expect: [{ ...expect[0], resource: "stack", says: /"pulumi-infra" instead of "TapStack"/ }],
        },
        { name: "another case", stack, project: "tapstack", settings: { name: "TapStack" }, expect },
        { name: "a name that does not match", stack, project: "infra", settings: { name: "payments-*" }, expect },
    ],
});
