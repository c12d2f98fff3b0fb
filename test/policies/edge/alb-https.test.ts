import { albHttps } from "../../../policies/edge/alb-https";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const forward = { type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:851725499301:targetgroup/shop/73e2d6bc24d8a067" };
const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
const fixed = { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } };
const listener = (props: Value): TestResource =>
    resource("aws:lb/listener:Listener", "http", { loadBalancerArn: unknown, port: 80, protocol: "HTTP", ...props });
const rule = (action: object, ...conditions: Value[]): TestResource =>
    resource("aws:lb/listenerRule:ListenerRule", "rule", {
        listenerArn: ref("http"),
        actions: [action as Value],
        conditions,
    });
const paths = (...values: string[]): Value => ({ pathPattern: { values } });
const host = { hostHeader: { values: ["shop.io"] } };
const CHALLENGE = "/.well-known/acme-challenge/*";
const classic = (...listeners: Value[]): TestResource => resource("aws:elb/loadBalancer:LoadBalancer", "old", { listeners });
const classicListener = (lbProtocol: Value, lbPort = 80): Value => ({ instancePort: 80, instanceProtocol: "http", lbPort, lbProtocol });

policyTests(albHttps, {
    example: {
        bad: `
            const balancer = new aws.lb.LoadBalancer("shop", { subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] });
            const targets = new aws.lb.TargetGroup("shop", { port: 8080, protocol: "HTTP", vpcId: "vpc-0a1b2c3d4e5f60718" });
            new aws.lb.Listener("http", {
                loadBalancerArn: balancer.arn,
                port: 80,
                protocol: "HTTP",
                defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
            });`,
        good: `
            const balancer = new aws.lb.LoadBalancer("shop", { subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] });
            new aws.lb.Listener("http", {
                loadBalancerArn: balancer.arn,
                port: 80,
                protocol: "HTTP",
                defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
            });`,
    },
    pass: [
        { name: "a redirect", stack: [listener({ defaultActions: [redirect] })] },
        { name: "HTTPS", kind: "default", stack: [listener({ protocol: "HTTPS", port: 443, defaultActions: [forward] })] },
        { name: "a fixed answer", kind: "lookalike", stack: [listener({ defaultActions: [fixed] })] },
        {
            name: "a redirect in the spelling of aws:alb",
            stack: [resource("aws:alb/listener:Listener", "http", { loadBalancerArn: unknown, protocol: "HTTP", defaultActions: [redirect] })],
        },
        {
            name: "a redirect in the spelling of aws-native",
            stack: [
                resource("aws-native:elasticloadbalancingv2:Listener", "http", {
                    protocol: "HTTP",
                    defaultActions: [{ type: "redirect", redirectConfig: redirect.redirect }],
                }),
            ],
        },
        { name: "a protocol that is not known yet", stack: [listener({ protocol: unknown, defaultActions: [forward] })], undecided: true },
        { name: "actions that are not known yet", stack: [listener({ defaultActions: unknown })], undecided: true },
        {
            name: "the challenge of a certificate authority",
            kind: "lookalike",
            stack: [listener({ defaultActions: [redirect] }), rule(forward, paths(CHALLENGE))],
        },
        { name: "the challenge for one host", stack: [listener({ defaultActions: [redirect] }), rule(forward, host, paths(CHALLENGE))] },
        { name: "a rule that redirects too", stack: [listener({ defaultActions: [redirect] }), rule(redirect, host)] },
        { name: "a rule of HTTPS", stack: [listener({ protocol: "HTTPS", defaultActions: [fixed] }), rule(forward, host)] },
        { name: "a classic load balancer with TLS", stack: [classic(classicListener("https", 443), classicListener("SSL", 8443))] },
    ],
    fail: [
        {
            name: "HTTP that is served (ELB.1, ELB.18)",
            stack: [listener({ defaultActions: [forward] })],
            expect: [{ resource: "http", property: "defaultActions" }],
        },
        {
            name: "a redirect to HTTP (ELB.1)",
            stack: [listener({ defaultActions: [{ type: "redirect", redirect: { host: "www.shop.io", statusCode: "HTTP_301" } }] })],
            expect: [{ resource: "http", property: "defaultActions" }],
        },
        {
            name: "a rule that serves plain HTTP of a listener that redirects (ELB.1)",
            stack: [listener({ defaultActions: [redirect] }), rule(forward, paths("/*"))],
            expect: [{ resource: "rule", property: "actions", says: /put the rule on the HTTPS listener/ }],
        },
        {
            name: "a rule for a host (ELB.1)",
            stack: [listener({ defaultActions: [redirect] }), rule(forward, host)],
            expect: [{ resource: "rule", property: "actions" }],
        },
        {
            name: "a rule for the challenge, and more (ELB.1)",
            stack: [listener({ defaultActions: [redirect] }), rule(forward, paths(CHALLENGE, "/shop/*"))],
            expect: [{ resource: "rule", property: "actions" }],
        },
        {
            name: "a rule for paths by a regular expression (ELB.1)",
            stack: [listener({ defaultActions: [redirect] }), rule(forward, { pathPattern: { regexValues: ["^/shop"] } })],
            expect: [{ resource: "rule", property: "actions" }],
        },
        {
            name: "a rule of a listener that serves: one finding",
            stack: [listener({ defaultActions: [forward] }), rule(forward, host)],
            expect: [{ resource: "http", property: "defaultActions" }],
        },
        {
            name: "a classic load balancer without TLS (ELB.3)",
            stack: [classic(classicListener("http"))],
            expect: [{ resource: "old", property: "listeners[0].lbProtocol", severity: "medium" }],
        },
        {
            name: "a classic load balancer with both (ELB.3)",
            stack: [classic(classicListener("https", 443), classicListener("tcp", 25))],
            expect: [{ resource: "old", property: "listeners[1].lbProtocol", severity: "low", says: /port 25 takes tcp/ }],
        },
    ],
});
