import { targetGroupTls } from "../../../policies/edge/target-group-tls";
import { policyTests, resource } from "../../harness";

policyTests(targetGroupTls, {
    example: {
        bad: `
            new aws.lb.TargetGroup("shop", { port: 8080, protocol: "HTTP", vpcId: "vpc-0a1b2c3d4e5f60718" });`,
        good: `
            new aws.lb.TargetGroup("shop", {
                port: 8443,
                protocol: "HTTPS",
                healthCheck: { protocol: "HTTPS" },
                vpcId: "vpc-0a1b2c3d4e5f60718",
            });`,
    },
    pass: [{ name: "a function", kind: "lookalike", stack: [resource("aws:lb/targetGroup:TargetGroup", "shop", { targetType: "lambda" })] }],
    fail: [
        {
            name: "nothing said of health checks",
            kind: "default",
            stack: [resource("aws:lb/targetGroup:TargetGroup", "shop", { protocol: "HTTPS", healthCheck: { protocol: "HTTP", path: "/up" } })],
            expect: [{ resource: "shop", property: "healthCheck.protocol" }],
        },
    ],
});
