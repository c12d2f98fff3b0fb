/** The types of @pulumi/aws that the tables are made of, and what the installed package says of them. */
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * The arguments of the resources that the tables are made of: a property that the type does not have is a compile error.
 * A table that needs another type of @pulumi/aws adds its line here.
 */
export interface AwsArgs {
    "aws:acm/certificate:Certificate": import("@pulumi/aws/acm/certificate").CertificateArgs;
    "aws:acm/certificateValidation:CertificateValidation": import("@pulumi/aws/acm/certificateValidation").CertificateValidationArgs;
    "aws:acmpca/certificateAuthority:CertificateAuthority": import("@pulumi/aws/acmpca/certificateAuthority").CertificateAuthorityArgs;
    "aws:alb/listener:Listener": import("@pulumi/aws/alb/listener").ListenerArgs;
    "aws:alb/loadBalancer:LoadBalancer": import("@pulumi/aws/alb/loadBalancer").LoadBalancerArgs;
    "aws:amplify/app:App": import("@pulumi/aws/amplify/app").AppArgs;
    "aws:apigateway/deployment:Deployment": import("@pulumi/aws/apigateway/deployment").DeploymentArgs;
    "aws:apigateway/domainName:DomainName": import("@pulumi/aws/apigateway/domainName").DomainNameArgs;
    "aws:apigateway/integration:Integration": import("@pulumi/aws/apigateway/integration").IntegrationArgs;
    "aws:apigateway/method:Method": import("@pulumi/aws/apigateway/method").MethodArgs;
    "aws:apigateway/methodSettings:MethodSettings": import("@pulumi/aws/apigateway/methodSettings").MethodSettingsArgs;
    "aws:apigateway/restApi:RestApi": import("@pulumi/aws/apigateway/restApi").RestApiArgs;
    "aws:apigateway/restApiPolicy:RestApiPolicy": import("@pulumi/aws/apigateway/restApiPolicy").RestApiPolicyArgs;
    "aws:apigateway/stage:Stage": import("@pulumi/aws/apigateway/stage").StageArgs;
    "aws:apigatewayv2/api:Api": import("@pulumi/aws/apigatewayv2/api").ApiArgs;
    "aws:apigatewayv2/domainName:DomainName": import("@pulumi/aws/apigatewayv2/domainName").DomainNameArgs;
    "aws:apigatewayv2/integration:Integration": import("@pulumi/aws/apigatewayv2/integration").IntegrationArgs;
    "aws:apigatewayv2/route:Route": import("@pulumi/aws/apigatewayv2/route").RouteArgs;
    "aws:apigatewayv2/stage:Stage": import("@pulumi/aws/apigatewayv2/stage").StageArgs;
    "aws:appautoscaling/policy:Policy": import("@pulumi/aws/appautoscaling/policy").PolicyArgs;
    "aws:appautoscaling/target:Target": import("@pulumi/aws/appautoscaling/target").TargetArgs;
    "aws:appconfig/application:Application": import("@pulumi/aws/appconfig/application").ApplicationArgs;
    "aws:appconfig/configurationProfile:ConfigurationProfile": import("@pulumi/aws/appconfig/configurationProfile").ConfigurationProfileArgs;
    "aws:apprunner/service:Service": import("@pulumi/aws/apprunner/service").ServiceArgs;
    "aws:apprunner/vpcConnector:VpcConnector": import("@pulumi/aws/apprunner/vpcConnector").VpcConnectorArgs;
    "aws:appsync/domainName:DomainName": import("@pulumi/aws/appsync/domainName").DomainNameArgs;
    "aws:appsync/graphQLApi:GraphQLApi": import("@pulumi/aws/appsync/graphQLApi").GraphQLApiArgs;
    "aws:arcregionswitch/plan:Plan": import("@pulumi/aws/arcregionswitch/plan").PlanArgs;
    "aws:autoscaling/attachment:Attachment": import("@pulumi/aws/autoscaling/attachment").AttachmentArgs;
    "aws:autoscaling/group:Group": import("@pulumi/aws/autoscaling/group").GroupArgs;
    "aws:backup/selection:Selection": import("@pulumi/aws/backup/selection").SelectionArgs;
    "aws:batch/computeEnvironment:ComputeEnvironment": import("@pulumi/aws/batch/computeEnvironment").ComputeEnvironmentArgs;
    "aws:bedrock/agentcoreCodeInterpreter:AgentcoreCodeInterpreter": import("@pulumi/aws/bedrock/agentcoreCodeInterpreter").AgentcoreCodeInterpreterArgs;
    "aws:cfg/deliveryChannel:DeliveryChannel": import("@pulumi/aws/cfg/deliveryChannel").DeliveryChannelArgs;
    "aws:cfg/recorder:Recorder": import("@pulumi/aws/cfg/recorder").RecorderArgs;
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": import("@pulumi/aws/chatbot/slackChannelConfiguration").SlackChannelConfigurationArgs;
    "aws:cloud9/environmentEC2:EnvironmentEC2": import("@pulumi/aws/cloud9/environmentEC2").EnvironmentEC2Args;
    "aws:cloudcontrol/resource:Resource": import("@pulumi/aws/cloudcontrol/resource").ResourceArgs;
    "aws:cloudformation/stack:Stack": import("@pulumi/aws/cloudformation/stack").StackArgs;
    "aws:cloudfront/distribution:Distribution": import("@pulumi/aws/cloudfront/distribution").DistributionArgs;
    "aws:cloudfront/multitenantDistribution:MultitenantDistribution": import("@pulumi/aws/cloudfront/multitenantDistribution").MultitenantDistributionArgs;
    "aws:cloudfront/originAccessControl:OriginAccessControl": import("@pulumi/aws/cloudfront/originAccessControl").OriginAccessControlArgs;
    "aws:cloudtrail/trail:Trail": import("@pulumi/aws/cloudtrail/trail").TrailArgs;
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": import("@pulumi/aws/cloudwatch/compositeAlarm").CompositeAlarmArgs;
    "aws:cloudwatch/dashboard:Dashboard": import("@pulumi/aws/cloudwatch/dashboard").DashboardArgs;
    "aws:cloudwatch/eventBus:EventBus": import("@pulumi/aws/cloudwatch/eventBus").EventBusArgs;
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": import("@pulumi/aws/cloudwatch/eventBusPolicy").EventBusPolicyArgs;
    "aws:cloudwatch/eventPermission:EventPermission": import("@pulumi/aws/cloudwatch/eventPermission").EventPermissionArgs;
    "aws:cloudwatch/eventRule:EventRule": import("@pulumi/aws/cloudwatch/eventRule").EventRuleArgs;
    "aws:cloudwatch/eventTarget:EventTarget": import("@pulumi/aws/cloudwatch/eventTarget").EventTargetArgs;
    "aws:cloudwatch/logDeliverySource:LogDeliverySource": import("@pulumi/aws/cloudwatch/logDeliverySource").LogDeliverySourceArgs;
    "aws:cloudwatch/logGroup:LogGroup": import("@pulumi/aws/cloudwatch/logGroup").LogGroupArgs;
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": import("@pulumi/aws/cloudwatch/logSubscriptionFilter").LogSubscriptionFilterArgs;
    "aws:cloudwatch/metricAlarm:MetricAlarm": import("@pulumi/aws/cloudwatch/metricAlarm").MetricAlarmArgs;
    "aws:codebuild/project:Project": import("@pulumi/aws/codebuild/project").ProjectArgs;
    "aws:codebuild/sourceCredential:SourceCredential": import("@pulumi/aws/codebuild/sourceCredential").SourceCredentialArgs;
    "aws:codedeploy/deploymentGroup:DeploymentGroup": import("@pulumi/aws/codedeploy/deploymentGroup").DeploymentGroupArgs;
    "aws:cognito/userPool:UserPool": import("@pulumi/aws/cognito/userPool").UserPoolArgs;
    "aws:cognito/userPoolClient:UserPoolClient": import("@pulumi/aws/cognito/userPoolClient").UserPoolClientArgs;
    "aws:cognito/userPoolDomain:UserPoolDomain": import("@pulumi/aws/cognito/userPoolDomain").UserPoolDomainArgs;
    "aws:datasync/task:Task": import("@pulumi/aws/datasync/task").TaskArgs;
    "aws:devopsguru/resourceCollection:ResourceCollection": import("@pulumi/aws/devopsguru/resourceCollection").ResourceCollectionArgs;
    "aws:directconnect/gateway:Gateway": import("@pulumi/aws/directconnect/gateway").GatewayArgs;
    "aws:directconnect/gatewayAssociation:GatewayAssociation": import("@pulumi/aws/directconnect/gatewayAssociation").GatewayAssociationArgs;
    "aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface": import("@pulumi/aws/directconnect/hostedPrivateVirtualInterface").HostedPrivateVirtualInterfaceArgs;
    "aws:directconnect/hostedPublicVirtualInterfaceAccepter:HostedPublicVirtualInterfaceAccepter": import("@pulumi/aws/directconnect/hostedPublicVirtualInterfaceAccepter").HostedPublicVirtualInterfaceAccepterArgs;
    "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": import("@pulumi/aws/directconnect/privateVirtualInterface").PrivateVirtualInterfaceArgs;
    "aws:dms/endpoint:Endpoint": import("@pulumi/aws/dms/endpoint").EndpointArgs;
    "aws:dms/replicationConfig:ReplicationConfig": import("@pulumi/aws/dms/replicationConfig").ReplicationConfigArgs;
    "aws:dms/replicationInstance:ReplicationInstance": import("@pulumi/aws/dms/replicationInstance").ReplicationInstanceArgs;
    "aws:dms/replicationSubnetGroup:ReplicationSubnetGroup": import("@pulumi/aws/dms/replicationSubnetGroup").ReplicationSubnetGroupArgs;
    "aws:dms/replicationTask:ReplicationTask": import("@pulumi/aws/dms/replicationTask").ReplicationTaskArgs;
    "aws:dms/s3Endpoint:S3Endpoint": import("@pulumi/aws/dms/s3endpoint").S3EndpointArgs;
    "aws:docdb/cluster:Cluster": import("@pulumi/aws/docdb/cluster").ClusterArgs;
    "aws:docdb/clusterInstance:ClusterInstance": import("@pulumi/aws/docdb/clusterInstance").ClusterInstanceArgs;
    "aws:docdb/clusterParameterGroup:ClusterParameterGroup": import("@pulumi/aws/docdb/clusterParameterGroup").ClusterParameterGroupArgs;
    "aws:docdb/elasticCluster:ElasticCluster": import("@pulumi/aws/docdb/elasticCluster").ElasticClusterArgs;
    "aws:docdb/subnetGroup:SubnetGroup": import("@pulumi/aws/docdb/subnetGroup").SubnetGroupArgs;
    "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate": import("@pulumi/aws/drs/replicationConfigurationTemplate").ReplicationConfigurationTemplateArgs;
    "aws:dynamodb/table:Table": import("@pulumi/aws/dynamodb/table").TableArgs;
    "aws:ebs/encryptionByDefault:EncryptionByDefault": import("@pulumi/aws/ebs/encryptionByDefault").EncryptionByDefaultArgs;
    "aws:ebs/volume:Volume": import("@pulumi/aws/ebs/volume").VolumeArgs;
    "aws:ec2/amiLaunchPermission:AmiLaunchPermission": import("@pulumi/aws/ec2/amiLaunchPermission").AmiLaunchPermissionArgs;
    "aws:ec2/customerGateway:CustomerGateway": import("@pulumi/aws/ec2/customerGateway").CustomerGatewayArgs;
    "aws:ec2/defaultRouteTable:DefaultRouteTable": import("@pulumi/aws/ec2/defaultRouteTable").DefaultRouteTableArgs;
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": import("@pulumi/aws/ec2/defaultSecurityGroup").DefaultSecurityGroupArgs;
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": import("@pulumi/aws/ec2/egressOnlyInternetGateway").EgressOnlyInternetGatewayArgs;
    "aws:ec2/eip:Eip": import("@pulumi/aws/ec2/eip").EipArgs;
    "aws:ec2/flowLog:FlowLog": import("@pulumi/aws/ec2/flowLog").FlowLogArgs;
    "aws:ec2/instance:Instance": import("@pulumi/aws/ec2/instance").InstanceArgs;
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": import("@pulumi/aws/ec2/instanceMetadataDefaults").InstanceMetadataDefaultsArgs;
    "aws:ec2/internetGateway:InternetGateway": import("@pulumi/aws/ec2/internetGateway").InternetGatewayArgs;
    "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment": import("@pulumi/aws/ec2/internetGatewayAttachment").InternetGatewayAttachmentArgs;
    "aws:ec2/launchConfiguration:LaunchConfiguration": import("@pulumi/aws/ec2/launchConfiguration").LaunchConfigurationArgs;
    "aws:ec2/launchTemplate:LaunchTemplate": import("@pulumi/aws/ec2/launchTemplate").LaunchTemplateArgs;
    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": import("@pulumi/aws/ec2/mainRouteTableAssociation").MainRouteTableAssociationArgs;
    "aws:ec2/managedPrefixList:ManagedPrefixList": import("@pulumi/aws/ec2/managedPrefixList").ManagedPrefixListArgs;
    "aws:ec2/natGateway:NatGateway": import("@pulumi/aws/ec2/natGateway").NatGatewayArgs;
    "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment": import("@pulumi/aws/ec2/networkInterfaceSecurityGroupAttachment").NetworkInterfaceSecurityGroupAttachmentArgs;
    "aws:ec2/networkAcl:NetworkAcl": import("@pulumi/aws/ec2/networkAcl").NetworkAclArgs;
    "aws:ec2/networkAclAssociation:NetworkAclAssociation": import("@pulumi/aws/ec2/networkAclAssociation").NetworkAclAssociationArgs;
    "aws:ec2/networkAclRule:NetworkAclRule": import("@pulumi/aws/ec2/networkAclRule").NetworkAclRuleArgs;
    "aws:ec2/route:Route": import("@pulumi/aws/ec2/route").RouteArgs;
    "aws:ec2/routeTable:RouteTable": import("@pulumi/aws/ec2/routeTable").RouteTableArgs;
    "aws:ec2/routeTableAssociation:RouteTableAssociation": import("@pulumi/aws/ec2/routeTableAssociation").RouteTableAssociationArgs;
    "aws:ec2/securityGroup:SecurityGroup": import("@pulumi/aws/ec2/securityGroup").SecurityGroupArgs;
    "aws:ec2/securityGroupRule:SecurityGroupRule": import("@pulumi/aws/ec2/securityGroupRule").SecurityGroupRuleArgs;
    "aws:ec2/spotFleetRequest:SpotFleetRequest": import("@pulumi/aws/ec2/spotFleetRequest").SpotFleetRequestArgs;
    "aws:ec2/subnet:Subnet": import("@pulumi/aws/ec2/subnet").SubnetArgs;
    "aws:ec2/vpc:Vpc": import("@pulumi/aws/ec2/vpc").VpcArgs;
    "aws:ec2/vpcEndpoint:VpcEndpoint": import("@pulumi/aws/ec2/vpcEndpoint").VpcEndpointArgs;
    "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": import("@pulumi/aws/ec2/vpcEndpointRouteTableAssociation").VpcEndpointRouteTableAssociationArgs;
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": import("@pulumi/aws/ec2/vpcIpv4CidrBlockAssociation").VpcIpv4CidrBlockAssociationArgs;
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": import("@pulumi/aws/ec2/vpcPeeringConnection").VpcPeeringConnectionArgs;
    "aws:ec2/vpnConnection:VpnConnection": import("@pulumi/aws/ec2/vpnConnection").VpnConnectionArgs;
    "aws:ec2transitgateway/transitGateway:TransitGateway": import("@pulumi/aws/ec2transitgateway/transitGateway").TransitGatewayArgs;
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": import("@pulumi/aws/ecr/lifecyclePolicy").LifecyclePolicyArgs;
    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": import("@pulumi/aws/ecr/registryScanningConfiguration").RegistryScanningConfigurationArgs;
    "aws:ecr/repository:Repository": import("@pulumi/aws/ecr/repository").RepositoryArgs;
    "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": import("@pulumi/aws/ecrpublic/repositoryPolicy").RepositoryPolicyArgs;
    "aws:ecs/accountSettingDefault:AccountSettingDefault": import("@pulumi/aws/ecs/accountSettingDefault").AccountSettingDefaultArgs;
    "aws:ecs/capacityProvider:CapacityProvider": import("@pulumi/aws/ecs/capacityProvider").CapacityProviderArgs;
    "aws:ecs/cluster:Cluster": import("@pulumi/aws/ecs/cluster").ClusterArgs;
    "aws:ecs/expressGatewayService:ExpressGatewayService": import("@pulumi/aws/ecs/expressGatewayService").ExpressGatewayServiceArgs;
    "aws:ecs/service:Service": import("@pulumi/aws/ecs/service").ServiceArgs;
    "aws:ecs/taskDefinition:TaskDefinition": import("@pulumi/aws/ecs/taskDefinition").TaskDefinitionArgs;
    "aws:ecs/taskSet:TaskSet": import("@pulumi/aws/ecs/taskSet").TaskSetArgs;
    "aws:efs/accessPoint:AccessPoint": import("@pulumi/aws/efs/accessPoint").AccessPointArgs;
    "aws:efs/backupPolicy:BackupPolicy": import("@pulumi/aws/efs/backupPolicy").BackupPolicyArgs;
    "aws:efs/fileSystem:FileSystem": import("@pulumi/aws/efs/fileSystem").FileSystemArgs;
    "aws:efs/mountTarget:MountTarget": import("@pulumi/aws/efs/mountTarget").MountTargetArgs;
    "aws:eks/cluster:Cluster": import("@pulumi/aws/eks/cluster").ClusterArgs;
    "aws:eks/nodeGroup:NodeGroup": import("@pulumi/aws/eks/nodeGroup").NodeGroupArgs;
    "aws:elasticache/cluster:Cluster": import("@pulumi/aws/elasticache/cluster").ClusterArgs;
    "aws:elasticache/parameterGroup:ParameterGroup": import("@pulumi/aws/elasticache/parameterGroup").ParameterGroupArgs;
    "aws:elasticache/replicationGroup:ReplicationGroup": import("@pulumi/aws/elasticache/replicationGroup").ReplicationGroupArgs;
    "aws:elasticache/serverlessCache:ServerlessCache": import("@pulumi/aws/elasticache/serverlessCache").ServerlessCacheArgs;
    "aws:elasticache/subnetGroup:SubnetGroup": import("@pulumi/aws/elasticache/subnetGroup").SubnetGroupArgs;
    "aws:elasticache/user:User": import("@pulumi/aws/elasticache/user").UserArgs;
    "aws:elasticbeanstalk/environment:Environment": import("@pulumi/aws/elasticbeanstalk/environment").EnvironmentArgs;
    "aws:elasticsearch/domain:Domain": import("@pulumi/aws/elasticsearch/domain").DomainArgs;
    "aws:elb/listenerPolicy:ListenerPolicy": import("@pulumi/aws/elb/listenerPolicy").ListenerPolicyArgs;
    "aws:elb/loadBalancer:LoadBalancer": import("@pulumi/aws/elb/loadBalancer").LoadBalancerArgs;
    "aws:elb/loadBalancerPolicy:LoadBalancerPolicy": import("@pulumi/aws/elb/loadBalancerPolicy").LoadBalancerPolicyArgs;
    "aws:emr/securityConfiguration:SecurityConfiguration": import("@pulumi/aws/emr/securityConfiguration").SecurityConfigurationArgs;
    "aws:evidently/feature:Feature": import("@pulumi/aws/evidently/feature").FeatureArgs;
    "aws:fis/experimentTemplate:ExperimentTemplate": import("@pulumi/aws/fis/experimentTemplate").ExperimentTemplateArgs;
    "aws:fis/safetyLeverState:SafetyLeverState": import("@pulumi/aws/fis/safetyLeverState").SafetyLeverStateArgs;
    "aws:fsx/windowsFileSystem:WindowsFileSystem": import("@pulumi/aws/fsx/windowsFileSystem").WindowsFileSystemArgs;
    "aws:guardduty/member:Member": import("@pulumi/aws/guardduty/member").MemberArgs;
    "aws:iam/accessKey:AccessKey": import("@pulumi/aws/iam/accessKey").AccessKeyArgs;
    "aws:iam/instanceProfile:InstanceProfile": import("@pulumi/aws/iam/instanceProfile").InstanceProfileArgs;
    "aws:iam/policy:Policy": import("@pulumi/aws/iam/policy").PolicyArgs;
    "aws:iam/policyAttachment:PolicyAttachment": import("@pulumi/aws/iam/policyAttachment").PolicyAttachmentArgs;
    "aws:iam/role:Role": import("@pulumi/aws/iam/role").RoleArgs;
    "aws:iam/rolePolicy:RolePolicy": import("@pulumi/aws/iam/rolePolicy").RolePolicyArgs;
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": import("@pulumi/aws/iam/rolePolicyAttachment").RolePolicyAttachmentArgs;
    "aws:iam/serverCertificate:ServerCertificate": import("@pulumi/aws/iam/serverCertificate").ServerCertificateArgs;
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": import("@pulumi/aws/iam/serviceLinkedRole").ServiceLinkedRoleArgs;
    "aws:iam/user:User": import("@pulumi/aws/iam/user").UserArgs;
    "aws:iam/userLoginProfile:UserLoginProfile": import("@pulumi/aws/iam/userLoginProfile").UserLoginProfileArgs;
    "aws:iam/userPolicy:UserPolicy": import("@pulumi/aws/iam/userPolicy").UserPolicyArgs;
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": import("@pulumi/aws/iam/userPolicyAttachment").UserPolicyAttachmentArgs;
    "aws:inspector2/enabler:Enabler": import("@pulumi/aws/inspector2/enabler").EnablerArgs;
    "aws:iot/topicRule:TopicRule": import("@pulumi/aws/iot/topicRule").TopicRuleArgs;
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": import("@pulumi/aws/kinesis/firehoseDeliveryStream").FirehoseDeliveryStreamArgs;
    "aws:kinesis/stream:Stream": import("@pulumi/aws/kinesis/stream").StreamArgs;
    "aws:kms/alias:Alias": import("@pulumi/aws/kms/alias").AliasArgs;
    "aws:kms/externalKey:ExternalKey": import("@pulumi/aws/kms/externalKey").ExternalKeyArgs;
    "aws:kms/key:Key": import("@pulumi/aws/kms/key").KeyArgs;
    "aws:kms/keyPolicy:KeyPolicy": import("@pulumi/aws/kms/keyPolicy").KeyPolicyArgs;
    "aws:kms/replicaKey:ReplicaKey": import("@pulumi/aws/kms/replicaKey").ReplicaKeyArgs;
    "aws:lambda/alias:Alias": import("@pulumi/aws/lambda/alias").AliasArgs;
    "aws:lambda/eventSourceMapping:EventSourceMapping": import("@pulumi/aws/lambda/eventSourceMapping").EventSourceMappingArgs;
    "aws:lambda/function:Function": import("@pulumi/aws/lambda/function").FunctionArgs;
    "aws:lambda/functionUrl:FunctionUrl": import("@pulumi/aws/lambda/functionUrl").FunctionUrlArgs;
    "aws:lambda/layerVersionPermission:LayerVersionPermission": import("@pulumi/aws/lambda/layerVersionPermission").LayerVersionPermissionArgs;
    "aws:lambda/permission:Permission": import("@pulumi/aws/lambda/permission").PermissionArgs;
    "aws:lb/listener:Listener": import("@pulumi/aws/lb/listener").ListenerArgs;
    "aws:lb/listenerCertificate:ListenerCertificate": import("@pulumi/aws/lb/listenerCertificate").ListenerCertificateArgs;
    "aws:lb/listenerRule:ListenerRule": import("@pulumi/aws/lb/listenerRule").ListenerRuleArgs;
    "aws:lb/loadBalancer:LoadBalancer": import("@pulumi/aws/lb/loadBalancer").LoadBalancerArgs;
    "aws:lb/targetGroup:TargetGroup": import("@pulumi/aws/lb/targetGroup").TargetGroupArgs;
    "aws:lb/targetGroupAttachment:TargetGroupAttachment": import("@pulumi/aws/lb/targetGroupAttachment").TargetGroupAttachmentArgs;
    "aws:lex/bot:Bot": import("@pulumi/aws/lex/bot").BotArgs;
    "aws:memorydb/cluster:Cluster": import("@pulumi/aws/memorydb/cluster").ClusterArgs;
    "aws:memorydb/parameterGroup:ParameterGroup": import("@pulumi/aws/memorydb/parameterGroup").ParameterGroupArgs;
    "aws:mgn/replicationConfigurationTemplate:ReplicationConfigurationTemplate": Record<string, unknown>;
    "aws:mq/broker:Broker": import("@pulumi/aws/mq/broker").BrokerArgs;
    "aws:msk/cluster:Cluster": import("@pulumi/aws/msk/cluster").ClusterArgs;
    "aws:mskconnect/connector:Connector": import("@pulumi/aws/mskconnect/connector").ConnectorArgs;
    "aws:neptune/cluster:Cluster": import("@pulumi/aws/neptune/cluster").ClusterArgs;
    "aws:neptune/clusterInstance:ClusterInstance": import("@pulumi/aws/neptune/clusterInstance").ClusterInstanceArgs;
    "aws:neptune/clusterParameterGroup:ClusterParameterGroup": import("@pulumi/aws/neptune/clusterParameterGroup").ClusterParameterGroupArgs;
    "aws:neptune/parameterGroup:ParameterGroup": import("@pulumi/aws/neptune/parameterGroup").ParameterGroupArgs;
    "aws:networkfirewall/firewall:Firewall": import("@pulumi/aws/networkfirewall/firewall").FirewallArgs;
    "aws:networkfirewall/firewallPolicy:FirewallPolicy": import("@pulumi/aws/networkfirewall/firewallPolicy").FirewallPolicyArgs;
    "aws:networkfirewall/loggingConfiguration:LoggingConfiguration": import("@pulumi/aws/networkfirewall/loggingConfiguration").LoggingConfigurationArgs;
    "aws:networkfirewall/ruleGroup:RuleGroup": import("@pulumi/aws/networkfirewall/ruleGroup").RuleGroupArgs;
    "aws:networkfirewall/vpcEndpointAssociation:VpcEndpointAssociation": import("@pulumi/aws/networkfirewall/vpcEndpointAssociation").VpcEndpointAssociationArgs;
    "aws:opensearch/domain:Domain": import("@pulumi/aws/opensearch/domain").DomainArgs;
    "aws:opensearch/domainPolicy:DomainPolicy": import("@pulumi/aws/opensearch/domainPolicy").DomainPolicyArgs;
    "aws:organizations/account:Account": import("@pulumi/aws/organizations/account").AccountArgs;
    "aws:organizations/organizationalUnit:OrganizationalUnit": import("@pulumi/aws/organizations/organizationalUnit").OrganizationalUnitArgs;
    "aws:pinpoint/smsvoicev2PhoneNumber:Smsvoicev2PhoneNumber": import("@pulumi/aws/pinpoint/smsvoicev2PhoneNumber").Smsvoicev2PhoneNumberArgs;
    "aws:ram/principalAssociation:PrincipalAssociation": import("@pulumi/aws/ram/principalAssociation").PrincipalAssociationArgs;
    "aws:ram/resourceAssociation:ResourceAssociation": import("@pulumi/aws/ram/resourceAssociation").ResourceAssociationArgs;
    "aws:ram/resourceShare:ResourceShare": import("@pulumi/aws/ram/resourceShare").ResourceShareArgs;
    "aws:ram/resourceShareAccepter:ResourceShareAccepter": import("@pulumi/aws/ram/resourceShareAccepter").ResourceShareAccepterArgs;
    "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive": import("@pulumi/aws/ram/resourceShareAssociationsExclusive").ResourceShareAssociationsExclusiveArgs;
    "aws:rds/cluster:Cluster": import("@pulumi/aws/rds/cluster").ClusterArgs;
    "aws:rds/clusterInstance:ClusterInstance": import("@pulumi/aws/rds/clusterInstance").ClusterInstanceArgs;
    "aws:rds/clusterParameterGroup:ClusterParameterGroup": import("@pulumi/aws/rds/clusterParameterGroup").ClusterParameterGroupArgs;
    "aws:rds/eventSubscription:EventSubscription": import("@pulumi/aws/rds/eventSubscription").EventSubscriptionArgs;
    "aws:rds/globalCluster:GlobalCluster": import("@pulumi/aws/rds/globalCluster").GlobalClusterArgs;
    "aws:rds/instance:Instance": import("@pulumi/aws/rds/instance").InstanceArgs;
    "aws:rds/optionGroup:OptionGroup": import("@pulumi/aws/rds/optionGroup").OptionGroupArgs;
    "aws:rds/parameterGroup:ParameterGroup": import("@pulumi/aws/rds/parameterGroup").ParameterGroupArgs;
    "aws:rds/proxy:Proxy": import("@pulumi/aws/rds/proxy").ProxyArgs;
    "aws:rds/snapshot:Snapshot": import("@pulumi/aws/rds/snapshot").SnapshotArgs;
    "aws:rds/subnetGroup:SubnetGroup": import("@pulumi/aws/rds/subnetGroup").SubnetGroupArgs;
    "aws:redshift/cluster:Cluster": import("@pulumi/aws/redshift/cluster").ClusterArgs;
    "aws:redshift/logging:Logging": import("@pulumi/aws/redshift/logging").LoggingArgs;
    "aws:redshift/parameterGroup:ParameterGroup": import("@pulumi/aws/redshift/parameterGroup").ParameterGroupArgs;
    "aws:redshift/subnetGroup:SubnetGroup": import("@pulumi/aws/redshift/subnetGroup").SubnetGroupArgs;
    "aws:redshiftserverless/namespace:Namespace": import("@pulumi/aws/redshiftserverless/namespace").NamespaceArgs;
    "aws:redshiftserverless/workgroup:Workgroup": import("@pulumi/aws/redshiftserverless/workgroup").WorkgroupArgs;
    "aws:route53/healthCheck:HealthCheck": import("@pulumi/aws/route53/healthCheck").HealthCheckArgs;
    "aws:route53/queryLog:QueryLog": import("@pulumi/aws/route53/queryLog").QueryLogArgs;
    "aws:route53/record:Record": import("@pulumi/aws/route53/record").RecordArgs;
    "aws:route53/resolverEndpoint:ResolverEndpoint": import("@pulumi/aws/route53/resolverEndpoint").ResolverEndpointArgs;
    "aws:route53/resolverRuleAssociation:ResolverRuleAssociation": import("@pulumi/aws/route53/resolverRuleAssociation").ResolverRuleAssociationArgs;
    "aws:route53/trafficPolicyInstance:TrafficPolicyInstance": import("@pulumi/aws/route53/trafficPolicyInstance").TrafficPolicyInstanceArgs;
    "aws:route53/zone:Zone": import("@pulumi/aws/route53/zone").ZoneArgs;
    "aws:route53/zoneAssociation:ZoneAssociation": import("@pulumi/aws/route53/zoneAssociation").ZoneAssociationArgs;
    "aws:s3/accessPoint:AccessPoint": import("@pulumi/aws/s3/accessPoint").AccessPointArgs;
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": import("@pulumi/aws/s3/accountPublicAccessBlock").AccountPublicAccessBlockArgs;
    "aws:s3/bucket:Bucket": import("@pulumi/aws/s3/bucket").BucketArgs;
    "aws:s3/bucketAcl:BucketAcl": import("@pulumi/aws/s3/bucketAcl").BucketAclArgs;
    "aws:s3/bucketAclV2:BucketAclV2": import("@pulumi/aws/s3/bucketAclV2").BucketAclV2Args;
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": import("@pulumi/aws/s3/bucketLifecycleConfiguration").BucketLifecycleConfigurationArgs;
    "aws:s3/bucketLogging:BucketLogging": import("@pulumi/aws/s3/bucketLogging").BucketLoggingArgs;
    "aws:s3/bucketObject:BucketObject": import("@pulumi/aws/s3/bucketObject").BucketObjectArgs;
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": import("@pulumi/aws/s3/bucketObjectLockConfiguration").BucketObjectLockConfigurationArgs;
    "aws:s3/bucketObjectv2:BucketObjectv2": import("@pulumi/aws/s3/bucketObjectv2").BucketObjectv2Args;
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": import("@pulumi/aws/s3/bucketOwnershipControls").BucketOwnershipControlsArgs;
    "aws:s3/bucketPolicy:BucketPolicy": import("@pulumi/aws/s3/bucketPolicy").BucketPolicyArgs;
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": import("@pulumi/aws/s3/bucketPublicAccessBlock").BucketPublicAccessBlockArgs;
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": import("@pulumi/aws/s3/bucketServerSideEncryptionConfiguration").BucketServerSideEncryptionConfigurationArgs;
    "aws:s3/bucketV2:BucketV2": import("@pulumi/aws/s3/bucketV2").BucketV2Args;
    "aws:s3/bucketVersioning:BucketVersioning": import("@pulumi/aws/s3/bucketVersioning").BucketVersioningArgs;
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": import("@pulumi/aws/s3/bucketWebsiteConfiguration").BucketWebsiteConfigurationArgs;
    "aws:s3/directoryBucket:DirectoryBucket": import("@pulumi/aws/s3/directoryBucket").DirectoryBucketArgs;
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": import("@pulumi/aws/s3control/multiRegionAccessPoint").MultiRegionAccessPointArgs;
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": import("@pulumi/aws/sagemaker/endpointConfiguration").EndpointConfigurationArgs;
    "aws:sagemaker/featureGroup:FeatureGroup": import("@pulumi/aws/sagemaker/featureGroup").FeatureGroupArgs;
    "aws:sagemaker/model:Model": import("@pulumi/aws/sagemaker/model").ModelArgs;
    "aws:sagemaker/notebookInstance:NotebookInstance": import("@pulumi/aws/sagemaker/notebookInstance").NotebookInstanceArgs;
    "aws:scheduler/schedule:Schedule": import("@pulumi/aws/scheduler/schedule").ScheduleArgs;
    "aws:secretsmanager/secret:Secret": import("@pulumi/aws/secretsmanager/secret").SecretArgs;
    "aws:secretsmanager/secretPolicy:SecretPolicy": import("@pulumi/aws/secretsmanager/secretPolicy").SecretPolicyArgs;
    "aws:secretsmanager/secretRotation:SecretRotation": import("@pulumi/aws/secretsmanager/secretRotation").SecretRotationArgs;
    "aws:secretsmanager/secretVersion:SecretVersion": import("@pulumi/aws/secretsmanager/secretVersion").SecretVersionArgs;
    "aws:servicecatalog/portfolioShare:PortfolioShare": import("@pulumi/aws/servicecatalog/portfolioShare").PortfolioShareArgs;
    "aws:sesv2/emailIdentity:EmailIdentity": import("@pulumi/aws/sesv2/emailIdentity").EmailIdentityArgs;
    "aws:sfn/stateMachine:StateMachine": import("@pulumi/aws/sfn/stateMachine").StateMachineArgs;
    "aws:sns/topic:Topic": import("@pulumi/aws/sns/topic").TopicArgs;
    "aws:sns/topicPolicy:TopicPolicy": import("@pulumi/aws/sns/topicPolicy").TopicPolicyArgs;
    "aws:sns/topicSubscription:TopicSubscription": import("@pulumi/aws/sns/topicSubscription").TopicSubscriptionArgs;
    "aws:sqs/queue:Queue": import("@pulumi/aws/sqs/queue").QueueArgs;
    "aws:sqs/queuePolicy:QueuePolicy": import("@pulumi/aws/sqs/queuePolicy").QueuePolicyArgs;
    "aws:sqs/redrivePolicy:RedrivePolicy": import("@pulumi/aws/sqs/redrivePolicy").RedrivePolicyArgs;
    "aws:ssm/document:Document": import("@pulumi/aws/ssm/document").DocumentArgs;
    "aws:ssm/parameter:Parameter": import("@pulumi/aws/ssm/parameter").ParameterArgs;
    "aws:ssm/serviceSetting:ServiceSetting": import("@pulumi/aws/ssm/serviceSetting").ServiceSettingArgs;
    "aws:synthetics/canary:Canary": import("@pulumi/aws/synthetics/canary").CanaryArgs;
    "aws:transfer/server:Server": import("@pulumi/aws/transfer/server").ServerArgs;
    "aws:transfer/user:User": import("@pulumi/aws/transfer/user").UserArgs;
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": import("@pulumi/aws/vpc/securityGroupEgressRule").SecurityGroupEgressRuleArgs;
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": import("@pulumi/aws/vpc/securityGroupIngressRule").SecurityGroupIngressRuleArgs;
    "aws:waf/rule:Rule": import("@pulumi/aws/waf/rule").RuleArgs;
    "aws:waf/ruleGroup:RuleGroup": import("@pulumi/aws/waf/ruleGroup").RuleGroupArgs;
    "aws:waf/webAcl:WebAcl": import("@pulumi/aws/waf/webAcl").WebAclArgs;
    "aws:wafregional/rule:Rule": import("@pulumi/aws/wafregional/rule").RuleArgs;
    "aws:wafregional/ruleGroup:RuleGroup": import("@pulumi/aws/wafregional/ruleGroup").RuleGroupArgs;
    "aws:wafregional/webAcl:WebAcl": import("@pulumi/aws/wafregional/webAcl").WebAclArgs;
    "aws:wafv2/ruleGroup:RuleGroup": import("@pulumi/aws/wafv2/ruleGroup").RuleGroupArgs;
    "aws:wafv2/webAcl:WebAcl": import("@pulumi/aws/wafv2/webAcl").WebAclArgs;
    "aws:wafv2/webAclAssociation:WebAclAssociation": import("@pulumi/aws/wafv2/webAclAssociation").WebAclAssociationArgs;
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": import("@pulumi/aws/wafv2/webAclLoggingConfiguration").WebAclLoggingConfigurationArgs;
    "aws:wafv2/webAclRule:WebAclRule": import("@pulumi/aws/wafv2/webAclRule").WebAclRuleArgs;
    "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation": import("@pulumi/aws/wafv2/webAclRuleGroupAssociation").WebAclRuleGroupAssociationArgs;
    "aws:workmail/domain:Domain": import("@pulumi/aws/workmail/domain").DomainArgs;
}

