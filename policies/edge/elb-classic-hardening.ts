import { resourcePolicy, rule } from "../../kit";
import { ClassicLoadBalancer } from "../../kit/aws";

export const elbClassicHardening = resourcePolicy({
    name: "elb-classic-hardening",
    title: "A classic load balancer survives a zone, and lets requests end",
    severity: "medium",
    level: "disabled",
    why: "a classic load balancer in one zone fails with it, and one without draining cuts requests off",
    fix: "give it subnets in two zones or more; better, use an application load balancer",
    since: "0.2.0",
    controls: ["ELB.2", "ELB.10"],
    links: ["https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html"],
    rules: [
        rule({
            type: ClassicLoadBalancer,
            property: "connectionDraining",
            must: { is: true },
            absent: "wrong",
            problem: "requests are cut off when an instance is taken out",
            fix: "set connectionDraining: true",
            controls: ["ELB.7"],
            severity: "low",
        }),
        rule({
            type: ClassicLoadBalancer,
            property: "crossZoneLoadBalancing",
            must: { is: true },
            absent: "right",
            since: "true by default in @pulumi/aws",
            problem: "each zone's instances get the same share, however few they are",
            fix: "leave crossZoneLoadBalancing out",
            controls: ["ELB.9"],
        }),
    ],
    types: [ClassicLoadBalancer],
    check(balancer, { report, attempt }) {
        attempt(() => {
            for (const [index, { sslCertificateId }] of (balancer.listeners ?? []).entries()) {
                if (sslCertificateId && !sslCertificateId.includes(":acm:")) {
                    report(
                        `listeners[${index}].sslCertificateId`,
                        "this certificate is not of ACM, and nobody renews it",
                        {
                            fix: "use the ARN of an aws.acm.Certificate",
                        },
                    );
                }
            }
        });
        for (const property of ["subnets", "availabilityZones"] as const) {
            if (balancer[property]?.length === 1) {
                report(property, "it is in one zone");
            }
        }
    },
});
