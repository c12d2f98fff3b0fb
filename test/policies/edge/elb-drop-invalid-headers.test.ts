import { elbDropInvalidHeaders } from "../../../policies/edge/elb-drop-invalid-headers";
import { policyTests, resource } from "../../harness";

policyTests(elbDropInvalidHeaders, {
    example: {
        bad: `
            new aws.lb.LoadBalancer("shop", { subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] });`,
        good: `
            new aws.lb.LoadBalancer("shop", {
                subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
                dropInvalidHeaderFields: true,
            });`,
    },
    pass: [
        { name: "a network load balancer", kind: "lookalike", stack: [resource("aws:lb/loadBalancer:LoadBalancer", "shop", { loadBalancerType: "network" })] },
        {
            name: "aws-native",
            stack: [
                resource("aws-native:elasticloadbalancingv2:LoadBalancer", "shop", {
                    loadBalancerAttributes: [{ key: "routing.http.drop_invalid_header_fields.enabled", value: "true" }],
                }),
            ],
        },
    ],
    fail: [
        {
            name: "requests that are only counted, in the spelling of aws-native",
            stack: [
                resource("aws-native:elasticloadbalancingv2:LoadBalancer", "shop", {
                    loadBalancerAttributes: [
                        { key: "routing.http.drop_invalid_header_fields.enabled", value: "true" },
                        { key: "routing.http.desync_mitigation_mode", value: "monitor" },
                    ],
                }),
            ],
            expect: [{ resource: "shop", property: "loadBalancerAttributes" }],
        },
    ],
});
