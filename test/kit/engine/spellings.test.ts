import * as assert from "node:assert/strict";

import { asset } from "@pulumi/pulumi";

import { readFacts } from "../../../facts/read";
import { Resource } from "../../../kit/resource";
import { classicSpelling, NATIVE_TOKENS } from "../../../kit/engine/spellings";
import { unknown } from "../../harness";

const make = (type: string, properties: Record<string, unknown>, inputs?: Record<string, unknown>): Resource =>
    new Resource({ urn: `urn:pulumi:dev::shop::${type}::r`, type, name: "r", properties }, inputs);

/** What a resource of aws-native looks like to a policy. */
const classic = (type: string, properties: Record<string, unknown>): [string, Record<string, unknown>] => {
    const resource = make(`aws-native:${type}`, properties);
    return [resource.type, resource.unguarded];
};

describe("kit/spellings", () => {
    it("names classic types that exist", () => {
        const { mapTags, untaggable, otherShape } = readFacts<{ mapTags: string[]; untaggable: string[]; otherShape: object }>("taggable-resources");
        const known = new Set([...mapTags, ...untaggable, ...Object.keys(otherShape)]);
        for (const token of NATIVE_TOKENS) {
            assert.ok(known.has(make(token, {}).type), `${token}: ${make(token, {}).type}`);
        }
    });

    it("leaves other types as they are", () => {
        const bucket = make("aws:s3/bucket:Bucket", { bucket: "b", tags: { a: "b" } });
        assert.deepEqual([bucket.type, bucket.unguarded, bucket.spell("bucket")], ["aws:s3/bucket:Bucket", { bucket: "b", tags: { a: "b" } }, "bucket"]);
        assert.equal(make("aws-native:iot:Thing", {}).type, "aws-native:iot:Thing");
    });

    it("takes alb for lb", () => {
        const balancer = make("aws:alb/loadBalancer:LoadBalancer", { internal: true });
        assert.deepEqual([balancer.type, balancer.unguarded, balancer.spell("internal")], ["aws:lb/loadBalancer:LoadBalancer", { internal: true }, "internal"]);
    });

    it("takes what stands beside a BucketV2 for what stands beside a bucket", () => {
        const bucket = make("aws:s3/bucketV2:BucketV2", { acl: "private", loggings: [{ targetBucket: "logs" }], versionings: unknown });
        assert.equal(bucket.type, "aws:s3/bucket:Bucket");
        assert.deepEqual(bucket.unguarded, { acl: "private", logging: { targetBucket: "logs" }, versioning: unknown });
        assert.equal(bucket.spell("versioning.enabled"), "versionings");
        const versioning = make("aws:s3/bucketVersioningV2:BucketVersioningV2", { bucket: "b" });
        assert.deepEqual([versioning.type, versioning.unguarded], ["aws:s3/bucketVersioning:BucketVersioning", { bucket: "b" }]);
        assert.equal(make("aws:s3/bucketObjectv2:BucketObjectv2", {}).type, "aws:s3/bucketObjectv2:BucketObjectv2");
    });

    it("spells what CloudFormation keeps in a bucket", () => {
        const properties = {
            bucketName: "b",
            accessControl: "PublicReadWrite",
            versioningConfiguration: { status: "Suspended" },
            loggingConfiguration: { destinationBucketName: "logs", logFilePrefix: "b/" },
            lifecycleConfiguration: { rules: [{ status: "Enabled" }] },
        };
        assert.deepEqual(classic("s3:Bucket", properties), [
            "aws:s3/bucket:Bucket",
            {
                bucket: "b",
                acl: "public-read-write",
                versioning: { enabled: false },
                logging: { targetBucket: "logs", logFilePrefix: "b/" },
                lifecycleRules: [{ status: "Enabled" }],
            },
        ]);
    });

    it("spells the attributes of load balancers", () => {
        const loadBalancerAttributes = [
            { key: "access_logs.s3.enabled", value: "true" },
            { key: "access_logs.s3.bucket", value: unknown },
            { key: "routing.http.drop_invalid_header_fields.enabled", value: "true" },
            { key: "idle_timeout.timeout_seconds", value: "60" },
        ];
        const [, values] = classic("elasticloadbalancingv2:LoadBalancer", { loadBalancerAttributes });
        assert.deepEqual(values, { accessLogs: { enabled: true, bucket: unknown }, dropInvalidHeaderFields: true });
        const [, hidden] = classic("elasticloadbalancingv2:LoadBalancer", { loadBalancerAttributes: unknown });
        assert.deepEqual([hidden.dropInvalidHeaderFields, hidden.enableDeletionProtection], [unknown, unknown]);
    });

    it("renames properties, and names them as the program does", () => {
        const properties = { dbInstanceIdentifier: "db", masterUserPassword: unknown, allocatedStorage: "20", multiAz: true };
        const instance = make("aws-native:rds:DbInstance", properties);
        assert.equal(instance.type, "aws:rds/instance:Instance");
        assert.deepEqual(instance.unguarded, { identifier: "db", password: unknown, allocatedStorage: 20, multiAz: true, backupRetentionPeriod: 1 });
        assert.equal(instance.spell("password"), "masterUserPassword");
        assert.equal(instance.spell("multiAz"), "multiAz");
        assert.equal(make("aws-native:iam:Role", {}).spell("inlinePolicies[1].policy"), "policies[1].policy");
    });

    it("tells a cluster's instance by the program's arguments, not by what is computed", () => {
        assert.equal(make("aws-native:rds:DbInstance", { dbClusterIdentifier: "c" }).type, "aws:rds/clusterInstance:ClusterInstance");
        assert.equal(make("aws-native:rds:DbInstance", { dbClusterIdentifier: unknown }, { engine: "mysql" }).type, "aws:rds/instance:Instance");
    });

    it("makes maps of lists, unknown where a key is", () => {
        const tags = [
            { key: "Name", value: "x" },
            { key: "Owner", value: unknown },
        ];
        assert.deepEqual(classic("ec2:Vpc", { tags }), ["aws:ec2/vpc:Vpc", { tags: { Name: "x", Owner: unknown } }]);
        assert.deepEqual(classic("ec2:Vpc", { tags: [{ key: unknown, value: "x" }] })[1], { tags: unknown });
        assert.deepEqual(classic("ec2:Vpc", { tags: [unknown, { key: "a", value: "b" }] })[1], { tags: unknown });
        assert.deepEqual(classic("ec2:Vpc", { tags: unknown })[1], { tags: unknown });
        const dimensions = [{ name: "LoadBalancer", value: "app/x/1" }];
        assert.deepEqual(classic("cloudwatch:Alarm", { dimensions, alarmName: "a" }), [
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            { dimensions: { LoadBalancer: "app/x/1" }, name: "a" },
        ]);
    });

    it("leaves an Auto Scaling group's tags a list", () => {
        const tags = [{ key: "a", value: "b", propagateAtLaunch: true }];
        assert.deepEqual(classic("autoscaling:AutoScalingGroup", { tags, maxSize: "2" }), ["aws:autoscaling/group:Group", { tags, maxSize: 2 }]);
    });

    it("spells the metrics of an expression", () => {
        const metricStat = {
            metric: { metricName: "Errors", namespace: "AWS/Lambda", dimensions: [{ name: "FunctionName", value: unknown }] },
            period: 60,
            stat: "Sum",
        };
        assert.deepEqual(
            classic("cloudwatch:Alarm", {
                metrics: [
                    { id: "m", metricStat },
                    { id: "e", expression: "m/2" },
                ],
            })[1],
            {
                metricQueries: [
                    { id: "m", metric: { metricName: "Errors", namespace: "AWS/Lambda", dimensions: { FunctionName: unknown }, period: 60, stat: "Sum" } },
                    { id: "e", expression: "m/2" },
                ],
            },
        );
    });

    it("writes JSON text, unknown as a whole where a part is", () => {
        const containers = [{ name: "app", image: "nginx" }];
        const task = make("aws-native:ecs:TaskDefinition", { containerDefinitions: containers });
        assert.deepEqual(task.unguarded, { containerDefinitions: JSON.stringify(containers) });
        assert.equal(task.spell("containerDefinitions[0].image"), "containerDefinitions[0].image");
        assert.deepEqual(classic("dms:ReplicationConfig", { tableMappings: { rules: [unknown] } })[1], { tableMappings: unknown });
        assert.deepEqual(classic("dms:ReplicationConfig", { tableMappings: "{}" })[1], { tableMappings: "{}" });
    });

    it("keeps a policy document and containers that are known in parts", () => {
        const containerDefinitions = [{ name: "app", image: unknown }];
        assert.deepEqual(classic("ecs:TaskDefinition", { containerDefinitions })[1], { containerDefinitions });
        const document = { Statement: [{ Effect: "Allow", Resource: unknown }] };
        assert.deepEqual(classic("iam:ManagedPolicy", { policyDocument: document }), ["aws:iam/policy:Policy", { policy: document }]);
        assert.deepEqual(classic("iam:Role", { assumeRolePolicyDocument: { Statement: [] }, policies: [{ policyName: "p", policyDocument: {} }] })[1], {
            assumeRolePolicy: '{"Statement":[]}',
            inlinePolicies: [{ name: "p", policy: "{}" }],
        });
    });

    it("follows what a flow log is of", () => {
        const log = make("aws-native:ec2:FlowLog", { resourceId: unknown, resourceType: "VPC", deliverLogsPermissionArn: "r", logGroupName: "g" });
        assert.deepEqual(log.unguarded, { vpcId: unknown, resourceType: "VPC", iamRoleArn: "r", logDestination: "g" });
        assert.deepEqual(
            [log.spell("vpcId"), log.spell("iamRoleArn"), log.spell("logDestination")],
            ["resourceId", "deliverLogsPermissionArn", "logGroupName"],
        );
        const toBucket = make("aws-native:ec2:FlowLog", { resourceId: "subnet-1", resourceType: "Subnet", logDestination: "arn" });
        assert.deepEqual([toBucket.unguarded.subnetId, toBucket.spell("logDestination")], ["subnet-1", "logDestination"]);
    });

    it("spells the rules of security groups", () => {
        const securityGroupIngress = [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIp: "0.0.0.0/0" }, unknown];
        const group = make("aws-native:ec2:SecurityGroup", { groupDescription: "d", securityGroupIngress });
        assert.deepEqual(group.unguarded, { description: "d", ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }, unknown] });
        assert.equal(group.spell("ingress[0].cidrBlocks"), "securityGroupIngress[0].cidrBlocks");
        assert.deepEqual(classic("ec2:SecurityGroupIngress", { groupId: unknown, cidrIp: "0.0.0.0/0" }), [
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            { securityGroupId: unknown, cidrIpv4: "0.0.0.0/0" },
        ]);
    });

    it("spells records and their routing", () => {
        const aliasTarget = { dnsName: unknown, hostedZoneId: "Z1", evaluateTargetHealth: true };
        const record = make("aws-native:route53:RecordSet", { name: "api", weight: 0, setIdentifier: "a", aliasTarget, ttl: "60" });
        assert.equal(record.type, "aws:route53/record:Record");
        assert.deepEqual(record.unguarded, {
            name: "api",
            setIdentifier: "a",
            ttl: 60,
            weightedRoutingPolicies: [{ weight: 0 }],
            aliases: [{ name: unknown, zoneId: "Z1", evaluateTargetHealth: true }],
        });
        assert.equal(record.spell("weightedRoutingPolicies[0].weight"), "weight");
    });

    it("gathers and spreads", () => {
        assert.deepEqual(classic("elasticloadbalancingv2:TargetGroup", { healthCheckPath: "/up", healthyThresholdCount: 2 })[1], {
            healthCheck: { path: "/up", healthyThreshold: 2 },
        });
        const endpoint = make("aws-native:dms:Endpoint", { endpointIdentifier: "e", postgreSqlSettings: { secretsManagerSecretId: unknown } });
        assert.deepEqual(endpoint.unguarded, { endpointId: "e", postgresSettings: { secretsManagerSecretId: unknown }, secretsManagerArn: unknown });
        assert.equal(endpoint.spell("secretsManagerArn"), "postgreSqlSettings");
        const network = { awsvpcConfiguration: { subnets: [unknown], assignPublicIp: "ENABLED" } };
        assert.deepEqual(classic("ecs:Service", { networkConfiguration: network })[1], { networkConfiguration: { subnets: [unknown], assignPublicIp: true } });
    });

    it("takes the code of a function for what it is", () => {
        assert.deepEqual(classic("lambda:Function", { code: { s3Bucket: "b", s3Key: unknown }, functionName: "f" })[1], {
            name: "f",
            s3Bucket: "b",
            s3Key: unknown,
        });
        const [, inline] = classic("lambda:Function", { code: { zipFile: "exports.handler = 1" }, runtime: "nodejs22.x" });
        assert.ok(asset.Archive.isInstance(inline.code));
        assert.deepEqual(classic("lambda:Function", { code: unknown })[1], { code: unknown });
    });

    it("tells keys whose material is imported, or kept elsewhere", () => {
        assert.equal(make("aws-native:kms:Key", { origin: "EXTERNAL" }).type, "aws:kms/externalKey:ExternalKey");
        assert.deepEqual(classic("kms:Key", { origin: "AWS_CLOUDHSM", keySpec: "RSA_2048" })[1], {
            customerMasterKeySpec: "RSA_2048",
            customKeyStoreId: unknown,
        });
    });

    it("takes the function that CloudFormation makes for one that is not known yet", () => {
        assert.deepEqual(classic("secretsmanager:RotationSchedule", { secretId: unknown, hostedRotationLambda: { rotationType: "MySQLSingleUser" } }), [
            "aws:secretsmanager/secretRotation:SecretRotation",
            { secretId: unknown, rotationLambdaArn: unknown },
        ]);
    });

    const policyDocument = { Statement: [] };
    const policy = '{"Statement":[]}';
    /** What is renamed, or has another shape: in aws-native, and in the classic provider. */
    const table: [type: string, native: Record<string, unknown>, classic: Record<string, unknown>][] = [
        ["autoscaling:AutoScalingGroup", { autoScalingGroupName: "a", desiredCapacity: "2", minSize: "10" }, { name: "a", desiredCapacity: 2, minSize: 10 }],
        [
            "cloudtrail:Trail",
            { cloudWatchLogsLogGroupArn: "g", isLogging: true, trailName: "a" },
            { cloudWatchLogsGroupArn: "g", enableLogging: true, name: "a" },
        ],
        ["directconnect:DirectConnectGateway", { directConnectGatewayName: "a" }, { name: "a" }],
        ["directconnect:DirectConnectGatewayAssociation", { directConnectGatewayId: "a" }, { dxGatewayId: "a" }],
        [
            "directconnect:PrivateVirtualInterface",
            { directConnectGatewayId: "a", enableSiteLink: true, virtualGatewayId: "b", virtualInterfaceName: "c" },
            { dxGatewayId: "a", sitelinkEnabled: true, vpnGatewayId: "b", name: "c" },
        ],
        [
            "dms:Endpoint",
            { kmsKeyId: "k", mySqlSettings: { secretsManagerAccessRoleArn: "r" } },
            { kmsKeyArn: "k", mysqlSettings: { secretsManagerAccessRoleArn: "r" }, secretsManagerAccessRoleArn: "r" },
        ],
        [
            "dms:ReplicationConfig",
            { replicationSettings: { a: 1 }, supplementalSettings: { b: 2 }, tableMappings: { c: 3 } },
            { replicationSettings: '{"a":1}', supplementalSettings: '{"b":2}', tableMappings: '{"c":3}' },
        ],
        ["dms:ReplicationSubnetGroup", { replicationSubnetGroupIdentifier: "a" }, { replicationSubnetGroupId: "a" }],
        ["dms:ReplicationTask", { replicationTaskIdentifier: "a" }, { replicationTaskId: "a" }],
        [
            "dynamodb:Table",
            {
                attributeDefinitions: [{ attributeName: "id", attributeType: "S" }],
                pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
                sseSpecification: { sseEnabled: true, kmsMasterKeyId: "k" },
                tableName: "a",
            },
            {
                attributes: [{ name: "id", type: "S" }],
                pointInTimeRecovery: { enabled: true },
                serverSideEncryption: { enabled: true, kmsKeyArn: "k" },
                name: "a",
            },
        ],
        [
            "dynamodb:Table",
            { sseSpecification: unknown, pointInTimeRecoverySpecification: "a" },
            { serverSideEncryption: unknown, pointInTimeRecovery: unknown },
        ],
        ["ec2:Eip", { instanceId: "i" }, { instance: "i" }],
        ["ec2:NatGateway", { privateIpAddress: "10.0.0.4" }, { privateIp: "10.0.0.4" }],
        ["ec2:Route", { egressOnlyInternetGatewayId: "e" }, { egressOnlyGatewayId: "e" }],
        [
            "ec2:SecurityGroup",
            {
                groupName: "a",
                securityGroupEgress: [{ cidrIpv6: "::/0" }, { destinationSecurityGroupId: "sg-1" }, { destinationPrefixListId: "pl-1" }],
                securityGroupIngress: [{ sourceSecurityGroupId: "sg-2" }, { sourcePrefixListId: "pl-2", description: null }],
            },
            {
                name: "a",
                egress: [{ ipv6CidrBlocks: ["::/0"] }, { securityGroups: ["sg-1"] }, { prefixListIds: ["pl-1"] }],
                ingress: [{ securityGroups: ["sg-2"] }, { prefixListIds: ["pl-2"] }],
            },
        ],
        [
            "ec2:SecurityGroupEgress",
            { cidrIp: "10.0.0.0/8", destinationPrefixListId: "pl-1", destinationSecurityGroupId: "sg-1", groupId: "sg-2" },
            { cidrIpv4: "10.0.0.0/8", prefixListId: "pl-1", referencedSecurityGroupId: "sg-1", securityGroupId: "sg-2" },
        ],
        [
            "ec2:SecurityGroupIngress",
            { sourcePrefixListId: "pl-1", sourceSecurityGroupId: "sg-1" },
            { prefixListId: "pl-1", referencedSecurityGroupId: "sg-1" },
        ],
        ["ec2:VpcEndpoint", { policyDocument }, { policy }],
        ["ecr:Repository", { emptyOnDelete: true, repositoryName: "a" }, { forceDelete: true, name: "a" }],
        ["ecs:Cluster", { clusterName: "a", clusterSettings: [] }, { name: "a", settings: [] }],
        [
            "ecs:Service",
            {
                ...{ capacityProviderStrategy: [], placementStrategies: [], role: "r", serviceName: "a" },
                networkConfiguration: { awsvpcConfiguration: { assignPublicIp: "DISABLED" } },
            },
            { capacityProviderStrategies: [], orderedPlacementStrategies: [], iamRole: "r", name: "a", networkConfiguration: {} },
        ],
        [
            "eks:Cluster",
            { resourcesVpcConfig: { subnetIds: [] }, logging: { clusterLogging: { enabledTypes: [{ type: "audit" }, { type: "api" }] } } },
            { vpcConfig: { subnetIds: [] }, enabledClusterLogTypes: ["audit", "api"] },
        ],
        ["eks:Cluster", { logging: unknown }, { enabledClusterLogTypes: unknown }],
        [
            "elasticache:ReplicationGroup",
            { cacheNodeType: "t", cacheParameterGroupName: "p", cacheSubnetGroupName: "s", preferredMaintenanceWindow: "w", replicationGroupDescription: "d" },
            { nodeType: "t", parameterGroupName: "p", subnetGroupName: "s", maintenanceWindow: "w", description: "d" },
        ],
        ["elasticache:SubnetGroup", { cacheSubnetGroupName: "a" }, { name: "a" }],
        [
            "elasticloadbalancingv2:Listener",
            {
                alpnPolicy: ["HTTP2Only"],
                certificates: [{ certificateArn: "c" }],
                defaultActions: [{ fixedResponseConfig: {}, forwardConfig: {}, redirectConfig: {} }],
            },
            { alpnPolicy: "HTTP2Only", certificateArn: "c", defaultActions: [{ fixedResponse: {}, forward: {}, redirect: {} }] },
        ],
        ["elasticloadbalancingv2:LoadBalancer", { scheme: "internal", type: "network" }, { internal: true, loadBalancerType: "network" }],
        ["elasticloadbalancingv2:LoadBalancer", { scheme: "internet-facing" }, { internal: false }],
        [
            "elasticloadbalancingv2:LoadBalancer",
            {
                loadBalancerAttributes: [
                    { key: "routing.http.desync_mitigation_mode", value: "strictest" },
                    { key: 1, value: "a" },
                ],
            },
            { desyncMitigationMode: "strictest" },
        ],
        [
            "fis:ExperimentTemplate",
            { actions: { stop: { actionId: "a" } }, targets: { one: { a: 1 } } },
            { actions: [{ name: "stop", actionId: "a" }], targets: [{ name: "one", a: 1 }] },
        ],
        ["fis:ExperimentTemplate", { actions: { stop: unknown }, targets: "a" }, { actions: [unknown], targets: unknown }],
        ["iam:Group", { groupName: "a" }, { name: "a" }],
        ["iam:GroupPolicy", { groupName: "g", policyDocument, policyName: "a" }, { group: "g", policy, name: "a" }],
        ["iam:InstanceProfile", { instanceProfileName: "a", roles: ["r"] }, { name: "a", role: "r" }],
        ["iam:ManagedPolicy", { managedPolicyName: "a", policyDocument }, { name: "a", policy }],
        ["iam:Role", { roleName: "a" }, { name: "a" }],
        ["iam:RolePolicy", { policyDocument, policyName: "a", roleName: "r" }, { policy, name: "a", role: "r" }],
        ["iam:User", { userName: "a" }, { name: "a" }],
        ["iam:UserPolicy", { policyDocument, policyName: "a", userName: "u" }, { policy, name: "a", user: "u" }],
        ["kms:Alias", { aliasName: "alias/a" }, { name: "alias/a" }],
        [
            "kms:Key",
            { enabled: false, keyPolicy: policyDocument, pendingWindowInDays: 7, origin: "AWS_KMS" },
            { isEnabled: false, policy, deletionWindowInDays: 7 },
        ],
        ["kms:Key", { origin: "EXTERNAL_KEY_STORE" }, { customKeyStoreId: unknown }],
        ["kms:ReplicaKey", { keyPolicy: policyDocument }, { policy }],
        ["lambda:Function", { fileSystemConfigs: [{ arn: "a" }] }, { fileSystemConfig: { arn: "a" } }],
        ["lambda:Function", { code: { zipFile: unknown, s3Bucket: "b" } }, { code: unknown, s3Bucket: "b" }],
        ["lambda:Permission", { functionName: "f" }, { function: "f" }],
        ["lambda:Url", { authType: "NONE", targetFunctionArn: "f" }, { authorizationType: "NONE", functionName: "f" }],
        ["logs:LogGroup", { logGroupName: "a" }, { name: "a" }],
        [
            "neptune:DbCluster",
            { dbClusterIdentifier: "a", dbSubnetGroupName: "s", iamAuthEnabled: true, kmsKeyId: "k" },
            { clusterIdentifier: "a", neptuneSubnetGroupName: "s", iamDatabaseAuthenticationEnabled: true, kmsKeyArn: "k" },
        ],
        ["networkfirewall:Firewall", { firewallName: "a" }, { name: "a" }],
        ["networkfirewall:FirewallPolicy", { firewallPolicyName: "a" }, { name: "a" }],
        [
            "rds:DbCluster",
            { dbClusterIdentifier: "a", masterUserPassword: unknown, sourceDbClusterIdentifier: "s" },
            { clusterIdentifier: "a", masterPassword: unknown, restoreToPointInTime: { sourceClusterIdentifier: "s" } },
        ],
        ["rds:DbInstance", { port: "5432" }, { port: 5432, backupRetentionPeriod: 1 }],
        ["rds:DbSubnetGroup", { dbSubnetGroupDescription: "d", dbSubnetGroupName: "a" }, { description: "d", name: "a" }],
        ["redshift:Cluster", { dbName: "a", masterUserPassword: unknown }, { databaseName: "a", masterPassword: unknown }],
        [
            "route53:HealthCheck",
            {
                healthCheckTags: [{ key: "a", value: "b" }],
                healthCheckConfig: { fullyQualifiedDomainName: "shop.dev", inverted: true, healthThreshold: 2, type: "HTTPS" },
            },
            { tags: { a: "b" }, fqdn: "shop.dev", invertHealthcheck: true, childHealthThreshold: 2, type: "HTTPS" },
        ],
        ["route53:HostedZone", { hostedZoneTags: [{ key: "a", value: "b" }], hostedZoneConfig: { comment: "c" } }, { tags: { a: "b" }, comment: "c" }],
        [
            "route53:RecordSet",
            {
                failover: "PRIMARY",
                geoLocation: { countryCode: "DE" },
                hostedZoneId: "Z1",
                multiValueAnswer: true,
                region: "eu-west-1",
                resourceRecords: ["a"],
            },
            {
                failoverRoutingPolicies: [{ type: "PRIMARY" }],
                geolocationRoutingPolicies: [{ countryCode: "DE" }],
                zoneId: "Z1",
                multivalueAnswerRoutingPolicy: true,
                latencyRoutingPolicies: [{ region: "eu-west-1" }],
                records: ["a"],
            },
        ],
        [
            "s3:Bucket",
            {
                bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
                versioningConfiguration: { status: "Enabled" },
            },
            {
                serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } } },
                versioning: { enabled: true },
            },
        ],
        ["s3:BucketPolicy", { policyDocument }, { policy }],
        ["secretsmanager:Secret", { replicaRegions: [] }, { replicas: [] }],
        [
            "sns:Subscription",
            { filterPolicy: { a: 1 }, redrivePolicy: { b: 2 }, topicArn: "t" },
            { filterPolicy: '{"a":1}', redrivePolicy: '{"b":2}', topic: "t" },
        ],
        ["sns:Topic", { topicName: "a" }, { name: "a" }],
        ["sns:TopicPolicy", { policyDocument, topics: ["t"] }, { policy, arn: "t" }],
        [
            "sqs:Queue",
            {
                maximumMessageSize: 1,
                messageRetentionPeriod: 2,
                queueName: "a",
                receiveMessageWaitTimeSeconds: 3,
                redrivePolicy: { a: 1 },
                visibilityTimeout: 4,
            },
            { maxMessageSize: 1, messageRetentionSeconds: 2, name: "a", receiveWaitTimeSeconds: 3, redrivePolicy: '{"a":1}', visibilityTimeoutSeconds: 4 },
        ],
        ["sqs:QueuePolicy", { policyDocument, queues: ["q"] }, { policy, queueUrl: "q" }],
    ];
    for (const [type, native, expected] of table) {
        it(`spells ${type} with ${Object.keys(native).join(", ")}`, () => assert.deepEqual(classic(type, native)[1], expected));
    }

    it("spells every block of a BucketV2", () => {
        const blocks = { serverSideEncryptionConfigurations: [{ rules: [] }], websites: [{ indexDocument: "index.html" }], versionings: [{ enabled: true }] };
        assert.deepEqual(make("aws:s3/bucketV2:BucketV2", blocks).unguarded, {
            serverSideEncryptionConfiguration: { rules: [] },
            website: { indexDocument: "index.html" },
            versioning: { enabled: true },
        });
        for (const token of ["xaws:s3/bucketVersioningV2:BucketVersioningV2", "aws:s3/bucketVersioningV2:BucketVersioningV2x"]) {
            assert.equal(make(token, {}).type, token);
        }
    });

    it("names the file of a function after its runtime", async () => {
        const fileOf = async (runtime: string): Promise<string[]> => {
            const [, { code }] = classic("lambda:Function", { code: { zipFile: "x" }, runtime });
            return Object.keys(await (code as asset.AssetArchive).assets);
        };
        assert.deepEqual([await fileOf("python3.13"), await fileOf("nodejs22.x")], [["index.py"], ["index.js"]]);
    });

    it("says how tags are written", () => {
        const tags = (token: string): string | undefined => classicSpelling(token, {})?.tags;
        assert.deepEqual(
            ["ec2:Vpc", "ssm:Parameter", "lambda:Url"].map((type) => tags(`aws-native:${type}`)),
            ["list", "map", undefined],
        );
        assert.deepEqual([tags("aws:alb/listener:Listener"), tags("aws:s3/bucketV2:BucketV2")], ["map", "map"]);
    });

    it("names a property as the program does, where several mean it", () => {
        const spell = (type: string, values: Record<string, unknown>, name: string): string => make(`aws-native:${type}`, values).spell(name);
        assert.equal(spell("rds:DbInstance", { dbClusterSnapshotIdentifier: "a" }, "snapshotIdentifier"), "dbClusterSnapshotIdentifier");
        assert.equal(spell("rds:DbInstance", {}, "snapshotIdentifier"), "dbSnapshotIdentifier");
        assert.equal(spell("rds:DbInstance", { snapshotIdentifier: "a" }, "snapshotIdentifier"), "snapshotIdentifier");
    });

    it("throws on nothing odd", () => {
        for (const token of NATIVE_TOKENS) {
            const names = ["tags", "code", "dimensions", "metrics", "policyDocument", "policies", "containerDefinitions", "securityGroupIngress"];
            const more = [
                "networkConfiguration",
                "aliasTarget",
                "certificates",
                "resourceId",
                "healthCheckConfig",
                "mySqlSettings",
                "actions",
                "hostedZoneConfig",
                "loggingConfiguration",
            ];
            const inherited = JSON.parse('{ "__proto__": null, "constructor": 1, "toString": [] }') as unknown;
            for (const odd of [5, "x", null, [], [null, 3, []], {}, { metricStat: 3 }, inherited, unknown]) {
                const resource = make(token, Object.fromEntries([...names, ...more].map((name) => [name, odd])));
                assert.ok(Object.keys(resource.unguarded).length >= 0);
                assert.equal(typeof resource.spell("tags"), "string");
            }
        }
    });
});
