import {
    at,
    dependentsOf,
    isUnknownValue,
    type Resource,
    type ResourceType,
    resourceType,
    type Stack,
    stackPolicy,
} from "../../kit";
import {
    allTargets,
    CacheCluster,
    type Client,
    clientsOf,
    DocdbCluster,
    hasRules,
    isReplica,
    isTrusted,
    LambdaFunction,
    letsAnybodyIn,
    letsThrough,
    MemoryDbCluster,
    NeptuneCluster,
    partyOf,
    RdsCluster,
    RdsInstance,
    ReplicationGroup,
    SecurityGroup,
    TRUSTED,
} from "../../kit/aws";

const RdsProxy = resourceType("aws:rds/proxy:Proxy");

/** What the policy reads of a database or a cache. */
interface Store {
    engine: string;
    port: number;
    enableHttpEndpoint: boolean;
    publiclyAccessible: boolean;
    replicationGroupId: string;
    globalClusterIdentifier: string;
    globalReplicationGroupId: string;
}

const BY_VPC: ResourceType<Partial<Store>>[] = [RdsInstance, RdsCluster, DocdbCluster, NeptuneCluster].map(
    ({ tokens }) => resourceType<Partial<Store>>(...tokens),
);
const STORES: ResourceType<Partial<Store>>[] = [
    ...BY_VPC,
    ...[CacheCluster, ReplicationGroup, MemoryDbCluster].map(({ tokens }) => resourceType<Partial<Store>>(...tokens)),
];

/** Types of one engine -> its port, unless the program says another. */
const OWN_PORT: [ResourceType<unknown>, number][] = [
    [DocdbCluster, 27017],
    [NeptuneCluster, 8182],
    [MemoryDbCluster, 6379],
    [ReplicationGroup, 6379],
];
/**
 * The start of an engine's name -> its port.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
const PORTS: [RegExp, number][] = [
    [/^(aurora-)?mysql$|^mariadb$/, 3306],
    [/^(aurora-)?postgres(ql)?$/, 5432],
    [/^(custom-)?oracle-/, 1521],
    [/^(custom-)?sqlserver-/, 1433],
    [/^(redis|valkey)$/, 6379],
    [/^memcached$/, 11211],
];

/** A variable of this name holds where a data store is. */
const IS_STORE = /DB|DATABASE|SQL|PG|POSTGRES|RDS|REDIS|VALKEY|CACHE|MONGO|NEPTUNE/i;
const IS_PLACE = /HOST|ENDPOINT|ADDR|URL|URI|DSN|CONN|SERVER/i;

export const databaseReachable = stackPolicy({
    name: "database-reachable",
    title: "Whoever is given the address of a database or a cache reaches its port",
    severity: "high",
    level: "mandatory",
    stops: "broken",
    why: "everything deploys, and the first connection waits until it times out",
    fix: "add an ingress rule for the port, from the security group of what connects",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    ],
    settings: { trusted: TRUSTED },
    types: STORES,
    check(store, { resource, stack, settings, report }) {
        const property = resource.is(...BY_VPC) ? "vpcSecurityGroupIds" : "securityGroupIds";
        const groups = allTargets(stack, resource, property, SecurityGroup) ?? [];
        const port = portOf(resource);
        if (groups.length === 0 || port === undefined || isCopy(resource) || store.enableHttpEndpoint === true) {
            return;
        }
        if (isTrusted(settings.trusted, resource, ...groups)) {
            return;
        }
        const names = groups.map(({ name }) => name).join(", ");
        const clients = connecting(stack, resource);
        if (letsAnybodyIn(stack, groups, port) === "no") {
            // Another stack may let its own in, where nothing here tells that somebody should get in.
            const isMeant = clients.length > 0 || groups.some((group) => hasRules(stack, group, "ingress"));
            if (isMeant) {
                report(property, `nobody is let in on its port ${port} by its security group ${names}`);
            }
            return;
        }
        for (const { name, interfaces } of clients) {
            const party = partyOf(interfaces);
            if (letsThrough(stack, groups, "ingress", party, port) === "no") {
                report(property, `${name} is given its address, and not let in on its port ${port} by ${names}`, {
                    level: "advisory",
                    severity: "medium",
                });
            } else if (letsThrough(stack, party.groups, "egress", { groups }, port) === "no") {
                report(
                    property,
                    `${name} is given its address, and its own security group lets nothing out to port ${port}`,
                    {
                        fix: `add an egress rule for TCP port ${port} to the security group of ${name}`,
                        level: "advisory",
                        severity: "medium",
                    },
                );
            }
        }
    },
});

function portOf(store: Resource<Partial<Store>>): number | undefined {
    const { port, engine = "" } = store.props;
    if (port === undefined && store.is<unknown>(RdsCluster) && store.token.startsWith("aws-native:")) {
        return undefined; // CloudFormation has a default of its own.
    }
    const own = OWN_PORT.find(([type]) => store.is(type))?.[1];
    return port ?? own ?? PORTS.find(([name]) => name.test(engine))?.[1];
}

/** True for what takes its data from another, and may wait for its turn; and for a node, whose group has the rules. */
function isCopy({ props }: Resource<Partial<Store>>): boolean {
    return (
        isReplica(props) ||
        props.globalClusterIdentifier !== undefined ||
        props.globalReplicationGroupId !== undefined ||
        props.replicationGroupId !== undefined
    );
}

/** Those that connect to a store: they are given its address, and no proxy's. */
function connecting(stack: Stack, store: Resource<unknown>): Client[] {
    return clientsOf(stack, store).filter(
        ({ holder }) =>
            (!holder.is(LambdaFunction) || isGivenAddress(holder)) &&
            !stack.of(RdsProxy).some((proxy) => dependentsOf(stack, proxy).includes(holder as Resource)),
    );
}

/** True where a variable that is named for it holds what is not known yet: the address, and no name or ARN alone. */
function isGivenAddress(fn: Resource<unknown>): boolean {
    const variables = at(fn.unguarded, "environment.variables");
    return (
        typeof variables === "object" &&
        variables !== null &&
        Object.entries(variables).some(
            ([name, value]) => IS_STORE.test(name) && IS_PLACE.test(name) && isUnknownValue(value),
        )
    );
}
