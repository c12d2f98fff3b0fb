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
const migration = new Migration("migration", { suffix, network, database });
const monitoring = new Monitoring("monitoring", {
    suffix,
    database,
    migration,
    alertEmail: config.require("alertEmail"),
});
const operators = new CrossAccountRole("operators", { suffix });

export const vpcId = network.vpc.id;
export const privateSubnetIds = network.privateSubnetIds;
export const rdsEndpoint = database.instance.endpoint;
export const dbSecretArn = database.secret.arn;
export const dmsReplicationTaskArn = migration.task.replicationTaskArn;
export const crossAccountRoleArn = operators.role.arn;
export const dashboardName = monitoring.dashboard.dashboardName;
// Placeholders: Direct Connect is set up by another team.
export const directConnectVifId = "vif-placeholder";
export const directConnectAttachmentId = "attachment-placeholder";
