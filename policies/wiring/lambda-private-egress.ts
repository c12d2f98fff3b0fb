import type { FunctionArgs } from "@pulumi/aws/lambda/function";

import { at, type Resource, type Stack, stackPolicy } from "../../kit";
import { isTrusted, LambdaFunction, reachesService, interfacesAt, TRUSTED, vpcOf } from "../../kit/aws";

/** The type of a resource -> the service that a function calls where it is given the resource's name. */
const CALLED: Record<string, string> = {
    "aws:dynamodb/table:Table": "dynamodb",
    "aws:s3/bucket:Bucket": "s3",
    "aws:s3/bucketV2:BucketV2": "s3",
    "aws:secretsmanager/secret:Secret": "secretsmanager",
    "aws:sfn/stateMachine:StateMachine": "states",
    "aws:sns/topic:Topic": "sns",
    "aws:sqs/queue:Queue": "sqs",
    "aws:kinesis/stream:Stream": "kinesis-streams",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "kinesis-firehose",
    "aws:cloudwatch/eventBus:EventBus": "events",
};

/** What a literal in the environment tells: an ARN's service, or the host of an address. */
const ARN = /^arn:aws[\w-]*:(dynamodb|s3|secretsmanager|states|sns|sqs|events):/;
const HOST = /^https:\/\/(sqs|sns|secretsmanager|dynamodb)\.[a-z0-9-]+\.amazonaws\.com/;

export const lambdaPrivateEgress = stackPolicy({
    name: "lambda-private-egress",
    title: "A function in a VPC reaches the AWS services that its environment names",
    severity: "medium",
    level: "advisory",
    why: "a function's network interface never has a public address: each call waits until the function times out",
    fix: "route its subnets to a NAT gateway, or give the VPC an endpoint for the service",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
    ],
    settings: { trusted: TRUSTED },
    types: [LambdaFunction],
    check(fn, { resource, stack, settings, report }) {
        if (fn.vpcConfig?.ipv6AllowedForDualStack === true) {
            return;
        }
        const senders = interfacesAt(stack, resource, "vpcConfig.subnetIds", "vpcConfig.securityGroupIds", "no") ?? [];
        const vpcs = senders.map(({ subnet }) => vpcOf(stack, subnet));
        if (isTrusted(settings.trusted, resource, ...vpcs)) {
            return;
        }
        const cut = servicesIn(stack, resource).filter((service) =>
            // Lambda keeps an interface in each subnet, and uses any.
            senders.some((sender) => reachesService(stack, sender, service) === "no"),
        );
        if (cut.length > 0) {
            const subnets = senders.map(({ subnet }) => subnet.name).join(", ");
            report("vpcConfig", `from ${subnets} it does not reach ${cut.join(", ")}, which its environment names`, {
                fix: `route the subnets to a NAT gateway, or add an aws.ec2.VpcEndpoint for ${cut.join(", ")}`,
            });
        }
    },
});

/** The services of what the environment names, by the resources that it came from and by its literals. */
function servicesIn(stack: Stack, fn: Resource<FunctionArgs>): string[] {
    const texts = Object.values(at(fn.unguarded, "environment.variables") ?? {}).map(String);
    const named = fn.origins("environment").map((urn) => CALLED[stack.get(urn)?.type ?? ""]);
    const literal = texts.map((text) => (ARN.exec(text) ?? HOST.exec(text))?.[1]);
    return [...new Set([...named, ...literal].filter((service) => service !== undefined))].sort();
}
