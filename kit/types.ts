/** The resource types that more than one policy speaks of. One that only one policy needs stands in that policy. */
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";
import type { LogGroupArgs } from "@pulumi/aws/cloudwatch/logGroup";
import type { NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";
import type { FunctionArgs } from "@pulumi/aws/lambda/function";
import type { TopicArgs } from "@pulumi/aws/sns/topic";

import { resourceType } from "./resource";

export const LambdaFunction = resourceType<FunctionArgs>("aws:lambda/function:Function");
export const LogGroup = resourceType<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup");
export const MetricAlarm = resourceType<MetricAlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm");
export const NatGateway = resourceType<NatGatewayArgs>("aws:ec2/natGateway:NatGateway");
export const Subnet = resourceType<SubnetArgs>("aws:ec2/subnet:Subnet");
export const Topic = resourceType<TopicArgs>("aws:sns/topic:Topic");
export const Vpc = resourceType<VpcArgs>("aws:ec2/vpc:Vpc");
