/**
 * Other spellings of the classic provider's resources: aws-native's, with its own tokens, names and shapes, and the
 * modules of the classic provider that hold the same types twice. A policy is written once, for the classic spelling.
 *
 * Source of the names: the type definitions of @pulumi/aws-native 1.79.0 and @pulumi/aws 7.48.0.
 */
import { asset } from "@pulumi/pulumi";

import { UNKNOWN } from "../sentinels";
import { hasUnknown, isUnknownValue } from "../unknown";

type Values = Record<string, unknown>;

export interface Spelling {
    /** The classic provider's token for this resource. */
    type: string;
    /** How `tags` are written in this spelling; undefined where the type takes none in it. */
    tags?: "map" | "list";
    /** The properties under the classic provider's names and in its shapes. */
    toClassic(values: Values): Values;
    /** The name that the program uses for a classic property. */
    nativeName(classic: string): string;
}

type Convert = (value: unknown, values: Values) => unknown;

/** How a type of aws-native is spelled in the classic provider. Properties of the same name and shape are not listed. */
interface Native {
    /** The classic token, or what tells it. */
    type: string | ((values: Values) => string);
    /** aws-native's property -> the classic one, with the change of its shape. */
    properties?: Record<string, string | [string, Convert]>;
    /** aws-native's property that holds several classic ones, or a part of one -> those, to be merged in. */
    spread?: Record<string, (value: unknown, values: Values) => Values>;
    /** What CloudFormation takes for a property that is left out, where the classic provider takes something else. */
    defaults?: Values;
    /** How `tags` are written where they are no list; `none` where only the classic type takes them. */
    tags?: "map" | "none";
}

const isObject = (value: unknown): value is Values =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** Applies to what is known: an unknown stays one. */
const known =
    (convert: Convert): Convert =>
    (value, values) =>
        isUnknownValue(value) ? value : convert(value, values);
const each = (convert: (element: Values) => unknown): Convert =>
    known((list) =>
        Array.isArray(list) ? list.map((element: unknown) => (isObject(element) ? convert(element) : element)) : list,
    );
/** What stands under a name in an object. */
const below = (name: string, convert: Convert): Convert =>
    known((value) => (isObject(value) ? convert(value[name], value) : undefined));
const inList: Convert = (value) => [value];
const first: Convert = known((value) => (Array.isArray(value) ? value[0] : value));

/** JSON text, as the classic provider takes it; unknown as a whole where a part is. */
const json: Convert = (value) =>
    typeof value !== "object" || value === null ? value : hasUnknown(value) ? UNKNOWN : JSON.stringify(value);
/** JSON text where it is known, and otherwise as it is: the reader of it (kit/iam.ts, kit/containers.ts) judges its parts. */
const readable: Convert = (value) => (hasUnknown(value) ? value : json(value, {}));
/** A list of { key, value } as a map; unknown as a whole where a key is. */
const map =
    (key: string): Convert =>
    (list) => {
        if (!Array.isArray(list)) {
            return list;
        }
        const pairs = list.filter((pair) => isObject(pair) && typeof pair[key] === "string") as Values[];
        const isKnown = list.every((pair) => !isUnknownValue(pair) && !(isObject(pair) && isUnknownValue(pair[key])));
        return isKnown ? Object.fromEntries(pairs.map((pair) => [pair[key], pair.value])) : UNKNOWN;
    };
/** A map of names as a list of objects with a name. */
const named: Convert = known((value) =>
    isObject(value)
        ? Object.entries(value).map(([name, child]) => (isObject(child) ? { name, ...child } : child))
        : value,
);
/** An object under other names. */
const rename =
    (names: Record<string, string | [string, Convert]>): ((value: Values) => Values) =>
    (value) =>
        renamed(value, names);

function renamed(values: Values, names: Record<string, string | [string, Convert]>): Values {
    const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
    return Object.fromEntries(
        given.map(([property, value]) => {
            const rule = own(names, property) ?? property;
            const [name, convert] = typeof rule === "string" ? [rule] : rule;
            return [name, convert ? convert(value, values) : value];
        }),
    );
}

