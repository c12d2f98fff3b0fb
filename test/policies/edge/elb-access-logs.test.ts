import { elbAccessLogs } from "../../../policies/edge/elb-access-logs";
import { policyTests, resource } from "../../harness";

policyTests(elbAccessLogs, {
    base: { "aws:elb/loadBalancer:LoadBalancer": { listeners: [] } },
    example: {
        bad: `
            new aws.lb.LoadBalancer("shop", { subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] });`,
        good: `
            new aws.lb.LoadBalancer("shop", {
                subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
                accessLogs: { bucket: "central-logs", enabled: true },
            });`,
    },
    pass: [
        { name: "a network load balancer", kind: "lookalike", stack: [resource("aws:lb/loadBalancer:LoadBalancer", "shop", { loadBalancerType: "network" })] },
        {
            name: "aws-native",
            stack: [
                resource("aws-native:elasticloadbalancingv2:LoadBalancer", "shop", {
                    loadBalancerAttributes: [{ key: "access_logs.s3.enabled", value: "true" }],
                }),
            ],
        },
    ],
    fail: [
        {
            name: "a bucket alone, which does not switch logs on (ELB.5)",
            kind: "default",
            stack: [resource("aws:lb/loadBalancer:LoadBalancer", "shop", { accessLogs: { bucket: "central-logs" } })],
            expect: [{ resource: "shop", property: "accessLogs.enabled" }],
        },
    ],
});
