import { sagemakerIsolation } from "../../../policies/services/sagemaker-isolation";
import { policyTests, resource } from "../../harness";

policyTests(sagemakerIsolation, {
    base: {
        "aws:sagemaker/featureGroup:FeatureGroup": { offlineStoreConfig: { s3StorageConfig: { s3Uri: "s3://features-7f3" } } },
        "aws:sagemaker/model:Model": { primaryContainer: { image: "851725499301.dkr.ecr.us-east-1.amazonaws.com/fraud:1" } },
    },
    example: {
        bad: `
            new aws.sagemaker.Model("fraud", { executionRoleArn: "arn:aws:iam::851725499301:role/role", primaryContainer: { image: "851725499301.dkr.ecr.us-east-1.amazonaws.com/fraud:1.2.0" } });`,
        good: `
            new aws.sagemaker.Model("fraud", {
                executionRoleArn: "arn:aws:iam::851725499301:role/role", enableNetworkIsolation: true,
                primaryContainer: { image: "851725499301.dkr.ecr.us-east-1.amazonaws.com/fraud:1.2.0", imageConfig: { repositoryAccessMode: "Vpc" } },
            });`,
    },
    pass: [
        {
            name: "a feature group that keeps nothing offline, and a variant without servers",
            kind: "lookalike",
            stack: [
                resource("aws:sagemaker/featureGroup:FeatureGroup", "f", { featureGroupName: "shoppers", onlineStoreConfig: { enableOnlineStore: true } }),
                resource("aws:sagemaker/endpointConfiguration:EndpointConfiguration", "e", {
                    productionVariants: [{ modelName: "fraud", serverlessConfig: { maxConcurrency: 5, memorySizeInMb: 2048 } }],
                }),
            ],
        },
        {
            name: "a model of several containers",
            stack: [
                resource("aws:sagemaker/model:Model", "fraud", {
                    enableNetworkIsolation: true,
                    containers: [{ image: "851725499301.dkr.ecr.us-east-1.amazonaws.com/fraud:1", imageConfig: { repositoryAccessMode: "Vpc" } }],
                }),
            ],
        },
    ],
    fail: [],
});