/** A rule in a security group's own list. */
const groupRule = rename({
    ipProtocol: "protocol",
    cidrIp: ["cidrBlocks", inList],
    cidrIpv6: ["ipv6CidrBlocks", inList],
    sourceSecurityGroupId: ["securityGroups", inList],
    destinationSecurityGroupId: ["securityGroups", inList],
    sourcePrefixListId: ["prefixListIds", inList],
    destinationPrefixListId: ["prefixListIds", inList],
});
const inlinePolicy = rename({ policyName: "name", policyDocument: ["policy", readable] });

/** Gathers properties that stand alone in CloudFormation in one object of the classic type. */
const within =
    (owner: string, name: string): ((value: unknown) => Values) =>
    (value) => ({ [owner]: { [name]: value } });

/** The attributes of a load balancer that policies read -> where the classic type has them. */
const BALANCER_ATTRIBUTES: Record<string, (value: unknown) => Values> = {
    "access_logs.s3.bucket": within("accessLogs", "bucket"),
    "access_logs.s3.enabled": within("accessLogs", "enabled"),
    "deletion_protection.enabled": (value) => ({ enableDeletionProtection: value }),
    "routing.http.desync_mitigation_mode": (value) => ({ desyncMitigationMode: value }),
    "routing.http.drop_invalid_header_fields.enabled": (value) => ({ dropInvalidHeaderFields: value }),
};

/** The list of { key, value } in which CloudFormation holds most settings of a load balancer. */
function loadBalancerAttributes(list: unknown): Values {
    const attributes = map("key")(list, {});
    const classic: Values = {};
    for (const [key, convert] of Object.entries(BALANCER_ATTRIBUTES)) {
        const value = isObject(attributes) ? attributes[key] : attributes;
        if (value !== undefined) {
            for (const [name, part] of Object.entries(convert(value))) {
                classic[name] = isObject(part) ? { ...(classic[name] as Values | undefined), ...part } : part;
            }
        }
    }
    return classic;
}

/** What a flow log is of. */
function flowLogTarget(value: unknown, { resourceType }: Values): Values {
    const property = {
        VPC: "vpcId",
        Subnet: "subnetId",
        NetworkInterface: "eniId",
        TransitGateway: "transitGatewayId",
    }[String(resourceType)];
    return property ? { [property]: value } : {};
}

/** The source of a function, in the classic type's properties. */
function functionCode(value: unknown, { runtime }: Values): Values {
    if (!isObject(value)) {
        return { code: value };
    }
    const { zipFile, ...elsewhere } = value;
    if (typeof zipFile !== "string" || isUnknownValue(zipFile)) {
        return zipFile === undefined ? elsewhere : { ...elsewhere, code: UNKNOWN };
    }
    const file = String(runtime).startsWith("python") ? "index.py" : "index.js";
    return { ...elsewhere, code: new asset.AssetArchive({ [file]: new asset.StringAsset(zipFile) }) };
}

/** The secret of a DMS endpoint, which CloudFormation keeps in the settings of its engine. */
const endpointSettings =
    (property: string): ((value: unknown) => Values) =>
    (value) => {
        const { secretsManagerSecretId, secretsManagerAccessRoleArn } = isObject(value) ? value : {};
        return {
            [property]: value,
            ...(secretsManagerSecretId === undefined ? {} : { secretsManagerArn: secretsManagerSecretId }),
            ...(secretsManagerAccessRoleArn === undefined ? {} : { secretsManagerAccessRoleArn }),
        };
    };

const DATABASE = {
    caCertificateIdentifier: "caCertIdentifier",
    dbClusterIdentifier: "clusterIdentifier",
    dbInstanceClass: "instanceClass",
    dbInstanceIdentifier: "identifier",
    enableCloudwatchLogsExports: "enabledCloudwatchLogsExports",
    enableIamDatabaseAuthentication: "iamDatabaseAuthenticationEnabled",
    enablePerformanceInsights: "performanceInsightsEnabled",
    masterUserPassword: "password",
    masterUsername: "username",
    sourceDbClusterIdentifier: "replicateSourceDb",
    sourceDbInstanceIdentifier: "replicateSourceDb",
    vpcSecurityGroups: "vpcSecurityGroupIds",
    dbSnapshotIdentifier: "snapshotIdentifier",
    dbClusterSnapshotIdentifier: "snapshotIdentifier",
    dbParameterGroupName: "parameterGroupName",
    preferredBackupWindow: "backupWindow",
    preferredMaintenanceWindow: "maintenanceWindow",
} satisfies Native["properties"];

