import { secretRecoveryWindow } from "../../../policies/secrets/secret-recovery-window";
import { policyTests, resource, unknown, type TestResource } from "../../harness";

const secret = (props: Record<string, unknown>): TestResource => resource("aws:secretsmanager/secret:Secret", "orders", props);
const stackName = "prod";

policyTests(secretRecoveryWindow, {
    example: {
        bad: `
            // The stack's name is prod
            new aws.secretsmanager.Secret("orders", { recoveryWindowInDays: 0 });`,
        good: `
            new aws.secretsmanager.Secret("orders", { recoveryWindowInDays: pulumi.getStack() === "prod" ? 30 : 0 });`,
    },
    pass: [
        { name: "nothing said", stackName, stack: [secret({})] },
        { name: "the provider's default", kind: "default", stackName, stack: [secret({ recoveryWindowInDays: 30 })] },
        { name: "the shortest window", stackName, stack: [secret({ recoveryWindowInDays: 7 })] },
        { name: "not known yet", stackName, stack: [secret({ recoveryWindowInDays: unknown })], undecided: true },
        { name: "not production", kind: "lookalike", stack: [secret({ recoveryWindowInDays: 0 })] },
        { name: "the tier is set", settings: { tier: "nonproduction" }, stackName, stack: [secret({ recoveryWindowInDays: 0 })] },
    ],
    fail: [
        {
            name: "none in production",
            stackName,
            stack: [secret({ recoveryWindowInDays: 0 })],
            expect: [{ resource: "orders", property: "recoveryWindowInDays", level: "advisory", severity: "low" }],
        },
    ],
    remediate: [
        { name: "gives it 30 days", settings: { tier: "production" }, stack: [secret({ recoveryWindowInDays: 0 })], expect: { recoveryWindowInDays: 30 } },
        {
            name: "leaves an unknown alone",
            settings: { tier: "production" },
            stack: [secret({ recoveryWindowInDays: unknown })],
            expect: { recoveryWindowInDays: unknown },
        },
        { name: "leaves other tiers alone", stack: [secret({ recoveryWindowInDays: 0 })], expect: { recoveryWindowInDays: 0 } },
    ],
});
