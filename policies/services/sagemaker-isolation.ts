import type { DataQualityJobDefinitionArgs } from "@pulumi/aws/sagemaker/dataQualityJobDefinition";
import type { EndpointConfigurationArgs } from "@pulumi/aws/sagemaker/endpointConfiguration";
import type { FeatureGroupArgs } from "@pulumi/aws/sagemaker/featureGroup";
import type { ModelArgs } from "@pulumi/aws/sagemaker/model";
import type { NotebookInstanceArgs } from "@pulumi/aws/sagemaker/notebookInstance";

import { resourcePolicy, resourceType, rule } from "../../kit";

const DataQualityJob = resourceType<DataQualityJobDefinitionArgs>(
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
);
const Model = resourceType<ModelArgs>("aws:sagemaker/model:Model");
const OPEN = "the container may call out to anything";
const IMAGE = "the image comes from a registry outside your VPC";

export const sagemakerIsolation = resourcePolicy({
    name: "sagemaker-isolation",
    title: "Models and jobs are isolated, encrypted and served by more than one instance",
    severity: "medium",
    level: "disabled",
    why: "a model is somebody's code with your data: what it cannot reach it cannot give away",
    fix: "set what the finding names",
    since: "0.2.0",
    links: [
        "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html",
    ],
    rules: [
        rule({
            type: resourceType<EndpointConfigurationArgs>("aws:sagemaker/endpointConfiguration:EndpointConfiguration"),
            property: "productionVariants[].initialInstanceCount",
            must: { atLeast: 2 },
            absent: "right",
            problem: "the model is served by one instance, in one zone",
            controls: ["SageMaker.4"],
        }),
        rule({
            type: Model,
            property: "enableNetworkIsolation",
            must: { is: true },
            absent: "wrong",
            problem: OPEN,
            controls: ["SageMaker.5"],
        }),
        rule({
            type: DataQualityJob,
            property: "networkConfig.enableInterContainerTrafficEncryption",
            must: { is: true },
            absent: "wrong",
            problem: "the job's instances talk in the clear",
            controls: ["SageMaker.9"],
        }),
        rule({
            type: DataQualityJob,
            property: "networkConfig.enableNetworkIsolation",
            must: { is: true },
            absent: "wrong",
            problem: OPEN,
            controls: ["SageMaker.11"],
        }),
        rule({
            type: Model,
            property: "primaryContainer.imageConfig.repositoryAccessMode",
            must: { is: "Vpc" },
            absent: "wrong",
            problem: IMAGE,
            controls: ["SageMaker.16"],
            unless: ({ primaryContainer }) => primaryContainer === undefined,
        }),
        rule({
            type: Model,
            property: "containers[].imageConfig.repositoryAccessMode",
            must: { is: "Vpc" },
            absent: "wrong",
            problem: IMAGE,
            controls: ["SageMaker.19"],
        }),
        rule({
            type: resourceType<FeatureGroupArgs>("aws:sagemaker/featureGroup:FeatureGroup"),
            property: "offlineStoreConfig.s3StorageConfig.kmsKeyId",
            must: { given: true },
            absent: "wrong",
            problem: "the features in the bucket have no key of your own",
            controls: ["SageMaker.17"],
            unless: ({ offlineStoreConfig }) => offlineStoreConfig === undefined,
        }),
        rule({
            type: resourceType<NotebookInstanceArgs>("aws:sagemaker/notebookInstance:NotebookInstance"),
            property: "kmsKeyId",
            must: { given: true },
            absent: "wrong",
            problem: "the notebook's volume has no key of your own",
            controls: ["SageMaker.21"],
        }),
    ],
});