const DIMENSIONS: [string, Convert] = ["dimensions", map("name")];
const METRIC = each(({ metricStat, ...query }) =>
    isObject(metricStat)
        ? {
              ...query,
              metric: {
                  ...metricStat,
                  metric: undefined,
                  ...(isObject(metricStat.metric) ? renamed(metricStat.metric, { dimensions: DIMENSIONS }) : {}),
              },
          }
        : query,
);

/** aws-native's type, without the provider's name -> how it is spelled in the classic provider. */
const NATIVE: Record<string, Native> = {
    "amazonmq:Broker": { type: "aws:mq/broker:Broker" },
    "appconfig:Application": { type: "aws:appconfig/application:Application" },
    "appconfig:ConfigurationProfile": { type: "aws:appconfig/configurationProfile:ConfigurationProfile" },
    "appconfig:Environment": { type: "aws:appconfig/environment:Environment" },
    "apprunner:Service": { type: "aws:apprunner/service:Service" },
    "autoscaling:AutoScalingGroup": {
        type: "aws:autoscaling/group:Group",
        properties: {
            autoScalingGroupName: "name",
            tags: "tags",
            vpcZoneIdentifier: "vpcZoneIdentifiers",
        },
    },
    "cloudtrail:Trail": {
        type: "aws:cloudtrail/trail:Trail",
        properties: {
            cloudWatchLogsLogGroupArn: "cloudWatchLogsGroupArn",
            isLogging: "enableLogging",
            trailName: "name",
        },
    },
    "cloudwatch:Alarm": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        properties: {
            alarmName: "name",
            dimensions: DIMENSIONS,
            evaluateLowSampleCountPercentile: "evaluateLowSampleCountPercentiles",
            metrics: ["metricQueries", METRIC],
        },
    },
    "cloudwatch:CompositeAlarm": { type: "aws:cloudwatch/compositeAlarm:CompositeAlarm" },
    "cloudwatch:Dashboard": { type: "aws:cloudwatch/dashboard:Dashboard" },
    "directconnect:DirectConnectGateway": {
        type: "aws:directconnect/gateway:Gateway",
        properties: { directConnectGatewayName: "name" },
    },
    "directconnect:DirectConnectGatewayAssociation": {
        type: "aws:directconnect/gatewayAssociation:GatewayAssociation",
        properties: { directConnectGatewayId: "dxGatewayId" },
    },
    "directconnect:PrivateVirtualInterface": {
        type: "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
        properties: {
            directConnectGatewayId: "dxGatewayId",
            enableSiteLink: "sitelinkEnabled",
            virtualGatewayId: "vpnGatewayId",
            virtualInterfaceName: "name",
        },
    },
    "dms:Endpoint": {
        type: "aws:dms/endpoint:Endpoint",
        properties: { endpointIdentifier: "endpointId", kmsKeyId: "kmsKeyArn" },
        spread: {
            docDbSettings: endpointSettings("docDbSettings"),
            ibmDb2Settings: endpointSettings("ibmDb2Settings"),
            microsoftSqlServerSettings: endpointSettings("microsoftSqlServerSettings"),
            mongoDbSettings: endpointSettings("mongodbSettings"),
            mySqlSettings: endpointSettings("mysqlSettings"),
            oracleSettings: endpointSettings("oracleSettings"),
            postgreSqlSettings: endpointSettings("postgresSettings"),
            redshiftSettings: endpointSettings("redshiftSettings"),
            sybaseSettings: endpointSettings("sybaseSettings"),
        },
    },
    "dms:ReplicationConfig": {
        type: "aws:dms/replicationConfig:ReplicationConfig",
        properties: {
            replicationSettings: ["replicationSettings", json],
            supplementalSettings: ["supplementalSettings", json],
            tableMappings: ["tableMappings", json],
        },
    },
    "dms:ReplicationSubnetGroup": {
        type: "aws:dms/replicationSubnetGroup:ReplicationSubnetGroup",
        properties: { replicationSubnetGroupIdentifier: "replicationSubnetGroupId" },
    },
    "dms:ReplicationTask": {
        type: "aws:dms/replicationTask:ReplicationTask",
        properties: { replicationTaskIdentifier: "replicationTaskId" },
    },
    "dynamodb:Table": {
        type: "aws:dynamodb/table:Table",
        properties: {
            attributeDefinitions: ["attributes", each(rename({ attributeName: "name", attributeType: "type" }))],
            pointInTimeRecoverySpecification: [
                "pointInTimeRecovery",
                known((value) => (isObject(value) ? renamed(value, { pointInTimeRecoveryEnabled: "enabled" }) : value)),
            ],
            sseSpecification: [
                "serverSideEncryption",
                known((value) =>
                    isObject(value) ? renamed(value, { sseEnabled: "enabled", kmsMasterKeyId: "kmsKeyArn" }) : value,
                ),
            ],
            tableName: "name",
        },
    },
    "ec2:Eip": { type: "aws:ec2/eip:Eip", properties: { instanceId: "instance" } },
    "ec2:FlowLog": {
        type: "aws:ec2/flowLog:FlowLog",
        properties: { deliverLogsPermissionArn: "iamRoleArn", logGroupName: "logDestination" },
        spread: { resourceId: flowLogTarget },
    },
    "ec2:InternetGateway": { type: "aws:ec2/internetGateway:InternetGateway" },
    "ec2:NatGateway": { type: "aws:ec2/natGateway:NatGateway", properties: { privateIpAddress: "privateIp" } },
    "ec2:Route": { type: "aws:ec2/route:Route", properties: { egressOnlyInternetGatewayId: "egressOnlyGatewayId" } },
    "ec2:RouteTable": { type: "aws:ec2/routeTable:RouteTable" },
    "ec2:SecurityGroup": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        properties: {
            groupDescription: "description",
            groupName: "name",
            securityGroupEgress: ["egress", each(groupRule)],
            securityGroupIngress: ["ingress", each(groupRule)],
        },
    },
    "ec2:SecurityGroupEgress": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        properties: {
            cidrIp: "cidrIpv4",
            destinationPrefixListId: "prefixListId",
            destinationSecurityGroupId: "referencedSecurityGroupId",
            groupId: "securityGroupId",
        },
        tags: "none",
    },
    "ec2:SecurityGroupIngress": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        properties: {
            cidrIp: "cidrIpv4",
            groupId: "securityGroupId",
            sourcePrefixListId: "prefixListId",
            sourceSecurityGroupId: "referencedSecurityGroupId",
        },
        tags: "none",
    },
    "ec2:Subnet": { type: "aws:ec2/subnet:Subnet" },
    "ec2:SubnetRouteTableAssociation": { type: "aws:ec2/routeTableAssociation:RouteTableAssociation" },
    "ec2:Vpc": { type: "aws:ec2/vpc:Vpc" },
    "ec2:VpcEndpoint": {
        type: "aws:ec2/vpcEndpoint:VpcEndpoint",
        properties: { policyDocument: ["policy", readable] },
    },
    "ecr:Repository": {
        type: "aws:ecr/repository:Repository",
        properties: { emptyOnDelete: "forceDelete", repositoryName: "name" },
    },
    "ecs:Cluster": {
        type: "aws:ecs/cluster:Cluster",
        properties: { clusterName: "name", clusterSettings: "settings" },
    },
    "ecs:Service": {
        type: "aws:ecs/service:Service",
        properties: {
            capacityProviderStrategy: "capacityProviderStrategies",
            networkConfiguration: [
                "networkConfiguration",
                known((value) => {
                    const { awsvpcConfiguration: inner } = isObject(value) ? value : {};
                    const open: Convert = known((setting) => setting === "ENABLED");
                    return isObject(inner) ? renamed(inner, { assignPublicIp: ["assignPublicIp", open] }) : inner;
                }),
            ],
            placementStrategies: "orderedPlacementStrategies",
            role: "iamRole",
            serviceName: "name",
        },
    },
    "ecs:TaskDefinition": {
        type: "aws:ecs/taskDefinition:TaskDefinition",
        properties: { containerDefinitions: ["containerDefinitions", readable] },
    },
    "eks:Cluster": {
        type: "aws:eks/cluster:Cluster",
        properties: {
            resourcesVpcConfig: "vpcConfig",
            logging: [
                "enabledClusterLogTypes",
                below(
                    "clusterLogging",
                    below(
                        "enabledTypes",
                        each(({ type }) => type),
                    ),
                ),
            ],
        },
    },
    "elasticache:ReplicationGroup": {
        type: "aws:elasticache/replicationGroup:ReplicationGroup",
        properties: {
            cacheNodeType: "nodeType",
            cacheParameterGroupName: "parameterGroupName",
            cacheSubnetGroupName: "subnetGroupName",
            preferredMaintenanceWindow: "maintenanceWindow",
            replicationGroupDescription: "description",
        },
    },
    "elasticache:SubnetGroup": {
        type: "aws:elasticache/subnetGroup:SubnetGroup",
        properties: { cacheSubnetGroupName: "name" },
    },
    "elasticloadbalancingv2:Listener": {
        type: "aws:lb/listener:Listener",
        properties: {
            alpnPolicy: ["alpnPolicy", first],
            defaultActions: [
                "defaultActions",
                each(
                    rename({
                        fixedResponseConfig: "fixedResponse",
                        forwardConfig: "forward",
                        redirectConfig: "redirect",
                    }),
                ),
            ],
            certificates: [
                "certificateArn",
                known((value, values) => (first(value, values) as Values | undefined)?.certificateArn),
            ],
        },
    },
    "elasticloadbalancingv2:LoadBalancer": {
        type: "aws:lb/loadBalancer:LoadBalancer",
        properties: { scheme: ["internal", known((value) => value === "internal")], type: "loadBalancerType" },
        spread: { loadBalancerAttributes },
    },
    "elasticloadbalancingv2:TargetGroup": {
        type: "aws:lb/targetGroup:TargetGroup",
        spread: {
            healthCheckEnabled: within("healthCheck", "enabled"),
            healthCheckIntervalSeconds: within("healthCheck", "interval"),
            healthCheckPath: within("healthCheck", "path"),
            healthCheckPort: within("healthCheck", "port"),
            healthCheckProtocol: within("healthCheck", "protocol"),
            healthCheckTimeoutSeconds: within("healthCheck", "timeout"),
            healthyThresholdCount: within("healthCheck", "healthyThreshold"),
            unhealthyThresholdCount: within("healthCheck", "unhealthyThreshold"),
        },
    },
    "fis:ExperimentTemplate": {
        type: "aws:fis/experimentTemplate:ExperimentTemplate",
        properties: { actions: ["actions", named], targets: ["targets", named] },
        tags: "map",
    },
    "iam:Group": { type: "aws:iam/group:Group", properties: { groupName: "name" } },
    "iam:GroupPolicy": {
        type: "aws:iam/groupPolicy:GroupPolicy",
        properties: { groupName: "group", policyDocument: ["policy", readable], policyName: "name" },
    },
    "iam:InstanceProfile": {
        type: "aws:iam/instanceProfile:InstanceProfile",
        properties: { instanceProfileName: "name", roles: ["role", first] },
        tags: "none",
    },
    "iam:ManagedPolicy": {
        type: "aws:iam/policy:Policy",
        properties: { managedPolicyName: "name", policyDocument: ["policy", readable] },
        tags: "none",
    },
    "iam:Role": {
        type: "aws:iam/role:Role",
        properties: {
            assumeRolePolicyDocument: ["assumeRolePolicy", readable],
            policies: ["inlinePolicies", each(inlinePolicy)],
            roleName: "name",
        },
    },
    "iam:RolePolicy": {
        type: "aws:iam/rolePolicy:RolePolicy",
        properties: { policyDocument: ["policy", readable], policyName: "name", roleName: "role" },
    },
    "iam:User": { type: "aws:iam/user:User", properties: { userName: "name" } },
    "iam:UserPolicy": {
        type: "aws:iam/userPolicy:UserPolicy",
        properties: { policyDocument: ["policy", readable], policyName: "name", userName: "user" },
    },
    "kms:Alias": { type: "aws:kms/alias:Alias", properties: { aliasName: "name" } },
    "kms:Key": {
        type: ({ origin }) => (origin === "EXTERNAL" ? "aws:kms/externalKey:ExternalKey" : "aws:kms/key:Key"),
        properties: {
            enabled: "isEnabled",
            keyPolicy: ["policy", readable],
            keySpec: "customerMasterKeySpec",
            pendingWindowInDays: "deletionWindowInDays",
        },
        // A key in a key store of one's own says only so; which one is not among its arguments.
        spread: {
            origin: (value): Values =>
                value === "AWS_CLOUDHSM" || value === "EXTERNAL_KEY_STORE" ? { customKeyStoreId: UNKNOWN } : {},
        },
    },
    "kms:ReplicaKey": { type: "aws:kms/replicaKey:ReplicaKey", properties: { keyPolicy: ["policy", readable] } },
    "lambda:Function": {
        type: "aws:lambda/function:Function",
        properties: { fileSystemConfigs: ["fileSystemConfig", first], functionName: "name" },
        spread: { code: functionCode },
    },
    "lambda:Permission": { type: "aws:lambda/permission:Permission", properties: { functionName: "function" } },
    "lambda:Url": {
        type: "aws:lambda/functionUrl:FunctionUrl",
        properties: { authType: "authorizationType", targetFunctionArn: "functionName" },
        tags: "none",
    },
    "logs:LogGroup": { type: "aws:cloudwatch/logGroup:LogGroup", properties: { logGroupName: "name" } },
    "neptune:DbCluster": {
        type: "aws:neptune/cluster:Cluster",
        properties: {
            dbClusterIdentifier: "clusterIdentifier",
            dbSubnetGroupName: "neptuneSubnetGroupName",
            iamAuthEnabled: "iamDatabaseAuthenticationEnabled",
            kmsKeyId: "kmsKeyArn",
        },
    },
    "networkfirewall:Firewall": { type: "aws:networkfirewall/firewall:Firewall", properties: { firewallName: "name" } },
    "networkfirewall:FirewallPolicy": {
        type: "aws:networkfirewall/firewallPolicy:FirewallPolicy",
        properties: { firewallPolicyName: "name" },
    },
    "networkfirewall:LoggingConfiguration": { type: "aws:networkfirewall/loggingConfiguration:LoggingConfiguration" },
    "ram:ResourceShare": { type: "aws:ram/resourceShare:ResourceShare" },
    "rds:DbCluster": {
        type: "aws:rds/cluster:Cluster",
        properties: {
            dbClusterIdentifier: "clusterIdentifier",
            enableCloudwatchLogsExports: "enabledCloudwatchLogsExports",
            enableIamDatabaseAuthentication: "iamDatabaseAuthenticationEnabled",
            masterUserPassword: "masterPassword",
            serverlessV2ScalingConfiguration: "serverlessv2ScalingConfiguration",
            sourceDbClusterIdentifier: [
                "restoreToPointInTime",
                (sourceClusterIdentifier) => ({ sourceClusterIdentifier }),
            ],
        },
    },
    "rds:DbInstance": {
        // An instance of an Aurora cluster is a type of its own in the classic provider.
        type: (values) =>
            "dbClusterIdentifier" in values ? "aws:rds/clusterInstance:ClusterInstance" : "aws:rds/instance:Instance",
        properties: DATABASE,
        defaults: { backupRetentionPeriod: 1 },
    },
    "rds:DbSubnetGroup": {
        type: "aws:rds/subnetGroup:SubnetGroup",
        properties: { dbSubnetGroupDescription: "description", dbSubnetGroupName: "name" },
    },
    "rds:GlobalCluster": { type: "aws:rds/globalCluster:GlobalCluster" },
    "redshift:Cluster": {
        type: "aws:redshift/cluster:Cluster",
        properties: { dbName: "databaseName", masterUserPassword: "masterPassword" },
    },
    "route53:HealthCheck": {
        type: "aws:route53/healthCheck:HealthCheck",
        properties: { healthCheckTags: ["tags", map("key")] },
        spread: {
            healthCheckConfig: (value): Values =>
                isObject(value)
                    ? renamed(value, {
                          fullyQualifiedDomainName: "fqdn",
                          inverted: "invertHealthcheck",
                          healthThreshold: "childHealthThreshold",
                      })
                    : {},
        },
    },
    "route53:HostedZone": {
        type: "aws:route53/zone:Zone",
        properties: { hostedZoneTags: ["tags", map("key")] },
        spread: { hostedZoneConfig: (value): Values => (isObject(value) ? { comment: value.comment } : {}) },
    },
    "route53:RecordSet": {
        type: "aws:route53/record:Record",
        properties: {
            aliasTarget: [
                "aliases",
                known((value) =>
                    isObject(value) ? [renamed(value, { dnsName: "name", hostedZoneId: "zoneId" })] : value,
                ),
            ],
            failover: ["failoverRoutingPolicies", (type) => [{ type }]],
            geoLocation: ["geolocationRoutingPolicies", known(inList)],
            hostedZoneId: "zoneId",
            multiValueAnswer: "multivalueAnswerRoutingPolicy",
            region: ["latencyRoutingPolicies", (region) => [{ region }]],
            resourceRecords: "records",
            weight: ["weightedRoutingPolicies", (weight) => [{ weight }]],
        },
    },
    "s3:Bucket": {
        type: "aws:s3/bucket:Bucket",
        properties: {
            accessControl: [
                "acl",
                known((acl) =>
                    String(acl)
                        .replace(/\B[A-Z]/g, (letter) => `-${letter}`)
                        .toLowerCase(),
                ),
            ],
            bucketEncryption: [
                "serverSideEncryptionConfiguration",
                below(
                    "serverSideEncryptionConfiguration",
                    known((rules) => ({
                        rule: first(
                            each((rule) =>
                                renamed(rule, { serverSideEncryptionByDefault: "applyServerSideEncryptionByDefault" }),
                            )(rules, {}),
                            {},
                        ),
                    })),
                ),
            ],
            bucketName: "bucket",
            lifecycleConfiguration: ["lifecycleRules", known((value) => (isObject(value) ? value.rules : value))],
            loggingConfiguration: [
                "logging",
                known((value) => (isObject(value) ? renamed(value, { destinationBucketName: "targetBucket" }) : value)),
            ],
            versioningConfiguration: [
                "versioning",
                known((value) =>
                    isObject(value)
                        ? renamed(value, { status: ["enabled", known((status) => status === "Enabled")] })
                        : value,
                ),
            ],
        },
    },
    "s3:BucketPolicy": {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        properties: { policyDocument: ["policy", readable] },
    },
    "secretsmanager:RotationSchedule": {
        type: "aws:secretsmanager/secretRotation:SecretRotation",
        properties: {
            // CloudFormation makes the function; its ARN is not among the arguments.
            hostedRotationLambda: ["rotationLambdaArn", () => UNKNOWN],
            rotateImmediatelyOnUpdate: "rotateImmediately",
        },
    },
    "secretsmanager:Secret": { type: "aws:secretsmanager/secret:Secret", properties: { replicaRegions: "replicas" } },
    "sns:Subscription": {
        type: "aws:sns/topicSubscription:TopicSubscription",
        properties: { filterPolicy: ["filterPolicy", json], redrivePolicy: ["redrivePolicy", json], topicArn: "topic" },
    },
    "sns:Topic": { type: "aws:sns/topic:Topic", properties: { topicName: "name" } },
    "sns:TopicPolicy": {
        type: "aws:sns/topicPolicy:TopicPolicy",
        properties: { policyDocument: ["policy", readable], topics: ["arn", first] },
        tags: "none",
    },
    "sqs:Queue": {
        type: "aws:sqs/queue:Queue",
        properties: {
            maximumMessageSize: "maxMessageSize",
            messageRetentionPeriod: "messageRetentionSeconds",
            queueName: "name",
            receiveMessageWaitTimeSeconds: "receiveWaitTimeSeconds",
            redrivePolicy: ["redrivePolicy", json],
            visibilityTimeout: "visibilityTimeoutSeconds",
        },
    },
    "sqs:QueuePolicy": {
        type: "aws:sqs/queuePolicy:QueuePolicy",
        properties: { policyDocument: ["policy", readable], queues: ["queueUrl", first] },
        tags: "none",
    },
    "ssm:Parameter": { type: "aws:ssm/parameter:Parameter", tags: "map" },
    "transfer:Server": { type: "aws:transfer/server:Server" },
};

