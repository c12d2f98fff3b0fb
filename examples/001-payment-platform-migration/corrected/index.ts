import * as pulumi from "@pulumi/pulumi";

import { Application } from "./application";
import { Database } from "./database";
import { Migration } from "./migration";
import { Monitoring } from "./monitoring";
import { Network } from "./network";

const config = new pulumi.Config();
const suffix = pulumi.getStack();

const network = new Network("network", { suffix });
const database = new Database("database", { suffix, network });
const application = new Application("application", { suffix, network, image: config.require("image") });
const migration = new Migration("migration", {
    suffix,
    network,
    database,
    secretArns: { source: config.require("sourceSecretArn"), target: config.require("targetSecretArn") },
    pgLayerArn: config.require("pgLayerArn"),
});
const monitoring = new Monitoring("monitoring", {
    suffix,
    application,
    database,
    migration,
    alertEmail: config.require("alertEmail"),
});

export const vpcId = network.vpc.id;
export const rdsEndpoint = database.cluster.endpoint;
export const albDnsName = application.balancer.dnsName;
export const dmsReplicationTaskArn = migration.task.replicationTaskArn;
export const snsTopicArn = monitoring.topic.arn;
export const dashboardName = monitoring.dashboard.dashboardName;
