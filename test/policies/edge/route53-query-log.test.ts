import { route53QueryLog } from "../../../policies/edge/route53-query-log";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const zone = (props: Value = {}): TestResource => resource("aws:route53/zone:Zone", "shop", { name: "shop.io", ...props });
const log = (zoneId: Value): TestResource => resource("aws:route53/queryLog:QueryLog", "queries", { zoneId, cloudwatchLogGroupArn: unknown });

policyTests(route53QueryLog, {
    example: {
        bad: `
            new aws.route53.Zone("shop", { name: "shop.io" });`,
        good: `
            const zone = new aws.route53.Zone("shop", { name: "shop.io" });
            new aws.route53.QueryLog("shop", {
                zoneId: zone.zoneId,
                cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:851725499301:log-group:/aws/route53/shop.io",
            });`,
    },
    pass: [
        { name: "a query log", stack: [zone(), log(ref("shop"))] },
        { name: "a private zone", kind: "lookalike", stack: [zone({ vpcs: [{ vpcId: unknown }] })] },
        { name: "the log of a zone that is not known yet", stack: [zone(), log(unknown)], undecided: true },
    ],
    fail: [
        { name: "nothing said (Route53.2)", kind: "default", stack: [zone()], expect: [{ resource: "shop" }] },
        { name: "the log of another zone (Route53.2)", stack: [zone(), log("Z2FDTNDATAQYW2")], expect: [{ resource: "shop" }] },
    ],
});
