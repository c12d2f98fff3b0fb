/** The resource types that more than one policy speaks of. One that only one policy needs stands in that policy. */
import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution";
import type { GroupArgs } from "@pulumi/aws/autoscaling/group";
import type { LogGroupArgs } from "@pulumi/aws/cloudwatch/logGroup";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";
import type { ReplicationConfigArgs } from "@pulumi/aws/dms/replicationConfig";
import type { ReplicationInstanceArgs } from "@pulumi/aws/dms/replicationInstance";
import type { ReplicationTaskArgs } from "@pulumi/aws/dms/replicationTask";
import type { InstanceArgs as Ec2InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { LaunchConfigurationArgs } from "@pulumi/aws/ec2/launchConfiguration";
import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate";
import type { NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import type { RouteArgs } from "@pulumi/aws/ec2/route";
import type { RouteTableArgs } from "@pulumi/aws/ec2/routeTable";
import type { RouteTableAssociationArgs } from "@pulumi/aws/ec2/routeTableAssociation";
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";
import type { VpcEndpointArgs } from "@pulumi/aws/ec2/vpcEndpoint";
import type { LoadBalancerArgs as ClassicLoadBalancerArgs } from "@pulumi/aws/elb/loadBalancer";
import type { ServiceArgs as EcsServiceArgs } from "@pulumi/aws/ecs/service";
import type { ClusterArgs as EksClusterArgs } from "@pulumi/aws/eks/cluster";
import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup";
import type { FunctionArgs } from "@pulumi/aws/lambda/function";
import type { ListenerArgs } from "@pulumi/aws/lb/listener";
import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer";
import type { TargetGroupArgs } from "@pulumi/aws/lb/targetGroup";
import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { ClusterInstanceArgs } from "@pulumi/aws/rds/clusterInstance";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import type { RecordArgs } from "@pulumi/aws/route53/record";
import type { ZoneArgs } from "@pulumi/aws/route53/zone";
import type { SecretArgs } from "@pulumi/aws/secretsmanager/secret";
import type { SecretVersionArgs } from "@pulumi/aws/secretsmanager/secretVersion";
import type { TopicArgs } from "@pulumi/aws/sns/topic";
import type { WebAclArgs } from "@pulumi/aws/wafv2/webAcl";

import { resourceType } from "../resource";

export const ClassicLoadBalancer = resourceType<ClassicLoadBalancerArgs>("aws:elb/loadBalancer:LoadBalancer");
export const Distribution = resourceType<DistributionArgs>("aws:cloudfront/distribution:Distribution");
export const AutoScalingGroup = resourceType<GroupArgs>("aws:autoscaling/group:Group");
export const DmsReplicationConfig = resourceType<ReplicationConfigArgs>("aws:dms/replicationConfig:ReplicationConfig");
export const DmsReplicationInstance = resourceType<ReplicationInstanceArgs>(
    "aws:dms/replicationInstance:ReplicationInstance",
);
export const DmsReplicationTask = resourceType<ReplicationTaskArgs>("aws:dms/replicationTask:ReplicationTask");
export const Ec2Instance = resourceType<Ec2InstanceArgs>("aws:ec2/instance:Instance");
export const EcsService = resourceType<EcsServiceArgs>("aws:ecs/service:Service", "aws-native:ecs:Service");
export const EksCluster = resourceType<EksClusterArgs>("aws:eks/cluster:Cluster");
export const EksNodeGroup = resourceType<NodeGroupArgs>("aws:eks/nodeGroup:NodeGroup");
export const LambdaFunction = resourceType<FunctionArgs>("aws:lambda/function:Function");
export const Listener = resourceType<ListenerArgs>("aws:lb/listener:Listener");
export const LoadBalancer = resourceType<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer");
export const LaunchConfiguration = resourceType<LaunchConfigurationArgs>(
    "aws:ec2/launchConfiguration:LaunchConfiguration",
);
export const LaunchTemplate = resourceType<LaunchTemplateArgs>("aws:ec2/launchTemplate:LaunchTemplate");
export const LogGroup = resourceType<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup");
export const MetricAlarm = resourceType<MetricAlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm");
export const NatGateway = resourceType<NatGatewayArgs>("aws:ec2/natGateway:NatGateway");
export const RdsCluster = resourceType<ClusterArgs>("aws:rds/cluster:Cluster");
export const RdsClusterInstance = resourceType<ClusterInstanceArgs>("aws:rds/clusterInstance:ClusterInstance");
export const RdsInstance = resourceType<InstanceArgs>("aws:rds/instance:Instance");
export const Route = resourceType<RouteArgs>("aws:ec2/route:Route");
export const Route53Record = resourceType<RecordArgs>("aws:route53/record:Record");
/** A VPC's own table too, which the provider adopts under a type of its own. */
export const RouteTable = resourceType<RouteTableArgs>(
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/defaultRouteTable:DefaultRouteTable",
);
export const RouteTableAssociation = resourceType<RouteTableAssociationArgs>(
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
);
export const Secret = resourceType<SecretArgs>("aws:secretsmanager/secret:Secret");
export const SecretVersion = resourceType<SecretVersionArgs>("aws:secretsmanager/secretVersion:SecretVersion");
export const Route53Zone = resourceType<ZoneArgs>("aws:route53/zone:Zone");
export const Subnet = resourceType<SubnetArgs>("aws:ec2/subnet:Subnet");
export const TargetGroup = resourceType<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup");
export const Topic = resourceType<TopicArgs>("aws:sns/topic:Topic");
export const WebAcl = resourceType<WebAclArgs>("aws:wafv2/webAcl:WebAcl");
export const Vpc = resourceType<VpcArgs>("aws:ec2/vpc:Vpc");
export const VpcEndpoint = resourceType<VpcEndpointArgs>("aws:ec2/vpcEndpoint:VpcEndpoint");
