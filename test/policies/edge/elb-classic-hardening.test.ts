import { elbClassicHardening } from "../../../policies/edge/elb-classic-hardening";
import { policyTests, resource, unknown, type TestResource, type Value } from "../../harness";

const listener = { instancePort: 80, instanceProtocol: "http", lbPort: 443, lbProtocol: "https" };
const balancer = (props: Value): TestResource => resource("aws:elb/loadBalancer:LoadBalancer", "old", { connectionDraining: true, listeners: [], ...props });
const ACM = "arn:aws:acm:eu-west-1:851725499301:certificate/9f2c4b1e-0d53-4c1b-9a36-7e5d2f1c8b40";

policyTests(elbClassicHardening, {
    base: { "aws:elb/loadBalancer:LoadBalancer": { listeners: [] } },
    example: {
        bad: `
            new aws.elb.LoadBalancer("old", {
                subnets: ["subnet-0a1b2c3d4e5f60718"],
                listeners: [{ instancePort: 80, instanceProtocol: "http", lbPort: 80, lbProtocol: "http" }],
            });`,
        good: `
            new aws.elb.LoadBalancer("old", {
                subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
                connectionDraining: true,
                listeners: [{ instancePort: 80, instanceProtocol: "http", lbPort: 80, lbProtocol: "http" }],
            });`,
    },
    pass: [
        { name: "a certificate of ACM", stack: [balancer({ listeners: [{ ...listener, sslCertificateId: ACM }] })] },
        { name: "a certificate that is not known yet", stack: [balancer({ listeners: [{ ...listener, sslCertificateId: unknown }] })], undecided: true },
        { name: "no certificate", kind: "lookalike", stack: [balancer({ listeners: [listener] })] },
        { name: "two zones", stack: [balancer({ subnets: ["subnet-1", unknown] })] },
    ],
    fail: [
        {
            name: "a certificate of IAM (ELB.2)",
            stack: [balancer({ listeners: [listener, { ...listener, sslCertificateId: "arn:aws:iam::851725499301:server-certificate/shop" }] })],
            expect: [{ resource: "old", property: "listeners[1].sslCertificateId", says: /use the ARN of an aws\.acm\.Certificate/ }],
        },
        { name: "one subnet (ELB.10)", stack: [balancer({ subnets: [unknown] })], expect: [{ resource: "old", property: "subnets" }] },
        { name: "one zone (ELB.10)", stack: [balancer({ availabilityZones: ["eu-west-1a"] })], expect: [{ resource: "old", property: "availabilityZones" }] },
    ],
});