/**
 * Some of the arguments of a type; any, of another package's. A row that has no line here for its type does not compile,
 * and the error says which line to add.
 */
export type Props<T extends string> = T extends keyof AwsArgs
    ? Partial<AwsArgs[T]>
    : T extends `aws:${string}`
      ? `add a line for ${T} to AwsArgs in test/aws.ts`
      : Record<string, unknown>;

/** The installed @pulumi/aws; a resource's code says its token and what it takes. */
const SDK = path.dirname(require.resolve("@pulumi/aws/package.json"));
const codes = new Map<string, string>();

/** What stands in @pulumi/aws about a token; nothing for one that it does not have. */
function codeOf(token: string): string {
    let code = codes.get(token);
    if (code === undefined) {
        const [, file = ""] = token.split(":");
        // A few files are named in lower case: dms/s3endpoint.js has aws:dms/s3Endpoint:S3Endpoint.
        const [module = "", name = ""] = file.split("/");
        const places = [path.join(SDK, `${file}.js`), path.join(SDK, module, `${name.toLowerCase()}.js`)];
        const place = places.find((one) => fs.existsSync(one));
        const text = place ? fs.readFileSync(place, "utf8") : "";
        code = text.includes(`__pulumiType = '${token}'`) ? text : "";
        codes.set(token, code);
    }
    return code;
}

/** True for a token of @pulumi/aws, such as `aws:rds/instance:Instance`. */
export function isAwsToken(token: string): boolean {
    return REGISTERED.has(token) || codeOf(token) !== "";
}

/** Types that @pulumi/aws does not have, and that programs register under its name all the same. */
const REGISTERED = new Set(["aws:mgn/replicationConfigurationTemplate:ReplicationConfigurationTemplate"]);

/** What the engine and the provider add to a program's arguments. */
const ADDED = new Set(["__defaults", "tagsAll"]);

/** The properties that a resource of the type does not take: one that is only read has the outputs too. */
export function impossible(token: string, properties: string[], read: boolean): string[] {
    const code = codeOf(token);
    if (REGISTERED.has(token)) {
        return [];
    }
    const isTaken = (name: string): boolean =>
        ADDED.has(name) || new RegExp(`\\bargs\\?\\.${name}\\b`).test(code) || (read && code.includes(`resourceInputs["${name}"] =`));
    return properties.filter((name) => !isTaken(name));
}
