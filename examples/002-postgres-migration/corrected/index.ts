import * as pulumi from "@pulumi/pulumi";

import { CrossAccountRole } from "./cross-account-role";
import { Database } from "./database";
import { Migration } from "./migration";
import { Monitoring } from "./monitoring";
import { Network } from "./network";

const config = new pulumi.Config();
const suffix = pulumi.getStack();

const network = new Network("network", { suffix });
const database = new Database("database", { suffix, network });
const migration = new Migration("migration", {
    suffix,
    network,
    database,
    sourceSecretArn: config.require("sourceSecretArn"),
});
const monitoring = new Monitoring("monitoring", {
    suffix,
    database,
    migration,
    alertEmail: config.require("alertEmail"),
});
const operators = new CrossAccountRole("operators", {
    suffix,
    trustedAccounts: config.requireObject<string[]>("trustedAccounts"),
    externalId: config.require("externalId"),
});

export const vpcId = network.vpc.id;
export const privateSubnetIds = network.privateSubnetIds;
export const rdsEndpoint = database.instance.endpoint;
export const dbSecretArn = database.secret.arn;
export const dmsReplicationTaskArn = migration.task.replicationTaskArn;
export const crossAccountRoleArn = operators.role.arn;
export const dashboardName = monitoring.dashboard.dashboardName;