/** Types that the classic provider still has beside the same type under another name. */
const LEGACY: Record<string, Native> = {
    "aws:s3/bucketV2:BucketV2": {
        type: "aws:s3/bucket:Bucket",
        properties: {
            loggings: ["logging", first],
            serverSideEncryptionConfigurations: ["serverSideEncryptionConfiguration", first],
            versionings: ["versioning", first],
            websites: ["website", first],
        },
        tags: "map",
    },
};

/** A type and a property may be called anything, as what every object has is. */
function own<T>(spellings: Record<string, T>, name: string): T | undefined {
    return Object.hasOwn(spellings, name) ? spellings[name] : undefined;
}

/** How a type of LEGACY is spelled, or one that only has another name: `aws:alb/*`, and what belongs to a BucketV2. */
function legacySpelling(token: string): Native | undefined {
    if (token.startsWith("aws:alb/")) {
        return { type: token.replace("aws:alb/", "aws:lb/"), tags: "map" };
    }
    const [, name] = /^aws:s3\/bucket\w+V2:(\w+)V2$/.exec(token) ?? [];
    return (
        own(LEGACY, token) ?? (name ? { type: `aws:s3/${name[0]?.toLowerCase()}${name.slice(1)}:${name}` } : undefined)
    );
}

/** The types that aws-native spells in the classic provider's way here, for tests. */
export const NATIVE_TOKENS = Object.keys(NATIVE).map((type) => `aws-native:${type}`);

