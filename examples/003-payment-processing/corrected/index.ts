import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { BackOffice } from "./back-office";
import { Database } from "./database";
import { FeatureFlags } from "./feature-flags";
import { Monitoring } from "./monitoring";
import { Network } from "./network";
import { Partners } from "./partners";
import { PaymentFunction } from "./payment-function";
import { Resilience } from "./resilience";
import { Rotation } from "./rotation";

const config = new pulumi.Config();
const suffix = pulumi.getStack();

const provider = new aws.Provider(`aws-${suffix}`, {
    region: "us-east-1",
    defaultTags: {
        tags: {
            Environment: suffix,
            Project: "payment-processing",
            ManagedBy: "pulumi",
            Owner: "payments",
            CostCenter: "cc-2207",
        },
    },
});
const options = { providers: { aws: provider } };

const network = new Network("network", { suffix }, options);
const database = new Database("database", { suffix, network }, options);
const common = { suffix, network, database };

const processor = new PaymentFunction(
    "processor",
    { ...common, code: { runtime: "nodejs24.x", folder: "./functions/processor" }, concurrency: 50 },
    options,
);
const migrationImage = config.require("migrationImage");
const migration = new PaymentFunction(
    "ledger-migration",
    { ...common, code: { image: migrationImage }, concurrency: 1 },
    options,
);
new aws.lambda.Invocation(
    `ledger-migration-${suffix}`,
    { functionName: migration.function.name, input: "{}", triggers: { image: migrationImage } },
    { provider },
);
const rotation = new Rotation("rotation", common, options);

const monitoring = new Monitoring(
    "monitoring",
    {
        suffix,
        database,
        functions: {
            processor: processor.function,
            migration: migration.function,
            rotation: rotation.function,
        },
        alertEmail: config.require("alertEmail"),
    },
    options,
);

const backOffice = new BackOffice(
    "back-office",
    { suffix, network, image: config.require("backOfficeImage") },
    options,
);
const flags = new FeatureFlags("feature-flags", { suffix }, options);
const partners = new Partners(
    "partners",
    {
        suffix,
        network,
        partnerCidr: config.require("partnerCidr"),
        reconciliationAccount: config.require("reconciliationAccount"),
    },
    options,
);
const resilience = new Resilience("resilience", { suffix, database, stopOn: monitoring.degraded }, options);

export const vpcId = network.vpc.id;
export const rdsEndpoint = database.instance.endpoint;
export const dbSecretArn = database.secret.arn;
export const kmsKeyArn = database.key.arn;
export const processorArn = processor.function.arn;
export const snsTopicArn = monitoring.topic.arn;
export const dashboardName = monitoring.dashboard.dashboardName;
export const backOfficeArn = backOffice.service.serviceArn;
export const featureFlagsApplicationId = flags.application.id;
export const transferServerId = partners.server.id;
export const failoverExperimentId = resilience.experiment.id;
