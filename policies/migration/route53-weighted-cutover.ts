import { stackPolicy } from "../../kit";
import { mayBePaired, presence, recordFaults, Route53Record, weightedGroups } from "../../kit/aws";

// Two policies speak of weighted records, because a policy has one level: this one asks for the pair, which only a
// migration needs, so a profile switches it on; route53-weighted-record judges the records that are there, everywhere.
// Where this one runs it says both.
export const route53WeightedCutover = stackPolicy({
    name: "route53-weighted-cutover",
    title: "Traffic moves to AWS by a pair of weighted Route 53 records",
    severity: "high",
    why: "without weights the cutover is all or nothing, and there is no way back but to wait for caches to expire",
    fix:
        "make two aws.route53.Record of one name, type and zone, each with its setIdentifier, weightedRoutingPolicies " +
        "and a health check: one for the old target, one for the new",
    links: [
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/route53/record/",
    ],
    ...presence({
        evidence: ["aws:route53/trafficPolicyInstance:*"],
        found: (stack) => [...weightedGroups(stack).values()].some((group) => group.length > 1),
        unclear(stack) {
            const unclear = stack.of(Route53Record).filter((record) => mayBePaired(stack, record));
            const isPair = unclear.length > (weightedGroups(stack).size > 0 ? 0 : 1);
            return isPair ? unclear.map(({ name }) => name).join(", ") : undefined;
        },
        absent(stack) {
            const [single] = [...weightedGroups(stack).values()].flat();
            return single
                ? `the weighted record ${single.name} is the only one of its name, so all traffic goes to it`
                : "there is no pair of weighted Route 53 records to move traffic with";
        },
    }),
    types: [Route53Record],
    check(_record, { resource, stack, report }) {
        for (const { property, problem, fix } of recordFaults(stack, resource)) {
            report(property, problem, { fix });
        }
    },
});
