import { route53QueryLogRegion } from "../../../policies/edge/route53-query-log-region";
import { policyTests, ref, resource, unknown, type TestResource, type Value } from "../../harness";

const log = (cloudwatchLogGroupArn: Value): TestResource =>
    resource("aws:route53/queryLog:QueryLog", "queries", { zoneId: "Z2FDTNDATAQYW2", cloudwatchLogGroupArn });
const group = (props: Value, region?: Value): TestResource =>
    resource(
        "aws:cloudwatch/logGroup:LogGroup",
        "group",
        { name: "/aws/route53/shop.io", ...props },
        region === undefined ? {} : { provider: { props: { region } } },
    );
const property = "cloudwatchLogGroupArn";

policyTests(route53QueryLogRegion, {
    example: {
        bad: `
            const zone = new aws.route53.Zone("shop", { name: "shop.io" });
            new aws.route53.QueryLog("shop", {
                zoneId: zone.zoneId,
                cloudwatchLogGroupArn: "arn:aws:logs:eu-west-1:851725499301:log-group:/aws/route53/shop.io",
            });`,
        good: `
            const zone = new aws.route53.Zone("shop", { name: "shop.io" });
            new aws.route53.QueryLog("shop", {
                zoneId: zone.zoneId,
                cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:851725499301:log-group:/aws/route53/shop.io",
            });`,
    },
    pass: [
        { name: "us-east-1 in the ARN", stack: [log("arn:aws:logs:us-east-1:851725499301:log-group:/aws/route53/shop.io")] },
        {
            name: "a log group that says us-east-1, whatever its provider does",
            kind: "lookalike",
            stack: [group({ region: "us-east-1" }, "eu-west-1"), log(ref("group"))],
        },
        { name: "a log group of a provider of us-east-1", kind: "default", stack: [group({}, "us-east-1"), log(ref("group"))] },
        { name: "a log group of a region that is not known yet", stack: [group({}, unknown), log(ref("group"))], undecided: true },
        { name: "not known yet", stack: [log(unknown)], undecided: true },
        {
            name: "another partition, whose regions are others",
            stack: [log("arn:aws-cn:logs:cn-northwest-1:851725499301:log-group:/aws/route53/shop.io")],
            undecided: true,
        },
    ],
    fail: [
        {
            name: "another region in the ARN",
            stack: [log("arn:aws:logs:eu-west-1:851725499301:log-group:/aws/route53/shop.io")],
            expect: [{ resource: "queries", property, says: /eu-west-1/ }],
        },
        {
            name: "a log group of a provider of another region",
            stack: [group({}, "eu-west-1"), log(ref("group"))],
            expect: [{ resource: "queries", property, says: /eu-west-1/ }],
        },
    ],
});