/** How a resource is spelled where it is not spelled as in the classic provider. */
export function classicSpelling(token: string, properties: Values): Spelling | undefined {
    const native = token.startsWith("aws-native:")
        ? own(NATIVE, token.slice("aws-native:".length))
        : legacySpelling(token);
    if (!native) {
        return undefined;
    }
    return {
        type: typeof native.type === "string" ? native.type : native.type(properties),
        tags: native.tags === "none" ? undefined : (native.tags ?? "list"),
        toClassic: (values) => toClassic(native, values),
        nativeName: (classic) => nativeName(native, classic, properties),
    };
}

function toClassic({ properties = {}, spread = {}, defaults = {} }: Native, values: Values): Values {
    const plain = Object.fromEntries(Object.entries(values).filter(([property]) => !(property in spread)));
    const classic = { ...defaults, ...renamed(plain, { tags: ["tags", map("key")], ...properties }) };
    for (const [property, convert] of Object.entries(spread)) {
        for (const [name, value] of Object.entries(property in values ? convert(values[property], values) : {})) {
            classic[name] = isObject(value) && isObject(classic[name]) ? { ...classic[name], ...value } : value;
        }
    }
    return classic;
}

/** Of several names that mean the same, the one that the program uses. */
function nativeName({ properties = {}, spread = {} }: Native, classic: string, values: Values): string {
    const renames = Object.entries(properties).filter(
        ([, rule]) => (typeof rule === "string" ? rule : rule[0]) === classic,
    );
    const parts = Object.entries(spread).filter(
        ([property, convert]) => classic in convert(values[property] ?? {}, values),
    );
    const names = [...renames, ...parts].map(([property]) => property);
    return names.find((name) => name in values) ?? (classic in values ? classic : (names[0] ?? classic));
}
