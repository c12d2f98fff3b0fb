import { resourceShareInternal } from "../../../policies/resilience/resource-share-internal";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const share = (props: Record<string, unknown> = {}): TestResource => resource("aws:ram/resourceShare:ResourceShare", "network", { name: "network", ...props });
const native = (props: Record<string, unknown> = {}): TestResource => resource("aws-native:ram:ResourceShare", "network", { name: "network", ...props });
const expect = [{ resource: "network", property: "allowExternalPrincipals", severity: "high" }];

policyTests(resourceShareInternal, {
    example: {
        bad: `new aws.ram.ResourceShare("network", { allowExternalPrincipals: true });`,
        good: `new aws.ram.ResourceShare("network", { allowExternalPrincipals: false });`,
    },
    pass: [
        { name: "internal", stack: [share({ allowExternalPrincipals: false })] },
        {
            name: "what the classic provider fills in",
            stack: [share({ allowExternalPrincipals: false, __defaults: ["allowExternalPrincipals"] })],
            kind: "default",
        },
        { name: "not known yet", stack: [share({ allowExternalPrincipals: unknown })], undecided: true },
        {
            name: "a principal of a share, which does not say it",
            stack: [resource("aws:ram/principalAssociation:PrincipalAssociation", "network", { principal: "604219837745", resourceShareArn: unknown })],
            kind: "lookalike",
        },
        { name: "no truth value, which the provider refuses", stack: [share({ allowExternalPrincipals: "yes" })], undecided: true },
    ],
    fail: [
        { name: "external", stack: [share({ allowExternalPrincipals: true })], expect },
        { name: "not said, and no provider's default", stack: [native()], expect },
    ],
    remediate: [
        { name: "an external share", stack: [share({ allowExternalPrincipals: true })], expect: { name: "network", allowExternalPrincipals: false } },
        { name: "aws-native", stack: [native()], expect: { name: "network", allowExternalPrincipals: false } },
        { name: "not an internal one", stack: [share({ allowExternalPrincipals: false })], expect: { name: "network", allowExternalPrincipals: false } },
        {
            name: "not what is not known yet",
            stack: [share({ allowExternalPrincipals: unknown })],
            expect: { name: "network", allowExternalPrincipals: unknown },
        },
    ],
});
