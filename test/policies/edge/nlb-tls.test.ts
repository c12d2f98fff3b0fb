import { nlbTls } from "../../../policies/edge/nlb-tls";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const listener = (protocol: Value): TestResource =>
    resource("aws:lb/listener:Listener", "orders", { loadBalancerArn: unknown, port: 443, protocol, defaultActions: [{ type: "forward" }] });

policyTests(nlbTls, {
    example: {
        bad: `
            const balancer = new aws.lb.LoadBalancer("shop", { loadBalancerType: "network", subnets: ["subnet-0a1b2c3d4e5f60718"] });
            const targets = new aws.lb.TargetGroup("shop", { port: 8443, protocol: "TCP", vpcId: "vpc-0a1b2c3d4e5f60718" });
            new aws.lb.Listener("orders", {
                loadBalancerArn: balancer.arn,
                port: 443,
                protocol: "TCP",
                defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
            });`,
        good: `
            const balancer = new aws.lb.LoadBalancer("shop", { loadBalancerType: "network", subnets: ["subnet-0a1b2c3d4e5f60718"] });
            const targets = new aws.lb.TargetGroup("shop", { port: 8443, protocol: "TLS", vpcId: "vpc-0a1b2c3d4e5f60718" });
            new aws.lb.Listener("orders", {
                loadBalancerArn: balancer.arn,
                port: 443,
                protocol: "TLS",
                sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
                certificateArn: "arn:aws:acm:eu-west-1:851725499301:certificate/9f2c4b1e-0d53-4c1b-9a36-7e5d2f1c8b40",
                defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
            });`,
    },
    pass: [
        { name: "TLS", stack: [listener("TLS")] },
        { name: "a load balancer of applications", kind: "default", stack: [listener("HTTP")] },
        { name: "UDP, which has none", kind: "lookalike", stack: [listener("UDP")] },
        { name: "not known yet", stack: [listener(unknown)], undecided: true },
    ],
    fail: [
        { name: "TCP (ELB.18)", stack: [listener("TCP")], expect: [{ resource: "orders", property: "protocol" }] },
        { name: "TCP and UDP (ELB.18)", stack: [listener("TCP_UDP")], expect: [{ resource: "orders", property: "protocol" }] },
    ],
});
