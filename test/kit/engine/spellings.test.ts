import * as assert from "node:assert/strict";

import { asset } from "@pulumi/pulumi";

import { readFacts } from "../../../facts/read";
import { Resource } from "../../../kit/resource";
import { NATIVE_TOKENS } from "../../../kit/engine/spellings";
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
