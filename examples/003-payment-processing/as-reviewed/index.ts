import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Database } from "./database";
import { Monitoring } from "./monitoring";
import { Network } from "./network";
import { PaymentFunction } from "./payment-function";

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
const processor = new PaymentFunction(
    "processor",
    { suffix, network, database, runtime: "nodejs18.x", folder: "./functions/processor" },
    options,
);
const monitoring = new Monitoring("monitoring", {
    suffix,
    database,
    functions: { processor: processor.function },
    alertEmail: config.require("alertEmail"),
});

export const vpcId = network.vpc.id;
export const rdsEndpoint = database.instance.endpoint;
export const snsTopicArn = monitoring.topic.arn;
